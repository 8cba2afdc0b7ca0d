"""What is seen of Concord from outside, and short ways to let something be late."""

from datetime import timedelta
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from bot.health.watch import LASTING
from bot.kernel import escalation, outbox
from bot.kernel.escalation import Level, Policy
from bot.kernel.outbox.tables import Urgency
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message
from tests.reliability.outage import Outage

MINUTE = timedelta(minutes=1)
NAG = Policy(name="nag", levels=[Level(after=timedelta(0), whom=["owner"])])


def metrics(helvia: Outage) -> dict[str, float]:
    """Each sample by its name and labels, as `name{label=value}`."""
    page = helvia.browser().get("/metrics")
    assert page.status_code == 200
    return {
        sample.name + "".join(f"{{{name}={value}}}" for name, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(page.text)
        for sample in family.samples
    }


def why(helvia: Outage) -> str:
    """Why it is not well, as /status says; nothing where it is."""
    page = helvia.browser().get("/status")
    assert page.json()["status"] == ("not well" if "why" in page.json() else "well")
    assert "next_due" in page.json()
    return str(page.json().get("why", ""))


def post(helvia: Outage, urgency: Urgency = Urgency.ROUTINE, after: timedelta = timedelta(0)) -> None:
    with helvia.session() as session:
        at, message = helvia.now, Message(mrkdwn("hello"))
        how: dict[str, Any] = {"not_before": at + after, "urgency": urgency}
        outbox.post(session, key=f"{urgency}", channel="#general", message=message, at=at, **how)


def start(helvia: Outage, after: timedelta = timedelta(0)) -> None:
    with helvia.session() as session:
        escalation.start(session, subject="account:0", policy=NAG, at=helvia.now + after)


def look(helvia: Outage) -> bool:
    """Two looks, apart enough for what they find to count as lasting."""
    helvia.concord.watch.look()
    helvia.workspace.clock.move(LASTING)
    return helvia.concord.watch.look()


def notices(helvia: Outage) -> list[str]:
    return [message.text for message in helvia.direct("ines")]
