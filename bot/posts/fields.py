"""What is asked about a post that is submitted or edited; each field's id is that of the draft's."""

from collections.abc import Iterable
from datetime import datetime

from slack_sdk.models.blocks import Block, CheckboxesElement, ExternalDataSelectElement

from bot.accounts import Outlet
from bot.kernel.reference import Ref
from bot.kernel.views.blocks import datetime_input, field, option, select_input, text_input
from bot.networks import Allowance, Network, count
from bot.posts.content import Content, ContentType, Funnel
from bot.posts.diff import spoken

ACCOUNT_SEARCH = "posts.submit.account"

LONGEST_TEXT = 3000
"""Slack's own limit for a field of a form."""
LONGEST_MEDIA = 2000
LONGEST_SENTENCE = 300
WITH_TITLE = frozenset({Network.YOUTUBE, Network.TIKTOK})
NAMES_PRODUCT = "yes"


def account(outlet: Outlet | None) -> Block:
    element = ExternalDataSelectElement(
        action_id=ACCOUNT_SEARCH,
        placeholder="Type part of its name",
        min_query_length=0,
        initial_option=option(outlet.full_label, Ref(outlet.id)) if outlet else None,
    )
    return field("account", "Account", element, dispatch=True)


def questions(
    outlet: Outlet | None, content: Content | None, planned: datetime | None = None, *, allowance: Allowance
) -> list[Block]:
    """All but the account; `content` is what stands there already, and `planned` its time if that is still to come."""
    blocks: list[Block] = [*_texts(outlet, content, allowance)]
    blocks.append(
        text_input(
            "link",
            "Link",
            optional=True,
            initial=content.link if content else "",
            hint="The page it leads to is part of the post and is reviewed with it.",
            longest=500,
        )
    )
    blocks.append(
        text_input(
            "media",
            "Media, with alt text",
            multiline=True,
            optional=True,
            initial=spoken(content, "media") if content else "",
            example="heart.jpg | A nurse measures a patient's pulse",
            hint="One file a line: its name or address, |, and what it shows, for people who cannot see it.",
            longest=LONGEST_MEDIA,
        )
    )
    blocks.append(
        datetime_input(
            "planned_at",
            "Planned time",
            initial=planned,
            optional=True,
            hint="Its publisher is asked at that minute. You can also set it after the approval.",
        )
    )
    blocks += _purpose(content)
    blocks += _rights(outlet, content)
    return blocks


def _texts(outlet: Outlet | None, content: Content | None, allowance: Allowance) -> Iterable[Block]:
    yield text_input(
        "text",
        "Text",
        multiline=True,
        initial=content.text if content else "",
        hint=_limit(outlet, allowance),
        longest=LONGEST_TEXT,
    )
    if outlet is None or outlet.network in WITH_TITLE:
        yield text_input(
            "title",
            "Title",
            optional=True,
            initial=content.title if content else "",
            hint="For videos on YouTube and photo posts on TikTok.",
            longest=150,
        )
    if outlet is None or outlet.signs_off:
        yield text_input(
            "initials",
            "Your initials",
            optional=outlet is None,
            initial=content.initials if content else "",
            example="AB",
            hint="For customer-service accounts, whose posts end with ^ and the author's initials.",
            longest=5,
        )


def _limit(outlet: Outlet | None, allowance: Allowance) -> str:
    """How long the text may be: by its network, and by Slack where that allows less."""
    slack = f"This field takes {LONGEST_TEXT:,} characters, as Slack's forms do."
    if outlet is None:
        return slack
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
        example="200 cardiologists sign up for the webinar by 1 May",
        longest=LONGEST_SENTENCE,
    )
    stages = [(each, each.capitalize()) for each in Funnel]
    funnel = content.funnel if content else None
    yield select_input("funnel", "Funnel stage", stages, initial=funnel or None, optional=True)


def _rights(outlet: Outlet | None, content: Content | None) -> Iterable[Block]:
    naming = option("It names a product", NAMES_PRODUCT)
    chosen = [naming] if content and content.names_product else None
    element = CheckboxesElement(action_id="names_product", options=[naming], initial_options=chosen)
    hint = "Then the review route for products applies, as it does if Concord finds a product's name."
    yield field("names_product", "Product", element, optional=True, hint=hint)
    if (content and content.naming) or (outlet and outlet.brand):
        yield text_input(
            "no_claim",
            "Names a product, but claims nothing: why?",
            optional=True,
            multiline=True,
            hint="Usually empty. With a reason, this version takes the usual route; product reviewers and the "
            "community manager see the reason.",
            longest=LONGEST_SENTENCE,
        )
    yield text_input(
        "source",
        "Somebody else's content: whose?",
        optional=True,
        initial=content.source if content else "",
        hint="Whose it is and where it was first. Leave it empty if everything is our own.",
        longest=LONGEST_SENTENCE,
    )
    yield text_input(
        "permission",
        "Somebody else's content: who allowed it, how and when?",
        optional=True,
        initial=content.permission if content else "",
        longest=LONGEST_SENTENCE,
    )
