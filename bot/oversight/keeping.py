"""How something stands, compared with what was last recorded of it: each difference is a fact."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.kernel.act import Act
from bot.kernel.statements import add_new
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
    act.record(fact, of=standing, note=_difference(before, value))


def _difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    if "left" in now:
        return ""
    if "keys" in now:
        return _of_rules(before, now)
    [people] = now.values()
    then: list[str] = next(iter(before.values()), [])
    given, taken = (_people("given to", people, then), _people("taken from", then, people))
    return "; ".join(filter(None, ["" if before else "first recorded", given, taken]))


def _people(verb: str, these: Sequence[str], those: Sequence[str]) -> str:
    new = [each for each in these if each not in those]
    return f"{verb} {', '.join(new)}" if new else ""


def _of_rules(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    keys, then = now["keys"], before.get("keys", {})
    paths = [path for path in {**then, **keys} if then.get(path) != keys.get(path)] if before else []
    more = [f"and {len(paths) - MOST_PATHS} more"] if len(paths) > MOST_PATHS else []
    which = f"changed: {', '.join([*paths[:MOST_PATHS], *more])}" if paths else "no key changed"
    instead = f" instead of {before['sha256']}" if before and before["sha256"] != now["sha256"] else ""
    return f"SHA-256 {now['sha256']}{instead}, Concord {now['version']}; {which if before else 'first recorded'}"
