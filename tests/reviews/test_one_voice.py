"""One person, one voice: in every review, whoever holds several roles counts for one of them, once a version."""

from contextlib import suppress
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.governance import Stage
from bot.governance.passing import Needed, needed
from bot.kernel.errors import Refused
from bot.reviews import course, service
from bot.reviews.course import cannot_be_given, people_waited_for
from bot.reviews.seen import Seen
from tests.reviews.matter import Holdings, Paper, act, approve, holders_in, paper_through

ROLES = ("medical", "legal", "regulatory", "brand")
PEOPLE = ("ann", "ben", "cleo", "dan", "eve")
STAGES = st.lists(
    st.builds(
        lambda roles, decide: Stage.model_validate({"name": "Stage", "roles": roles, "decide": decide}),
        st.lists(st.sampled_from(ROLES), min_size=1, max_size=3, unique=True),
        st.sampled_from(("all", "all", "any")),
    ),
    min_size=1,
    max_size=3,
)
HOLDINGS = st.fixed_dictionaries({person: st.frozensets(st.sampled_from(ROLES)) for person in PEOPLE})


def approvals_of(stages: list[Stage]) -> list[Needed]:
    return [each for number, stage in enumerate(stages) for each in needed(stage, number)]


def different_people_gave(paper: Paper, approvals: list[Needed]) -> bool:
    """By trying every order in which those who approved may stand for what was needed."""
    return any(
        all(
            made.stage == approval.stage and not set(made.roles).isdisjoint(approval.roles)
            for made, approval in zip(chosen, approvals, strict=True)
        )
        and len({made.who for made in chosen}) == len(approvals)
        for chosen in permutations(paper.review.decisions, len(approvals))
    )


@given(STAGES, HOLDINGS, st.lists(st.sampled_from(PEOPLE), max_size=20))
@settings(max_examples=300)
def test_no_version_is_cleared_by_fewer_people_than_its_route_needs_and_never_by_its_writer(
    stages: list[Stage], holdings: Holdings, order: list[str]
) -> None:
    paper = paper_through(stages)
    for person in order:
        with suppress(Refused):
            approve(paper, holdings, person)
    assert "ann" not in {made.who for made in paper.review.decisions}
    assert len({made.who for made in paper.review.decisions}) == len(paper.review.decisions)
    if not course.is_open(paper.review):
        assert different_people_gave(paper, approvals_of(stages))


@given(STAGES, HOLDINGS, st.booleans(), st.data())
@settings(max_examples=300)
def test_a_post_is_called_stuck_exactly_when_nobody_can_clear_it(
    stages: list[Stage], holdings: Holdings, same_person: bool, data: st.DataObject
) -> None:
    paper, holders = paper_through(stages, same_person=same_person), holders_in(holdings)
    if cannot_be_given(paper, holders):
        assert not can_be_cleared(stages, holdings, same_person=same_person)
        return
    while course.is_open(paper.review):
        helpful = [each for each in people_waited_for(paper, holders) if leaves_a_way(paper, holdings, each)]
        approve(paper, holdings, data.draw(st.sampled_from(helpful)))


def leaves_a_way(paper: Paper, holdings: Holdings, person: str) -> bool:
    tried = copied(paper)
    approve(tried, holdings, person)
    return not course.is_open(tried.review) or not cannot_be_given(tried, holders_in(holdings))


def copied(paper: Paper) -> Paper:
    """The same with its own decisions, to try what somebody's would do."""
    stages = [Stage.model_validate(each) for each in paper.review.stages]
    tried = paper_through(stages, same_person=paper.review.same_person)
    for made in list(paper.review.decisions):
        service.approve(act(made.who, frozenset(made.roles)), tried, Seen.now(tried))
    return tried


def can_be_cleared(stages: list[Stage], holdings: Holdings, *, same_person: bool) -> bool:
    """By trying every way to give the approvals to people."""
    people = [person for person in PEOPLE if person != "ann"]

    def left(approvals: list[Needed], free: list[str]) -> bool:
        if not approvals:
            return True
        first, *others = approvals
        able = [person for person in free if not holdings[person].isdisjoint(first.roles)]
        return any(left(others, people if same_person else [p for p in free if p != person]) for person in able)

    return left(approvals_of(stages), people)


@given(STAGES, HOLDINGS, st.lists(st.sampled_from(PEOPLE), max_size=8), st.booleans())
def test_whoever_is_waited_for_may_decide_and_it_helps(
    stages: list[Stage], holdings: Holdings, order: list[str], same_person: bool
) -> None:
    paper = paper_through(stages, same_person=same_person)
    for person in order:
        with suppress(Refused):
            approve(paper, holdings, person)
    if not course.is_open(paper.review):
        return
    before = course.still_needed(paper.review), paper.review.stage
    waited_for = people_waited_for(paper, holders_in(holdings))
    for person in waited_for:
        tried = copied(paper)
        approve(tried, holdings, person)
        assert not course.is_open(tried.review) or (course.still_needed(tried.review), tried.review.stage) != before
