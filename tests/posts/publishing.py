"""How tests bring a post to its time, publish it, and retire its account."""

from typing import Any

from sandbox.desk import Outcome
from tests.posts.steps import (
    A_DAY,
    URL,
    press,
    register_account,
    scheduled,
)
from tests.world import Helvia


def due(helvia: Helvia, **account: Any) -> int:
    """The id of a post whose publisher, Sofia, has just been asked to publish it."""
    post_id = scheduled(
        helvia, account=register_account(helvia, publisher="U0SOFIA000", deputy="U0DAVID000", **account)
    )
    helvia.wait(A_DAY)
    return post_id


def publish(helvia: Helvia, handle: str = "sofia", url: str = URL) -> Outcome:
    assert press(helvia, handle, "posts.published").ok
    desk = helvia.desk(handle)
    desk.fill(url=url)
    return desk.submit()


def retire(helvia: Helvia) -> None:
    marta = helvia.desk("marta")
    marta.type("#general", "/account retire @HelviaToday")
    marta.fill(reason="The brand was sold")
    assert marta.submit().ok
