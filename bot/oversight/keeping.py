"""How something stands, compared with what was last recorded of it: each difference is a fact."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.kernel.act import Act
from bot.kernel.statements import add_new
from bot.kernel.subject import Subject
from bot.oversight.model import (
    GroupMembersChanged,
    PersonLeft,
    PersonReturned,
    RoleHoldersChanged,
    RulesTakenUp,
    Standing,
    StandingEvent,
    standings,
)
from bot.people.places import by_place

GOVERNANCE = "governance"
RETURNED = "returned"
MOST_PATHS = 30
NEVER = datetime.fromtimestamp(0, UTC)
"""Of what is not on record yet: so that the first record tells all that stands in the row."""
FACTS: Mapping[str, type[StandingEvent]] = {
    GOVERNANCE: RulesTakenUp,
    "role": RoleHoldersChanged,
    "group": GroupMembersChanged,
    "person": PersonLeft,
    RETURNED: PersonReturned,
}
"""By the kind of matter."""


def keep(act: Act, matter: str, value: dict[str, Any]) -> None:
    """Of several processes that see the same at the same moment, the first records it."""
    add_new(act.session, standings, [{"matter": matter, "value": {}, "at": NEVER}])
    standing = act.session.get_one(Standing, matter, with_for_update=True, populate_existing=True)
    before = standing.value
    if before == value:
        return
    standing.value, standing.at = value, act.when
    fact = FACTS[standing.subject.kind if value.get("left", True) else RETURNED]
    act.record(fact, of=standing, before=before, note=_difference(before, value))


def gone(session: Session, people: Iterable[str]) -> Iterator[tuple[str, Standing]]:
    """Those who have left."""
    for each in sorted(people):
        standing = session.get(Standing, Subject("person", each))
        if standing and standing.value["left"]:
            yield each, standing


def _difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    if "left" in now:
        return ""
    if "keys" in now:
        return _of_rules(before, now)
    changes = list(_of_members(before, now) if "members" in now else _of_places(before, now))
    return "; ".join(["first recorded", *changes] if not before else changes or ["in another order"])


def _of_members(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    yield from _of_people(before.get("members", []), now["members"])


def _of_places(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    then, people = by_place(before), by_place(now)
    is_placed = len({*then, *people}) > 1
    for place in dict.fromkeys([*then, *people]):
        for change in _of_people(then.get(place, []), people.get(place, [])):
            yield f"{place or 'elsewhere'}: {change}" if is_placed else change


def _of_people(then: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    for verb, these, those in (("given to", now, then), ("taken from", then, now)):
        if new := [each for each in these if each not in those]:
            yield f"{verb} {', '.join(new)}"


def _of_rules(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    keys, then = now["keys"], before.get("keys", {})
    paths = [path for path in {**then, **keys} if then.get(path) != keys.get(path)] if before else []
    more = [f"and {len(paths) - MOST_PATHS} more"] if len(paths) > MOST_PATHS else []
    which = f"changed: {', '.join([*paths[:MOST_PATHS], *more])}" if paths else "no key changed"
    instead = f" instead of {before['sha256']}" if before and before["sha256"] != now["sha256"] else ""
    return f"SHA-256 {now['sha256']}{instead}, Concord {now['version']}; {which if before else 'first recorded'}"
