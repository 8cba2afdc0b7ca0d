"""What a handler is given, and what it may answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.views import View

from bot.company import Company
from bot.governance import Governance
from bot.health.vetting import Vetted
from bot.kernel.act import Act
from bot.kernel.reference import Ref
from bot.kernel.text.markup import PERSON_ID, Markup, mrkdwn, person
from bot.kernel.views.blocks import Message
from bot.people import Directory
from bot.signing.totp import Authenticators
from handlers.form import Form


@dataclass(frozen=True, slots=True)
class Shown:
    """The message that a gesture was made on: where it stands."""

    channel: str
    ts: str
    permalink: str = ""
    """Its address in Slack; empty where Slack did not say in which workspace."""
    words: str = ""
    """As people read them. They may be a patient's: whoever quotes them is asked about that first."""


@dataclass(frozen=True, slots=True)
class Gesture(Act):
    """One thing that a person did; its transaction commits when the handler returns."""

    company: Company
    channel: str = ""
    """Where it was done; empty in a modal and on the App Home."""
    words: str = ""
    """What was typed after a command's word, as people read it, or into a search."""
    typed: str = ""
    """The same as Slack wrote it, with the ids of people and channels, by which filters look."""
    value: str = ""
    """The value of the button or the chosen option."""
    form: Form = field(default_factory=lambda: Form({}))
    metadata: str = ""
    """What the form carries along."""
    heeded: str = ""
    """Which warnings the form showed when it was sent."""
    prepared: str = ""
    """What its route had made of the form before the transaction."""
    message: Shown | None = None
    channels: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)
    """What Slack says of each that was chosen in a form; None where it shows Concord none."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """The names of the workspace's user groups, by id."""
    authenticators: Authenticators = field(default_factory=lambda: Authenticators(""))
    vetted: Callable[[str], Vetted | None] = lambda _: None
    """What Slack said of a governance, by its hash."""

    @property
    def ref(self) -> Ref:
        """What it is about: as the button says that was pressed, or else the form that was sent."""
        return Ref.read(self.value or self.metadata)

    @property
    def governance(self) -> Governance:
        return self.company.rules

    @property
    def people(self) -> Directory:
        return self.company.people

    @property
    def named_person(self) -> str:
        """Who was named after the command; empty where nobody was."""
        return next(iter(PERSON_ID.findall(self.typed)), "")

    def mention(self, user_id: str) -> Markup:
        """Somebody whose something is; of whoever has left, that nobody is there."""
        if self.people.may_be_asked(user_id):
            return person(user_id)
        return mrkdwn("nobody ({} has left)", self.people.name_of(user_id))


@dataclass(frozen=True, slots=True)
class Say:
    """Only the person who acted sees it."""

    message: Message


@dataclass(frozen=True, slots=True)
class Now:
    """How a matter stands after something was done. `line` says so to whoever typed a command, or sent a form that
    one opened; `card` is all of it, for the place of what was shown before. A living card changes by itself.
    """

    line: Callable[[], Message]
    card: Callable[[], Message] | None = None

    @property
    def whole(self) -> Message:
        return (self.card or self.line)()


@dataclass(frozen=True, slots=True)
class Open:
    """A modal, over the one that is open if there is one."""

    view: View


@dataclass(frozen=True, slots=True)
class Replace:
    """A modal in the place of the one that is open."""

    view: View


@dataclass(frozen=True, slots=True)
class Publish:
    """The person's App Home."""

    view: View


@dataclass(frozen=True, slots=True)
class Offer:
    """What a search found: pairs of (value, label), the first hundred of which are shown."""

    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing to say: what follows is seen elsewhere; a form closes."""


Answer = Say | Now | Open | Replace | Publish | Offer | Done
