"""What a decision says, keeps and tells."""

import json
from hashlib import sha256

import pytest

from bot.reviews.model import Decision
from tests.posts.steps import (
    A_DAY,
    AN_HOUR,
    PRODUCT,
    REVIEWS,
    authors_card,
    cards,
    decide,
    details,
    directly,
    edit,
    now,
    press,
    submitted,
)
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_a_decision_keeps_printed_name_time_meaning_and_the_hash_of_exactly_what_was_shown(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT, media="heart.jpg | A heart", planned_at=helvia.now + A_DAY)
    behind_the_card = details(helvia, "priya")
    press(helvia, "priya", "posts.approve")
    post = now(helvia, post_id)
    [decision] = post.review.decisions
    assert (decision.who, decision.who_name, decision.version) == ("U0PRIYA000", "Priya Nair", 1)
    assert decision.meaning == "I approve this post for publication, as medical reviewer"
    assert helvia.now - decision.decided_at < AN_HOUR
    signed = {"post": post_id, "version": 1, "content": post.current.content}
    canonical = json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert decision.sha256 == sha256(canonical.encode()).hexdigest()
    assert behind_the_card.count(decision.sha256[:12]) == 1
    assert set(post.current.content) >= {"account", "text", "title", "link", "media", "planned_at", "objective"}


def test_a_decision_is_in_the_audit_trail_with_its_meaning(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    press(helvia, "lucas", "posts.approve")
    [entry] = helvia.audit("decision_made")
    assert (entry.subject, entry.who_name) == (f"post:{post_id}", "Lucas Martin")
    assert entry.changes["meaning"] == [None, "I approve this post for publication, as legal reviewer"]
    [written] = helvia.audit("version_written")
    assert written.changes["content"][1]["text"] == "Every heart counts."


def test_a_request_for_changes_tells_the_author_why_and_keeps_the_reason_out_of_the_channel(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    assert decide(helvia, "lucas", "posts.request_changes", "The source <is> missing").ok
    assert now(helvia, post_id).status == "changes requested"
    assert "\nThe source <is> missing\n" in authors_card(helvia)
    assert "Lucas Martin asked for changes" in directly(helvia, "jonas")
    assert "missing" not in "".join(helvia.texts(REVIEWS))
    assert not cards(helvia, "marta", "posts.approve")


def test_a_rejection_ends_the_post_with_its_reason(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    assert decide(helvia, "lucas", "posts.reject", "An unlicensed use").ok
    assert now(helvia, post_id).status == "rejected"
    assert "An unlicensed use" in authors_card(helvia)
    assert not cards(helvia, "jonas", "posts.edit")


@pytest.mark.parametrize("action_id", ["posts.request_changes", "posts.reject"])
def test_without_a_reason_nobody_asks_for_changes_or_rejects(helvia: Helvia, action_id: str) -> None:
    post_id = submitted(helvia)
    assert decide(helvia, "lucas", action_id, "  ", code="other").errors["reason"]
    assert press(helvia, "lucas", action_id).ok
    lucas = helvia.desk("lucas")
    lucas.fill(reason="Name the source, please")
    assert "code" in lucas.submit().errors
    assert now(helvia, post_id).review.decisions == []


@pytest.mark.parametrize("action_id", ["posts.request_changes", "posts.reject"])
def test_a_reason_is_a_word_of_a_list_that_stands_in_the_record_the_list_and_on_each_card(
    helvia: Helvia, action_id: str
) -> None:
    post_id = submitted(helvia)
    assert decide(helvia, "lucas", action_id, "", code="claim").ok
    [decision] = now(helvia, post_id).review.decisions
    assert (decision.code, decision.reason.words, decision.why) == ("claim", "", "Claim")
    [entry] = helvia.audit("decision_made")
    assert entry.changes["code"] == [None, "claim"]
    status = now(helvia, post_id).status
    assert f"{status} (claim)" in helvia.desk("hana").type("#general", "/post list").text
    assert "Lucas Martin (claim)" in helvia.texts(REVIEWS)[0]
    assert "*claim*" in authors_card(helvia)
    assert "*claim*" in helvia.desk("jonas").type("#general", f"/post show {post_id}").text


def test_decisions_on_an_older_version_stay_on_record(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    press(helvia, "lucas", "posts.approve")
    assert edit(helvia, "jonas", post_id, text="Every heart counts. Always.").ok
    press(helvia, "lucas", "posts.approve")
    made: list[Decision] = now(helvia, post_id).review.decisions
    assert [(each.version, each.who_name) for each in made] == [(1, "Lucas Martin"), (2, "Lucas Martin")]
    assert made[0].sha256 != made[1].sha256
