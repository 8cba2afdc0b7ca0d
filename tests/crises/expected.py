"""What a crisis does by its rules, minute by minute: the simple model that the real ones are held against."""

from dataclasses import dataclass, field

THOMAS, DAVID, MARTA = "U0THOMAS00", "U0DAVID000", "U0MARTA000"
MAY = {THOMAS, DAVID, MARTA}
"""Who may answer any crisis."""


@dataclass(frozen=True)
class Colour:
    """In minutes, as Helvia's governance file has it; `again` 0: once only."""

    impact: str
    respond: int
    pings: tuple[int, ...]
    again: int


RED = Colour("5", 30, (0, 5, 10, 15, 20, 30, 40), 50)
AMBER = Colour("3", 120, (0, 15, 30, 60, 90, 150), 210)
GREEN = Colour("1", 1440, (0, 1440), 0)


@dataclass
class Model:
    colour: Colour
    raised: int
    state: str = "open"
    lead: str = ""
    due: int = 0
    began: int = 0
    last: int = -1
    """The minute of the last ping of this policy."""
    pings: list[int] = field(default_factory=list)
    quiet: list[int] = field(default_factory=list)
    on_it: list[str] = field(default_factory=list)
    called: set[str] = field(default_factory=set)
    """By name: they may answer from then on."""
    asked: set[str] = field(default_factory=set)
    """Of these, who is asked by name still."""
    is_same: bool = False
    """As another one."""
    reminded: set[str] | None = None
    """Once they were: those whose reminder still asks for an update."""

    def __post_init__(self) -> None:
        self.open(self.raised)

    def open(self, at: int) -> None:
        self.state, self.began, self.last, self.due = "open", at, at - 1, at + self.colour.respond
        self.reminded = None

    def answer(self, at: int, who: str) -> None:
        """Any sign of life."""
        if self.state == "open":
            self.on_it = [who]
            self.asked.discard(who)
        self.state, self.due, self.reminded = "acknowledged", at + self.colour.respond, None

    def join(self, who: str) -> None:
        self.on_it += [who] if who not in self.on_it else []
        self.asked.discard(who)

    def give_lead(self, who: str) -> None:
        before, self.lead = self.lead, who
        self.called.add(who)
        if self.reminded and before not in self.people:
            self.reminded.discard(before)
        self.asked.discard(before)
        self.asked.discard(who)
        if self.state == "open" or who not in self.on_it:
            self.asked.add(who)

    def rescore(self, at: int, colour: Colour) -> None:
        self.colour = colour
        if self.state == "open":
            self.open(at)
        else:
            self.due, self.reminded = at + colour.respond, None

    def end(self, *, is_same: bool = False) -> None:
        self.state, self.reminded, self.asked, self.is_same = "resolved", None, set(), is_same

    def go(self, at: int, who: str) -> None:
        if who in self.people:
            self.asked.discard(who)
        self.on_it = [each for each in self.on_it if each != who]
        self.lead = "" if self.lead == who else self.lead
        if self.reminded:
            self.reminded.discard(who)
        if self.state == "acknowledged" and not self.on_it:
            self.open(at)

    @property
    def may_answer(self) -> set[str]:
        return MAY | self.called

    @property
    def may_steer(self) -> set[str]:
        return MAY | {self.lead}

    @property
    def people(self) -> set[str]:
        return {self.lead, *self.on_it} - {""}

    def is_step(self, at: int) -> bool:
        since = at - self.began
        return (since % self.colour.again if self.colour.again else since) in self.colour.pings

    def pass_to(self, now: int, since: int) -> None:
        """Somebody looks at `now`, for the first time after `since`."""
        if self.state == "acknowledged" and self.due <= now:
            self.quiet.append(now)
            self.open(now)
        if self.state == "acknowledged" and self.reminded is None and self.due - self.colour.respond / 3 <= now:
            self.reminded = self.people
        start = max(since, self.last) + 1
        if self.state == "open" and any(self.is_step(at) for at in range(min(start, now), now + 1) if at > self.last):
            self.pings.append(now)
            self.last = now
