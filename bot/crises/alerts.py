"""What is said about a crisis where there is no Slack, in plain words, and what the room is told of it afterwards."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.alerts.alert import Alert
from bot.crises.model import Crisis
from bot.crises.texts import mark
from bot.governance import EVERYONE
from bot.governance.roles import ROLES
from bot.kernel.actor import spoken
from bot.kernel.text.characters import one_line
from bot.kernel.text.markup import Markup, elsewhere, mrkdwn, several, when
from bot.kernel.views.blocks import Message, context, section


def title(crisis: Crisis) -> str:
    colour = "" if crisis.confidential else f" ({crisis.colour})"
    return f"{crisis.label}{colour} needs an answer"


SLOW, SILENT = "Slack was too slow.", "Asked in Slack; no answer yet."
"""Why it goes another way."""


def calls(crisis: Crisis) -> str:
    """The title for somebody who is called by name."""
    return title(crisis).replace("needs an answer", "needs you")


def body(crisis: Crisis, names: Sequence[str], at: datetime, zone: str, why: str = SLOW) -> str:
    """How bad, who is asked, and since when; never what happened, which may be about a patient. Of a confidential one
    nothing but that it waits.
    """
    if crisis.confidential:
        return why
    asked = elsewhere(", ".join(map(one_line, names))) or "everybody in the war room"
    return "\n".join(
        [
            f"Risk: {crisis.risk} = {crisis.score} ({crisis.colour}).",
            f"Raised {local(crisis.raised_at, zone)}; asked {local(at, zone)}: {asked}.",
            why,
        ]
    )


def otherwise(hotline: str, raiser: str) -> str:
    """How to answer where there is no link."""
    call = f", or call {hotline or raiser}" if hotline or raiser else ""
    return f"When Slack is back, press “I'm on it”{call}."


def local(instant: datetime, zone: str) -> str:
    return f"{instant.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {zone}"


def whom(alert: Alert) -> str:
    """Whose address it went to, as plain words: a person by name, everybody else by what the file calls them."""
    if alert.is_persons:
        return ", ".join(person.name for person in alert.people)
    return spoken(alert.whose)


def address(alert: Alert) -> str:
    """Where an alert went that several read."""
    if alert.whose in ROLES:
        return f"the {spoken(alert.whose)}'s address"
    return "everybody's address" if alert.whose == EVERYONE else f"the address of {alert.whose}"


def recipients(alerts: Sequence[Alert]) -> str:
    """For the timeline: who, by which kind of way."""
    return ", ".join(f"{whom(alert)} by {alert.service}" for alert in alerts)


def news(crisis: Crisis, alerts: Sequence[Alert]) -> Message:
    """For the room, once Slack is back: who was alerted meanwhile, by which kind of way, when; never the address."""
    lines = [
        mrkdwn("• {} by {}, {}", whom(alert), alert.service, when(alert.sent_at or alert.due_at)) + _answer(alert)
        for alert in alerts
    ]
    head = mrkdwn("{} *{}*: Slack was too slow. Alerted in other ways:", mark(crisis), crisis.label)
    foot = context(mrkdwn("More: `/crisis show {}`", crisis.id))
    text = mrkdwn("{}: alerted in other ways", crisis.label)
    return Message(text, [section(mrkdwn("{}\n{}", head, several(lines, "\n"))), foot])


def _answer(alert: Alert) -> Markup:
    if not alert.used_by or not alert.used_at:
        return Markup()
    name = alert.name_of(alert.used_by) or alert.used_by
    if alert.is_persons:
        return mrkdwn(" (answered by link by {}, {})", name, when(alert.used_at))
    return mrkdwn(" (answered by link as {}, not confirmed, {})", name, when(alert.used_at))
