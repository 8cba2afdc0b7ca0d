"""The life of an after-action review and of an action: what may follow what, who may do it, what others are told."""

import pytest
from sqlalchemy.orm import Session

from bot.debriefs.life import ACTIONS, LIFE, Action, ActionDeed
from bot.debriefs.model import UNSENT, ActionStatus, CorrectiveAction, Debrief, Status
from bot.governance import Role
from bot.kernel.act import Act, due
from bot.kernel.actor import Actor
from bot.kernel.errors import TooLate
from bot.kernel.scope import CENTRE, Scope
from bot.reviews.life import Deed
from bot.reviews.model import Review
from tests.kernel.world import NOON
from tests.lives import inside, outside, walk

SOFIA, HANA = "U0SOFIA000", "U0HANA0000"
CLOSERS = {Role.CRISIS_LEAD, Role.LEADERSHIP, Role.COMMUNITY_MANAGER}
HANDS = {SOFIA, Role.CRISIS_LEAD}
MAY: dict[Action | Deed, set[str]] = {
    **{key: {*HANDS} for key in (Action.WRITE, Action.ADD_ACTION, Action.SEND, Deed.ANSWER)},
    **{key: {Role.LEADERSHIP} for key in (Deed.APPROVE, Deed.REQUEST_CHANGES, Deed.REJECT, Deed.ASK)},
    Action.HAND_ON: {SOFIA, *CLOSERS},
    Action.APPROVE: {"time"},
}
MAY_DO: dict[ActionDeed, set[str]] = {ActionDeed.FINISH: {HANA, *CLOSERS}, ActionDeed.HAND_ON: {"time"}}


def debrief(status: Status) -> Debrief:
    its = Debrief(id=3, status=status, writer=SOFIA, moved_by="David Okafor")
    its.review = Review(matter="debrief:3", stage=0, stages=[{"name": "Leadership", "roles": ["leadership"]}])
    return its


def action(status: ActionStatus) -> CorrectiveAction:
    return CorrectiveAction(id=8, status=status, who=HANA, done_name="David Okafor", debrief=debrief(Status.APPROVED))


@pytest.fixture(autouse=True)
def somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def scopes(_matter: Debrief | CorrectiveAction, _session: Session) -> tuple[Scope]:
        return (CENTRE,)

    monkeypatch.setattr(Debrief, "scopes", scopes)
    monkeypatch.setattr(CorrectiveAction, "scopes", scopes)


@pytest.mark.parametrize(("status", "done"), outside(LIFE, Status))
def test_whatever_is_not_in_the_table_is_refused(status: Status, done: Action | Deed) -> None:
    with pytest.raises(TooLate, match="See `/crisis review 3`"):
        LIFE.move(debrief(status), done)


@pytest.mark.parametrize(("status", "done", "to"), inside(LIFE))
def test_whatever_is_in_the_table_moves_it(status: Status, done: Action | Deed, to: Status) -> None:
    moved = debrief(status)
    LIFE.move(moved, done)
    assert moved.status is to


def test_only_what_is_not_sent_is_written() -> None:
    assert set(LIFE.rows[Action.WRITE].moves) == set(UNSENT)


def test_each_person_can_do_in_each_state_what_the_rows_say_and_nothing_else() -> None:
    people = {role: act("U0X", role) for role in Role} | {person: act(person) for person in (SOFIA, HANA)}
    people["time"] = due(Session(), NOON)
    walk(LIFE, Status, debrief, people, MAY)
    walk(ACTIONS, ActionStatus, action, people, MAY_DO)


def act(person: str, *roles: str) -> Act:
    return Act(Session(), Actor(person, person, frozenset(roles)), NOON)
