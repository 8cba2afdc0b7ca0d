"""The life of a post: what may follow what, and what may not."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.governance import Stage
from bot.kernel.actor import Actor
from bot.kernel.errors import TooLate
from bot.kernel.escalation import Policy
from bot.kernel.text.characters import UNSEEN
from bot.kernel.views.budget import size
from bot.kernel.views.verbatim import quoted, to_copy
from bot.posts.content import Medium, fingerprint, gist
from bot.posts.diff import Kind, Run, abridged, runs
from bot.posts.model import TRANSITIONS, Action, Decision, Post, PostVersion, Status
from bot.posts.review import cannot_be_given, missing_roles, paced, people_waited_for, stage_has_passed
from bot.posts.verbatim import compared, listed
from tests.kernel.world import NOON

PRIYA = Actor("U0PRIYA000", "Priya Nair")
HOLDERS = {"medical": ["priya"], "legal": ["lucas", "jonas"], "regulatory": ["lucas", "elena"], "brand": []}
REVIEW = Policy.model_validate(
    {"name": "review", "levels": [{"after": "36h", "whom": ["stage"]}, {"after": "2d", "whom": ["stage", "author"]}]}
)


def post_in(status: Status) -> Post:
    return Post(id=7, version=0, status=status.value, moved_by="Lucas Martin")


def in_stage(roles: list[str], decide: str, *approvals: list[str]) -> Post:
    """A post of Jonas's whose stage asks those roles, with an approval for each list of roles."""
    stage = Stage.model_validate({"name": "Stage", "roles": roles, "decide": decide})
    post = Post(id=7, author="jonas", version=1, stage=0, stages=[stage.model_dump(mode="json")])
    post.versions = [PostVersion(number=1, written_by="jonas")]
    post.decisions = [
        Decision(version=1, stage=0, verdict="approved", roles=given, who=f"reviewer {number}")
        for number, given in enumerate(approvals)
    ]
    return post


@pytest.mark.parametrize(("status", "action"), [pair for pair in product(Status, Action) if pair not in TRANSITIONS])
def test_whatever_is_not_in_the_table_is_refused_with_who_brought_it_there(status: Status, action: Action) -> None:
    post = post_in(status)
    with pytest.raises(
        TooLate, match=rf"^#7 is {status} \(last changed by Lucas Martin\), so nobody can {action} it now."
    ):
        post.move(action, PRIYA, NOON)
    assert (post.status, post.moved_by) == (status, "Lucas Martin")


@pytest.mark.parametrize(("pair", "to"), TRANSITIONS.items())
def test_whatever_is_in_the_table_moves_the_post(pair: tuple[Status, Action], to: Status) -> None:
    post = post_in(pair[0])
    post.move(pair[1], PRIYA, NOON)
    assert (post.status, post.moved_by, post.moved_at) == (to, "Priya Nair", NOON)


def test_what_has_ended_stays_ended() -> None:
    assert {status for status, _ in TRANSITIONS}.isdisjoint({Status.REJECTED, Status.PUBLISHED, Status.WITHDRAWN})


def test_nothing_comes_out_of_review_but_by_a_reviewer_its_author_or_a_withdrawal() -> None:
    leaving = {action for (status, action), to in TRANSITIONS.items() if status == Status.IN_REVIEW != to}
    assert leaving == {Action.CLEAR, Action.REQUEST_CHANGES, Action.REJECT, Action.WITHDRAW}


@pytest.mark.parametrize(
    ("decide", "approvals", "missing"),
    [
        ("all", [], ["legal", "regulatory"]),
        ("all", [["legal"]], ["regulatory"]),
        ("all", [["legal"], ["legal"]], ["regulatory"]),
        ("all", [["legal", "regulatory"]], ["legal", "regulatory"]),
        ("all", [["legal", "regulatory"], ["legal"]], []),
        ("all", [["legal", "regulatory"], ["legal", "regulatory"]], []),
        ("all", [["legal"], ["regulatory"]], []),
        ("any", [], ["legal", "regulatory"]),
        ("any", [["regulatory"]], []),
    ],
)
def test_a_stage_has_passed_when_nobody_is_missing(decide: str, approvals: list[list[str]], missing: list[str]) -> None:
    post = in_stage(["legal", "regulatory"], decide, *approvals)
    assert missing_roles(post) == missing
    assert stage_has_passed(post) == (not missing)


def test_a_stage_waits_for_all_who_hold_a_missing_role_but_not_for_the_author() -> None:
    post = in_stage(["legal", "regulatory"], "all", ["legal"])
    assert people_waited_for(post, HOLDERS.__getitem__) == ["lucas", "elena"]
    assert people_waited_for(in_stage(["legal"], "all"), HOLDERS.__getitem__) == ["lucas"]


@pytest.mark.parametrize(
    ("roles", "decide", "stuck"),
    [
        (["brand", "legal"], "all", [("brand",)]),
        (["brand", "legal"], "any", []),
        (["brand"], "any", [("brand",)]),
        (["medical", "legal"], "all", []),
    ],
)
def test_a_stage_is_stuck_when_nobody_can_give_what_it_waits_for(
    roles: list[str], decide: str, stuck: list[tuple[str]]
) -> None:
    approvals = cannot_be_given(in_stage(roles, decide), HOLDERS.__getitem__)
    assert [each.roles for each in approvals] == stuck


def test_the_policy_is_stretched_to_the_time_limit_of_the_stage() -> None:
    assert [level.after for level in paced(REVIEW, timedelta(days=1)).levels] == [
        timedelta(hours=18),
        timedelta(days=1),
    ]
    assert paced(REVIEW, timedelta(days=2)) == REVIEW


def test_a_policy_that_never_goes_beyond_the_stage_keeps_its_pace() -> None:
    policy = Policy.model_validate({"name": "review", "levels": [{"after": "1h", "whom": ["stage"]}]})
    assert paced(policy, timedelta(days=9)) == policy


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_comparison_loses_nothing_of_either_text(before: str, after: str) -> None:
    found = runs(before, after)
    assert "".join(run.text for run in found if run.kind is not Kind.NEW) == before
    assert "".join(run.text for run in found if run.kind is not Kind.GONE) == after
    assert all(run.text for run in found)


@given(st.lists(st.sampled_from(["heart ", "beats ", "for ", "you. "]), max_size=400), st.integers(0, 400))
def test_a_comparison_shortens_what_was_kept_and_never_what_changed(words: list[str], place: int) -> None:
    before = "".join(words)
    found = runs(before, "".join([*words[:place], "NEW ", *words[place:]]))
    changed = [run for run in abridged(found) if run.kind is not Kind.KEPT]
    assert changed == [run for run in found if run.kind is not Kind.KEPT]
    assert sum(len(run.text) for run in abridged(found)) <= sum(len(run.text) for run in found)


def test_a_comparison_of_two_long_texts_stays_within_a_message() -> None:
    assert size([compared([("Text", runs("gone " * 600, "new " * 750))] * 3, room=3000)]) <= 3000


def test_what_is_gone_and_what_is_new_do_not_run_into_each_other() -> None:
    _, line = compared([("Text", runs("I do not", "I don't"))], room=100).to_dict()["elements"]
    assert [(part["text"], part.get("style")) for part in line["elements"]] == [
        ("I ", None),
        ("do not", {"strike": True}),
        (" ", None),
        ("don't", {"bold": True}),
    ]


@given(st.text(min_size=1))
def test_what_is_to_be_copied_is_shown_letter_by_letter(text: str) -> None:
    assert to_copy(text).to_dict()["elements"][0]["elements"] == [{"type": "text", "text": text}]


@given(st.text(min_size=1))
def test_what_was_written_is_shown_letter_by_letter_but_for_what_cannot_be_seen(text: str) -> None:
    [line] = listed([Medium(text, text)]).to_dict()["elements"][0]["elements"]
    for shown, written in ((quoted(text).to_dict()["elements"][0], text), (line, f"{text}  {text}")):
        parts = [(part["text"], (part.get("style") or {}).get("code", False)) for part in shown["elements"]]
        assert len("".join(words for words, _ in parts)) == len(written)
        for (words, is_sign), piece in zip(parts, _cut_like(parts, written), strict=True):
            assert words == (UNSEEN if is_sign else piece)


def _cut_like(parts: list[tuple[str, bool]], text: str) -> Iterator[str]:
    for words, _ in parts:
        yield text[: len(words)]
        text = text[len(words) :]


def test_only_whole_words_change() -> None:
    assert runs("Every heart counts.", "Every patient counts.") == [
        Run(Kind.KEPT, "Every "),
        Run(Kind.GONE, "heart"),
        Run(Kind.NEW, "patient"),
        Run(Kind.KEPT, " counts."),
    ]


def test_the_fingerprint_knows_post_version_and_every_letter() -> None:
    known = {fingerprint(1, 1, {"text": "a"})}
    for other in (fingerprint(2, 1, {"text": "a"}), fingerprint(1, 2, {"text": "a"}), fingerprint(1, 1, {"text": "á"})):
        assert other not in known
        known.add(other)
    assert fingerprint(1, 1, {"a": 1, "b": 2}) == fingerprint(1, 1, {"b": 2, "a": 1})


def test_the_gist_forgets_blanks_and_capitals_only() -> None:
    assert gist("Every  Heart\ncounts ") == gist("every heart counts")
    assert gist("every heart counts") != gist("every heart counts!")
