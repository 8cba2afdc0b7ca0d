"""How posts look in Slack: the cards of reviewers and authors, and one post for whoever looks at it."""

from collections.abc import Collection, Sequence

from slack_sdk.models.blocks import Block, InteractiveElement

from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn, person, several, when
from bot.kernel.views.blocks import Message, actions, button, context, section
from bot.networks import USUAL, Allowance
from bot.posts import parts, progress
from bot.posts.around import Around
from bot.posts.life import DECISIONS, LIFE, Action
from bot.posts.model import OPEN, Post, Status
from bot.posts.review import APPROVES
from bot.posts.seen import Seen
from bot.posts.standing import coming, standing

APPROVE = "posts.approve"
REQUEST_CHANGES = "posts.request_changes"
REJECT = "posts.reject"
EDIT = "posts.edit"
WITHDRAW = "posts.withdraw"
PLAN = "posts.plan"
PUBLISHED = "posts.published"
GIVE_BACK = "posts.give_back"
COMPOSE = "posts.compose"
SHOW = "posts.show"

AUTHORS = frozenset({Action.PLAN, Action.EDIT, Action.WITHDRAW})
"""What the author's own card offers."""

ALTERED = mrkdwn("It is not what was submitted and approved: somebody changed it in the database, outside Concord.")


def review(post: Post, around: Around, *, deciding: bool = True) -> Message:
    """The living card of the review channel. Reasons are for the author and the reviewers, not for the room."""
    if post.status != Status.IN_REVIEW:
        return _reviewed(post, around)
    text = mrkdwn("{}: {}", post.name, standing(post))
    what = [
        parts.title(post),
        section(mrkdwn("*{}*  {}", standing(post), coming(post, around))),
        parts.about(post.current),
        *progress.stuck(post, around.holders, around.helpers),
        *parts.all_of(post.current.as_signed, post.planned_at),
    ]
    decided = [
        progress.stages(post, around.holders),
        progress.decisions(progress.current_decisions(post), with_reasons=False),
    ]
    if deciding:
        decided += [actions(*buttons(post, DECISIONS)), _what_is_signed(post)]
    decided.append(_submitted(post))
    changed = parts.since_last_version(post)
    return Message(text, [*what, *changed, *decided], on_record=bool(post.decisions))


def _submitted(post: Post) -> Block:
    return context(mrkdwn("Submitted by {}, {} · {}", person(post.author), when(post.submitted_at), parts.route(post)))


def _reviewed(post: Post, around: Around) -> Message:
    """Nothing is to be decided: two lines, so that the posts that wait stand out."""
    mark, show_it = parts.MARKS[post.status], button("Show it", SHOW, Ref(post.id))
    line = section(mrkdwn("{} *{}* · {}. {}", mark, post.name, standing(post), coming(post, around)), show_it)
    decided = [
        mrkdwn("{} {}", progress.VERDICT_MARKS[made.verdict], made.who_name)
        for made in progress.current_decisions(post)
    ]
    wrote = mrkdwn("Version {} by {}", post.version, person(post.author))
    foot = context(mrkdwn(" · ").join([*([several(decided, " · ")] if decided else []), wrote]))
    return Message(mrkdwn("{}: {}", post.name, standing(post)), [line, foot], on_record=bool(post.decisions))


def author(post: Post, around: Around, twins: Sequence[Post], allowance: Allowance = USUAL) -> Message:
    """The author's living card: where the post stands, and what can be done with it."""
    blocks = [
        parts.title(post),
        section(mrkdwn("*{}*  {}", standing(post), coming(post, around))),
        *parts.because(post),
        *(parts.all_of(post.current.as_signed, post.planned_at) if post.is_intact else [section(ALTERED)]),
        progress.stages(post, around.holders),
        progress.decisions(progress.current_decisions(post), with_reasons=True),
    ]
    if post.status in OPEN:
        blocks += parts.advice(post.current.as_signed, twins, allowance)
    if mine := buttons(post, LIFE.possible(post) & AUTHORS):
        blocks.append(actions(*mine))
    blocks.append(
        context(mrkdwn("Version {} · SHA-256 `{}` · {}", post.version, post.sha256[: parts.DIGITS], parts.route(post)))
    )
    return Message(mrkdwn("{}: {}", post.name, standing(post)), blocks, on_record=bool(post.decisions))


def particulars(post: Post, around: Around, allowed: Collection[Action], *, with_reasons: bool) -> Message:
    """One post with its latest decisions, and what this person may do with it."""
    offered = buttons(post, allowed)
    what = [
        parts.title(post),
        section(mrkdwn("*{}*  {}", standing(post), coming(post, around))),
        *(parts.because(post) if with_reasons else []),
        parts.about(post.current),
        *parts.all_of(post.current.as_signed, post.planned_at),
    ]
    foot: list[Block] = [actions(*offered)] if offered else []
    if Action.APPROVE in allowed:
        foot.append(_what_is_signed(post))
    foot.append(_submitted(post))
    decided = progress.decisions(post.decisions, with_reasons=with_reasons)
    changed, stages = parts.since_last_version(post), progress.stages(post, around.holders)
    return Message(mrkdwn("{}: {}", post.name, standing(post)), [*what, *changed, stages, decided, *foot])


def _what_is_signed(post: Post) -> Block:
    """Whoever presses should know what that says."""
    return context(
        mrkdwn(
            "With *Approve* you sign “{}”, in your role, for exactly what is shown here (version {}, `{}`).",
            APPROVES,
            post.version,
            post.sha256[: parts.DIGITS],
        )
    )


def buttons(post: Post, offered: Collection[Action]) -> list[InteractiveElement]:
    """Of what is offered, what can be pressed on a card; a call to publish has buttons of its own."""
    value = Ref(post.id)
    elements: list[InteractiveElement] = _decision_buttons(post) if Action.APPROVE in offered else []
    if Action.PUBLISH in offered:
        elements.append(button("Published…", PUBLISHED, value, style="primary"))
    if Action.PLAN in offered:
        waits = post.status == Status.APPROVED
        label = "Set a time…" if waits else "Postpone…"
        elements.append(button(label, PLAN, value, style="primary" if waits else None))
    if Action.EDIT in offered:
        elements.append(button("Edit…", EDIT, value))
    if Action.WITHDRAW in offered:
        elements.append(button("Withdraw…", WITHDRAW, value))
    return elements


def _decision_buttons(post: Post) -> list[InteractiveElement]:
    seen = str(Seen.now(post))
    return [
        button("Approve", APPROVE, seen, style="primary"),
        button("Request changes…", REQUEST_CHANGES, seen),
        button("Reject…", REJECT, seen, style="danger"),
    ]
