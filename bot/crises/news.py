"""News of a crisis, for its rooms and for whoever raised it."""

from collections.abc import Sequence
from datetime import datetime

from bot.crises.buttons import look, show_it, take_lead, unfollow
from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis
from bot.crises.states import Ending
from bot.crises.texts import are_on_it, banner, deadline, excerpt, gist, is_long, mark, risk, why_open
from bot.kernel.text.markup import Markup, mentions, mrkdwn, person
from bot.kernel.views.blocks import Message, actions, context, section


def somebody_is_on_it(crisis: Crisis, now: datetime) -> Message:
    """For whoever raised it."""
    text = mrkdwn(":white_check_mark: {}: *{}*, which you raised.", are_on_it(crisis), crisis.label)
    return Message(text, [section(text), context(deadline(crisis, now)), actions(show_it(crisis))])


def told_again(crisis: Crisis) -> Message:
    """What that becomes once it opened again and somebody else answered."""
    text = mrkdwn(":white_circle: *{}*: see my newer message.", crisis.label)
    return Message(text, [context(text)])


def reopened(crisis: Crisis, *, is_quiet: bool) -> Message:
    """No update came in time, or nobody is on it; for the room, which hears what follows."""
    why = why_open(is_quiet)
    text = mrkdwn(":arrows_counterclockwise: *{} is open again*: {}.", crisis.label, why)
    return Message(mrkdwn("{} is open again: {}", crisis.label, why), [section(text)])


def no_room(crisis: Crisis, why: str) -> Message:
    """For the war room; of a confidential one for each who sees it."""
    alone = "I tell each of its people directly: do not write of it in other channels."
    here = alone if crisis.confidential else "Handle it here."
    text = mrkdwn(":warning: *{}* has no channel of its own: Slack says `{}`. {}", crisis.label, why, here)
    return Message(text, [section(text)])


def no_private_channel(crisis: Crisis, why: str) -> Message:
    """For administrators, who can change that; most of them do not see it."""
    text = mrkdwn(
        ":warning: *{}* is confidential and has no channel: Slack says `{}`. Let Concord make private channels "
        "(scope `groups:write`, and who may create private channels). Its people are told directly.",
        crisis.label,
        why,
    )
    return Message(text, [section(text)])


def public_now(crisis: Crisis) -> Message:
    """For whoever did it."""
    text = mrkdwn(":unlock: *{}* is public now: its card is in the war room.", crisis.label)
    return Message(text, [section(text), actions(show_it(crisis))])


def made_public(crisis: Crisis, by: str) -> Message:
    """For its room, before others see it."""
    text = mrkdwn(
        ":unlock: *{} is not confidential any more*: {} made it public. Everybody in the company can now read its card "
        "and its timeline. This channel stays private.",
        crisis.label,
        person(by),
    )
    return Message(mrkdwn("{} is not confidential any more", crisis.label), [section(text)])


def not_invited(crisis: Crisis, who: str, why: str) -> Message:
    """For its room."""
    text = mrkdwn(":warning: I cannot invite {} to {}: Slack says `{}`.", person(who), crisis.label, why)
    return Message(text, [section(text)])


def lead(crisis: Crisis, before: str) -> Message:
    """For the room; `before` led it until now, if anybody did."""
    instead = mrkdwn(" instead of {}", person(before)) if before else Markup()
    text = mrkdwn(":triangular_flag_on_post: {} leads {} now{}.", person(crisis.lead), crisis.label, instead)
    return Message(text, [section(text)])


def voice(crisis: Crisis) -> Message:
    """For the room."""
    text = mrkdwn(
        ":studio_microphone: {} speaks for us in {} now, and nobody else.", person(crisis.speaker), crisis.label
    )
    return Message(text, [section(text)])


def called(crisis: Crisis, who: str, people: Sequence[str]) -> Message:
    """For the room."""
    text = mrkdwn(":telephone_receiver: {} called {} to {}.", person(who), mentions(people), crisis.label)
    return Message(text, [section(text)])


def rescored(crisis: Crisis, entry: CrisisEntry) -> Message:
    """For the room; the entry says what it was before, and why."""
    text = mrkdwn(
        "{} *{} is {} now*, re-scored by {}\n{}",
        mark(crisis),
        crisis.label,
        crisis.colour,
        person(entry.who),
        excerpt(entry.words),
    )
    return Message(mrkdwn("{} is {} now", crisis.label, crisis.colour), [section(text), context(risk(crisis))])


def accounts_added(crisis: Crisis, who: str, note: str) -> Message:
    """For the room; the note says which."""
    text = mrkdwn(":label: {} added accounts to {}: {}.", person(who), crisis.label, note)
    return Message(text, [section(text)])


def nobody_leads(crisis: Crisis) -> Message:
    """For the room, where others are still on it."""
    text = mrkdwn(":triangular_flag_on_post: Nobody leads {} now.", crisis.label)
    return Message(text, [section(text), actions(take_lead(crisis))])


def update(crisis: Crisis, now: datetime, *, to_follower: bool = False) -> Message:
    """For its room, or for whoever follows it."""
    text = mrkdwn(":mega: *{}: update* by {}\n{}", crisis.label, person(crisis.latest_by), excerpt(crisis.latest))
    whole = mrkdwn(" · all: `/crisis show {}`", crisis.id) if is_long(crisis.latest) else Markup()
    foot = context(deadline(crisis, now) + whole)
    rest = [actions(show_it(crisis), unfollow(crisis))] if to_follower else []
    return Message(mrkdwn("{}: {}", crisis.label, gist(crisis.latest, 150)), [section(text), foot, *rest])


def outcome(crisis: Crisis) -> Message:
    verb = "by" if crisis.ending is Ending.RESOLVED else "says"
    who = mrkdwn("{} {}", verb, person(crisis.resolved_by))
    text = mrkdwn(":white_check_mark: *{} {}* {}\n{}", crisis.label, banner(crisis), who, excerpt(crisis.outcome))
    return Message(mrkdwn("{} {}", crisis.label, banner(crisis)), [section(text), actions(look(crisis))])


def took_in(crisis: Crisis, who: str, note: str) -> Message:
    """For its room; the note names the other one."""
    text = mrkdwn(":link: {}: *{}* is the same as *{}*. It goes on here.", person(who), note, crisis.label)
    return Message(text, [section(text)])


def open_now(crisis: Crisis) -> Message:
    """For whoever reopened it."""
    text = mrkdwn(":white_check_mark: *{}* is open again. People are asked now.", crisis.label)
    return Message(text, [section(text), actions(show_it(crisis))])


def goes_on(crisis: Crisis, entry: CrisisEntry) -> Message:
    """It is not over; the entry says why."""
    title = mrkdwn("{} is open again", crisis.label)
    text = mrkdwn(":arrows_counterclockwise: *{}*: reopened by {}\n{}", title, person(entry.who), excerpt(entry.words))
    return Message(title, [section(text), actions(show_it(crisis))])
