"""The life of a governance change: what may follow what, who may, and who may not."""

from datetime import timedelta
from enum import StrEnum
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.changes.life import LIFE, Action
from bot.changes.model import Change, Status
from bot.changes.service import REVIEWING
from bot.governance import GovernanceError, Route, Stage, load
from bot.governance.roles import ROLES
from bot.kernel.act import Act, due
from bot.kernel.actor import Actor
from bot.kernel.errors import Forbidden
from bot.reviews import service as reviews
from bot.reviews.life import DECISIONS, Deed
from bot.reviews.seen import Seen
from tests.changes.steps import REVIEWED
from tests.kernel.world import NOON
from tests.lives import walk

INES = "U0INES0000"
MAY: dict[StrEnum, set[str]] = {
    **{action: {"legal"} for action in DECISIONS},
    **{action: {INES, "administrator"} for action in (Deed.ANSWER, Action.WITHDRAW)},
    **{action: {"time"} for action in (Action.TAKE, Action.OVERTAKE)},
}


def act(person: str, *roles: str) -> Act:
    return Act(Session(), Actor(person, person, frozenset(roles)), NOON)


def change_in(status: Status) -> Change:
    """Ines proposed it; legal reviewers decide on it."""
    change = Change(id=7, by=INES, by_name="Ines Vogel", status=status, moved_by="Lucas Martin")
    change.review, route = reviews.new(change.subject), Route(name="Rules", stages=[Stage(name="L", roles=["legal"])])
    reviews.begin(act(INES), change.review, route, "", version=1, sha256="0" * 64)
    return change


def test_each_person_can_do_in_each_state_what_the_rows_say_and_nothing_else() -> None:
    people = {role: act("U0X", role) for role in ROLES} | {INES: act(INES), "time": due(Session(), NOON)}
    walk(LIFE, Status, change_in, people, MAY)


def test_whoever_proposed_it_does_not_decide_on_it_whatever_their_role() -> None:
    change = change_in(Status.IN_REVIEW)
    with pytest.raises(Forbidden, match="You wrote governance change 7 or part of it: somebody else must decide"):
        REVIEWING.require_decision(act(INES, "legal"), change, Seen.now(change), Deed.APPROVE)


@pytest.mark.parametrize(
    ("roles", "who"),
    [("[administrator]", "administrator in the stage “Legal”"), ("[legal, brand]", "")],
)
def test_a_route_of_the_governance_that_others_than_the_proposer_cannot_pass_is_a_mistake(
    tmp_path: Path, roles: str, who: str
) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(
        REVIEWED.replace("{name: Legal, roles: [legal], within: 1d}", f"{{name: Legal, roles: {roles}}}", 1)
    )
    if not who:
        assert load(file).routes[0].stages[0].within == timedelta(days=2)
        return
    with pytest.raises(
        GovernanceError, match=f"for what U0INES0000 proposes nobody is left as {who}: name more people"
    ):
        load(file)
