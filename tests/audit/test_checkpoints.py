"""What a checkpoint is, and where the record says how far it reached."""

from datetime import timedelta

import pytest

from bot.audit.checkpoints import Unreadable, read
from sandbox.desk import readable
from tests.audit.steps import hashes
from tests.posts.steps import PRODUCT, REVIEWS, press, scheduled, submitted
from tests.world import Helvia

HOUR = timedelta(hours=1)


def test_a_decisions_card_and_metadata_say_how_far_the_record_reached(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    assert "Record" not in readable(helvia.messages(REVIEWS)[-1])
    assert press(helvia, "priya", "posts.approve").ok
    card = helvia.messages(REVIEWS)[-1]
    [made] = [each for each in helvia.audit("decision_made") if each.subject == f"post:{post_id}"]
    payload = (card.metadata or {})["event_payload"]
    assert payload["record"] >= made.id
    assert payload["head"] == hashes(helvia)[payload["record"] - 1]
    assert f"Record {payload['record']:,} · `{payload['head'][:12]}`" in readable(card)


def test_a_call_to_publish_says_it_too(helvia: Helvia) -> None:
    scheduled(helvia, in_=HOUR)
    helvia.wait(2 * HOUR)
    [call] = [each for each in helvia.direct("sofia") if "Time to publish" in each.text]
    assert (call.metadata or {})["event_payload"]["record"] == len(hashes(helvia))


@pytest.mark.parametrize("text", ["a\n", "a\nb\nc\n", "a\n-1\n" + "A" * 43 + "=\n", "a\n1\nAAAA\n"])
def test_what_is_no_checkpoint_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Unreadable, match=r"This is not (a|one of our) checkpoint"):
        list(read(text))
