"""What people are told of a checklist: which lines are theirs, and who hears of a crisis of that kind."""

from datetime import datetime

from bot.checklists.blocks import department, task
from bot.checklists.checklist import Checklist
from bot.checklists.model import ChecklistLine
from bot.crises.blocks import row
from bot.crises.buttons import checklist as show_checklist
from bot.crises.buttons import show_it
from bot.crises.model import Crisis
from bot.kernel.numbers import number_of
from bot.kernel.text.markup import Markup, channel, mrkdwn, person
from bot.kernel.views.blocks import Message, actions, context, section


def yours(checklist: Checklist, reader: str) -> Message:
    """For one person: all that is asked of them, in one message."""
    crisis, lines = checklist.crisis, checklist.asked_of(reader)
    if not lines:
        text = mrkdwn(":white_check_mark: *{}*: nothing of its checklist waits for you now.", crisis.label)
        return Message(text, [context(text)])
    title = summary(crisis, len(lines))
    rows = [department(line) if line.is_department else task(line, checklist) for line in lines]
    buttons = actions(show_checklist(crisis), show_it(crisis))
    return Message(title, [section(title), *rows, buttons])


def summary(crisis: Crisis, number: int) -> Markup:
    verb = "waits" if number == 1 else "wait"
    many = number_of(number, "line")
    return mrkdwn(":clipboard: *{}* ({}): {} of its checklist {} for you.", crisis.label, crisis.kind, many, verb)


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
