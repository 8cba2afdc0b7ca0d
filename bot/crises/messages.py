"""What is said about a crisis in passing: pings, how they end, and news for the room and for whoever raised it."""

from collections.abc import Sequence

from bot.crises.blocks import on_it, show_it
from bot.crises.model import Crisis, CrisisEntry
from bot.crises.texts import SHORT, accounts, deadline, evidence, excerpt, mark, risk
from bot.kernel.blocks import Message, actions, context, escape, fields, person, section, shorten, when
from bot.kernel.durations import spoken
from bot.kernel.escalation import Fired


def ping(crisis: Crisis, fired: Fired, people: Sequence[str]) -> Message:
    """For the war room, where everybody sees who is asked and where to press."""
    asked = " ".join(person(each) for each in people)
    told = f"{mark(crisis)} *{crisis.label} needs an answer* {asked}\n{excerpt(crisis.what, 300)}"
    return Message(
        f"{mark(crisis)} {crisis.label} needs an answer {asked}",
        [
            section(told),
            context(f"{risk(crisis)} · {deadline(crisis)}", *_circumstances(fired)),
            actions(on_it(crisis), show_it(crisis)),
        ],
    )


def summons(crisis: Crisis, fired: Fired, war_room: str) -> Message:
    """For one person, wherever they are: all that is needed to say yes."""
    return Message(
        f"{mark(crisis)} {crisis.label} needs you: {escape(shorten(crisis.what, 150))}",
        [
            section(f"{mark(crisis)} *{crisis.label} needs you*\n{excerpt(crisis.what)}"),
            fields(
                f"*Risk*\n{risk(crisis)}",
                f"*Raised by*\n{person(crisis.raised_by)}, {when(crisis.raised_at)}",
                f"*Accounts*\n{accounts(crisis)}",
                f"*Evidence*\n{evidence(crisis)}",
            ),
            context(f"{deadline(crisis)} · war room: <#{war_room}>", *_circumstances(fired)),
            actions(on_it(crisis), show_it(crisis)),
        ],
    )


def nobody_found(fired: Fired) -> str:
    """Said to those who are asked because the policy's own words found nobody."""
    words = ", ".join(f"`{word}`" for word in fired.whom)
    return f":warning: The policy `{fired.policy}` asks {words}, who is nobody just now; so you are asked."


def _circumstances(fired: Fired) -> list[str]:
    late = f":hourglass: This comes {spoken(fired.overdue)} late: I could not ask in time." if fired.overdue else ""
    last = ":warning: Nobody is asked again after this." if fired.last else ""
    return [each for each in (late, last) if each]


def unanswered(crisis: Crisis, ping: CrisisEntry) -> Message:
    """What a ping becomes once the next one follows it: a small line, so that only the newest asks."""
    people = [person(each) for each in ping.text.split()]
    asked = f"{' '.join(people)} {'was' if len(people) == 1 else 'were'} asked" if people else "this room was asked"
    text = f":white_circle: {crisis.label} · {when(ping.at)} {asked}; no answer."
    return Message(text, [context(text)])


def answered(crisis: Crisis) -> Message:
    """What the last ping becomes once somebody answers."""
    text = f":white_check_mark: *{crisis.label}*: {person(crisis.answered_by)} is on it."
    return Message(f"{crisis.label}: somebody is on it", [section(text), actions(show_it(crisis))])


def over(crisis: Crisis) -> Message:
    """What the last ping becomes once the crisis is resolved."""
    text = f":white_check_mark: *{crisis.label}* is resolved by {person(crisis.resolved_by)}."
    return Message(f"{crisis.label} is resolved", [section(text), actions(show_it(crisis))])


def update(crisis: Crisis) -> Message:
    told = f":mega: *{crisis.label}: update* by {person(crisis.latest_by)}\n{excerpt(crisis.latest)}"
    whole = f" · `/crisis show {crisis.id}` has the whole" if len(crisis.latest) > SHORT else ""
    foot = context(f"{deadline(crisis)}{whole}")
    return Message(f"{crisis.label}: {escape(shorten(crisis.latest, 150))}", [section(told), foot])


def quiet(crisis: Crisis) -> Message:
    told = (
        f":arrows_counterclockwise: *{crisis.label} is open again*: no update came within "
        f"{spoken(crisis.respond_within)}, and {person(crisis.answered_by)} was on it. "
        "People are pinged until somebody answers."
    )
    return Message(f"{crisis.label} is open again: no update came in time", [section(told)])


def outcome(crisis: Crisis) -> Message:
    told = f":white_check_mark: *{crisis.label} is resolved* by {person(crisis.resolved_by)}\n{excerpt(crisis.outcome)}"
    return Message(f"{crisis.label} is resolved", [section(told), actions(show_it(crisis))])


def somebody_is_on_it(crisis: Crisis) -> Message:
    """For whoever raised it."""
    told = f":white_check_mark: {person(crisis.answered_by)} is on {crisis.label}, which you raised."
    return Message(told, [section(told), context(deadline(crisis)), actions(show_it(crisis))])
