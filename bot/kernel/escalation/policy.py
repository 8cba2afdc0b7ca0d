"""A policy: who is pinged after how long. Pure arithmetic says what is due at a moment, and what follows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.kernel.durations import Duration
from bot.kernel.outbox.tables import Urgency
from bot.kernel.subject import Subject

NOTHING = timedelta(0)
UNNOTICED = timedelta(minutes=1)
"""Nobody calls this late."""
MOST_REPEATS = 1000
OTHER_WAY_AFTER = timedelta(minutes=1)
"""How long a crisis waits for Slack where its policy does not say."""


def _urgency(value: Any) -> Any:
    return Urgency[value.upper()] if isinstance(value, str) and value.upper() in Urgency.__members__ else value


class Level(BaseModel):
    """`after` counts from the start; `whom` is pinged then and `every` so often, `times` in all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after: Duration
    whom: list[str] = Field(min_length=1)
    every: Duration | None = None
    times: int = Field(default=1, ge=1, le=MOST_REPEATS)

    @model_validator(mode="after")
    def _time_goes_forward(self) -> "Level":
        if self.after < NOTHING:
            raise ValueError("“after” cannot be negative")
        if self.every is not None and self.every <= NOTHING:
            raise ValueError("“every” cannot be zero")
        if self.times > 1 and self.every is None:
            raise ValueError("a level with several “times” needs “every”, the pause between them")
        return self


@dataclass(frozen=True, slots=True)
class Step:
    """One ping of a policy: `offset` from its start."""

    offset: timedelta
    level: int
    nth: int


class Policy(BaseModel):
    """A level takes over from the one before it, whose remaining repeats are then left out. `cycles`: how many times
    all levels are gone through, 0 until it is stopped; the next one begins one last `every` after the last ping.
    `other_way_after`: a ping that Slack has not taken for so long leaves by another way; in a crisis only.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    levels: list[Level] = Field(min_length=1)
    cycles: int = Field(default=1, ge=0)
    urgency: Annotated[Urgency, BeforeValidator(_urgency)] = Urgency.ROUTINE
    other_way_after: Duration | None = None

    @model_validator(mode="after")
    def _levels_rise(self) -> "Policy":
        starts = [level.after for level in self.levels]
        if starts != sorted(starts):
            raise ValueError("“after” counts from the start: no level's can be shorter than the one before")
        if self.cycles != 1 and self.levels[-1].every is None:
            raise ValueError("the last level needs “every”, the pause before the first begins again")
        return self

    @model_validator(mode="after")
    def _only_a_crisis_leaves_slack(self) -> "Policy":
        if self.other_way_after is not None and self.urgency is not Urgency.CRISIS:
            raise ValueError("“other_way_after” is only for policies of “urgency: crisis”")
        if self.other_way_after is not None and self.other_way_after <= NOTHING:
            raise ValueError("“other_way_after” cannot be zero")
        return self

    @property
    def waits_for_slack(self) -> timedelta | None:
        """How long a ping may take to reach Slack before it leaves by another way; None: for ever."""
        usual = OTHER_WAY_AFTER if self.urgency is Urgency.CRISIS else None
        return self.other_way_after or usual

    def called(self, name: str) -> "Policy":
        """The same under another name: what is at work is called by what it is for, whatever a file calls it."""
        return self if self.name == name else Policy.model_validate(self.as_json | {"name": name})

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Whom it asks, of all its levels."""
        return tuple(dict.fromkeys(word for level in self.levels for word in level.whom))

    def steps(self) -> list[Step]:
        """All pings of one pass, in order."""
        return self._steps

    @cached_property
    def _steps(self) -> list[Step]:
        steps = []
        for number, level in enumerate(self.levels):
            over = self.levels[number + 1].after if number + 1 < len(self.levels) else timedelta.max
            for nth in range(level.times):
                offset = level.after + nth * (level.every or NOTHING)
                if nth == 0 or offset < over:
                    steps.append(Step(offset, number, nth))
        return steps

    @cached_property
    def as_json(self) -> dict[str, Any]:
        """As JSON, to be read again by `model_validate`."""
        return self.model_dump(mode="json")

    def pause_before(self, step: int) -> timedelta:
        """From the ping that comes before this step to it; before the first one, as long as the policy rests."""
        if step == 0:
            return self.levels[-1].every or NOTHING
        return self.steps()[step].offset - self.steps()[step - 1].offset

    def length(self) -> timedelta:
        """From the start of one pass to the start of the next."""
        return self.steps()[-1].offset + (self.levels[-1].every or NOTHING)


@dataclass(frozen=True, slots=True)
class Position:
    """The ping that comes next: pass number `cycle` began at `began`, and `step` of it is not yet said."""

    began: datetime
    cycle: int
    step: int


@dataclass(frozen=True, slots=True)
class Following(Position):
    due: datetime


@dataclass(frozen=True, slots=True)
class Ping:
    """What a look finds due: one ping, for all whom the skipped ones concern too, and the one that follows."""

    level: int
    nth: int
    cycle: int
    whom: tuple[str, ...]
    following: Following | None
    waits_for_slack: timedelta | None = None


def advance(policy: Policy, at: Position, now: datetime) -> Ping:
    """Go from `at`, which is due, to the last ping that is due by `now`, without replaying those between."""
    steps = policy.steps()
    last = _last_due(policy, steps, at, now)
    passes = last.cycle - at.cycle
    due, before = steps[last.step], steps[at.step :]
    if passes == 0:
        touched = before[: last.step + 1 - at.step]
    else:
        touched = [*before, *(steps if passes > 1 else []), *steps[: last.step + 1]]
    levels = sorted({step.level for step in touched})
    whom = dict.fromkeys(one for level in levels for one in policy.levels[level].whom)
    return Ping(
        level=due.level,
        nth=due.nth,
        cycle=last.cycle,
        whom=tuple(whom),
        following=_following(policy, steps, last),
        waits_for_slack=policy.waits_for_slack,
    )


def _last_due(policy: Policy, steps: list[Step], at: Position, now: datetime) -> Position:
    whole = 0
    if policy.cycles != 1:
        whole = max((now - at.began) // policy.length(), 0)
    if policy.cycles > 1:
        whole = min(whole, policy.cycles - 1 - at.cycle)
    for further in (whole, whole - 1):  # early in a pass its first ping may not be due yet
        began = at.began + further * policy.length()
        due = [number for number, step in enumerate(steps) if began + step.offset <= now]
        if further >= 0 and due and (further, due[-1]) >= (0, at.step):
            return Position(began, at.cycle + further, due[-1])
    return at


def _following(policy: Policy, steps: list[Step], last: Position) -> Following | None:
    if last.step + 1 < len(steps):
        step = last.step + 1
        return Following(last.began, last.cycle, step, last.began + steps[step].offset)
    if policy.cycles == 0 or last.cycle + 1 < policy.cycles:
        began = last.began + policy.length()
        return Following(began, last.cycle + 1, 0, began + steps[0].offset)
    return None


@dataclass(frozen=True)
class Fired:
    """One ping that is due, for its announcer to say. `last`: nothing follows unless somebody starts it again."""

    escalation_id: int
    subject: Subject
    policy: str
    loop: int
    level: int
    nth: int
    whom: tuple[str, ...]
    due: datetime
    when: datetime
    last: bool
    rank: int = Urgency.ROUTINE
    waits_for_slack: timedelta | None = None
    reader: str = ""
    """For whom alone it is, where it waited for their working hours; else it is for all whom it asks."""

    @property
    def is_first(self) -> bool:
        """Nothing was said before it."""
        return not (self.level or self.nth or self.reader)

    @property
    def urgency(self) -> Urgency:
        return Urgency.of(self.rank)

    @property
    def overdue(self) -> timedelta:
        """How late this is said; nothing where nobody would notice."""
        late = self.when - self.due
        return late if late >= UNNOTICED else NOTHING

    def key(self, person: str) -> str:
        """The letter to `person` about this ping, which must not exist twice."""
        return f"escalation:{self.escalation_id}:{self.loop}:{self.level}:{self.nth}:{person}"
