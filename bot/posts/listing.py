"""A page of posts as it looks in Slack."""

from collections.abc import Mapping
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn
from bot.kernel.views.blocks import Message, actions, button, divider, section
from bot.kernel.views.pagination import Page, counted, turning, written
from bot.posts.blocks import SHOW
from bot.posts.model import Post, Status
from bot.posts.parts import summary

SUBMIT = "posts.submit"
PAGE = "posts.page"
NARROW = "posts.narrow"
WAITING = "waiting"
WAYS: dict[str, tuple[str, dict[str, str]]] = {
    WAITING: ("Waiting for me", {WAITING: "me"}),
    "mine": ("Mine", {"author": "me"}),
    "review": ("In review", {"status": Status.IN_REVIEW}),
    "scheduled": ("Scheduled", {"status": Status.SCHEDULED}),
    "all": ("All", {}),
}
"""The ways to look at the list: a button's label, and the filters that it stands for."""
WORDS = {word: WAYS[word][1] for word in ("mine", WAITING)}
"""What may be typed for some of them."""


def listing(page: Page[Post], filters: Mapping[str, str], spoken: Mapping[str, str], now: datetime) -> Message:
    """The buttons keep what it is narrowed by, and `spoken` is the same as people read it."""
    title = _title(page, spoken)
    rows = [section(summary(post, now), accessory=button("Show", SHOW, Ref(post.id))) for post in page.rows]
    blocks: list[Block] = [section(mrkdwn("*{}*", title)), *rows]
    if not page.rows and WAITING not in filters:
        blocks.append(section(mrkdwn("No post fits. See `/post list`, or `/post submit` one.")))
    blocks += turning(page, PAGE, lambda number: written(filters, number))
    return Message(title, [*blocks, divider(), _narrowing(filters)])


def _title(page: Page[Post], filters: Mapping[str, str]) -> Markup:
    if WAITING not in filters:
        return counted(page, "post", filters)
    return mrkdwn("{} waiting for you", page.total) if page.rows else mrkdwn("Nothing waits for you.")


def _narrowing(filters: Mapping[str, str]) -> Block:
    """A button for each way of looking but the one that is taken."""
    buttons = [
        button(label, f"{NARROW}.{way}", written(narrowed))
        for way, (label, narrowed) in WAYS.items()
        if narrowed != filters
    ]
    return actions(*buttons, button("Submit a post…", SUBMIT, style="primary"))
