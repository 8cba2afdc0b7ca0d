"""How people are asked about a crisis, and what that becomes. What the room is told is in `news.py`."""

from collections.abc import Sequence
from datetime import datetime

from bot.crises import texts
from bot.crises.buttons import come, look, not_me, off_it, on_it, post_update, show_it, unfollow
from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis
from bot.crises.states import State
from bot.crises.texts import are_on_it, banner, concerned, deadline, ending, excerpt, gist, mark, risk, why_open
from bot.kernel.durations import spoken
from bot.kernel.escalation import Fired
from bot.kernel.text.markup import Markup, channel, link, mentions, mrkdwn, person, when
from bot.kernel.views.blocks import Message, actions, context, fields, section
from bot.voice import blocks as voice


def ping(crisis: Crisis, fired: Fired, people: Sequence[str], pings: Sequence[CrisisEntry], why: str) -> Message:
    """The war room's one line of pings, where everybody sees who is asked, how often, and where to press; `pings` are
    those since it waits, the newest first, `why` says why these people, where that needs saying.
    """
    asked = mentions(people)
    text = mrkdwn("{} *{} needs an answer* {}\n{}", mark(crisis), crisis.label, asked, excerpt(crisis.what, 300))
    often = mrkdwn(":bell: Asked {} times since {}", len(pings), when(pings[-1].at)) if len(pings) > 1 else Markup()
    circumstances = [*([often] if often else []), *_circumstances(fired, why)]
    return Message(
        mrkdwn("{} {} needs an answer {}", mark(crisis), crisis.label, asked),
        [
            section(text),
            context(mrkdwn("{} · {}", risk(crisis), deadline(crisis, fired.when)), *circumstances),
            actions(on_it(crisis), show_it(crisis)),
        ],
    )


def call_to_room(crisis: Crisis) -> Message:
    """Where no person is asked but all who read the room: a line that changes rings no bell."""
    text = mrkdwn("{} *{} needs an answer* from anybody here.", mark(crisis), crisis.label)
    return Message(text, [section(text), actions(show_it(crisis))])


def summons(crisis: Crisis, fired: Fired, war_room: str, why: str, card: str) -> Message:
    """For one person, wherever they are: all that is needed to say yes; `why` as for `ping`, `card` the address of its
    headline, or empty.
    """
    return Message(
        mrkdwn("{} {} needs you: {}", mark(crisis), crisis.label, gist(crisis.what, 150)),
        [
            section(mrkdwn("{} *{} needs you*\n{}", mark(crisis), crisis.label, excerpt(crisis.what))),
            fields(
                mrkdwn("*Risk*\n{}", risk(crisis)),
                mrkdwn("*Raised by*\n{}, {}", person(crisis.raised_by), when(crisis.raised_at)),
                *concerned(crisis),
            ),
            context(*_until(crisis, fired, war_room, card), *_circumstances(fired, why)),
            actions(on_it(crisis), show_it(crisis)),
        ],
    )


def _until(crisis: Crisis, fired: Fired, room: str, card: str) -> list[Markup]:
    secret = [texts.CONFIDENTIAL] if crisis.confidential else []
    where = [*([channel(room)] if room else []), *([link(card, "its card")] if card else [])]
    return [mrkdwn(" · ").join([deadline(crisis, fired.when), *where, *secret])]


def _circumstances(fired: Fired, why: str) -> list[Markup]:
    late = mrkdwn(":hourglass: Asked {} late.", spoken(fired.overdue))
    last = mrkdwn(":warning: Nobody is asked again.")
    others = mrkdwn(":warning: {}", why)
    return [text for text, applies in ((late, fired.overdue), (last, fired.last), (others, why)) if applies]


def called(crisis: Crisis, by: str) -> Message:
    """For somebody who is called by name."""
    text = mrkdwn(":telephone_receiver: {} calls you to *{}*\n{}", person(by), crisis.label, excerpt(crisis.what))
    title = mrkdwn("{} needs you: {}", crisis.label, gist(crisis.what, 150))
    return Message(title, [section(text), actions(come(crisis), show_it(crisis))])


def lead_given(crisis: Crisis, by: str) -> Message:
    """For whoever is to lead it."""
    text = mrkdwn(
        ":triangular_flag_on_post: {} gave you the lead of *{}*\n{}", person(by), crisis.label, excerpt(crisis.what)
    )
    title = mrkdwn("You lead {}: {}", crisis.label, gist(crisis.what, 150))
    is_on_it = crisis.state == State.ACKNOWLEDGED and crisis.lead in crisis.on_it
    return Message(
        title,
        [section(text), actions(*([] if is_on_it else [come(crisis)]), post_update(crisis), show_it(crisis))],
    )


def voice_given(crisis: Crisis, by: str) -> Message:
    """For whoever is to speak."""
    lead = mrkdwn(":studio_microphone: {} asks you to speak for us in *{}*, alone", person(by), crisis.label)
    title = mrkdwn("You speak for us in {}: {}", crisis.label, gist(crisis.what, 150))
    text = mrkdwn("{}\n{}", lead, excerpt(crisis.what))
    return Message(title, [section(text), actions(voice.speak(crisis.id), show_it(crisis))])


def led_by_another(crisis: Crisis) -> Message:
    """What that becomes for whoever led it before."""
    text = mrkdwn(":triangular_flag_on_post: *{}*: {} leads it now.", crisis.label, person(crisis.lead))
    return Message(text, [section(text), actions(show_it(crisis))])


def rescored(crisis: Crisis) -> Message:
    """What a ping becomes where another colour asks others anew."""
    text = mrkdwn(":scales: *{}* is {} now.", crisis.label, crisis.colour)
    return Message(text, [section(text), actions(show_it(crisis))])


def claimed(crisis: Crisis) -> Message:
    """What the last ping becomes once somebody answers from an address that several read."""
    text = mrkdwn(":link: *{}* was answered by {}.", crisis.label, texts.claimed(crisis))
    title = mrkdwn("{}: an answer to confirm", crisis.label)
    return Message(title, [section(text), actions(on_it(crisis), show_it(crisis))])


def was_it_you(crisis: Crisis) -> Message:
    """For whom somebody says to be."""
    title = mrkdwn("{}: was it you who answered?", crisis.label)
    text = mrkdwn(
        "{} *Was this you?* Somebody at {} answered *{}* in your name.",
        mark(crisis),
        crisis.claimed_from,
        crisis.label,
    )
    return Message(title, [section(text), actions(on_it(crisis), not_me(crisis), show_it(crisis))])


def denied(crisis: Crisis) -> Message:
    """What that question becomes where it was not."""
    text = mrkdwn(":no_entry_sign: *{}*: that was not you. I ask again.", crisis.label)
    return Message(text, [section(text), actions(on_it(crisis), show_it(crisis))])


def lapsed(crisis: Crisis) -> Message:
    """What it becomes where nobody answered it in time."""
    text = mrkdwn(":hourglass: *{}*: nobody confirmed it. I ask again.", crisis.label)
    return Message(text, [section(text), actions(on_it(crisis), show_it(crisis))])


def unconfirmed(crisis: Crisis) -> Message:
    """What said that somebody answered by link, where nobody confirms it."""
    text = mrkdwn("{} *{}* still needs an answer.", mark(crisis), crisis.label)
    return Message(text, [section(text), actions(on_it(crisis), show_it(crisis))])


def answered(crisis: Crisis) -> Message:
    """What the last ping becomes once somebody answers."""
    text = mrkdwn(":white_check_mark: *{}*: {}.", crisis.label, are_on_it(crisis))
    return Message(mrkdwn("{}: somebody is on it", crisis.label), [section(text), actions(show_it(crisis))])


def update_due(crisis: Crisis, now: datetime) -> Message:
    """For each of those who are on it, before people are asked again."""
    text = mrkdwn(":alarm_clock: *{}*: you are on it. {}.", crisis.label, deadline(crisis, now))
    title = mrkdwn("{}: an update is due soon", crisis.label)
    return Message(title, [section(text), actions(post_update(crisis), off_it(crisis), show_it(crisis))])


def update_made(crisis: Crisis, now: datetime) -> Message:
    """What that becomes once there was a sign of life."""
    text = mrkdwn(":white_check_mark: *{}*: {}.", crisis.label, deadline(crisis, now))
    return Message(mrkdwn("{}: no update is due now", crisis.label), [context(text)])


def off(crisis: Crisis) -> Message:
    """What that becomes for whoever is not on it any more."""
    text = mrkdwn(":wave: *{}*: you are off it.", crisis.label)
    return Message(text, [context(text)])


def released(crisis: Crisis) -> Message:
    """What asked somebody in a drill becomes once a real crisis calls them."""
    text = mrkdwn(":wave: *{}* is over for you: a real crisis calls you.", crisis.label)
    return Message(text, [context(text)])


def open_again(crisis: Crisis, *, is_quiet: bool) -> Message:
    """What said that somebody is on it, once no update came, or nobody is."""
    text = mrkdwn(":arrows_counterclockwise: *{}* is open again: {}.", crisis.label, why_open(is_quiet))
    return Message(mrkdwn("{} is open again", crisis.label), [section(text), actions(show_it(crisis))])


def out_of_it(crisis: Crisis) -> Message:
    """What asks somebody becomes once they left the room of a confidential one."""
    text = mrkdwn(":wave: You left the room of *{}*: you are not asked about it any more.", crisis.label)
    return Message(text, [context(text)])


def followed(crisis: Crisis) -> Message:
    text = mrkdwn(":eyes: You follow *{}*: I send you updates, a new colour and its end.", crisis.label)
    return Message(text, [section(text), actions(show_it(crisis), unfollow(crisis))])


def unfollowed(crisis: Crisis) -> Message:
    text = mrkdwn(":white_check_mark: You do not follow *{}* any more.", crisis.label)
    return Message(text, [section(text), actions(show_it(crisis))])


def line_added(crisis: Crisis) -> Message:
    text = mrkdwn(":white_check_mark: Added to the timeline of *{}*.", crisis.label)
    return Message(text, [section(text)])


def others_asked(crisis: Crisis) -> Message:
    """What a ping becomes for somebody whom it does not mean any more."""
    text = mrkdwn(":white_circle: *{}*: others are asked now.", crisis.label)
    return Message(text, [section(text), actions(show_it(crisis))])


def over(crisis: Crisis) -> Message:
    """What the last ping becomes once the crisis has ended."""
    text = mrkdwn(":white_check_mark: *{}* is {}.", crisis.label, ending(crisis))
    return Message(mrkdwn("{} {}", crisis.label, banner(crisis)), [section(text), actions(look(crisis))])
