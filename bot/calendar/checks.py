"""What makes a plan stand: each field's rule, and the sentence under the field."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.accounts import Outlet
from bot.calendar.given import Draft
from bot.calendar.model import Content, ContentType, Slot, SlotStatus
from bot.calendar.recurrence import Recurrence, Repeats, friendly
from bot.calendar.rules import EXAMPLE, RuleError, read_rule
from bot.calendar.zones import instant, known
from bot.kernel.errors import Invalid

E = TypeVar("E", bound=StrEnum)

NO_DAY = "Choose a day."
NO_TIME = "Choose a time."
NO_ZONE = "Choose the time zone: type part of its city or country."
PAST = "This has passed already. Choose a day and time still to come."
TOO_FAR = "That is too far away. Choose a day within the next ten years."
NO_REPEATS = "Choose how often."
NO_RULE = f"Write the rule as RFC 5545 has it, {EXAMPLE}."
ONE_OF_BOTH = "Only one of the two can say how often: choose “By a rule of its own” above, or leave this empty."
NEVER = "This rule gives no day after the one chosen above. Check it, or choose another day."
NO_THEME = "Say in a few words what it is about."
NO_TYPE = "Choose what it will be."
NO_CONTENT = "Choose whether the content exists."
NO_MAKER = "The content is still to be created: choose who makes it."
MAKER_INACTIVE = "This person is a guest, from another company, or has left. Choose an active colleague."

YEARS_AHEAD = 10


class Check:
    """Reads a draft, collecting a sentence for each field that cannot stand."""

    def __init__(self, draft: Draft, is_active: Callable[[str], bool]) -> None:
        self._draft, self._is_active = draft, is_active
        self.problems: dict[str, str] = {}

    def zone(self) -> ZoneInfo | None:
        zone = known(self._draft.zone) if self._draft.zone else None
        if zone is None:
            self.problems["zone"] = NO_ZONE
        return zone

    def moment(self, zone: ZoneInfo | None, now: datetime) -> datetime | None:
        """Day and time on the wall clock of `zone`, which must be to come."""
        day, at = self._draft.day, self._draft.time
        if day is None:
            self.problems["day"] = NO_DAY
        if at is None:
            self.problems["time"] = NO_TIME
        if day is None or at is None or zone is None:
            return None
        if problem := ahead_problem(datetime.combine(day, at), zone, now):
            self.problems["day"] = problem
            return None
        return datetime.combine(day, at)

    def rule(self, zone: ZoneInfo | None, starts: datetime | None) -> tuple[Repeats, str]:
        """How often, as chosen and as RFC 5545 writes it."""
        try:
            repeats = Repeats(self._draft.repeats)
        except ValueError:
            self.problems["repeats"] = NO_REPEATS
            return Repeats.ONCE, ""
        typed = self._draft.rule
        if repeats is Repeats.OWN and not typed:
            self.problems["rule"] = NO_RULE
        elif repeats is not Repeats.OWN and typed:
            self.problems["rule"] = ONE_OF_BOTH
        elif zone and starts:
            return repeats, self._read(repeats, zone, starts)
        return repeats, ""

    def _read(self, repeats: Repeats, zone: ZoneInfo, starts: datetime) -> str:
        if repeats is not Repeats.OWN:
            return friendly(repeats, starts.date())
        try:
            rule = read_rule(self._draft.rule, zone)
        except RuleError as error:
            self.problems["rule"] = error.sentence
            return ""
        if not Recurrence(starts, rule).happens():
            self.problems["rule"] = NEVER
        return rule

    def choice(self, field: str, kind: type[E], sentence: str) -> str:
        try:
            return kind(getattr(self._draft, field)).value
        except ValueError:
            self.problems[field] = sentence
            return ""

    def theme(self) -> str:
        if not self._draft.theme:
            self.problems["theme"] = NO_THEME
        return self._draft.theme

    def maker(self) -> str:
        maker = self._draft.maker
        if maker and not self._is_active(maker):
            self.problems["maker"] = MAKER_INACTIVE
        elif not maker and self._draft.content == Content.CREATE:
            self.problems["maker"] = NO_MAKER
        return maker


def ahead_problem(local: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Why nothing can be planned at that local time; empty where it can."""
    if local.year > now.year + YEARS_AHEAD:
        return TOO_FAR
    return PAST if local.year < now.year - 1 or instant(local, zone) <= now else ""


def slot_of(draft: Draft, outlet: Outlet, is_active: Callable[[str], bool], *, by: str, at: datetime) -> Slot:
    """The series that the draft describes; raises Invalid."""
    check = Check(draft, is_active)
    zone = check.zone()
    starts = check.moment(zone, at)
    repeats, rule = check.rule(zone, starts)
    slot = Slot(
        account_id=outlet.id,
        label=outlet.label,
        zone=draft.zone,
        repeats=repeats.value,
        rule=rule,
        theme=check.theme(),
        content_type=check.choice("content_type", ContentType, NO_TYPE),
        content=check.choice("content", Content, NO_CONTENT),
        maker=check.maker(),
        status=SlotStatus.RUNNING.value,
        planned_by=by,
        planned_at=at,
    )
    if check.problems or starts is None:
        raise Invalid(check.problems)
    slot.starts = starts
    return slot
