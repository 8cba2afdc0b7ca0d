"""A post on its way through the stages of its review."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256

import pytest

from bot.accounts import outlet
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.errors import TooLate
from bot.posts import service
from bot.posts.deciding import REVIEWING
from bot.posts.drafts import Draft
from bot.posts.queries import held
from bot.reviews import service as reviews
from bot.reviews.model import Decision
from bot.reviews.seen import Seen
from sandbox.desk import readable
from tests.patience import PATIENCE_S
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
    last_whisper,
    now,
    press,
    register_account,
    submitted,
)
from tests.world import Helvia


def test_every_stage_is_asked_in_turn_and_the_last_approval_schedules_the_post(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT, planned_at=helvia.now + 2 * A_DAY)
    assert not cards(helvia, "lucas", "posts.approve")
    press(helvia, "priya", "posts.approve")
    assert now(helvia, post_id).review.stage == 1
    press(helvia, "lucas", "posts.approve")
    assert now(helvia, post_id).status == "in review"
    press(helvia, "elena", "posts.approve")
    assert now(helvia, post_id).status == "scheduled"


def test_the_review_channel_has_one_card_that_changes_in_place(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    [asked] = helvia.messages(REVIEWS)
    assert "waits for <@U0PRIYA000> (medical)" in readable(asked)
    assert "posts.approve" in str(asked.blocks)
    for reviewer in ("priya", "lucas", "elena"):
        press(helvia, reviewer, "posts.approve")
    [ended] = helvia.messages(REVIEWS)
    assert ended.ts == asked.ts
    assert "Elena Rossi" in readable(ended)
    assert "posts.approve" not in str(ended.blocks)


def test_the_card_in_the_channel_decides_as_well_as_the_direct_message(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    [card] = helvia.messages(REVIEWS)
    helvia.press("marta", card, "posts.approve")
    [decision] = now(helvia, post_id).review.decisions
    assert (decision.who_name, decision.roles) == ("Marta Keller", ["brand"])


def test_a_reviewers_own_card_loses_its_buttons_when_the_stage_ends(helvia: Helvia) -> None:
    submitted(helvia)
    press(helvia, "lucas", "posts.approve")
    assert not cards(helvia, "marta", "posts.approve")
    assert "approved by Lucas Martin" in directly(helvia, "marta")


def test_where_all_roles_are_asked_each_sees_what_the_other_decided(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    press(helvia, "priya", "posts.approve")
    press(helvia, "lucas", "posts.approve")
    assert not cards(helvia, "lucas", "posts.approve")
    [asked] = cards(helvia, "elena", "posts.approve")
    assert ":white_check_mark: Lucas Martin (legal) · waits for <@U0ELENA000> (regulatory)" in readable(asked)


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
    assert (decision.code, decision.reason, decision.why) == ("claim", "", "Claim")
    [entry] = helvia.audit("decision_made")
    assert entry.changes["code"] == [None, "claim"]
    status = now(helvia, post_id).status
    assert f"{status} (claim)" in helvia.desk("hana").type("#general", "/post list").text
    assert "Lucas Martin (claim)" in helvia.texts(REVIEWS)[0]
    assert "*claim*" in authors_card(helvia)
    assert "*claim*" in helvia.desk("jonas").type("#general", f"/post show {post_id}").text


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


def test_a_changed_governance_file_does_not_change_a_running_review(helvia: Helvia) -> None:
    account = register_account(helvia)
    company = helvia.concord.governance
    other = company.routes[1].model_copy(update={"kinds": [], "name": "As it was then"})
    then = company.model_copy(update={"routes": [other]})
    jonas = helvia.concord.people.actor("U0JONAS000")
    draft = Draft(text="Every heart counts.", objective="Be read", content_type="text")
    with helvia.session() as session:
        there = outlet(session, account)
        post_id = service.submit(Act(session, jonas, helvia.now), draft, there, then, names={}).id
    press(helvia, "priya", "posts.approve")
    post = now(helvia, post_id)
    assert (post.status, post.review.route) == ("approved", "As it was then")


def test_decisions_on_an_older_version_stay_on_record(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    press(helvia, "lucas", "posts.approve")
    assert edit(helvia, "jonas", post_id, text="Every heart counts. Always.").ok
    press(helvia, "lucas", "posts.approve")
    made: list[Decision] = now(helvia, post_id).review.decisions
    assert [(each.version, each.who_name) for each in made] == [(1, "Lucas Martin"), (2, "Lucas Martin")]
    assert made[0].sha256 != made[1].sha256


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
