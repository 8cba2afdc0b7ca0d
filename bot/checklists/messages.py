"""What people are told of a checklist: which lines are theirs, and who hears of a crisis of that kind."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.checklists.blocks import agree, department, give, task, tick_off
from bot.checklists.checklist import Checklist
from bot.checklists.model import ChecklistLine
from bot.crises.blocks import row
from bot.crises.buttons import checklist as show_checklist
from bot.crises.buttons import show_it
from bot.crises.model import Crisis
from bot.kernel.numbers import number_of
from bot.kernel.text.markup import Markup, channel, mentions, mrkdwn, name, person
from bot.kernel.views.asks import late_by
from bot.kernel.views.blocks import Message, actions, context, section


def yours(checklist: Checklist, reader: str) -> Message:
    """For one person: all that is asked of them, in one message."""
    crisis, lines = checklist.crisis, checklist.asked_of(reader)
    if not lines:
        text = mrkdwn(":white_check_mark: *{}*: nothing of its checklist waits for you now.", crisis.label)
        return Message(text, [context(text)])
    title = summary(crisis, len(lines))
    rows = [department(line) if line.is_department else task(line, checklist, reader=reader) for line in lines]
    buttons = actions(show_checklist(crisis), show_it(crisis))
    return Message(title, [section(title), *rows, buttons])


def summary(crisis: Crisis, number: int) -> Markup:
    verb = "waits" if number == 1 else "wait"
    many = number_of(number, "line")
    return mrkdwn(":clipboard: *{}* ({}): {} of its checklist {} for you.", crisis.label, crisis.kind, many, verb)


OfLine = Callable[[ChecklistLine], Message]


def not_done(line: ChecklistLine, holders: Sequence[str], reader: str, late: timedelta) -> Message:
    """For whoever has it, or leads; `holders` are those who have it."""
    who = Markup() if reader in holders else mrkdwn(" · {}", mentions(holders) or "nobody has it")
    what = mrkdwn("{} agrees", line.what) if line.is_department else name(line.what)
    title = mrkdwn(":alarm_clock: *{}*, still to be done: {}{}{}", line.crisis.label, what, who, late_by(late))
    theirs = [agree(line)] if reader in holders else []
    buttons = theirs if line.is_department else [tick_off(line), give(line)]
    return Message(title, [section(title), actions(*buttons, show_checklist(line.crisis))])


def now(line: ChecklistLine) -> Message:
    """What that becomes: done, or somebody else has it."""
    if not line.is_open:
        return _line(mrkdwn(":white_check_mark: *{}*: {} is done.", line.crisis.label, line.label))
    return others_asked(line)


def not_asked(line: ChecklistLine) -> Message:
    """Where its kind of crises does not ask for it any more."""
    return _line(mrkdwn(":white_circle: *{}*: {} is not asked any more.", line.crisis.label, line.label))


def others_asked(line: ChecklistLine) -> Message:
    return _line(mrkdwn(":white_circle: *{}*: others are asked to do {} now.", line.crisis.label, line.label))


def over(crisis: Crisis) -> Message:
    """What that becomes once the crisis is resolved."""
    end = "over" if crisis.drill else "resolved"
    text = mrkdwn(":white_check_mark: *{}* is {}: nothing of its checklist is asked now.", crisis.label, end)
    return Message(text, [context(text)])


def moved(crisis: Crisis) -> Message:
    """What its card in the war room becomes once it has a room of its own."""
    text = mrkdwn(":clipboard: *{}*: its checklist is in {} now.", crisis.label, channel(crisis.room))
    return Message(text, [context(text)])


def given(line: ChecklistLine, by: str) -> Message:
    """For whoever has lines already."""
    text = mrkdwn(":clipboard: {} gave you a line of *{}*: {}", person(by), line.crisis.label, line.what)
    return Message(text, [section(text), actions(show_checklist(line.crisis))])


def told(crisis: Crisis, now: datetime) -> Message:
    """For whoever the playbook says is told."""
    title = mrkdwn("You are told of {}: {}", crisis.label, crisis.kind)
    lead = mrkdwn("*{}*: your playbook says that you are told.", crisis.kind)
    return Message(title, [section(mrkdwn("{}\n{}", lead, row(crisis, now))), actions(show_it(crisis))])


def ticked_off(line: ChecklistLine) -> Message:
    """For whoever did it."""
    return _line(mrkdwn(":white_check_mark: {} is done. {}.", line.label, line.crisis.checklist))


def opened_again(line: ChecklistLine) -> Message:
    return _line(mrkdwn(":white_large_square: {} is to be done again. {}.", line.label, line.crisis.checklist))


def agreed(line: ChecklistLine) -> Message:
    return _line(mrkdwn(":white_check_mark: {} agrees. {}.", line.what, line.crisis.checklist))


def taken_back(line: ChecklistLine) -> Message:
    return _line(mrkdwn(":white_large_square: {} does not agree any more. {}.", line.what, line.crisis.checklist))


def handed_over(line: ChecklistLine) -> Message:
    return _line(mrkdwn(":white_check_mark: {} does {} now.", person(line.person), line.label))


def _line(text: Markup) -> Message:
    return Message(text, [section(text)])
