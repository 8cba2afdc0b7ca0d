"""A company with something to hold the trail against."""

from datetime import timedelta

import pytest

from tests.crises.steps import answer, raise_crisis
from tests.posts.steps import PRODUCT, approved, decide, edit, now, press, submitted
from tests.world import Helvia

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def story(helvia: Helvia) -> Helvia:
    """Some days of a company: an account, a post in review, one approved, one edited, a crisis that is answered."""
    account = now(helvia, approved(helvia)).account_id
    submitted(helvia, account=account, **PRODUCT)
    assert press(helvia, "priya", "posts.approve").ok
    back = submitted(helvia, account=account)
    assert decide(helvia, "lucas", "posts.request_changes").ok
    helvia.workspace.clock.move(AN_HOUR)
    assert edit(helvia, "jonas", back, text="Every heart counts, every day.").ok
    raise_crisis(helvia)
    assert answer(helvia).ok
    return helvia
