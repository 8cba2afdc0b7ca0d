"""How after-action reviews look in Slack: the card of whoever writes one, of those who decide, and all of it."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, InteractiveElement

from bot.crises.buttons import SHOW as SHOW_CRISIS
from bot.crises.model import Crisis
from bot.crises.story import Line
from bot.crises.texts import excerpt, gist
from bot.crises.timeline import written
from bot.debriefs.around import Around
from bot.debriefs.figures import Figure
from bot.debriefs.life import LIFE, Action
from bot.debriefs.model import ActionStatus, CorrectiveAction, Debrief, Status
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, day, mrkdwn, person, when
from bot.kernel.views.blocks import Message, Style, actions, button, confirm, context, header, section
from bot.reviews import progress
from bot.reviews.buttons import answering, deciding, show_it
from bot.reviews.life import DECISIONS, Deed

KIND = "debriefs"
"""With which the ids of the buttons begin that every review has."""
SHOW = "debriefs.show"
BEGIN = "debriefs.begin"
WRITE = "debriefs.write"
ADD_ACTION = "debriefs.add_action"
SEND = "debriefs.send"
HAND_ON = "debriefs.hand_on"
DONE = "debriefs.done"

MARKS = {
    Status.WRITING: mrkdwn(":memo:"),
    Status.IN_REVIEW: mrkdwn(":hourglass_flowing_sand:"),
    Status.SENT_BACK: mrkdwn(":pencil2:"),
    Status.REJECTED: mrkdwn(":no_entry_sign:"),
    Status.APPROVED: mrkdwn(":white_check_mark:"),
}
KEPT = {True: mrkdwn(":white_check_mark:"), False: mrkdwn(":warning:"), None: mrkdwn(":small_blue_diamond:")}
MOST_ACTIONS = 12
MOST_LINES = 12
GIST = 300


def nobody(crisis: Crisis, figures: Sequence[Figure], *, may_ask: bool) -> Message:
    """A crisis that has none: what is known of it all the same."""
    lead = mrkdwn("Nobody writes an after-action review of crisis {}.", crisis.id)
    ask = [button("Ask somebody to write it…", BEGIN, Ref(crisis.id), style="primary")] if may_ask else []
    return Message(lead, [section(lead), *_figures(figures), actions(*ask, _timeline(crisis.id))])


def card(
    debrief: Debrief, around: Around, offered: Collection[Action | Deed], *, may_read: bool = True, in_full: bool = True
) -> Message:
    """All of it, with what this person may do; what is not approved yet is shown to those who `may_read`."""
    blocks = [
        header(debrief.name),
        section(standing(debrief, around)),
        *_figures(around.figures),
        *_starred(around.starred),
        *(_words(debrief) if may_read else []),
        *(_actions(around.actions) if may_read else []),
        *_review(debrief, around, in_full=in_full and may_read),
        actions(*buttons(debrief, offered), _timeline(debrief.id)),
    ]
    return Message(_line(debrief), blocks, on_record=_was_decided(debrief))


def asked(debrief: Debrief, around: Around) -> Message:
    """The living card of whoever writes it."""
    offered = LIFE.possible(debrief) - DECISIONS
    blocks = [
        section(mrkdwn("{} *{}*", MARKS[debrief.status], debrief.name)),
        section(standing(debrief, around)),
        *_review(debrief, around, in_full=True),
        actions(*buttons(debrief, offered), show_it(KIND, debrief)),
    ]
    return Message(_line(debrief), blocks, on_record=_was_decided(debrief))


def reviewers(debrief: Debrief, around: Around, *, decides: bool) -> Message:
    """The living card of those who approve it."""
    if debrief.status != Status.IN_REVIEW:
        return ended(debrief)
    return card(debrief, around, DECISIONS if decides else frozenset())


def ended(debrief: Debrief) -> Message:
    """Nothing is to be decided any more."""
    text = mrkdwn("{} *{}*: {} by {}", MARKS[debrief.status], debrief.name, debrief.status, debrief.moved_by)
    return Message(text, [section(text, show_it(KIND, debrief))], on_record=_was_decided(debrief))


def standing(debrief: Debrief, around: Around) -> Markup:
    """Whose it is now."""
    writes = mrkdwn("{} writes it", person(debrief.writer))
    match debrief.status:
        case Status.IN_REVIEW:
            waiting = progress.waiting(debrief, around.holders)
            return mrkdwn("*In review* · {} · due {}", waiting, day(debrief.review.stage_due))
        case Status.APPROVED:
            return mrkdwn("*Approved*, {}", when(debrief.moved_at))
        case Status.WRITING:
            return mrkdwn("{} · due {}", writes, when(debrief.due_at))
        case Status.SENT_BACK | Status.REJECTED:
            return mrkdwn("*{}* by {} · {}", debrief.status.capitalize(), debrief.moved_by, writes)


def row(debrief: Debrief) -> Markup:
    """In a list of what waits for somebody."""
    return mrkdwn("{} *{}* · {} · due {}", MARKS[debrief.status], debrief.name, debrief.status, day(debrief.due_at))


def action_row(action: CorrectiveAction) -> Markup:
    mark = mrkdwn(":white_check_mark:" if action.status == ActionStatus.DONE else ":wrench:")
    how = mrkdwn("done by {}", action.done_name) if action.done_at else mrkdwn("until {}", f"{action.until:%-d %b %Y}")
    return mrkdwn("{} {} · {} · {}", mark, gist(action.what, GIST), person(action.who), how)


def done(action: CorrectiveAction, *, style: Style | None = None) -> ButtonElement:
    pressed = button("Done", DONE, Ref(action.id), style=style)
    pressed.confirm = confirm("Is it done?", mrkdwn("Nobody is reminded of it any more."), "Done")
    return pressed


def buttons(debrief: Debrief, offered: Collection[Action | Deed]) -> list[InteractiveElement]:
    """Of what is offered, what can be pressed."""
    elements: list[InteractiveElement] = [*deciding(KIND, debrief)] if Deed.APPROVE in offered else []
    if Deed.ANSWER in offered:
        elements += answering(KIND, debrief)
    own = {Action.WRITE: _write, Action.ADD_ACTION: _add_action, Action.SEND: _send, Action.HAND_ON: _hand_on}
    return [*elements, *(make(debrief) for action, make in own.items() if action in offered)]


def _write(debrief: Debrief) -> ButtonElement:
    return button("Write…", WRITE, Ref(debrief.id), style=None if debrief.is_written else "primary")


def _add_action(debrief: Debrief) -> ButtonElement:
    return button("Add an action…", ADD_ACTION, Ref(debrief.id))


def _send(debrief: Debrief) -> ButtonElement:
    return button("Send for approval", SEND, Ref(debrief.id), style="primary" if debrief.is_written else None)


def _hand_on(debrief: Debrief) -> ButtonElement:
    return button("Hand on…", HAND_ON, Ref(debrief.id))


def _timeline(crisis: int) -> ButtonElement:
    return button("Show the timeline", SHOW_CRISIS, Ref(crisis))


def _figures(figures: Iterable[Figure]) -> list[Block]:
    lines = [mrkdwn("{} {}: *{}*", KEPT[each.kept], each.name, each.value) for each in figures]
    return [section(mrkdwn("\n").join(lines))] if lines else []


def _words(debrief: Debrief) -> Iterator[Block]:
    labels = {
        "cause": "Cause",
        "went_well": "Went well",
        "hurt": "Hurt",
        "luck": "Was luck",
        "lesson": "Lesson, for the next time",
    }
    yield section(mrkdwn("*What happened*\n{}", excerpt(debrief.crisis.what)))
    for name, label in labels.items():
        if getattr(debrief, f"{name}_id"):
            yield section(mrkdwn("*{}*\n{}", label, excerpt(getattr(debrief, name))))


def _starred(lines: Sequence[Line]) -> Iterator[Block]:
    """Everybody who sees the crisis may read them there."""
    if lines:
        yield section(mrkdwn("*What is starred in its timeline*"))
    for line in lines[:MOST_LINES]:
        yield from map(section, written(line)[:1])
    if len(lines) > MOST_LINES:
        yield context(mrkdwn("and {} more", len(lines) - MOST_LINES))


def _actions(every: Sequence[CorrectiveAction]) -> Iterator[Block]:
    if every:
        yield section(mrkdwn("*Actions*"))
    for each in every[:MOST_ACTIONS]:
        yield section(action_row(each), done(each) if each.status == ActionStatus.OPEN else None)
    if len(every) > MOST_ACTIONS:
        yield context(mrkdwn("and {} more", len(every) - MOST_ACTIONS))


def _review(debrief: Debrief, around: Around, *, in_full: bool) -> list[Block]:
    """What was decided and asked; on its writer's card and the reviewers'."""
    if not debrief.review:
        return []
    stuck = progress.stuck(debrief, around.holders, around.helpers) if debrief.status == Status.IN_REVIEW else []
    decided = [progress.decisions(debrief.review.decisions, with_reasons=True)] if _was_decided(debrief) else []
    return [*stuck, *(decided if in_full else []), *(progress.asked_now(debrief.review) if in_full else [])]


def _was_decided(debrief: Debrief) -> bool:
    return bool(debrief.review and debrief.review.decisions)


def _line(debrief: Debrief) -> Markup:
    return mrkdwn("{}: {}", debrief.name, debrief.status)
