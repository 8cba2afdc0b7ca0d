"""A post that was changed in the tables, outside Concord: nobody is shown it, nobody signs it, nobody publishes it."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Executable, update

from bot.posts.content import fingerprint
from bot.posts.intact import differences
from bot.posts.model import Post, PostVersion
from bot.reviews.model import Decision, Review
from sandbox.desk import Outcome
from tests.crises.steps import raise_crisis
from tests.freezes.steps import freeze, frozen_now, thaw
from tests.posts.steps import (
    A_DAY,
    AN_HOUR,
    PRODUCT,
    URL,
    authors_card,
    cards,
    decide,
    directly,
    last_whisper,
    now,
    press,
    register_account,
    scheduled,
    submitted,
)
from tests.tampering import past_concord
from tests.world import Helvia

REFUSED = "was changed outside Concord"
CONTENT: dict[str, Any] = {"text": "Cardiva cures.", "media": [], "planned_at": None}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)

TAMPERINGS: dict[str, Callable[[], Executable]] = {
    "the text of its version": lambda: update(PostVersion).values(content={**CONTENT}),
    "the hash of its version": lambda: update(PostVersion).values(sha256="0" * 64),
    "the hash of its decision": lambda: update(Decision).values(sha256="0" * 64),
    "the version of its decision": lambda: update(Decision).values(version=2),
    "the text that lists show": lambda: update(Post).values(text="Cardiva cures."),
    "its own hash": lambda: update(Post).values(sha256="0" * 64),
    "the hash that its review is about": lambda: update(Review).values(sha256="0" * 64),
    "the number of its version": lambda: update(Post).values(version=2),
}


def in_review(helvia: Helvia) -> int:
    """Waits for Lucas and Elena; Priya has approved it."""
    post_id = submitted(helvia, **PRODUCT)
    assert press(helvia, "priya", "posts.approve").ok
    assert cards(helvia, "lucas", "posts.approve")
    return post_id


def approve(helvia: Helvia) -> Outcome:
    return press(helvia, "lucas", "posts.approve")


def request_changes(helvia: Helvia) -> Outcome:
    return press(helvia, "lucas", "posts.request_changes")


def reject(helvia: Helvia) -> Outcome:
    return press(helvia, "lucas", "posts.reject")


@pytest.mark.parametrize("what", TAMPERINGS)
def test_nobody_is_shown_and_nobody_decides_on_a_post_that_was_changed_past_concord(helvia: Helvia, what: str) -> None:
    post_id = in_review(helvia)
    past_concord(helvia.database, TAMPERINGS[what]())
    for gesture in (approve, request_changes, reject):
        gesture(helvia)
        assert REFUSED in last_whisper(helvia, "lucas")
    assert [each.who_name for each in now(helvia, post_id).review.decisions] == ["Priya Nair"]
    for who, words in (("lucas", "show"), ("jonas", "edit")):
        assert REFUSED in helvia.desk(who).type("#general", f"/post {words} {post_id}").text


def test_a_form_that_was_open_already_decides_nothing(helvia: Helvia) -> None:
    post_id = in_review(helvia)
    assert request_changes(helvia).ok
    past_concord(helvia.database, TAMPERINGS["the text of its version"]())
    desk = helvia.desk("lucas")
    desk.fill(code="claim", reason="Name the source")
    assert REFUSED in str(desk.submit().errors)
    assert now(helvia, post_id).status == "in review"


@pytest.mark.parametrize("what", TAMPERINGS)
def test_its_publisher_is_told_not_to_publish_it_and_cannot_say_that_it_is_out(helvia: Helvia, what: str) -> None:
    post_id = scheduled(helvia)
    past_concord(helvia.database, TAMPERINGS[what]())
    helvia.wait(A_DAY + AN_HOUR)
    assert "Do not publish" in directly(helvia, "sofia")
    assert "Text to copy" not in directly(helvia, "sofia")
    answer = helvia.desk("sofia").type("#general", f"/post published {post_id} {URL}")
    assert REFUSED in answer.text
    assert now(helvia, post_id).status == "scheduled"


def test_administrators_hear_of_each_difference_once_and_it_is_on_record(helvia: Helvia) -> None:
    post_id = in_review(helvia)
    past_concord(helvia.database, TAMPERINGS["its own hash"]())
    for _ in range(3):
        helvia.desk("lucas").type("#general", f"/post show {post_id}")
    [entry] = helvia.audit("alteration_found")
    assert (entry.subject, entry.who) == (f"post:{post_id}", "concord")
    assert entry.note == "It is shown as 000000000000, which is not its newest version."
    assert directly(helvia, "ines").count("was changed outside Concord") == 1
    past_concord(helvia.database, TAMPERINGS["the hash of its decision"]())
    helvia.desk("lucas").type("#general", f"/post show {post_id}")
    assert len(helvia.audit("alteration_found")) == 2
    assert directly(helvia, "ines").count("was changed outside Concord") == 2


def test_it_can_be_withdrawn_and_its_card_shows_nothing_of_it(helvia: Helvia) -> None:
    post_id = in_review(helvia)
    past_concord(helvia.database, TAMPERINGS["the text of its version"]())
    assert helvia.desk("jonas").type("#general", f"/post withdraw {post_id}").ok
    desk = helvia.desk("jonas")
    desk.fill(reason="Somebody changed it")
    assert desk.submit().ok
    assert now(helvia, post_id).status == "withdrawn"
    assert "outside Concord" in authors_card(helvia)
    assert "Cardiva cures" not in authors_card(helvia)


def test_it_holds_up_neither_a_freeze_nor_a_thaw(helvia: Helvia) -> None:
    account = register_account(helvia, publisher="U0SOFIA000")
    post_id = scheduled(helvia, account=account)
    raise_crisis(helvia, accounts=[str(account)])
    past_concord(helvia.database, TAMPERINGS["the text of its version"]())
    freeze(helvia)
    assert frozen_now(helvia) == {1: [account]}
    assert now(helvia, post_id).status == "on hold"
    assert thaw(helvia).ok
    assert frozen_now(helvia) == {1: []}
    assert "It was changed in the database, outside Concord." in directly(helvia, "jonas")
    assert not cards(helvia, "jonas", "posts.confirm")


def test_a_post_that_nobody_touched_is_decided_on(helvia: Helvia) -> None:
    post_id = in_review(helvia)
    assert decide(helvia, "lucas", "posts.request_changes").ok
    assert now(helvia, post_id).status == "changes requested"
    assert helvia.audit("alteration_found") == []


@given(st.dictionaries(st.text(), JSON, max_size=4), st.dictionaries(st.text(), JSON, max_size=4))
def test_any_other_content_is_a_difference(submitted_as: dict[str, Any], is_now: dict[str, Any]) -> None:
    before, after = {"text": "x", **submitted_as}, {"text": "x", **is_now}
    post = Post(id=7, version=1, text=after["text"], sha256=fingerprint(7, 1, before))
    post.versions = [PostVersion(number=1, content=after, sha256=post.sha256)]
    post.review = Review(version=1, sha256=post.sha256)
    is_same = fingerprint(7, 1, before) == fingerprint(7, 1, after)
    assert any(differences(post)) is not is_same
    assert is_same or before != after
