"""User groups that hold a role, besides the people who are named."""

from dataclasses import dataclass
from itertools import filterfalse

from bot import governance
from bot.governance import Governance, Role, is_group
from bot.governance.editing import edited
from bot.kernel.errors import Invalid
from bot.setup.drafts import NEEDED, NOT_PLAIN, groups_of, is_plain

NOBODY_LEFT = "Then nobody would hold it. Name people in /social setup first."


@dataclass(frozen=True)
class Draft:
    """`groups` are ids."""

    role: str
    groups: list[str]


def rules_of(draft: Draft, rules: Governance) -> Governance:
    """The governance in which these groups hold the role, and no others; raises Invalid."""
    if not is_plain(rules, draft.role):
        raise Invalid({"role": NOT_PLAIN})
    members = [*filterfalse(is_group, rules.named(draft.role)), *draft.groups]
    if not members and draft.role in NEEDED:
        raise Invalid({"groups": NOBODY_LEFT})
    roles = {**rules.written.get("roles", {}), draft.role: members}
    return governance.parse(edited(rules.text, {"roles": {role: each for role, each in roles.items() if each}}))


def held(rules: Governance) -> dict[Role, list[str]]:
    """By role the groups that hold it, if any do."""
    return {role: each for role in Role if (each := groups_of(rules, role))}
