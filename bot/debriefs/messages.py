"""What people are told of an after-action review besides its cards: who is asked, what is new and what takes long."""

from datetime import timedelta

from bot.debriefs.around import Around
from bot.debriefs.blocks import KIND, MARKS, SEND, WRITE, action_row, done, standing
from bot.debriefs.model import CorrectiveAction, Debrief, Status
from bot.kernel.escalation.policy import NOTHING
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn, person, when
from bot.kernel.views.asks import late_by
from bot.kernel.views.blocks import Message, actions, button, section
from bot.reviews import progress
from bot.reviews.buttons import show_it


def unwritten(debrief: Debrief, *, writes: bool, late: timedelta) -> Message:
    """It is overdue: for whoever writes it, and for those who should know."""
    due = when(debrief.due_at)
    if writes:
        lead = mrkdwn(":hourglass: {} waits for you. It was due {}.{}", debrief.name, due, late_by(late))
        press = [button("Write…", WRITE, Ref(debrief.id), style="primary")]
    else:
        lead = mrkdwn(
            ":hourglass: {} waits for {}. It was due {}.{}", debrief.name, person(debrief.writer), due, late_by(late)
        )
        press = []
    send = [button("Send for approval", SEND, Ref(debrief.id))] if writes and debrief.is_written else []
    return Message(lead, [section(lead), actions(*press, *send, show_it(KIND, debrief))])


def handed_on(debrief: Debrief) -> Message:
    """What the card becomes of whoever was to write it before."""
    return _line(debrief, mrkdwn(":white_circle: {}: {} writes it now.", debrief.name, person(debrief.writer)))


def settled(debrief: Debrief) -> Message:
    """What each reminder becomes once it was sent."""
    text = mrkdwn(":white_check_mark: {}: {} sent it for approval.", debrief.name, debrief.moved_by)
    return _line(debrief, text)


def news(debrief: Debrief, around: Around) -> Message:
    """A line for whoever wrote it, because a card that changes rings no bell."""
    text = mrkdwn("{} *{}*: {}", MARKS[debrief.status], debrief.name, standing(debrief, around))
    why = [each for each in debrief.review.decisions if each.why]
    decided = [progress.decisions(why, with_reasons=True)] if why and debrief.status != Status.APPROVED else []
    return Message(text, [section(text), *decided, actions(show_it(KIND, debrief))])


def in_short(debrief: Debrief, around: Around) -> Message:
    """Where it stands, for whoever just did something with it."""
    return _line(debrief, mrkdwn("{} *{}* · {}", MARKS[debrief.status], debrief.name, standing(debrief, around)))


def to_do(action: CorrectiveAction, *, does: bool = True, late: timedelta = NOTHING) -> Message:
    """An action that waits: for whoever does it, and for those who should know."""
    lead = mrkdwn("{}{}", action_row(action), late_by(late))
    head = mrkdwn("*{}*{}", action.name, Markup() if does else mrkdwn(": overdue"))
    pressed = actions(done(action, style="primary"), button("Show it", f"{KIND}.show", Ref(action.debrief_id)))
    title = mrkdwn("{}: {}", action.name, "something waits for you" if does else "an action waits")
    return Message(title, [section(mrkdwn("{}\n{}", head, lead)), pressed])


def action_done(action: CorrectiveAction) -> Message:
    """What each card of it becomes."""
    return _about(action, action_row(action))


def action_handed_on(action: CorrectiveAction) -> Message:
    return _about(action, mrkdwn(":white_circle: {} does it now.", person(action.who)))


def _line(debrief: Debrief, text: Markup) -> Message:
    return Message(text, [section(text, show_it(KIND, debrief))])


def _about(action: CorrectiveAction, text: Markup) -> Message:
    opens = button("Show it", f"{KIND}.show", Ref(action.debrief_id))
    return Message(mrkdwn("{}", action.name), [section(text, opens)])
