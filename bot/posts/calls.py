"""How it looks when it is time to publish: the call with the exact text, and why there may be none."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from slack_sdk.models.blocks import Block

from bot.accounts import Outlet
from bot.kernel.escalation.policy import NOTHING
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mentions, mrkdwn, when
from bot.kernel.views.asks import late_by
from bot.kernel.views.blocks import Message, actions, button, context, section
from bot.kernel.views.verbatim import to_copy
from bot.posts import parts
from bot.posts.blocks import COMPOSE, EDIT, GIVE_BACK, PLAN, PUBLISHED, SHOW, STILL_RIGHT, WITHDRAW, buttons, details
from bot.posts.life import Action
from bot.posts.model import Post, PostProduct
from bot.posts.verbatim import listed

CONFIRMING = frozenset({Action.RESUME, Action.EDIT, Action.WITHDRAW})
"""What is offered to whoever is asked whether it is still right after a freeze."""


def to_publish(post: Post, outlet: Outlet, *, late: timedelta) -> Message:
    """It is time: the exact text, where to put it, and what to press then."""
    content, value, heading = post.current.as_signed, Ref(post.id), "Time to publish"
    lead = mrkdwn(":alarm_clock: *{}*, planned for {}.{}", heading, _planned(post), late_by(late))
    blocks: list[Block] = [parts.title(post), section(lead)]
    if content.title:
        blocks += [section(mrkdwn("*Title*")), to_copy(content.title)]
    blocks += [section(mrkdwn("*Text to copy*")), to_copy(content.to_publish)]
    if content.link and content.link not in content.to_publish:
        blocks += [section(mrkdwn("*Link*")), to_copy(content.link)]
    if content.media:
        blocks += [section(mrkdwn("*Media*")), listed(content.media)]
    pressed = actions(
        button("Published…", PUBLISHED, value, style="primary"),
        button(f"Open {outlet.network.label}", COMPOSE, value, url=outlet.handle.compose_url),
        button("Postpone…", PLAN, value),
        button("Return to author…", GIVE_BACK, value),
        details(post),
    )
    return Message(mrkdwn("{} {}", heading, post.name), [*blocks, pressed], on_record=True)


def unpublished(post: Post, publishers: Sequence[str], *, late: timedelta) -> Message:
    """For those who do not publish it: whom to ask. `publishers` are those who are here."""
    whom, heading = mentions(dict.fromkeys(publishers), " or ") or "whoever takes the account over", "Not published yet"
    lead = mrkdwn(":alarm_clock: *{}*, planned for {}. Ask {}.{}", heading, _planned(post), whom, late_by(late))
    pressed = actions(button("Postpone…", PLAN, Ref(post.id)), details(post))
    text = mrkdwn("{}: {}", heading, post.name)
    return Message(text, [parts.title(post), section(lead), parts.excerpt(post.current.as_signed), pressed])


def _planned(post: Post) -> Markup | str:
    return when(post.planned_at) if post.planned_at else "now"


def on_hold(post: Post, reasons: Iterable[str]) -> Message:
    """It is not to be published, and why."""
    text = mrkdwn(":octagonal_sign: *Do not publish {}.* {}", post.name, " ".join(reasons))
    value = Ref(post.id)
    return Message(text, [section(text), actions(button("Edit…", EDIT, value), button("Withdraw…", WITHDRAW, value))])


def still_right(post: Post, named: PostProduct, held: Sequence[str]) -> Message:
    """A product that it names is not what it was. Nobody says so of what is on hold: that would not let it go out."""
    hold = mrkdwn(" It is on hold: {}", " ".join(held)) if held else Markup()
    text = mrkdwn(":warning: *Still right?* {} names {}, which {}.{}", post.name, named.called, named.asked_about, hold)
    value = Ref(post.id)
    yes = [] if held else [button("Yes", STILL_RIGHT, Ref(post.id, named.question), style="primary")]
    pressed = actions(*yes, button("Edit…", EDIT, value), button("Withdraw…", WITHDRAW, value), details(post))
    return Message(text, [section(text), pressed])


def to_confirm(post: Post, *, late: timedelta = NOTHING) -> Message:
    """Its account was frozen, and is not any more: nothing goes out that nobody confirmed."""
    planned = mrkdwn(" It was planned for {}.", when(post.planned_at)) if post.planned_at else Markup()
    lead = mrkdwn(
        ":droplet: *Still right?* {} was on hold. It goes out only if you confirm it.{}{}",
        post.name,
        planned,
        late_by(late),
    )
    pressed = actions(*buttons(post, CONFIRMING), details(post))
    return Message(
        mrkdwn("Still right? {}", post.name), [section(lead), parts.excerpt(post.current.as_signed), pressed]
    )


def let_go(post: Post) -> Message:
    """It was on hold, and is not any more."""
    text = mrkdwn(":white_check_mark: {} is not on hold any more.", post.name)
    return Message(text, [section(text), actions(button("Show it", SHOW, Ref(post.id), style="primary"))])


def alteration(post: Post, difference: str) -> Message:
    """For administrators."""
    text = mrkdwn(":rotating_light: *{} was changed outside Concord.* {}", post.name, difference)
    hint = mrkdwn("`python -m bot audit verify` finds what else was changed.")
    return Message(text, [section(text), context(hint)])
