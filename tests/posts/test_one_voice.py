"""One person, one voice: whoever holds several roles counts for one of them, once a version."""

import pytest

from bot.accounts import outlet
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.posts import service
from bot.posts.deciding import REVIEWING
from bot.posts.drafts import ANOTHER, Draft
from bot.posts.queries import held
from bot.reviews.seen import Seen
from tests.posts.steps import (
    AN_HOUR,
    PRODUCT,
    REVIEWS,
    cards,
    directly,
    now,
    press,
    register_account,
    submitted,
    waiting,
)
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def in_groups(helvia: Helvia, legal: list[str], regulatory: list[str]) -> None:
    """Who the legal and the regulatory reviewers are from now on."""
    groups = helvia.workspace.state.groups
    groups["S0LEGAL000"].members, groups["S0REGULAT0"].members = legal, regulatory
    helvia.introduce()


def test_somebody_with_three_roles_does_not_clear_a_product_post_alone(helvia: Helvia) -> None:
    in_groups(helvia, ["U0LUCAS000", "U0PRIYA000"], ["U0ELENA000", "U0PRIYA000"])
    post_id = submitted(helvia, **PRODUCT)
    press(helvia, "priya", "posts.approve")
    [card] = helvia.messages(REVIEWS)
    helvia.press("priya", card, "posts.approve")
    refusal = helvia.whispers("priya", REVIEWS)[-1]
    assert "You decided on #1 in an earlier stage: somebody else must decide" in refusal
    assert now(helvia, post_id).status == "in review"
    press(helvia, "lucas", "posts.approve")
    press(helvia, "elena", "posts.approve")
    assert now(helvia, post_id).status == "approved"


def test_whoever_decided_in_an_earlier_stage_is_not_waited_for_in_a_later_one(helvia: Helvia) -> None:
    in_groups(helvia, ["U0LUCAS000", "U0PRIYA000"], ["U0ELENA000", "U0PRIYA000"])
    submitted(helvia, **PRODUCT)
    press(helvia, "priya", "posts.approve")
    helvia.wait(40 * AN_HOUR)
    assert not cards(helvia, "priya", "posts.approve")
    assert "waits for your decision in the stage" not in directly(helvia, "priya")
    [card] = helvia.texts(REVIEWS)
    assert "waits for <@U0LUCAS000> (legal) and <@U0ELENA000> (regulatory)" in card
    assert waiting(helvia, "priya") == []
    assert waiting(helvia, "lucas") == [1]


BOTH = Actor("U0LUCAS000", "Lucas Martin", frozenset({"legal", "regulatory"}))


def test_in_one_stage_somebody_with_two_roles_counts_for_whichever_lets_it_pass(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    press(helvia, "priya", "posts.approve")
    with helvia.session() as session:
        post = held(session, post_id)
        REVIEWING.approve(Act(session, BOTH, helvia.now), post, Seen.now(post))
        assert post.review.decisions[-1].meaning.endswith("as legal reviewer or regulatory reviewer")
    assert now(helvia, post_id).status == "in review"
    [card] = helvia.texts(REVIEWS)
    assert ":white_check_mark: Lucas Martin (legal) · waits for <@U0ELENA000> (regulatory)" in card
    press(helvia, "elena", "posts.approve")
    assert now(helvia, post_id).status == "approved"


def test_a_route_may_allow_the_same_person_in_writing(helvia: Helvia) -> None:
    account, company = register_account(helvia), helvia.concord.governance
    allowing = company.routes[0].model_copy(update={"same_person": "allowed"})
    rules = company.model_copy(update={"routes": [allowing, company.routes[-1]]})
    jonas = helvia.concord.people.actor("U0JONAS000")
    draft = Draft(text="Every heart counts.", objective="Be read", content_type="text", products=(ANOTHER,))
    with helvia.session() as session:
        post_id = service.submit(Act(session, jonas, helvia.now), draft, outlet(session, account), rules, names={}).id
    everything = Actor("U0PRIYA000", "Priya Nair", frozenset({"medical", "legal", "regulatory"}))
    for _ in range(2):
        with helvia.session() as session:
            post = held(session, post_id)
            REVIEWING.approve(Act(session, everything, helvia.now), post, Seen.now(post))
    post = now(helvia, post_id)
    assert post.status == "approved"
    assert post.review.decisions[-1].meaning.endswith("as legal reviewer and regulatory reviewer")


def test_a_review_that_different_people_cannot_pass_is_told_at_its_beginning(helvia: Helvia) -> None:
    in_groups(helvia, ["U0PRIYA000"], ["U0PRIYA000"])
    submitted(helvia, **PRODUCT)
    [card] = helvia.texts(REVIEWS)
    for handle in ("ines", "marta"):
        assert "Nobody is left to approve this" in directly(helvia, handle)
    assert (
        ":warning: <@U0INES0000> <@U0MARTA000> Nobody is left to approve this as legal reviewer and as regulatory"
        in card
    )
