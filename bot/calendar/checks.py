"""What makes a plan stand: each field's rule, and the sentence under the field."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.accounts import Outlet, outlet
from bot.calendar import queries
from bot.calendar.drafts import Draft
from bot.calendar.model import Content, ContentType, Occurrence, Slot, SlotStatus
from bot.calendar.recurrence import CUSTOM, Recurrence, Repeats, friendly
from bot.calendar.rules import EXAMPLE, read_rule
from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.kernel.problems import Problems
from bot.kernel.zones import instant, known
from bot.networks import post_url_problem
from bot.outgoing.rules import closed

E = TypeVar("E", bound=StrEnum)

NO_DAY = "Choose a day."
NO_TIME = "Choose a time."
NO_ZONE = "Choose the time zone: type a city or country."
OTHER_ZONE = "{} is in {}: leave this empty, and choose the time there."
PAST = "This is in the past. Choose a later time."
TOO_FAR = "Choose a day within the next ten years."
NO_REPEATS = "Choose how often."
NO_RULE = f"Write the rule as in RFC 5545, {EXAMPLE}."
ONE_OF_BOTH = f"Choose “{CUSTOM}” above, or leave this empty."
NEVER = "This rule gives no day after the one above. Change either."
NO_THEME = "Say what it is about."
NO_TYPE = "Choose the content type."
NO_CONTENT = "Say whether the content exists."
NO_MAKER = "Choose who makes it."
MAKER_INACTIVE = "A guest, external, or gone. Choose a colleague."
NO_REASON = "Write the reason."
USED = "This post counts for another slot. Paste this slot's own."
TO_COME = "This is in the future. Postpone the slot, or come back then."

YEARS_AHEAD = 10


class Check:
    """Reads a draft, collecting a sentence for each field that cannot stand."""

    def __init__(self, draft: Draft, outlet: Outlet, is_active: Callable[[str], bool], zone: str) -> None:
        self._draft, self._outlet, self._is_active, self._zone = draft, outlet, is_active, zone
        self.problems = Problems()

    def zone(self) -> ZoneInfo | None:
        """The account's, which is its market's; where that has several, the one that was chosen."""
        its, chosen = self._zone or self._outlet.zone, self._draft.zone
        if its and chosen not in {"", its}:
            self.problems.note("zone", OTHER_ZONE.format(self._outlet.label, its))
        zone = known(its or chosen) if its or chosen else None
        self.problems.note("zone", None if zone else NO_ZONE)
        return zone

    def moment(self, zone: ZoneInfo | None, now: datetime) -> datetime | None:
        """Day and time on the wall clock of `zone`, which must be to come."""
        day, at = self._draft.day, self._draft.time
        self.problems.note("day", NO_DAY if day is None else None)
        self.problems.note("time", NO_TIME if at is None else None)
        if day is None or at is None or zone is None:
            return None
        problem = _ahead_problem(datetime.combine(day, at), zone, now)
        self.problems.note("day", problem)
        return None if problem else datetime.combine(day, at)

    def rule(self, repeats: Repeats | None, zone: ZoneInfo | None, starts: datetime | None) -> str:
        """How often, as RFC 5545 writes it."""
        typed = self._draft.rule
        if repeats is None:
            return ""
        if bool(typed) is not (repeats is Repeats.OWN):
            self.problems.note("rule", ONE_OF_BOTH if typed else NO_RULE)
            return ""
        if zone is None or starts is None:
            return ""
        return self._own(typed, zone, starts) if typed else friendly(repeats, starts.date())

    def _own(self, typed: str, zone: ZoneInfo, starts: datetime) -> str:
        rule = self.problems.read("rule", lambda: read_rule(typed)) or ""
        self.problems.note("rule", None if Recurrence(starts, rule, zone).happens() else NEVER)
        return rule

    def choice(self, field: str, kind: type[E], sentence: str) -> E | None:
        return self.problems.read(field, lambda: kind(getattr(self._draft, field)), sentence)

    def theme(self) -> str:
        return self.problems.needed("theme", self._draft.theme, NO_THEME)

    def maker(self) -> str:
        maker = self._draft.maker
        if maker and not self._is_active(maker):
            self.problems.note("maker", MAKER_INACTIVE)
        elif not maker and self._draft.content == Content.CREATE:
            self.problems.note("maker", NO_MAKER)
        return maker


def slot_of(
    draft: Draft, outlet: Outlet, is_active: Callable[[str], bool], *, by: str, at: datetime, zone: str = ""
) -> Slot:
    """The series that the draft describes, in `zone` where it has one already; raises Invalid."""
    check = Check(draft, outlet, is_active, zone)
    its = check.zone()
    starts = check.moment(its, at)
    repeats = check.choice("repeats", Repeats, NO_REPEATS)
    slot = Slot(
        account_id=outlet.id,
        label=outlet.label,
        starts=starts,
        zone=its.key if its else "",
        repeats=repeats,
        rule=check.rule(repeats, its, starts),
        theme=check.theme(),
        content_type=check.choice("content_type", ContentType, NO_TYPE),
        content=check.choice("content", Content, NO_CONTENT),
        maker=check.maker(),
        status=SlotStatus.RUNNING,
        planned_by=by,
        planned_at=at,
    )
    check.problems.refuse()
    return slot


def check_in_use(outlet: Outlet) -> None:
    """Raise TooLate where nothing can be planned on it, whoever wants to."""
    if why := closed(outlet):
        raise TooLate(f"{why} Choose another account: see `/account list`.")


def check_post(act: Act, occurrence: Occurrence, url: str, posted_at: datetime) -> None:
    """Raise Invalid where the slot cannot be settled by that post, made at that time."""
    account, problems = outlet(act.session, occurrence.account_id), Problems()
    problems.note("url", post_url_problem(account.handle, url))
    problems.note("url", USED if queries.is_used(act.session, account, url) else None)
    problems.note("posted_at", TO_COME if posted_at > act.when else None)
    problems.refuse()


def check_ahead(local: datetime, zone: ZoneInfo, now: datetime) -> None:
    """Raise Invalid where nothing can be planned at that local time."""
    problems = Problems()
    problems.note("day", _ahead_problem(local, zone, now))
    problems.refuse()


def _ahead_problem(local: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Why nothing can be planned at that local time; empty where it can."""
    if local.year > now.year + YEARS_AHEAD:
        return TOO_FAR
    return PAST if local.year < now.year - 1 or instant(local, zone) <= now else ""
