"""What changes of the risk matrix, and of whom it asks, where another governance is taken into use."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.governance.differences import Difference, on_record
from bot.governance.written import tree
from bot.kernel.escalation import Policy

Keys = Mapping[str, Any]
"""What a governance says, by path, as it stands on record."""


class Asked(NamedTuple):
    """Whom crises of a colour ask, and whom they asked until now."""

    colour: str
    now: Policy
    before: Policy


def what_changes(before: Keys, now: Keys) -> list[Difference]:
    """Of the matrix itself."""
    return on_record(_part(before, "risk."), _part(now, "risk."))


def who_is_asked(before: Keys, now: Keys) -> list[Asked]:
    """The colours that ask others, or at other times."""
    then, policies = _by_colour(before), _by_colour(now)
    pairs = [Asked(colour, policies[colour], then[colour]) for colour in policies if colour in then]
    return [each for each in pairs if each.now.called("") != each.before.called("")]


def _by_colour(keys: Keys) -> dict[str, Policy]:
    policies = {each["name"]: each for each in tree(_part(keys, "policies[")).get("policies", [])}
    bands = tree(_part(keys, "risk.bands[")).get("risk", {}).get("bands", [])
    return {
        each["colour"]: Policy.model_validate(policies[each["policy"]]) for each in bands if each["policy"] in policies
    }


def _part(keys: Keys, beginning: str) -> dict[str, Any]:
    return {path: value for path, value in keys.items() if path.startswith(beginning)}
