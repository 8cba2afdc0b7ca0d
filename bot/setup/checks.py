"""What cannot stand in the form: what the check of a file would refuse, and channels in which Concord cannot speak."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from bot import governance
from bot.governance import Governance, GovernanceError, Role
from bot.governance.checks import Problem
from bot.governance.editing import edited
from bot.health import channels
from bot.kernel.problems import Problems
from bot.setup.drafts import NEEDED, NOT_PLAIN, Draft, groups_of, is_plain

Channels = Mapping[str, Mapping[str, Any] | None]
"""What Slack says of each; None where it shows Concord none."""
FIELDS = {each.name for each in fields(Draft)}
UNSEEN = "Concord is not in this channel. Type /invite @Concord there, then save again."
ARCHIVED = "This channel is archived. Choose another."
SHARED = "Another company reads this channel. Choose another."
INACTIVE = "Choose active full members only."


def rules_of(draft: Draft, rules: Governance, slack: Channels, is_active: Callable[[str], bool]) -> Governance:
    """The governance that says this and leaves the rest of `rules` as it is; raises Invalid."""
    problems = Problems()
    problems.needed("company", draft.company, "Name your company.")
    for name in NEEDED:
        is_held = isinstance(name, Role) and groups_of(rules, name)
        problems.note(name, "" if getattr(draft, name) or is_held else "Choose somebody.")
    for name, channel in draft.channels.items():
        problems.note(name, _why_not(name, slack.get(channel, {})))
    for role in Role:
        problems.note(role, "" if all(map(is_active, draft.people(role))) else INACTIVE)
        problems.note(role, NOT_PLAIN if draft.changes(rules, role) and not is_plain(rules, role) else "")
    problems.refuse()
    try:
        return governance.parse(edited(rules.text, draft.written(rules)))
    except GovernanceError as error:
        for problem in error.problems:
            problems.note(_field(problem), f"{problem.sentence}.")
        problems.refuse()
        raise


def _why_not(name: str, channel: Mapping[str, Any] | None) -> str:
    if channel is None or (channel.get("is_private") and not channel.get("is_member")):
        return UNSEEN
    if channel.get("is_archived"):
        return ARCHIVED
    return SHARED if name in channels.OWN and channels.is_shared(channel) else ""


def _field(problem: Problem) -> str:
    """The field of what is wrong; what has none is shown under the first."""
    words = [str(key) for key in problem.keys]
    match words:
        case ["channels" | "roles", name, *_] if name in FIELDS:
            return name
        case ["regions", *_]:
            return "markets"
        case ["time_zone", *_]:
            return "time_zone"
        case _:
            return "company"
