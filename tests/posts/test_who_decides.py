"""Who decides on a post, and when it is too late."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.errors import TooLate
from bot.posts.deciding import REVIEWING
from bot.posts.queries import held
from bot.reviews import service as reviews
from bot.reviews.seen import Seen
from tests.patience import PATIENCE_S
from tests.posts.steps import (
    PRODUCT,
    REVIEWS,
    cards,
    edit,
    last_whisper,
    now,
    press,
    submitted,
)
from tests.world import Helvia


def test_nobody_decides_on_their_own_post(helvia: Helvia) -> None:
    post_id = submitted(helvia, "marta")
    assert not cards(helvia, "marta", "posts.approve")
    [card] = helvia.messages(REVIEWS)
    helvia.press("marta", card, "posts.approve")
    assert "You wrote #1 or part of it" in helvia.whispers("marta", REVIEWS)[-1]
    assert now(helvia, post_id).review.decisions == []


def test_nobody_decides_on_a_post_that_they_edited(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    assert edit(helvia, "marta", post_id, text="Every heart counts. Every one.").ok
    [card] = helvia.messages(REVIEWS)
    helvia.press("marta", card, "posts.approve")
    assert "somebody else must decide" in helvia.whispers("marta", REVIEWS)[-1]
    press(helvia, "lucas", "posts.approve")
    assert now(helvia, post_id).status == "approved"


def test_only_the_roles_of_the_stage_decide(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    [card] = helvia.messages(REVIEWS)
    for verb in ("approve", "request changes to", "reject"):
        helvia.press("lucas", card, f"posts.{verb.removesuffix(' to').replace(' ', '_')}")
        refusal = helvia.whispers("lucas", REVIEWS)[-1]
        assert f"only the medical reviewer can {verb} #1" in refusal
        assert "See `/social roles`" in refusal
        assert helvia.desk("lucas").modal is None
    assert now(helvia, post_id).review.decisions == []


def test_a_person_decides_once_a_stage(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    press(helvia, "priya", "posts.approve")
    press(helvia, "lucas", "posts.approve")
    [card] = helvia.messages(REVIEWS)
    helvia.press("lucas", card, "posts.reject")
    assert "You have decided on #1 already" in helvia.whispers("lucas", REVIEWS)[-1]
    assert now(helvia, post_id).status == "in review"


def test_a_click_on_a_card_whose_post_was_edited_since_decides_nothing(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    [before] = cards(helvia, "lucas", "posts.approve")
    buttons = [block for block in before.blocks if block["type"] == "actions"]
    stale = buttons[0]["elements"][0]["value"]
    assert edit(helvia, "jonas", post_id, text="Every single heart counts.").ok
    edited = cards(helvia, "lucas", "posts.approve")[-1]
    lucas = helvia.desk("lucas")
    _rewrite(edited.blocks, f"{post_id}:2:0", stale)
    lucas.press(edited.channel, edited.ts, "posts.approve")
    assert "Jonas Weber has written version 2 since" in last_whisper(helvia, "lucas")
    assert now(helvia, post_id).review.decisions == []


def test_a_click_on_a_stage_that_has_ended_meanwhile_decides_nothing(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    press(helvia, "priya", "posts.approve")
    card = cards(helvia, "lucas", "posts.approve")[-1]
    _rewrite(card.blocks, f"{post_id}:1:1", f"{post_id}:1:0")
    helvia.desk("lucas").press(card.channel, card.ts, "posts.approve")
    assert "#1 is in “Legal and regulatory” now" in last_whisper(helvia, "lucas")
    assert len(now(helvia, post_id).review.decisions) == 1


def test_a_click_after_the_end_is_answered_with_who_ended_it(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    [card] = cards(helvia, "marta", "posts.approve")
    press(helvia, "lucas", "posts.approve")
    with helvia.session() as session:
        post = held(session, post_id)
        marta = Actor("U0MARTA000", "Marta Keller", frozenset({"brand"}))
        with pytest.raises(TooLate, match=r"#1 is approved \(by Lucas Martin\)"):
            REVIEWING.reject(Act(session, marta, helvia.now), post, Seen.now(post), reviews.Draft("claim", "No"))
    assert card.ts in {message.ts for message in helvia.direct("marta")}


@pytest.mark.parametrize("action_id", ["posts.approve", "posts.request_changes"])
def test_two_people_who_press_at_once_leave_one_clean_result(helvia: Helvia, action_id: str) -> None:
    post_id = submitted(helvia)
    [card] = helvia.messages(REVIEWS)
    desks = [helvia.desk("marta"), helvia.desk("lucas")]
    _at_once([partial(desk.press, card.channel, card.ts, action_id) for desk in desks])
    if desks[0].modal:
        for desk in desks:
            desk.fill(code="wording", reason="Name the source, please")
        _at_once([desk.submit for desk in desks])
    assert len(now(helvia, post_id).review.decisions) == 1
    assert len(helvia.audit("decision_made")) == 1


def _at_once(acts: Sequence[Callable[[], object]]) -> None:
    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(act) for act in acts]:
            done.result(PATIENCE_S)


def _rewrite(blocks: list[dict[str, object]], value: str, other: str) -> None:
    """What a card shows that Slack has not yet replaced: its buttons carry what they carried before."""
    for block in blocks:
        elements = block.get("elements")
        for element in elements if isinstance(elements, list) else []:
            if element.get("value") == value:
                element["value"] = other
