"""What is asked about a post that is submitted or edited; each field's id is that of the draft's."""

from collections.abc import Iterable
from datetime import datetime

from slack_sdk.models.blocks import Block, ExternalDataMultiSelectElement, ExternalDataSelectElement

from bot.accounts import Outlet
from bot.kernel.reference import Ref
from bot.kernel.views.blocks import (
    actions,
    button,
    datetime_input,
    field,
    option,
    select_input,
    text_input,
)
from bot.kernel.views.limits import OPTION_VALUE
from bot.networks import Allowance, Network, count
from bot.posts.content import Content, ContentType, Funnel
from bot.posts.diff import spoken
from bot.posts.drafts import ANOTHER

ACCOUNT_SEARCH = "posts.submit.account"
PRODUCT_SEARCH = "posts.products"
MORE = "posts.submit.more"

LONGEST_TEXT = 3000
"""Slack's own limit for a field of a form."""
LONGEST_MEDIA = 2000
LONGEST_SENTENCE = 300
WITH_TITLE = frozenset({Network.YOUTUBE, Network.TIKTOK})
ANOTHER_LABEL = "Another product"


def product_label(name: str) -> str:
    return ANOTHER_LABEL if name == ANOTHER else name


def account(outlet: Outlet | None) -> Block:
    element = ExternalDataSelectElement(
        action_id=ACCOUNT_SEARCH,
        placeholder="Type part of its name",
        min_query_length=0,
        initial_option=option(outlet.full_label, Ref(outlet.id)) if outlet else None,
    )
    return field("account", "Account", element, dispatch=True)


def first(
    outlet: Outlet | None,
    content: Content | None,
    planned: datetime | None = None,
    *,
    allowance: Allowance,
    text: str = "",
) -> list[Block]:
    """What nearly every post needs; `content` is what stands there already, `planned` its time if that is to come."""
    return [
        *_texts(outlet, content, allowance, text),
        text_input("link", "Link", optional=True, initial=content.link if content else "", longest=500),
        text_input(
            "media",
            "Media",
            multiline=True,
            optional=True,
            initial=spoken(content, "media") if content else "",
            example="heart.jpg | What it shows",
            longest=LONGEST_MEDIA,
        ),
        datetime_input("planned_at", "Planned time", initial=planned, optional=True),
        *_purpose(content),
    ]


def more() -> Block:
    return actions(button("More…", MORE))


def rest(outlet: Outlet | None, content: Content | None) -> list[Block]:
    """What few posts need."""
    stages = [(each, each.capitalize()) for each in Funnel]
    funnel = content.funnel if content else None
    return [
        select_input("funnel", "Funnel stage", stages, initial=funnel or None, optional=True),
        *_product(outlet, content),
        text_input(
            "source",
            "Somebody else's content: whose, and where was it first?",
            optional=True,
            initial=content.source if content else "",
            longest=LONGEST_SENTENCE,
        ),
        text_input(
            "permission",
            "Somebody else's content: who allowed it, how and when?",
            optional=True,
            initial=content.permission if content else "",
            longest=LONGEST_SENTENCE,
        ),
    ]


def _texts(outlet: Outlet | None, content: Content | None, allowance: Allowance, text: str) -> Iterable[Block]:
    yield text_input(
        "text",
        "Text",
        multiline=True,
        initial=content.text if content else text,
        hint=_limit(outlet, allowance),
        longest=LONGEST_TEXT,
    )
    if outlet and outlet.network in WITH_TITLE:
        yield text_input("title", "Title", optional=True, initial=content.title if content else "", longest=150)
    if outlet and outlet.signs_off:
        yield text_input(
            "initials",
            "Your initials",
            initial=content.initials if content else "",
            example="AB",
            longest=5,
        )


def _limit(outlet: Outlet | None, allowance: Allowance) -> str:
    """How long the text may be: by its network, and by Slack where that allows less."""
    if outlet is None:
        return ""
    slack = f"Slack's forms take {LONGEST_TEXT:,}."
    allowed = count(outlet.network, "", allowance)
    limit = f"{outlet.network.label} takes {allowed.limit:,} {allowed.unit}."
    return f"{limit} {slack}" if allowed.limit > LONGEST_TEXT else limit


def _purpose(content: Content | None) -> Iterable[Block]:
    kinds = [(each, each.capitalize()) for each in ContentType]
    yield select_input("content_type", "Content type", kinds, initial=content.content_type if content else None)
    yield text_input(
        "objective",
        "Objective",
        initial=content.objective if content else "",
        longest=LONGEST_SENTENCE,
    )


def _product(outlet: Outlet | None, content: Content | None) -> Iterable[Block]:
    names = [*content.products, *([ANOTHER] if content.names_product else [])] if content else []
    element = ExternalDataMultiSelectElement(
        action_id=PRODUCT_SEARCH,
        placeholder="Type part of a name",
        min_query_length=0,
        initial_options=[option(product_label(each), each) for each in names if len(each) <= OPTION_VALUE] or None,
    )
    yield field("products", "Products", element, optional=True, hint="Concord finds the names that it knows.")
    if (content and content.naming) or (outlet and outlet.brand):
        yield text_input(
            "no_claim",
            "Names a product, but claims nothing: why?",
            optional=True,
            multiline=True,
            hint="Then it takes the usual route; product reviewers and the community manager read why.",
            longest=LONGEST_SENTENCE,
        )
