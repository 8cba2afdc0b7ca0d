"""How a review goes on, whatever is reviewed: when a stage has passed, and whom it waits for."""

from datetime import timedelta

import pytest

from bot.governance import Stage
from bot.kernel.escalation import Policy
from bot.reviews.course import cannot_be_given, missing_roles, paced, people_waited_for, stage_has_passed
from bot.reviews.model import Decision
from tests.reviews.matter import Paper, holders_in, paper_through

HOLDERS = holders_in(
    {
        "priya": frozenset({"medical"}),
        "lucas": frozenset({"legal", "regulatory"}),
        "jonas": frozenset({"legal"}),
        "elena": frozenset({"regulatory"}),
    }
)
REVIEW = Policy.model_validate(
    {"name": "review", "levels": [{"after": "36h", "whom": ["stage"]}, {"after": "2d", "whom": ["stage", "author"]}]}
)


def in_stage(roles: list[str], decide: str, *approvals: list[str]) -> Paper:
    """A paper of Jonas's whose stage asks those roles, with an approval for each list of roles."""
    stage = Stage.model_validate({"name": "Stage", "roles": roles, "decide": decide})
    paper = paper_through([stage], writer="jonas")
    paper.review.decisions = [
        Decision(version=1, stage=0, verdict="approved", roles=given, who=f"reviewer {number}")
        for number, given in enumerate(approvals)
    ]
    return paper


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
    paper = in_stage(["legal", "regulatory"], decide, *approvals)
    assert missing_roles(paper.review) == missing
    assert stage_has_passed(paper.review) == (not missing)


def test_a_stage_waits_for_all_who_hold_a_missing_role_but_not_for_the_author() -> None:
    paper = in_stage(["legal", "regulatory"], "all", ["legal"])
    assert people_waited_for(paper, HOLDERS) == ["lucas", "elena"]
    assert people_waited_for(in_stage(["legal"], "all"), HOLDERS) == ["lucas"]


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
    approvals = cannot_be_given(in_stage(roles, decide), HOLDERS)
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
