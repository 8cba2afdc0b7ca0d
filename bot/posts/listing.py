"""A page of posts as it looks in Slack."""

from collections.abc import Mapping

from slack_sdk.models.blocks import Block

from bot.kernel.blocks import Message, actions, button, divider, named, section
from bot.kernel.pages import Page, turning, written
from bot.posts.blocks import SHOW
from bot.posts.model import Post, Status
from bot.posts.parts import summary

SUBMIT = "posts.submit"
PAGE = "posts.page"
NARROW = "posts.narrow"
WAYS = {
    "waiting": ("Waiting for me", {"waiting": "me"}),
    "mine": ("Mine", {"author": "me"}),
    "review": ("In review", {"status": Status.IN_REVIEW.value}),
    "scheduled": ("Scheduled", {"status": Status.SCHEDULED.value}),
    "all": ("All", {}),
}
"""The ways to look at the list: a button's label, and the filters that it stands for."""


def page_of(page: Page[Post], filters: Mapping[str, str]) -> Message:
    """The buttons keep what it is narrowed by."""
    title = _title(page, filters)
    rows = [section(summary(post), accessory=button("Show", SHOW, str(post.id))) for post in page.rows]
    blocks: list[Block] = [section(f"*{title}*"), *rows]
    if not page.rows and "waiting" not in filters:
        blocks.append(section("Nothing here fits. `/post list` without words shows all, `/post submit` adds one."))
    blocks += turning(page, PAGE, lambda number: written(filters, number))
    return Message(title, [*blocks, divider(), _narrowing(filters)])


def _title(page: Page[Post], filters: Mapping[str, str]) -> str:
    if "waiting" in filters:
        return f"{page.total} waiting for you" if page.rows else "Nothing waits for you."
    told = {name: "you" if value == "me" else named(value) for name, value in filters.items()}
    narrowed = " · ".join(f"{name}: {value}" for name, value in told.items())
    return f"{page.total} post{'' if page.total == 1 else 's'}{f' ({narrowed})' if narrowed else ''}"


def _narrowing(filters: Mapping[str, str]) -> Block:
    """A button for each way of looking but the one that is taken."""
    buttons = [
        button(label, f"{NARROW}.{way}", written(narrowed))
        for way, (label, narrowed) in WAYS.items()
        if narrowed != filters
    ]
    return actions(*buttons, button("Submit a post…", SUBMIT, style="primary"))
