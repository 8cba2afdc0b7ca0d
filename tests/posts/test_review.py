"""A post on its way through the stages of its review."""

from sandbox.gestures import readable
from tests.posts.desk import REVIEWS, card, decide, now, press, submitted
from tests.world import Helvia


def test_a_post_that_every_stage_approved_is_scheduled(helvia: Helvia) -> None:
    post_id = submitted(helvia, names_product=["yes"], planned_at=helvia.now.replace(day=5))
    [living] = helvia.messages(REVIEWS)
    print(readable(living))
    press(helvia, "priya", "posts.approve")
    press(helvia, "lucas", "posts.approve")
    press(helvia, "elena", "posts.approve")
    assert now(helvia, post_id).status == "scheduled"
    for m in helvia.direct("jonas"):
        print(readable(m))
    assert len(helvia.messages(REVIEWS)) == 1
