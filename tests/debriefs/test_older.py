"""A crisis that the version before resolved has no after-action review until somebody asks for it."""

from sqlalchemy import delete

from bot.debriefs.model import Debrief
from bot.kernel.escalation import escalations
from sandbox.desk import readable
from tests.crises.steps import fill_and_submit
from tests.debriefs.steps import asked, over
from tests.world import Helvia


def test_a_crisis_that_an_older_version_resolved_gets_one_when_somebody_asks(helvia: Helvia) -> None:
    over(helvia)
    with helvia.database.transaction() as session:
        session.execute(delete(Debrief))
        session.execute(delete(escalations).where(escalations.c.subject == "debrief:1"))
    message = helvia.desk("marta").type("#general", "/crisis review 1").message
    assert message is not None
    assert "Nobody writes an after-action review of crisis 1" in readable(message)
    assert helvia.press("marta", message, "debriefs.begin").ok
    assert fill_and_submit(helvia, "marta", writer="U0MARTA000").ok
    assert asked(helvia, "marta", "debriefs.write")
