"""A page of posts as it looks in Slack."""

from collections.abc import Mapping

from slack_sdk.models.blocks import Block

from bot.kernel.blocks import Message, actions, button, context, divider, escape, section
from bot.posts.blocks import SHOW
from bot.posts.model import Status
from bot.posts.parts import summary
from bot.posts.queries import Page

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


def page_of(page: Page, filters: Mapping[str, str]) -> Message:
    """The buttons keep what it is narrowed by."""
    title = _title(page, filters)
    rows = [section(summary(post), accessory=button("Show", SHOW, str(post.id))) for post in page.posts]
    blocks: list[Block] = [section(f"*{title}*"), *rows]
    if not page.posts:
        blocks.append(section(_nothing(filters)))
    if page.pages > 1:
        blocks += [_pager(page, filters), context(f"Page {page.number} of {page.pages}")]
    return Message(title, [*blocks, divider(), _narrowing(filters)])


def written(filters: Mapping[str, str], page: int = 1) -> str:
    """Filters and page as a button carries them."""
    return " ".join([f"page:{page}", *(f'{name}:"{value}"' for name, value in filters.items())])


def _title(page: Page, filters: Mapping[str, str]) -> str:
    if "waiting" in filters:
        return f"{page.total} waiting for you"
    told = {name: "you" if value == "me" else value for name, value in filters.items()}
    narrowed = " · ".join(f"{name}: {escape(value)}" for name, value in told.items())
    return f"{page.total} post{'' if page.total == 1 else 's'}{f' ({narrowed})' if narrowed else ''}"


def _nothing(filters: Mapping[str, str]) -> str:
    if "waiting" in filters:
        return "Nothing waits for you."
    return "Nothing here fits. `/post list` without words shows all, `/post submit` adds one."


def _pager(page: Page, filters: Mapping[str, str]) -> Block:
    turns = []
    if page.number > 1:
        turns.append(button("← Previous", f"{PAGE}.previous", written(filters, page.number - 1)))
    if page.number < page.pages:
        turns.append(button("Next →", f"{PAGE}.next", written(filters, page.number + 1)))
    return actions(*turns)


def _narrowing(filters: Mapping[str, str]) -> Block:
    """A button for each way of looking but the one that is taken."""
    buttons = [
        button(label, f"{NARROW}.{way}", written(narrowed))
        for way, (label, narrowed) in WAYS.items()
        if narrowed != filters
    ]
    return actions(*buttons, button("Submit a post…", SUBMIT, style="primary"))
