"""How posts look in Slack: the cards of reviewers, authors and publishers. The forms are in `forms.py`."""

from collections.abc import Sequence
from datetime import timedelta

from slack_sdk.models.blocks import Block, InteractiveElement

from bot.kernel.text.markup import Markup, mrkdwn, person, when
from bot.kernel.views.blocks import Message, actions, button, context, section
from bot.kernel.views.budget import room_beside
from bot.kernel.views.verbatim import quoted
from bot.posts import parts, progress
from bot.posts.around import Around
from bot.posts.facts import ReviewLowered
from bot.posts.model import OPEN, TRANSITIONS, Action, Post, Status, Verdict
from bot.posts.review import APPROVES, people_waited_for, seen_now
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

ALTERED = mrkdwn("It is not what was submitted and approved: somebody changed it in the database, past Concord.")


def review(post: Post, around: Around, *, deciding: bool = True) -> Message:
    """The living card of the review channel. Reasons are for the author and the reviewers, not for the room."""
    if post.status != Status.IN_REVIEW:
        return _reviewed(post, around)
    text = mrkdwn("{}: {}", post.name, standing(post))
    shown = [
        parts.title(post),
        section(mrkdwn("*{}*  {}", standing(post), coming(post, around))),
        parts.about(post.current),
        *progress.stuck(post, around.holders, around.helpers),
        *parts.content(post.current.shown, post.planned_at),
    ]
    decided = [
        progress.stages(post, around.holders),
        *progress.decisions(progress.current_decisions(post), with_reasons=False),
    ]
    if deciding:
        decided += [actions(*_decision_buttons(post)), _what_is_signed(post)]
    decided.append(_submitted(post))
    changed = parts.since_last_version(post, shown, decided)
    return Message(text, [*shown, *changed, *decided], on_record=bool(post.decisions))


def _submitted(post: Post) -> Block:
    return context(mrkdwn("Submitted by {}, {} · {}", person(post.author), when(post.submitted_at), parts.route(post)))


def _reviewed(post: Post, around: Around) -> Message:
    """Nothing is to be decided: two lines, so that the posts that wait stand out."""
    mark, show_it = parts.MARKS[Status(post.status)], button("Show it", SHOW, str(post.id))
    told = section(mrkdwn("{} *{}* · {}. {}", mark, post.name, standing(post), coming(post, around)), show_it)
    decided = [
        mrkdwn("{} {}", progress.VERDICT_MARKS[Verdict(made.verdict)], made.who_name)
        for made in progress.current_decisions(post)
    ]
    foot = context(mrkdwn(" · ").join([*decided, mrkdwn("Version {} by {}", post.version, person(post.author))]))
    return Message(mrkdwn("{}: {}", post.name, standing(post)), [told, foot], on_record=bool(post.decisions))


def asked(post: Post, around: Around, reviewer: str) -> Message:
    """What one reviewer is asked directly; without buttons once they decided."""
    deciding = reviewer in people_waited_for(post, around.holders)
    shown = review(post, around, deciding=deciding)
    if not deciding:
        return shown
    text = mrkdwn("{} waits for your decision.", post.name)
    return Message(text, [section(mrkdwn(":wave: {}", text)), *shown.blocks], shown.on_record)


def ended(post: Post, how: Markup) -> Message:
    """What a card becomes that asked for a review or a publication, once that is over."""
    mark = mrkdwn(":warning:") if post.status == Status.APPROVED and post.reason else parts.MARKS[Status(post.status)]
    text = mrkdwn("{} {}: {}", mark, post.name, how)
    return Message(text, [section(text), actions(button("Show it", SHOW, str(post.id)))])


def lowered(post: Post, lowering: ReviewLowered) -> Message:
    """For those whom its author's word spares the decision, and for the community manager."""
    text = mrkdwn("{} names a product, and {} says that this is no claim.", post.name, person(lowering.who.id))
    way = mrkdwn("It goes through “{}”, not through “{}”.", post.route, lowering.route)
    otherwise = mrkdwn(
        "If you see it otherwise, tell its author or the community manager, who can edit it and say that it does."
    )
    lead = section(mrkdwn(":left_right_arrow: {} {} {}", text, way, otherwise))
    reason = parts.no_claim(post.current.shown)
    return Message(text, [lead, *reason, actions(button("Show it", SHOW, str(post.id)))])


def replaced(post: Post) -> Markup:
    return mrkdwn(
        "version {} replaced the one that you were shown. The review starts again from its first stage.", post.version
    )


def author(post: Post, around: Around, twins: Sequence[Post]) -> Message:
    """The author's living card: where the post stands, and what can be done with it."""
    blocks = [
        parts.title(post),
        section(mrkdwn("*{}*  {}", standing(post), coming(post, around))),
        *_because(post),
        *(parts.content(post.current.shown, post.planned_at) if post.is_intact else [section(ALTERED)]),
        progress.stages(post, around.holders),
        *progress.decisions(progress.current_decisions(post), with_reasons=True),
    ]
    if post.status in OPEN:
        blocks += parts.advice(post.current.shown, twins)
    if buttons := _authors_buttons(post):
        blocks.append(actions(*buttons))
    blocks.append(
        context(mrkdwn("Version {} · SHA-256 `{}` · {}", post.version, post.sha256[: parts.DIGITS], parts.route(post)))
    )
    return Message(mrkdwn("{}: {}", post.name, standing(post)), blocks, on_record=bool(post.decisions))


def news(post: Post, around: Around) -> Message:
    """A line under the author's card, because a card that changes rings no bell."""
    text = mrkdwn("{} *{}*  {}", parts.MARKS[Status(post.status)], standing(post), coming(post, around))
    return Message(mrkdwn("{}: {}", post.name, standing(post)), [section(text), *_because(post)])


def reminder(post: Post, around: Around, *, deciding: bool, late: timedelta) -> Message:
    """A stage takes long: for those whom it waits for, and for those who should know."""
    stage = post.stage_rules.name
    lateness = parts.late_by(late)
    if deciding:
        lead = mrkdwn(":hourglass: {} waits for your decision in the stage “{}”", post.name, stage)
    else:
        waiting = progress.waiting_line(post, around.holders)
        lead = mrkdwn(":hourglass: {} waits in the stage “{}” for {}", post.name, stage, waiting or "nobody")
    text = mrkdwn(
        "{} since {}; its time limit is {}.{}", lead, when(post.stage_began_at), when(post.stage_due), lateness
    )
    return Message(text, [section(text), actions(button("Show it", SHOW, str(post.id), style="primary"))])


def particulars(post: Post, around: Around, buttons: Sequence[InteractiveElement], *, with_reasons: bool) -> Message:
    """One post with its latest decisions, and what this person may do with it."""
    shown = [
        parts.title(post),
        section(mrkdwn("*{}*  {}", standing(post), coming(post, around))),
        *(_because(post) if with_reasons else []),
        parts.about(post.current),
        *parts.content(post.current.shown, post.planned_at),
    ]
    foot: list[Block] = [actions(*buttons)] if buttons else []
    if any(button.action_id == APPROVE for button in buttons):
        foot.append(_what_is_signed(post))
    foot.append(_submitted(post))
    stages = progress.stages(post, around.holders)
    changed = parts.since_last_version(post, shown, stages, foot)
    room = room_beside(shown, changed, stages, foot)
    decided = progress.latest_decisions(post.decisions, with_reasons=with_reasons, room=room)
    return Message(mrkdwn("{}: {}", post.name, standing(post)), [*shown, *changed, stages, *decided, *foot])


def possible_buttons(post: Post, *, decides: bool, owns: bool, publishes: bool) -> list[InteractiveElement]:
    """What a person who may do this and that can press now."""
    value = str(post.id)
    buttons: list[InteractiveElement] = []
    if decides and _may(post, Action.APPROVE):
        buttons += _decision_buttons(post)
    if publishes and _may(post, Action.PUBLISH):
        buttons.append(button("Published…", PUBLISHED, value, style="primary"))
    if owns:
        buttons += _authors_buttons(post)
    return buttons


def _authors_buttons(post: Post) -> list[InteractiveElement]:
    value = str(post.id)
    buttons: list[InteractiveElement] = []
    if _may(post, Action.PLAN):
        waits = post.status == Status.APPROVED
        label = "Set a time…" if waits else "Postpone…"
        buttons.append(button(label, PLAN, value, style="primary" if waits else None))
    if _may(post, Action.EDIT):
        buttons.append(button("Edit…", EDIT, value))
    if _may(post, Action.WITHDRAW):
        buttons.append(button("Withdraw…", WITHDRAW, value))
    return buttons


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


def _decision_buttons(post: Post) -> list[InteractiveElement]:
    seen = str(seen_now(post))
    return [
        button("Approve", APPROVE, seen, style="primary"),
        button("Request changes…", REQUEST_CHANGES, seen),
        button("Reject…", REJECT, seen, style="danger"),
    ]


def _may(post: Post, action: Action) -> bool:
    return (Status(post.status), action) in TRANSITIONS


def _because(post: Post) -> list[Block]:
    """Why it was withdrawn or given back; the reason of a decision stands under that."""
    tells = post.reason and post.status in {Status.APPROVED, Status.WITHDRAWN}
    return [quoted(post.reason)] if tells else []
