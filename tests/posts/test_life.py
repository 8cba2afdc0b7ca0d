"""The life of a post: what may follow what, and what may not."""

import pytest
from sqlalchemy.orm import Session

from bot.accounts import parts
from bot.governance import Route, Stage
from bot.governance.roles import ROLES
from bot.kernel.act import Act, due
from bot.kernel.actor import Actor
from bot.kernel.errors import Forbidden, TooLate
from bot.networks import Network
from bot.posts import life
from bot.posts.content import fingerprint
from bot.posts.deciding import REVIEWING
from bot.posts.intact import Altered
from bot.posts.life import LIFE, READ_REASONS, SUBMIT, SUBMIT_ANYWHERE, Action, move
from bot.posts.model import OPEN, Post, PostVersion, Status
from bot.reviews import service as reviews
from bot.reviews.life import Deed
from bot.reviews.seen import Seen
from tests.kernel.world import NOON
from tests.lives import inside, outside, walk
from tests.outlets import outlet_on

JONAS, MARTA, OWNER, PUBLISHER, DEPUTY = "U0JONAS000", "U0MARTA000", "U0OWNER000", "U0PUBLISH0", "U0DEPUTY00"
ACCOUNT = outlet_on(Network.X, owner=OWNER, backup=OWNER, publisher=PUBLISHER, deputy=DEPUTY)
HANDS = {JONAS, OWNER, PUBLISHER, DEPUTY, "community_manager"}
DECIDERS, PUBLISHERS = {"medical", "a writer who is a medical reviewer"}, {PUBLISHER, DEPUTY, "community_manager"}
MAY = {
    Deed.APPROVE: DECIDERS,
    Deed.REQUEST_CHANGES: DECIDERS,
    Deed.REJECT: DECIDERS,
    Deed.ASK: DECIDERS,
    Deed.ANSWER: HANDS,
    Action.CLEAR: {"time"},
    Action.CONFIRM: HANDS,
    Action.EDIT: HANDS,
    Action.PLAN: HANDS,
    Action.HOLD: {"time"},
    Action.RESUME: HANDS,
    Action.GIVE_BACK: PUBLISHERS,
    Action.PUBLISH: PUBLISHERS,
    Action.WITHDRAW: HANDS,
}


def post_in(status: Status) -> Post:
    """Jonas submitted it, and Marta edited it; medical reviewers decide on it now, and legal ones later."""
    stages = [Stage.model_validate({"name": role.capitalize(), "roles": [role]}) for role in ("medical", "legal")]
    post = Post(id=7, author=JONAS, account_label=ACCOUNT.label, status=status, moved_by="Lucas Martin")
    post.version, post.text = 2, "Heart 2"
    for number, writer in enumerate((JONAS, MARTA), start=1):
        content = {"text": f"Heart {number}"}
        post.sha256 = fingerprint(7, number, content)
        post.versions.append(PostVersion(number=number, content=content, sha256=post.sha256, written_by=writer))
    post.review, route = reviews.new(post.subject), Route(name="Product", stages=stages)
    reviews.begin(act(MARTA), post.review, route, "", version=2, sha256=post.sha256)
    return post


def act(person: str, *roles: str) -> Act:
    return Act(Session(), Actor(person, person, frozenset(roles)), NOON)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> dict[str, Act]:
    """Who they are to the post, by whatever makes them that."""
    for module in (life, parts):
        monkeypatch.setattr(module, "outlet", lambda *_: ACCOUNT)
    monkeypatch.setattr(parts, "keeps_any", lambda _, person: person in ACCOUNT.people)
    people = {role: act("U0X", role) for role in ROLES}
    people |= {person: act(person) for person in (JONAS, MARTA, OWNER, PUBLISHER, DEPUTY, "U0HANA0000")}
    people |= {"a writer who is a medical reviewer": act(MARTA, "medical")}
    return people | {"time": due(Session(), NOON)}


@pytest.mark.parametrize(("status", "action"), outside(LIFE, Status))
def test_whatever_is_not_in_the_table_is_refused_with_who_brought_it_there(status: Status, action: Action) -> None:
    post = post_in(status)
    with pytest.raises(TooLate, match=rf"^#7 is {status} \(by Lucas Martin\): nobody can {action} it now."):
        move(act("Priya Nair"), post, action)
    assert (post.status, post.moved_by) == (status, "Lucas Martin")


@pytest.mark.parametrize(("status", "action", "to"), inside(LIFE))
def test_whatever_is_in_the_table_moves_the_post(status: Status, action: Action, to: Status) -> None:
    post = post_in(status)
    move(act("Priya Nair"), post, action)
    assert post.status is to
    assert (post.moved_by, post.moved_at) == ("Priya Nair", NOON)


@pytest.mark.parametrize("status", [each for each in Status if each not in OPEN])
def test_what_has_ended_stays_ended(status: Status) -> None:
    assert LIFE.possible(post_in(status)) == frozenset()


def test_nothing_comes_out_of_review_but_by_a_reviewer_its_author_or_a_withdrawal() -> None:
    leaving = {action for status, action, to in inside(LIFE) if status == Status.IN_REVIEW != to}
    assert leaving == {Action.CLEAR, Deed.REQUEST_CHANGES, Deed.REJECT, Action.WITHDRAW}


@pytest.mark.parametrize(("status", "action", "to"), inside(LIFE))
def test_one_that_was_altered_leads_nowhere_but_to_its_end_or_on_hold(
    status: Status, action: Action, to: Status
) -> None:
    post = post_in(status)
    post.text = "Cardiva cures."
    if to == Status.WITHDRAWN or action is Action.HOLD:
        assert LIFE.check(post, action) is to
    else:
        with pytest.raises(Altered):
            LIFE.check(post, action)


def test_each_person_can_do_in_each_state_what_the_rows_say_and_nothing_else(people: dict[str, Act]) -> None:
    walk(LIFE, Status, post_in, people, MAY)


@pytest.mark.parametrize("deed", [Deed.APPROVE, Deed.REQUEST_CHANGES, Deed.REJECT])
def test_whoever_wrote_a_part_of_it_does_not_decide_on_it_whatever_their_role(
    people: dict[str, Act], deed: Deed
) -> None:
    post = post_in(Status.IN_REVIEW)
    with pytest.raises(Forbidden, match="You wrote #7 or part of it: somebody else must decide"):
        REVIEWING.require_decision(people["a writer who is a medical reviewer"], post, Seen.now(post), deed)
    with pytest.raises(Forbidden, match=f"In the stage “Medical” only the medical reviewer can {deed} #7"):
        REVIEWING.require_decision(people["legal"], post, Seen.now(post), deed)


@pytest.mark.parametrize(
    ("seen", "why"),
    [(Seen(7, 1, 0), "has written version 2 since"), (Seen(7, 2, 1), "#7 is in “Medical” now")],
)
@pytest.mark.parametrize("who", ["medical", "legal", "U0HANA0000"])
def test_whoever_looks_at_what_has_changed_hears_that_first(
    people: dict[str, Act], who: str, seen: Seen, why: str
) -> None:
    with pytest.raises(TooLate, match=why):
        REVIEWING.require_decision(people[who], post_in(Status.IN_REVIEW), seen, Deed.APPROVE)


def test_authors_submit_everywhere_and_the_people_of_an_account_for_it(people: dict[str, Act]) -> None:
    submitters = {"author", "community_manager", OWNER, PUBLISHER, DEPUTY}
    for permission in (SUBMIT, SUBMIT_ANYWHERE):
        assert {name for name, act in people.items() if permission.allows(act, ACCOUNT)} == submitters
    with pytest.raises(Forbidden, match="Only authors, the account's own people and the community manager can submit"):
        SUBMIT.require(people["U0HANA0000"], ACCOUNT)


def test_reasons_are_read_by_writers_the_accounts_people_all_reviewers_and_those_who_lead(
    people: dict[str, Act],
) -> None:
    readers = {name for name, act in people.items() if READ_REASONS.allows(act, post_in(Status.REJECTED))}
    reviewers = {"medical", "legal", "a writer who is a medical reviewer"}
    assert readers == HANDS | reviewers | {MARTA, "administrator"}
