"""People of agencies write drafts for named accounts until a date, and find nothing else."""

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

import handlers
from bot.kernel.errors import Invalid, Refused
from handlers.routing import Handler
from handlers.running import Runner
from sandbox.desk import Outcome, readable
from sandbox.workspace.models import Message
from tests.crises.outsiders import Undone, _gestures, _shown
from tests.crises.steps import raise_crisis
from tests.posts.steps import register_account, submitted
from tests.world import Helvia

pytestmark = pytest.mark.any_database
A_DAY = timedelta(days=1)
GINA, OSCAR, JONAS = "U0GINA0000", "U0OSCAR000", "U0JONAS000"
MARK = "Quokkavir"
"""What stands in everything that an agency must not see."""


def let_in(helvia: Helvia, handle: str = "ines", days: int = 90, **answers: Any) -> Outcome:
    desk = helvia.desk(handle)
    overview = desk.type("#general", "/social roles")
    assert overview.message is not None
    assert helvia.press(handle, overview.message, "agencies.let_in").ok
    until = helvia.now.date() + days * A_DAY
    given: dict[str, Any] = {"person": GINA, "accounts": "@HelviaToday", "until": until, "reason": "Helps"}
    desk.fill({**given, **answers})
    outcome = desk.submit()
    desk.close_all()
    helvia.settle()
    return outcome


def written(helvia: Helvia, handle: str = "gina", text: str = "Hearts need rest") -> None:
    desk = helvia.desk(handle)
    listed = desk.type("#brand-cardiva", "/post draft")
    assert listed.message is not None, listed
    assert helvia.press(handle, listed.message, "agencies.write").ok
    account = helvia.audit("agency_let_in")[0]
    desk.fill({"account": str(account.changes["account"][1]).partition(":")[2], "text": text})
    assert desk.submit().ok
    desk.close_all()


def on_list(helvia: Helvia, button: str, handle: str = "gina") -> Outcome:
    listed = helvia.desk(handle).type("#brand-cardiva", "/post draft")
    assert listed.message is not None
    outcome: Outcome = helvia.press(handle, listed.message, button)
    helvia.leap(timedelta(seconds=5))
    return outcome


def test_a_draft_that_is_ready_is_submitted_by_somebody_of_the_account(helvia: Helvia) -> None:
    register_account(helvia)
    assert let_in(helvia).ok
    assert "Type `/post draft`" in readable(helvia.direct("gina")[-1])
    written(helvia)
    assert on_list(helvia, "agencies.change").ok
    desk = helvia.desk("gina")
    desk.fill(text="Hearts need sleep")
    assert desk.submit().ok
    assert on_list(helvia, "agencies.ready").ok
    card = helvia.direct("jonas")[-1]
    assert "has a draft ready" in readable(card)
    assert helvia.press("jonas", card, "agencies.submit").ok
    assert "Hearts need sleep" in str(helvia.desk("jonas").modals[-1])
    helvia.desk("jonas").close_all()
    assert helvia.press("jonas", card, "agencies.take_over").ok
    helvia.leap(timedelta(seconds=5))
    assert "took it over" in readable(helvia.direct("jonas")[-1])
    assert [each.who for each in helvia.audit("draft_ready")] == [GINA]


def asking(helvia: Helvia) -> list[Message]:
    return [each for each in helvia.direct("jonas") if "agencies.prolong" in str(each.blocks)]


def test_the_owner_is_asked_two_weeks_before_the_end_and_after_it_nothing_is_left(helvia: Helvia) -> None:
    register_account(helvia)
    assert let_in(helvia, days=30).ok
    helvia.leap(10 * A_DAY)
    assert asking(helvia) == []
    helvia.leap(8 * A_DAY)
    assert helvia.press("jonas", asking(helvia)[-1], "agencies.prolong").ok
    helvia.leap(60 * A_DAY)
    written(helvia)
    helvia.leap(40 * A_DAY)
    assert helvia.press("jonas", asking(helvia)[-1], "agencies.end").ok
    helvia.settle()
    assert "Guests cannot act" in helvia.desk("gina").type("#brand-cardiva", "/post draft").text
    assert [each.who for each in helvia.audit("grant_ended")] == [JONAS]


@pytest.mark.parametrize(
    ("answers", "field", "why"),
    [
        ({"person": "U0HANA0000"}, "person", "full member"),
        ({"days": 380}, "until", "At most 12 months"),
        ({"days": -1}, "until", "passed"),
        ({"user_id": "Oscar"}, "user_id", "looks like"),
    ],
)
def test_who_cannot_be_let_in_or_for_so_long_is_refused(
    helvia: Helvia, answers: dict[str, Any], field: str, why: str
) -> None:
    register_account(helvia)
    assert why in let_in(helvia, **answers).errors[field]
    assert helvia.audit("agency_let_in") == []


def test_somebody_of_another_organisation_is_let_in_by_user_id(helvia: Helvia) -> None:
    register_account(helvia)
    assert let_in(helvia, person=None, user_id=OSCAR).ok
    assert helvia.concord.people.agent(OSCAR).roles == frozenset()


def test_only_who_may_lets_an_agency_in(helvia: Helvia) -> None:
    register_account(helvia)
    assert "Let an agency in" not in str(helvia.desk("jonas").type("#general", "/social roles").message)


def test_by_every_gesture_there_is_an_agencys_person_finds_their_own_drafts_and_nothing_else(helvia: Helvia) -> None:
    register_account(helvia)
    post_id = submitted(helvia, account=register_account(helvia, handle=f"@{MARK}"), text=f"{MARK} helps")
    raise_crisis(helvia, what=f"{MARK} is fake")
    assert let_in(helvia).ok
    written(helvia)
    routes, provide = handlers.routes(), helvia.concord._provide
    runner, answered = Runner(routes, provide), set[str]()

    def answer(handler: Handler, body: dict[str, Any], typed: str) -> str:
        try:
            who = runner.who(body, handler)
            with provide.gesture(body, who, typed) as gesture:
                answers.append(_shown(handler(gesture)))
                raise Undone
        except Undone:
            return answers.pop()

    answers = list[str]()
    by = {"user": {"id": GINA}, "channel": {"id": "C0CARDIVA0"}, "team": {}}
    for number in {1, 2, post_id}:
        for name, handler, body, typed in _gestures(routes, number, MARK):
            with suppress(Refused, Invalid):
                given = answer(handler, by | body, typed)
                answered.add(name.split(" (form)")[0].split(" ")[0] if "/" not in name else " ".join(name.split()[:2]))
                assert MARK not in given, name
    assert answered <= {"/post draft", "agencies.write", "agencies.change", "agencies.ready"}
    assert "/post draft" in answered
    assert MARK not in json.dumps(helvia.direct("gina"), default=str)
