"""Each form open before somebody, and what they answer; those about crises are in `crisis_forms.py`."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sandbox.desk import Given
from tests import steps
from tests.accounts.steps import ANSWERS as PROPOSAL
from tests.accounts.steps import propose
from tests.attestation.steps import asked, begin
from tests.calendar.steps import TOMORROW, plan
from tests.command_line.process import CSV
from tests.handlers.crisis_forms import CRISES
from tests.handlers.opening import GENERAL, Opened, X, pressed, typed
from tests.posts.steps import ANSWERS as POST
from tests.posts.steps import PRODUCT, approved, register_account, scheduled, submitted
from tests.world import Helvia


def register(helvia: Helvia) -> Opened:
    desk = typed(helvia, "jonas", "/account register")
    assert desk.press_in_modal("accounts.register.more").ok
    return desk, PROPOSAL, "<@U0MARTA000> decides"


def insist(helvia: Helvia) -> Opened:
    propose(helvia.desk("jonas"), kind="campaign")
    return helvia.desk("jonas"), {"insistence": "Patients co-own it"}, "<@U0MARTA000> decides"


def decline(helvia: Helvia) -> Opened:
    propose(helvia.desk("jonas"))
    desk = pressed(helvia, "marta", "/account show company/helvia-heart", "accounts.decline")
    return desk, {"reason": "We have one"}, "*Declined*"


def log(helvia: Helvia) -> Opened:
    steps.register_account(helvia)
    return typed(helvia, "jonas", "/account log @Cardiva"), {"url": X.format("Cardiva")}, "Logged on"


def snooze(helvia: Helvia) -> Opened:
    steps.register_account(helvia)
    helvia.wait(timedelta(days=8))
    desk = pressed(helvia, "jonas", "/account show @Cardiva", "accounts.snooze")
    return desk, {"until": (helvia.now + timedelta(days=9)).date(), "reason": "Holidays"}, "snoozed until"


def retire(helvia: Helvia) -> Opened:
    steps.register_account(helvia)
    return typed(helvia, "jonas", "/account retire @Cardiva"), {"reason": "Nobody reads it"}, "is retired"


def submit(helvia: Helvia) -> Opened:
    register_account(helvia)
    return typed(helvia, "jonas", "/post submit @HelviaToday"), POST, "*#1 for @HelviaToday on X* waits for"


def edit(helvia: Helvia) -> Opened:
    desk = typed(helvia, "jonas", f"/post edit {submitted(helvia)}")
    return desk, {"text": "Every beat counts."}, "*#1 for @HelviaToday on X* waits for"


def withdraw(helvia: Helvia) -> Opened:
    return typed(helvia, "jonas", f"/post withdraw {submitted(helvia)}"), {}, "Withdrawn"


def request_changes(helvia: Helvia) -> Opened:
    submitted(helvia)
    desk = pressed(helvia, "lucas", "/post show 1", "posts.request_changes")
    return desk, {"code": "wording", "reason": "Why?"}, "Changes requested"


def reject(helvia: Helvia) -> Opened:
    submitted(helvia, **PRODUCT)
    return pressed(helvia, "priya", "/post show 1", "posts.reject"), {"code": "claim", "reason": "No"}, "Rejected"


def ask(helvia: Helvia) -> Opened:
    submitted(helvia, **PRODUCT)
    return pressed(helvia, "priya", "/post show 1", "posts.ask"), {"question": "Which study?"}, "waits for"


def answer(helvia: Helvia) -> Opened:
    desk, question, _ = ask(helvia)
    desk.fill(**question)
    assert desk.submit().ok
    return pressed(helvia, "jonas", "/post show 1", "posts.answer"), {"answer": "The ESC's"}, "waits for"


def set_a_time(helvia: Helvia) -> Opened:
    approved(helvia)
    return pressed(helvia, "jonas", "/post show 1", "posts.plan"), {}, "Scheduled"


def published(helvia: Helvia) -> Opened:
    desk = typed(helvia, "marta", f"/post published {approved(helvia)}")
    return desk, {"url": X.format("HelviaToday")}, "Published"


def give_back(helvia: Helvia) -> Opened:
    scheduled(helvia)
    return pressed(helvia, "sofia", "/post show 1", "posts.give_back"), {"reason": "Wrong image"}, "Approved"


def slot(helvia: Helvia) -> Opened:
    steps.register_account(helvia)
    return typed(helvia, "jonas", "/calendar slot @Cardiva"), TOMORROW, "planned."


def settled(action: str, answers: dict[str, Any], says: str) -> Callable[[Helvia], Opened]:
    def form(helvia: Helvia) -> Opened:
        plan(helvia, steps.register_account(helvia))
        card = helvia.desk("jonas")
        week = card.type(GENERAL, "/calendar week").message
        assert week is not None
        assert card.choose(GENERAL, week.ts, "calendar.open", "1").ok
        assert card.press(GENERAL, week.ts, action).ok
        return card, answers, says

    return form


def take_over(helvia: Helvia) -> Opened:
    steps.register_account(helvia)
    helvia.workspace.person("jonas").is_deleted = True
    helvia.introduce()
    helvia.concord.standings.notice()
    [asking] = [each for each in helvia.direct("sofia") if "accounts.take_over" in str(each.blocks)]
    sofia = helvia.desk("sofia")
    assert sofia.press(asking.channel, asking.ts, "accounts.take_over").ok
    return sofia, {"owner": "sofia", "backup": "marta"}, "settled the accounts of Jonas Weber"


def profile(helvia: Helvia) -> Opened:
    steps.register_account(helvia)
    begin(helvia)
    [message] = asked(helvia, "jonas")
    jonas = helvia.desk("jonas")
    assert jonas.press(message.channel, message.ts, "attestation.lacks").ok
    return jonas, {"profile": ["0"]}, "Its profile lacks"


def product(helvia: Helvia) -> Opened:
    return pressed(helvia, "marta", "/social products", "products.add"), {"name": "Respirol"}, "on the market"


def changed_product(helvia: Helvia) -> Opened:
    desk, answers, _ = product(helvia)
    desk.fill(answers)
    assert desk.submit().ok
    return pressed(helvia, "marta", "/social products Respirol", "products.edit"), {"help": "CH: 1"}, "on the market"


def import_accounts(helvia: Helvia) -> Opened:
    return typed(helvia, "marta", "/account import"), {"sheet": Given("accounts.csv", CSV.encode())}, "accounts.csv"


def stand_in(helvia: Helvia) -> Opened:
    desk = typed(helvia, "marta", "/social away")
    today = helvia.now.date()
    return desk, {"person": "U0HANA0000", "since": today, "until": today, "reason": "Away"}, "stands in for"


def grant(helvia: Helvia) -> Opened:
    desk = pressed(helvia, "ines", "/social roles", "delegation.give")
    today = helvia.now.date()
    given = {"person": "U0HANA0000", "role": "legal", "since": today, "until": today, "reason": "Helps out"}
    return desk, given, "legal"


def agency(helvia: Helvia) -> Opened:
    steps.register_account(helvia)
    desk = pressed(helvia, "ines", "/social roles", "agencies.let_in")
    until = helvia.now.date() + timedelta(days=9)
    return desk, {"person": "U0GINA0000", "accounts": "@Cardiva", "until": until, "reason": "Helps"}, "can write"


def document(helvia: Helvia) -> Opened:
    desk = pressed(helvia, "ines", "/social policy", "policies.add")
    given = {"title": "Guidelines", "link": "https://helvia.example/g", "sha256": "ab" * 32, "roles": ["brand"]}
    return desk, given, "has version 1"


def new_version(helvia: Helvia) -> Opened:
    desk, answers, _ = document(helvia)
    desk.fill(answers)
    assert desk.submit().ok
    return pressed(helvia, "ines", "/social policy", "policies.revise"), {"sha256": "cd" * 32}, "has version 2"


def trainings(helvia: Helvia) -> Opened:
    table = "person,course,until\nU0MARTA000,Code,2027-05-03"
    return pressed(helvia, "ines", "/social policy", "policies.train"), {"sheet": table}, "1 training"


def set_a_pin(helvia: Helvia) -> Opened:
    return typed(helvia, "priya", "/social pin"), {"new_pin": "271828", "again": "271828"}, "PIN"


FORMS: dict[str, Callable[[Helvia], Opened]] = {
    "accounts.register": register,
    "accounts.campaign": insist,
    "accounts.decline": decline,
    "accounts.log": log,
    "accounts.snooze": snooze,
    "accounts.retire": retire,
    "accounts.take_over": take_over,
    "accounts.import": import_accounts,
    "attestation.lacking": profile,
    "delegation.away": stand_in,
    "delegation.grant": grant,
    "agencies.let_in": agency,
    "policies.add": document,
    "policies.revise": new_version,
    "policies.train": trainings,
    "signing.pin": set_a_pin,
    "products.add": product,
    "products.edit": changed_product,
    "posts.submit": submit,
    "posts.edit": edit,
    "posts.withdraw": withdraw,
    "posts.request_changes": request_changes,
    "posts.reject": reject,
    "posts.ask": ask,
    "posts.answer": answer,
    "posts.plan": set_a_time,
    "posts.published": published,
    "posts.give_back": give_back,
    "calendar.slot": slot,
    "calendar.edit": settled("calendar.edit", {"theme": "Hearts"}, "planned."),
    "calendar.publish": settled("calendar.publish", {"url": X.format("Cardiva")}, "published, says"),
    "calendar.postpone": settled("calendar.postpone", {"day": "2026-03-09"}, "postponed to"),
    "calendar.skip": settled("calendar.skip", {"reason": "Bank holiday"}, "skipped by"),
    **CRISES,
}
