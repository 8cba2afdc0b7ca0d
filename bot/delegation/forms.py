"""The forms about stand-ins and grants. A field's id is the name that checks give its problems to."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block, CheckboxesElement, InputBlock
from slack_sdk.models.views import View

from bot.delegation.drafts import LONGEST_REASON
from bot.kernel.actor import spoken
from bot.kernel.kinds import Kind
from bot.kernel.views import limits
from bot.kernel.views.blocks import date_input, field, modal, options, select_input, text_input, user_input

AWAY = "delegation.away"
GRANT = "delegation.grant"
MOST_ROLES = 10
MOST_OTHERS = 8
"""So many boxes Slack takes."""


def away(roles: Sequence[str], today: date, person: str = "", others: Sequence[str] = ()) -> View:
    """`roles` are the person's own; `others` the printed names of those who have one of them."""
    offered = options((each, spoken(each).capitalize()) for each in roles[:MOST_ROLES])
    boxes = CheckboxesElement(action_id="roles", options=offered, initial_options=offered)
    blocks: list[Block] = [
        user_input("person", "Who stands in for you?", initial=person or None, optional=True, hint=_hint(others)),
        *_time(today, "At most 60 days."),
        field("roles", "As what?", boxes),
        _reason(),
    ]
    return modal(AWAY, "Name a stand-in", blocks, submit="Save")


def grant(roles: Sequence[str], regions: Sequence[str], today: date) -> View:
    """`roles` are all that the company has."""
    region = [select_input("region", "Region", [(each, each) for each in regions], optional=True)] if regions else []
    kinds = [(each, each.capitalize()) for each in Kind]
    blocks: list[Block] = [
        user_input("person", "Who?"),
        select_input("role", "Role", [(each, spoken(each).capitalize()) for each in roles[: limits.OPTIONS]]),
        *_time(today, "At most 365 days."),
        text_input("market", "Market", optional=True, example="JP", hint="Leave empty what does not matter."),
        *region,
        text_input("brand", "Brand", optional=True),
        select_input("kind", "Kind of account", kinds, optional=True),
        text_input("account", "Account", optional=True, example="@HelviaJapan"),
        _reason(),
    ]
    return modal(GRANT, "Grant a role", blocks, submit="Grant")


def _hint(others: Sequence[str]) -> str:
    if not others:
        return "Nobody else has your roles. Leave it empty to tell your administrators."
    return f"Others with your roles: {', '.join(others[:MOST_OTHERS])}."


def _time(today: date, longest: str) -> tuple[InputBlock, InputBlock]:
    return date_input("since", "First day", initial=today), date_input("until", "Last day", hint=longest)


def _reason() -> InputBlock:
    return text_input("reason", "Why?", hint="Everybody can read it.", longest=LONGEST_REASON)
