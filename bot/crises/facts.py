"""What happens in a crisis: each fact is a line of its timeline too."""

from dataclasses import dataclass
from typing import Any, ClassVar

from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis
from bot.crises.states import Kind
from bot.kernel.act import Act
from bot.kernel.events import Event
from bot.private import PrivateText


@dataclass(frozen=True, kw_only=True)
class CrisisEvent(Event):
    kind: ClassVar[Kind]
    of: Crisis
    entry: CrisisEntry

    @property
    def line(self) -> CrisisEntry:
        return self.entry

    @property
    def text(self) -> str:
        """What the timeline says, where nobody said anything with it."""
        return self.note


def tell(
    act: Act,
    fact: type[CrisisEvent],
    crisis: Crisis,
    note: str = "",
    *,
    words: PrivateText | None = None,
    **fields: Any,
) -> CrisisEvent:
    """It happened: for the trail, and for the timeline, which alone refers to what somebody said with it."""
    entry = CrisisEntry(crisis_id=crisis.id, at=act.when, who=act.who.id, kind=fact.kind)
    event = act.record(fact, of=crisis, entry=entry, note=note, **fields)
    if words:
        entry.words = words
    else:
        entry.text = event.text
    act.session.add(entry)
    return event


class CrisisRaised(CrisisEvent):
    kind = Kind.RAISED


@dataclass(frozen=True, kw_only=True)
class PeopleNamed(CrisisEvent):
    """It is about these people."""

    people: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.people)

    @property
    def noted(self) -> str:
        return "; ".join(filter(None, (self.text, self.note)))


class PeoplePinged(PeopleNamed):
    kind = Kind.PINGED


@dataclass(frozen=True, kw_only=True)
class PeopleAlerted(CrisisEvent):
    """They were reached by other ways than Slack; `card` tells the room."""

    kind = Kind.ALERTED
    recorded_as = "people_paged"
    card: str


@dataclass(frozen=True, kw_only=True)
class AnswerClaimed(CrisisEvent):
    """Somebody answered from an address that several read, and says to be this person."""

    kind = Kind.CLAIMED
    person: str
    address: str

    @property
    def text(self) -> str:
        return f"{self.person} {self.address}"


class ClaimDenied(CrisisEvent):
    kind = Kind.DENIED


@dataclass(frozen=True, kw_only=True)
class ClaimLapsed(CrisisEvent):
    """Nobody confirmed in Slack, in time, that it was them."""

    kind = Kind.LAPSED
    person: str

    @property
    def text(self) -> str:
        return self.person

    @property
    def noted(self) -> str:
        return self.text


class CrisisAcknowledged(CrisisEvent):
    kind = Kind.ACKNOWLEDGED


@dataclass(frozen=True, kw_only=True)
class LeadTaken(CrisisEvent):
    """`before` led it until then, if anybody did."""

    kind = Kind.LEAD
    before: str


class UpdatePosted(CrisisEvent):
    kind = Kind.UPDATE


class LineAdded(CrisisEvent):
    """Somebody wrote on its timeline."""

    kind = Kind.NOTE


@dataclass(frozen=True, kw_only=True)
class StarEvent(Event):
    """About a line of the timeline, which its note names; the timeline does not tell it."""

    of: CrisisEntry


class LineStarred(StarEvent):
    pass


class StarTakenOff(StarEvent):
    pass


class CrisisWentQuiet(CrisisEvent):
    kind = Kind.QUIET


class CrisisUnattended(CrisisEvent):
    """Nobody is on it any more."""

    kind = Kind.UNATTENDED


class ResponderJoined(CrisisEvent):
    """Somebody is on it besides others."""

    kind = Kind.JOINED


@dataclass(frozen=True, kw_only=True)
class ResponderGone(CrisisEvent):
    """`person` is not on it any more; `led` says whether they led it."""

    person: str
    led: bool


class ResponderSteppedBack(ResponderGone):
    kind = Kind.STEPPED_BACK


class ResponderLeft(ResponderGone):
    """They are not in the company any more."""

    kind = Kind.LEFT


class StatementMade(CrisisEvent):
    """Its note says in which language. When the company speaks next is when the next update is due."""

    kind = Kind.SAID


class StatementUnsaid(CrisisEvent):
    """It was withdrawn, and none took its place. Its note says in which language."""

    kind = Kind.UNSAID


class PublishingFrozen(CrisisEvent):
    """Its note says on how many accounts."""

    kind = Kind.FROZEN


class PublishingThawed(CrisisEvent):
    """The same."""

    kind = Kind.THAWED


class KindChosen(CrisisEvent):
    """Its note is the kind."""

    kind = Kind.KIND_CHOSEN


class CrisisResolved(CrisisEvent):
    kind = Kind.RESOLVED
    signs = True
