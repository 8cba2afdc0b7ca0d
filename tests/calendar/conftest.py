"""An account whose slot was missed."""

import pytest

from sandbox.workspace.models import Message
from tests.calendar.steps import A_DAY, plan, the_report
from tests.steps import register_account
from tests.world import Helvia


@pytest.fixture
def account(helvia: Helvia) -> int:
    return register_account(helvia, cadence="365")


@pytest.fixture
def report(helvia: Helvia, account: int) -> Message:
    """A slot of a weekly series was missed half an hour ago, and is reported."""
    plan(helvia, account, repeats="every week")
    helvia.wait(A_DAY)
    return the_report(helvia)
