"""The forms about posts. A field's id is the name that checks give its problems to."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from slack_sdk.models.blocks import InputBlock
from slack_sdk.models.views import View

from bot.accounts import Outlet
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import context, datetime_input, modal, section, text_input
from bot.kernel.views.warned import alerts
from bot.networks import USUAL, Allowance
from bot.posts import fields
from bot.posts.fields import LONGEST_SENTENCE
from bot.posts.model import Post
from bot.reviews.seen import Seen

SUBMIT = "posts.submit"
WHOLE = "whole"
EDIT = "posts.edit"
WITHDRAW = "posts.withdraw"
PLAN = "posts.plan"
PUBLISHED = "posts.published"
GIVE_BACK = "posts.give_back"
A_MINUTE = timedelta(minutes=1)


def submit(
    outlet: Outlet | None = None,
    allowance: Allowance = USUAL,
    *,
    is_whole: bool = False,
    lesson: str = "",
    text: str = "",
) -> View:
    """A new post: at first what nearly every post on that account needs, then the rest too; `lesson` is what a crisis
    taught about the like, `text` what somebody wrote for it.
    """
    lead = [fields.account(outlet), *([context(mrkdwn(":bulb: {}", lesson))] if lesson else [])]
    questions = fields.first(outlet, None, allowance=allowance, text=text)
    rest = fields.rest(outlet, None) if is_whole else [fields.more()]
    metadata = WHOLE if is_whole else ""
    return modal(
        SUBMIT,
        "Submit a post",
        [*lead, *questions, *rest],
        submit="Submit",
        metadata=metadata,
    )


def edit(post: Post, outlet: Outlet, now: datetime, allowance: Allowance, held: Iterable[str] = ()) -> View:
    """The current version, to be changed; which one it was is read with `Seen`. `held` says why it is on hold."""
    lead = mrkdwn("*{}* for {}. Version {} starts its review again.", post.label, outlet.label, post.version + 1)
    planned = post.planned_at if post.planned_at and post.planned_at > now else None
    content = post.current.as_signed
    questions = [*fields.first(outlet, content, planned, allowance=allowance), *fields.rest(outlet, content)]
    return modal(
        EDIT, "Edit a post", [*alerts(held), section(lead), *questions], submit="Save", metadata=str(Seen.now(post))
    )


def withdraw(post: Post) -> View:
    lead = mrkdwn("{} will not be published. This cannot be undone.", post.name)
    reason = text_input("reason", "Why?", optional=True, multiline=True, longest=LONGEST_SENTENCE)
    return modal(WITHDRAW, "Withdraw a post", [section(lead), reason], submit="Withdraw", metadata=Ref(post.id))


def plan(post: Post, now: datetime) -> View:
    """A time, or another time."""
    later = (now + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    lead = mrkdwn("{}. Its publisher is asked then.", post.name)
    moment = datetime_input("planned_at", "When should it go out?", initial=max(later, post.planned_at or later))
    return modal(PLAN, "Set a time", [section(lead), moment], submit="Save", metadata=Ref(post.id))


def published(post: Post, url: str = "", frozen_since: datetime | None = None) -> View:
    """Where its account is frozen, only what went out before is recorded."""
    lead = mrkdwn("{}", post.name)
    address = text_input("url", "Address of the published post", initial=url, longest=500)
    before = [] if frozen_since is None else [_before(frozen_since)]
    return modal(PUBLISHED, "Published", [section(lead), address, *before], submit="Published", metadata=Ref(post.id))


def _before(frozen_since: datetime) -> InputBlock:
    hint = "Its account is frozen: only a post that went out before can be recorded."
    return datetime_input("out_at", "When did it go out?", initial=frozen_since - A_MINUTE, hint=hint)


def give_back(post: Post) -> View:
    lead = mrkdwn("{} stays approved. Its author sets a new time or edits it.", post.name)
    reason = text_input("reason", "Why can it not be published?", multiline=True, longest=LONGEST_SENTENCE)
    return modal(GIVE_BACK, "Return to author", [section(lead), reason], submit="Return", metadata=Ref(post.id))
