"""The forms about posts. A field's id is the name that checks give its problems to."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from slack_sdk.models.blocks import Block, CheckboxesElement, ExternalDataSelectElement
from slack_sdk.models.views import View

from bot.accounts import Outlet
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import context, datetime_input, field, modal, option, section, select_input, text_input
from bot.networks import Network, count
from bot.posts.content import Content, ContentType, Funnel
from bot.posts.diff import spoken
from bot.posts.model import Post
from bot.posts.review import Seen, capacity

SUBMIT = "posts.submit"
ACCOUNT_SEARCH = "posts.submit.account"
EDIT = "posts.edit"
WITHDRAW = "posts.withdraw"
REQUEST_CHANGES = "posts.request_changes"
REJECT = "posts.reject"
PLAN = "posts.plan"
PUBLISHED = "posts.published"
GIVE_BACK = "posts.give_back"

LONGEST_TEXT = 3000
"""Slack's own limit for a field of a form."""
LONGEST_MEDIA = 2000
LONGEST_SENTENCE = 300
WITH_TITLE = frozenset({Network.YOUTUBE, Network.TIKTOK})
NAMES_PRODUCT = "yes"


def submit(outlet: Outlet | None = None) -> View:
    """A new post; with its account known, the form asks only what that account needs."""
    return modal(SUBMIT, "Submit a post", [_account(outlet), *_questions(outlet, None)], submit="Submit")


def edit(post: Post, outlet: Outlet, now: datetime) -> View:
    """The current version, to be changed; `revised` reads which one it was."""
    told = mrkdwn(
        "*#{}* for {}. What you save becomes version {}, and its review starts again from the first stage.",
        post.id,
        outlet.label,
        post.version + 1,
    )
    shown = post.current.shown
    planned = post.planned_at if post.planned_at and post.planned_at > now else None
    questions = _questions(outlet, shown, planned)
    return modal(EDIT, "Edit a post", [section(told), *questions], submit="Save", metadata=f"{post.id}:{post.version}")


def revised(metadata: str) -> tuple[int, int]:
    """The post's id and the version that was edited."""
    post_id, version = metadata.split(":")
    return int(post_id), int(version)


def _account(outlet: Outlet | None) -> Block:
    element = ExternalDataSelectElement(
        action_id=ACCOUNT_SEARCH,
        placeholder="Type part of its name",
        min_query_length=0,
        initial_option=option(outlet.full_label, str(outlet.id)) if outlet else None,
    )
    return field("account", "Account", element, dispatch=True)


def _questions(outlet: Outlet | None, shown: Content | None, planned: datetime | None = None) -> list[Block]:
    blocks: list[Block] = [*_texts(outlet, shown)]
    blocks.append(
        text_input(
            "link",
            "Link",
            optional=True,
            initial=shown.link if shown else "",
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
            initial=spoken(shown, "media") if shown else "",
            example="heart.jpg | A nurse measures a patient's pulse",
            hint="One file a line: its name or address, |, and what it shows for those who cannot see it.",
            longest=LONGEST_MEDIA,
        )
    )
    blocks.append(
        datetime_input(
            "planned_at",
            "Planned time",
            initial=planned,
            optional=True,
            hint="Its publisher is asked at that minute. Left empty, a time is set after the approval.",
        )
    )
    blocks += _purpose(shown)
    blocks += _rights(outlet, shown)
    return blocks


def _texts(outlet: Outlet | None, shown: Content | None) -> Iterable[Block]:
    yield text_input(
        "text",
        "Text",
        multiline=True,
        initial=shown.text if shown else "",
        hint=_limit(outlet),
        longest=LONGEST_TEXT,
    )
    if outlet is None or outlet.network in WITH_TITLE:
        yield text_input(
            "title",
            "Title",
            optional=True,
            initial=shown.title if shown else "",
            hint="For videos on YouTube and photo posts on TikTok.",
            longest=150,
        )
    if outlet is None or outlet.signs_off:
        yield text_input(
            "initials",
            "Your initials",
            optional=outlet is None,
            initial=shown.initials if shown else "",
            example="AB",
            hint="For customer-service accounts, whose posts end with ^ and the author's initials.",
            longest=5,
        )


def _limit(outlet: Outlet | None) -> str:
    """How long the text may be: by its network, and by Slack where that allows less."""
    slack = f"This field takes {LONGEST_TEXT:,} characters, as Slack's forms do."
    if outlet is None:
        return slack
    allowed = count(outlet.network, "")
    limit = f"{outlet.network.label} takes {allowed.limit:,} {allowed.unit}."
    return f"{limit} {slack}" if allowed.limit > LONGEST_TEXT else limit


def _purpose(shown: Content | None) -> Iterable[Block]:
    kinds = [(each.value, each.value.capitalize()) for each in ContentType]
    yield select_input("content_type", "Content type", kinds, initial=shown.content_type if shown else None)
    yield text_input(
        "objective",
        "Objective",
        initial=shown.objective if shown else "",
        example="200 cardiologists sign up for the webinar by 1 May",
        longest=LONGEST_SENTENCE,
    )
    stages = [(each.value, each.value.capitalize()) for each in Funnel]
    funnel = shown.funnel if shown else None
    yield select_input("funnel", "Funnel stage", stages, initial=funnel or None, optional=True)


def _rights(outlet: Outlet | None, shown: Content | None) -> Iterable[Block]:
    naming = option("It names a product", NAMES_PRODUCT)
    chosen = [naming] if shown and shown.names_product else None
    element = CheckboxesElement(action_id="names_product", options=[naming], initial_options=chosen)
    hint = "Then the review route for products applies; it does so too where Concord finds a product's name."
    yield field("names_product", "Product", element, optional=True, hint=hint)
    if (shown and shown.naming) or (outlet and outlet.brand):
        yield text_input(
            "no_claim",
            "Names a product, but claims nothing: why?",
            optional=True,
            multiline=True,
            hint="Usually empty. With a reason it goes the usual way, for this version; "
            "the reviewers of products and the community manager are shown it.",
            longest=LONGEST_SENTENCE,
        )
    yield text_input(
        "source",
        "Somebody else's content: whose?",
        optional=True,
        initial=shown.source if shown else "",
        hint="Whose it is and where it was first. Empty when everything is our own.",
        longest=LONGEST_SENTENCE,
    )
    yield text_input(
        "permission",
        "Somebody else's content: who allowed it, how and when?",
        optional=True,
        initial=shown.permission if shown else "",
        longest=LONGEST_SENTENCE,
    )


def request_changes(post: Post, seen: Seen, roles: Collection[str]) -> View:
    return _decide(REQUEST_CHANGES, "Request changes", "Request", post, seen, roles, "What has to change?")


def reject(post: Post, seen: Seen, roles: Collection[str]) -> View:
    return _decide(REJECT, "Reject a post", "Reject", post, seen, roles, "Why must it not be published?")


def _decide(
    callback_id: str, title: str, submit: str, post: Post, seen: Seen, roles: Collection[str], question: str
) -> View:
    asked = capacity(roles, several=post.same_person)
    told = mrkdwn("{}, version {}. You decide as {}.", post.name, post.version, asked)
    reason = text_input("reason", question, multiline=True, hint="The author will read this.", longest=1000)
    return modal(callback_id, title, [section(told), reason], submit=submit, metadata=str(seen))


def withdraw(post: Post) -> View:
    told = mrkdwn("{} will not be published, and its review ends. This cannot be undone.", post.name)
    reason = text_input("reason", "Why?", optional=True, multiline=True, longest=LONGEST_SENTENCE)
    return modal(WITHDRAW, "Withdraw a post", [section(told), reason], submit="Withdraw", metadata=str(post.id))


def plan(post: Post, now: datetime) -> View:
    """A time, or another time."""
    later = (now + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    told = mrkdwn("{}. Its publisher is asked to publish it at that minute.", post.name)
    moment = datetime_input("planned_at", "When should it go out?", initial=max(later, post.planned_at or later))
    return modal(PLAN, "Set a time", [section(told), moment], submit="Save", metadata=str(post.id))


def published(post: Post, url: str = "") -> View:
    told = mrkdwn("{}. Paste its address as the browser shows it.", post.name)
    address = text_input("url", "Address of the published post", initial=url, longest=500)
    return modal(PUBLISHED, "Published", [section(told), address], submit="Published", metadata=str(post.id))


def give_back(post: Post) -> View:
    told = mrkdwn("{}. Its author hears why, and sets another time or changes it.", post.name)
    reason = text_input("reason", "Why can it not be published?", multiline=True, longest=LONGEST_SENTENCE)
    blocks: list[Block] = [
        section(told),
        reason,
        context(mrkdwn("It stays approved; nobody is reminded until a time is set.")),
    ]
    return modal(GIVE_BACK, "Cannot publish", blocks, submit="Give back", metadata=str(post.id))
