"""Reviewers ask before they decide, and authors answer: no verdict, the clock goes on, and all of it is on record."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot import audit
from bot.kernel.act import Act
from bot.posts.deciding import REVIEWING
from bot.posts.queries import held
from bot.reviews.model import Remark
from bot.subscriptions import ABOUT
from sandbox.desk import Outcome, readable
from tests.audit.attacks import changed, verified
from tests.posts.steps import (
    PRODUCT,
    QUESTION,
    REVIEWS,
    ask,
    authors_card,
    cards,
    directly,
    edit,
    now,
    press,
    submitted,
)
from tests.world import Helvia

ANSWER = "The ESC's of 2026"


def answer(helvia: Helvia, handle: str = "jonas", words: str = ANSWER) -> Outcome:
    assert press(helvia, handle, "posts.answer").ok
    assert QUESTION in str(helvia.desk(handle).modal)
    helvia.desk(handle).fill(answer=words)
    return helvia.desk(handle).submit()


def beneath_the_rooms_card(helvia: Helvia) -> str:
    [card] = helvia.messages(REVIEWS)
    return "\n".join(map(readable, helvia.desk("priya").thread(card.channel, card.ts)))


def test_a_question_stands_under_the_cards_and_on_those_of_its_author_and_reviewers(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    assert ask(helvia).ok
    assert QUESTION in beneath_the_rooms_card(helvia)
    assert QUESTION not in helvia.texts(REVIEWS)[0]
    assert "*Priya Nair* asks" in authors_card(helvia)
    assert directly(helvia, "jonas").count(QUESTION) == 2, "on the card and under it"
    [card] = cards(helvia, "priya", "posts.approve")
    assert QUESTION in readable(card)


def test_the_answer_comes_back_to_whoever_asked_and_both_are_on_record(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    assert ask(helvia).ok
    assert answer(helvia).ok
    assert ANSWER in beneath_the_rooms_card(helvia)
    assert directly(helvia, "priya").count(ANSWER) == 2, "on the card and under it"
    assert not cards(helvia, "jonas", "posts.answer")
    card = helvia.desk("jonas").type("#general", f"/post show {post_id}").text
    assert QUESTION in card
    assert ANSWER in card
    assert QUESTION not in helvia.desk("hana").type("#general", f"/post show {post_id}").text
    [asked], [answered] = helvia.audit("question_asked"), helvia.audit("question_answered")
    assert (asked.subject, asked.who, asked.changes["text"]) == (f"post:{post_id}", "U0PRIYA000", [None, QUESTION])
    assert (answered.who, answered.changes["answers"]) == ("U0JONAS000", [None, 1])


def test_it_is_no_verdict_and_the_time_limit_goes_on(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    due = now(helvia, post_id).review.stage_due
    helvia.wait(timedelta(hours=1))
    assert ask(helvia).ok
    post = now(helvia, post_id)
    assert (post.status, post.review.stage_due, post.review.decisions) == ("in review", due, [])
    assert press(helvia, "priya", "posts.approve").ok
    assert now(helvia, post_id).review.stage == 1


def test_an_answer_is_given_once(helvia: Helvia) -> None:
    post_id, marta = submitted(helvia, **PRODUCT), helvia.concord.people.actor("U0MARTA000")
    assert ask(helvia).ok
    assert press(helvia, "jonas", "posts.answer").ok
    with helvia.session() as session:
        REVIEWING.answer(Act(session, marta, helvia.now), held(session, post_id), 1, "Ours")
    helvia.desk("jonas").fill(answer=ANSWER)
    assert "Marta Keller has answered already" in str(helvia.desk("jonas").submit().errors)
    assert len(helvia.audit("question_answered")) == 1


def test_after_a_new_version_an_old_question_waits_for_nobody(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    assert ask(helvia).ok
    assert press(helvia, "jonas", "posts.answer").ok
    assert edit(helvia, "sofia", post_id, text="Every heart counts (ESC 2026).").ok
    helvia.desk("jonas").fill(answer=ANSWER)
    assert "about an older version of #1" in str(helvia.desk("jonas").submit().errors)
    assert not cards(helvia, "jonas", "posts.answer")


@pytest.mark.parametrize(("handle", "why"), [("marta", "only the medical reviewer can ask about #1")])
def test_whoever_is_not_asked_to_review_asks_nothing(helvia: Helvia, handle: str, why: str) -> None:
    submitted(helvia, **PRODUCT)
    [card] = helvia.messages(REVIEWS)
    helvia.press(handle, card, "posts.ask")
    assert why in helvia.whispers(handle, REVIEWS)[-1]


def test_an_empty_question_is_none(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    assert ask(helvia, question="  ").errors["question"]
    assert helvia.audit("question_asked") == []


def test_what_was_asked_and_changed_afterwards_is_seen(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    assert ask(helvia).ok
    assert answer(helvia).ok
    with helvia.database.snapshot() as session:
        assert audit.verify(session, of=ABOUT).misfits == []
    with changed(helvia) as connection:
        connection.execute(update(Remark).where(Remark.number == 2).values(text="Ours"))
        whys = [each.why for each in verified(connection).misfits]
    assert whys == ["post:1 2 (remarks) is not what the trail says: its text was changed outside Concord."]


def test_a_question_to_an_author_who_left_is_answered_by_the_accounts_owner(helvia: Helvia) -> None:
    helvia.introduce()
    helvia.concord.standings.notice()
    submitted(helvia, "sofia", **PRODUCT)
    assert ask(helvia).ok
    helvia.workspace.roster.deactivate("sofia")
    helvia.settle()
    assert "What they need is yours now" in directly(helvia, "jonas")
    jonas = helvia.desk("jonas")
    post = jonas.type("#general", "/post show 1").message
    assert post is not None
    assert helvia.press("jonas", post, "posts.answer").ok
    jonas.fill(answer=ANSWER)
    assert jonas.submit().ok
    helvia.settle()
    assert ANSWER in directly(helvia, "priya")
