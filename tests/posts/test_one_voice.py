"""One person, one voice: whoever holds several roles counts for one of them, once a version."""

from contextlib import suppress
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.accounts import outlet
from bot.governance import Stage
from bot.governance.passing import Needed, needed
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.errors import Refused
from bot.posts import deciding, review, service
from bot.posts.content import fingerprint
from bot.posts.drafts import Draft
from bot.posts.model import Post, PostVersion, Status
from bot.posts.queries import held
from bot.posts.review import Holders, cannot_be_given, people_waited_for
from bot.posts.seen import Seen
from tests.kernel.world import NOON
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


def post_through(stages: list[Stage], *, same_person: bool = False, writer: str = "ann") -> Post:
    """A post in the first of these stages, which no database knows."""
    content, seen = {"text": "Every heart counts."}, fingerprint(7, 1, {"text": "Every heart counts."})
    post = Post(id=7, author=writer, version=1, status=Status.IN_REVIEW, text=content["text"], sha256=seen)
    post.stages, post.stage, post.same_person = [each.model_dump(mode="json") for each in stages], 0, same_person
    post.versions = [PostVersion(number=1, content=content, sha256=seen, written_by=writer, written_by_name=writer)]
    return post


def approve(post: Post, holdings: dict[str, frozenset[str]], person: str) -> None:
    deciding.approve(Act(Session(), Actor(person, person, holdings[person]), NOON), post, Seen.now(post))


def holders_in(holdings: dict[str, frozenset[str]]) -> Holders:
    return lambda role: [person for person, roles in holdings.items() if role in roles]


def approvals_of(stages: list[Stage]) -> list[Needed]:
    return [each for number, stage in enumerate(stages) for each in needed(stage, number)]


def different_people_gave(post: Post, approvals: list[Needed]) -> bool:
    """By trying every order in which those who approved may stand for what was needed."""
    return any(
        all(
            made.stage == approval.stage and not set(made.roles).isdisjoint(approval.roles)
            for made, approval in zip(chosen, approvals, strict=True)
        )
        and len({made.who for made in chosen}) == len(approvals)
        for chosen in permutations(post.decisions, len(approvals))
    )


@given(STAGES, HOLDINGS, st.lists(st.sampled_from(PEOPLE), max_size=20))
@settings(max_examples=300)
def test_no_version_is_cleared_by_fewer_people_than_its_route_needs_and_never_by_its_writer(
    stages: list[Stage], holdings: dict[str, frozenset[str]], order: list[str]
) -> None:
    post = post_through(stages)
    for person in order:
        with suppress(Refused):
            approve(post, holdings, person)
    assert "ann" not in {made.who for made in post.decisions}
    assert len({made.who for made in post.decisions}) == len(post.decisions)
    if post.status != Status.IN_REVIEW:
        assert different_people_gave(post, approvals_of(stages))


@given(STAGES, HOLDINGS, st.booleans(), st.data())
@settings(max_examples=300)
def test_a_post_is_called_stuck_exactly_when_nobody_can_clear_it(
    stages: list[Stage], holdings: dict[str, frozenset[str]], same_person: bool, data: st.DataObject
) -> None:
    post, holders = post_through(stages, same_person=same_person), holders_in(holdings)
    if cannot_be_given(post, holders):
        assert not can_be_cleared(stages, holdings, same_person=same_person)
        return
    while post.status == Status.IN_REVIEW:
        helpful = [each for each in people_waited_for(post, holders) if leaves_a_way(post, holdings, each)]
        approve(post, holdings, data.draw(st.sampled_from(helpful)))


def leaves_a_way(post: Post, holdings: dict[str, frozenset[str]], person: str) -> bool:
    tried = copied(post)
    approve(tried, holdings, person)
    return tried.status != Status.IN_REVIEW or not cannot_be_given(tried, holders_in(holdings))


def copied(post: Post) -> Post:
    """The same with its own decisions, to try what somebody's would do."""
    stages = [Stage.model_validate(each) for each in post.stages]
    tried = post_through(stages, same_person=post.same_person)
    for made in list(post.decisions):
        again = Act(Session(), Actor(made.who, made.who, frozenset(made.roles)), NOON)
        deciding.approve(again, tried, Seen.now(tried))
    return tried


def can_be_cleared(stages: list[Stage], holdings: dict[str, frozenset[str]], *, same_person: bool) -> bool:
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
    stages: list[Stage], holdings: dict[str, frozenset[str]], order: list[str], same_person: bool
) -> None:
    post = post_through(stages, same_person=same_person)
    for person in order:
        with suppress(Refused):
            approve(post, holdings, person)
    if post.status != Status.IN_REVIEW:
        return
    before = review.still_needed(post), post.stage
    waited_for = people_waited_for(post, holders_in(holdings))
    for person in waited_for:
        tried = copied(post)
        approve(tried, holdings, person)
        assert tried.status != Status.IN_REVIEW or (review.still_needed(tried), tried.stage) != before


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
    assert "You have decided on #1 in an earlier stage: somebody else has to decide" in refusal
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
        deciding.approve(Act(session, BOTH, helvia.now), post, Seen.now(post))
        assert post.decisions[-1].meaning.endswith("as legal reviewer or regulatory reviewer")
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
    draft = Draft(text="Every heart counts.", objective="Be read", content_type="text", names_product=True)
    with helvia.session() as session:
        post_id = service.submit(Act(session, jonas, helvia.now), draft, outlet(session, account), rules, brands=()).id
    everything = Actor("U0PRIYA000", "Priya Nair", frozenset({"medical", "legal", "regulatory"}))
    for _ in range(2):
        with helvia.session() as session:
            post = held(session, post_id)
            deciding.approve(Act(session, everything, helvia.now), post, Seen.now(post))
    post = now(helvia, post_id)
    assert post.status == "approved"
    assert post.decisions[-1].meaning.endswith("as legal reviewer and regulatory reviewer")


def test_a_review_that_different_people_cannot_pass_is_told_at_its_beginning(helvia: Helvia) -> None:
    in_groups(helvia, ["U0PRIYA000"], ["U0PRIYA000"])
    submitted(helvia, **PRODUCT)
    [card] = helvia.texts(REVIEWS)
    for handle in ("ines", "marta"):
        assert "it cannot pass" in directly(helvia, handle)
    assert (
        ":warning: <@U0INES0000> <@U0MARTA000> Nobody is left to approve this as legal reviewer and as regulatory"
        in card
    )
