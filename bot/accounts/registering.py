"""The form about a new account: what it asks at first, and the rest."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ExternalDataMultiSelectElement, InputBlock
from slack_sdk.models.views import View

from bot.accounts.drafts import LONGEST, Draft
from bot.kernel.kinds import Kind
from bot.kernel.locales import language_name, market_name
from bot.kernel.views.blocks import (
    actions,
    button,
    field,
    modal,
    options,
    select_input,
    text_input,
    user_input,
)
from bot.kernel.views.searches import external_input
from bot.networks import Network

REGISTER = "accounts.register"
MORE = "accounts.register.more"
MARKET_SEARCH = "accounts.register.market"
LANGUAGE_SEARCH = "accounts.register.languages"


def register(offered: Draft, *, is_whole: bool = False) -> View:
    """Filled with what is offered; what has a default is asked only where all is to be seen."""
    rest = _rest(offered) if is_whole else [actions(button("More…", MORE))]
    return modal(REGISTER, "Register an account", [*_what(offered), *_where_and_who(offered), *rest], submit="Propose")


def fields_by_label() -> dict[str, str]:
    """What each question about a new account is called, and the field that it fills."""
    asked = [block for block in register(Draft(), is_whole=True).blocks if isinstance(block, InputBlock)]
    return {str(block.label.text): str(block.block_id) for block in asked if block.label}


def _what(offered: Draft) -> Sequence[Block]:
    networks = [(each.value, each.label) for each in Network]
    kinds = [(each.value, each.value.capitalize()) for each in Kind]
    return [
        select_input("network", "Network", networks, initial=offered.network),
        text_input("handle", "Handle or URL", initial=offered.handle, example="@HelviaGlobal", longest=200),
        select_input("kind", "Kind", kinds, initial=offered.kind),
        _text("purpose", "Purpose", offered.purpose, multiline=True),
        _text("audience", "Audience", offered.audience),
        _text("why", "Why a new one?", offered.why, multiline=True),
    ]


def _where_and_who(offered: Draft) -> Sequence[Block]:
    market = (offered.market, market_name(offered.market)) if offered.market else None
    tags = [(tag, language_name(tag)) for tag in offered.languages.split(", ") if tag]
    languages = ExternalDataMultiSelectElement(
        action_id=LANGUAGE_SEARCH,
        placeholder="Search",
        min_query_length=0,
        initial_options=options(tags) or None,
    )
    return [
        external_input("market", "Market", action_id=MARKET_SEARCH, initial=market),
        field("languages", "Languages", languages),
        user_input("owner", "Owner", initial=offered.owner or None),
        user_input("backup", "Backup owner", initial=offered.backup or None),
    ]


def _rest(offered: Draft) -> Sequence[Block]:
    return [
        _text("name", "Display name", offered.name, optional=True),
        _text("business_unit", "Business unit", offered.business_unit),
        _text("brand", "Brand or product", offered.brand, optional=True),
        text_input(
            "cadence",
            "Longest silence (days)",
            initial=offered.cadence,
            optional=True,
            hint="Default: as usual for its kind.",
            longest=3,
        ),
    ]


def _text(block_id: str, label: str, typed: str, *, multiline: bool = False, optional: bool = False) -> InputBlock:
    longest = LONGEST[block_id]
    return text_input(block_id, label, initial=typed, multiline=multiline, optional=optional, longest=longest)
