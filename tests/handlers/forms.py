"""Each form open before somebody, and what they answer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sandbox.desk import Desk, Given
from tests import steps
from tests.accounts.steps import ANSWERS as PROPOSAL
from tests.accounts.steps import propose
from tests.calendar.steps import TOMORROW, plan
from tests.checklists.steps import FAKES, TAKE_DOWNS, choose, raise_fakes
from tests.command_line.process import CSV
from tests.crises import secrets
from tests.crises.secrets import raise_secretly
from tests.crises.steps import RED, raise_crisis
from tests.posts.steps import ANSWERS as POST
from tests.posts.steps import PRODUCT, approved, register_account, scheduled, submitted
from tests.voice.steps import POSTED, WILL_NOT, begin, crisis_with_an_account, said
from tests.voice.steps import asking as to_say
from tests.world import Helvia

GENERAL = "#general"
X = "https://x.com/{}/status/1001"
Opened = tuple[Desk, dict[str, Any], str]
"""Whose form is open, what is answered, and a part of what is said once it was sent."""


def typed(helvia: Helvia, handle: str, command: str) -> Desk:
    desk = helvia.desk(handle)
    assert desk.type(GENERAL, command).ok
    return desk


def pressed(helvia: Helvia, handle: str, command: str, action: str) -> Desk:
    """A button of what a command shows."""
    desk = helvia.desk(handle)
    message = desk.type(GENERAL, command).message
    assert message is not None
    assert desk.press(GENERAL, message.ts, action).ok
    return desk


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


def update(helvia: Helvia) -> Opened:
    raise_crisis(helvia)
    return typed(helvia, "thomas", "/crisis update 1"), {"update": "Police informed"}, "Your update on Crisis 1 is in"


def resolve(helvia: Helvia) -> Opened:
    raise_crisis(helvia)
    return typed(helvia, "thomas", "/crisis resolve 1"), {"outcome": "A hoax"}, "*Crisis 1* is resolved"


def called_false(helvia: Helvia) -> Opened:
    raise_crisis(helvia)
    return typed(helvia, "thomas", "/crisis false alarm 1"), {"outcome": "A parody"}, "Crisis 1"


def merged(helvia: Helvia) -> Opened:
    raise_crisis(helvia)
    raise_crisis(helvia)
    return typed(helvia, "thomas", "/crisis same 2"), {"same": "1"}, "Crisis 2"


def reopened(helvia: Helvia) -> Opened:
    desk, answers, _ = resolve(helvia)
    desk.fill(answers)
    assert desk.submit().ok
    desk.close_all()
    return typed(helvia, "thomas", "/crisis reopen 1"), {"reason": "More vials"}, "Crisis 1"


def make_public(helvia: Helvia) -> Opened:
    raise_secretly(helvia)
    own = secrets.room(helvia).id
    helvia.desk("jonas").invite(own, "@david")
    helvia.settle()
    return pressed(helvia, "david", "/crisis show 1", "crises.make_public"), {}, "made it public"


def sound(helvia: Helvia) -> Opened:
    return typed(helvia, "jonas", "/crisis raise"), RED, "Likely × Major"


def freeze_accounts(helvia: Helvia) -> Opened:
    account = register_account(helvia, publisher="U0SOFIA000")
    raise_crisis(helvia, accounts=[str(account)])
    return typed(helvia, "thomas", "/crisis freeze 1"), {"reason": "Fake vials"}, "*Frozen now*: 1 account"


def kind_of_crisis(helvia: Helvia) -> Opened:
    raise_crisis(helvia)
    return pressed(helvia, "thomas", "/crisis show 1", "crises.kind"), {"kind": FAKES}, "Checklist 0 of 6"


def line_to_give(helvia: Helvia) -> Opened:
    raise_fakes(helvia)
    desk = helvia.desk("thomas")
    message = desk.type(GENERAL, "/crisis checklist 1").message
    assert message is not None
    assert choose(helvia, "thomas", message, TAKE_DOWNS, "Give to…").ok
    return desk, {"person": "sofia"}, "Ask for take-downs · <@U0SOFIA000>"


def thaw_accounts(helvia: Helvia) -> Opened:
    _frozen(helvia)
    return typed(helvia, "thomas", "/crisis thaw 1"), {}, "Freeze 1 is thawed"


def stopped_elsewhere(helvia: Helvia) -> Opened:
    _frozen(helvia)
    [asking] = [each for each in helvia.direct("sofia") if "freezes.stopped" in str(each.blocks)]
    sofia = helvia.desk("sofia")
    assert sofia.press(asking.channel, asking.ts, "freezes.stopped").ok
    return sofia, {"stopped": "Two posts in the planner"}, "your accounts are confirmed"


def _frozen(helvia: Helvia) -> None:
    desk, answers, _ = freeze_accounts(helvia)
    desk.fill(answers)
    assert desk.submit().ok


def take_over(helvia: Helvia) -> Opened:
    steps.register_account(helvia)
    helvia.workspace.person("jonas").is_deleted = True
    helvia.introduce()
    helvia.concord.standings.notice()
    [asking] = [each for each in helvia.direct("sofia") if "accounts.take_over" in str(each.blocks)]
    sofia = helvia.desk("sofia")
    assert sofia.press(asking.channel, asking.ts, "accounts.take_over").ok
    return sofia, {"owner": "sofia", "backup": "marta"}, "settled the accounts of Jonas Weber"


def product(helvia: Helvia) -> Opened:
    return pressed(helvia, "marta", "/social products", "products.add"), {"name": "Respirol"}, "on the market"


def changed_product(helvia: Helvia) -> Opened:
    desk, answers, _ = product(helvia)
    desk.fill(answers)
    assert desk.submit().ok
    return pressed(helvia, "marta", "/social products Respirol", "products.edit"), {"help": "CH: 1"}, "on the market"


def import_accounts(helvia: Helvia) -> Opened:
    return typed(helvia, "marta", "/account import"), {"sheet": Given("accounts.csv", CSV.encode())}, "accounts.csv"


def rescored(helvia: Helvia) -> Opened:
    raise_crisis(helvia)
    return typed(helvia, "thomas", "/crisis rescore 1"), {"impact": "3", "reason": "Few read it"}, "Done."


def called(helvia: Helvia) -> Opened:
    raise_crisis(helvia)
    return typed(helvia, "thomas", "/crisis call 1"), {"person": "U0SOFIA000"}, "Done."


def voice_given(helvia: Helvia) -> Opened:
    raise_crisis(helvia)
    return typed(helvia, "thomas", "/crisis speaker 1"), {"person": "U0DAVID000"}, "Done."


def lead_given(helvia: Helvia) -> Opened:
    raise_crisis(helvia)
    return typed(helvia, "thomas", "/crisis lead 1"), {"person": "U0SOFIA000"}, "Done."


def widened(helvia: Helvia) -> Opened:
    number = steps.register_account(helvia)
    raise_crisis(helvia)
    desk = typed(helvia, "thomas", "/crisis accounts 1")
    desk.search("accounts", "")
    return desk, {"accounts": [str(number)]}, "Done."


def add_line(helvia: Helvia) -> Opened:
    raise_crisis(helvia)
    desk = pressed(helvia, "jonas", "/crisis show 1", "crises.add_line")
    return desk, {"line": "Police informed"}, "Police informed"


def stand_in(helvia: Helvia) -> Opened:
    desk = typed(helvia, "marta", "/social away")
    today = helvia.now.date()
    return desk, {"person": "U0HANA0000", "since": today, "until": today, "reason": "Away"}, "stands in for"


def grant(helvia: Helvia) -> Opened:
    desk = pressed(helvia, "ines", "/social roles", "delegation.give")
    today = helvia.now.date()
    given = {"person": "U0HANA0000", "role": "legal", "since": today, "until": today, "reason": "Helps out"}
    return desk, given, "legal"


def set_a_pin(helvia: Helvia) -> Opened:
    return typed(helvia, "priya", "/social pin"), {"new_pin": "271828", "again": "271828"}, "PIN"


def say(helvia: Helvia) -> Opened:
    crisis_with_an_account(helvia)
    desk, blank = begin(helvia), dict.fromkeys(("unknown", "doing", "advice"), "")
    return desk, {"known": "Fakes are sold.", "contact": "Call us", **blank}, "Nobody says it yet."


def _asked_to_say(helvia: Helvia, action: str) -> Desk:
    crisis_with_an_account(helvia)
    said(helvia)
    [asking] = to_say(helvia, "sofia")
    sofia = helvia.desk("sofia")
    assert sofia.press(asking.channel, asking.ts, action).ok
    return sofia


def posted(helvia: Helvia) -> Opened:
    return _asked_to_say(helvia, POSTED), {"url": X.format("HelviaToday")}, "Posted on"


def will_not_post(helvia: Helvia) -> Opened:
    return _asked_to_say(helvia, WILL_NOT), {"reason": "It would wake the story"}, "Not on"


def reviewed(helvia: Helvia) -> None:
    """A crisis is over: Thomas is to write what it taught."""
    raise_crisis(helvia)
    assert typed(helvia, "thomas", "/crisis resolve 1 A hoax").submit().ok


def after_action(helvia: Helvia) -> Opened:
    reviewed(helvia)
    desk = pressed(helvia, "thomas", "/crisis review 1", "debriefs.write")
    return desk, {"went_well": "Legal was quick", "hurt": "No password"}, "writes it"


def add_action(helvia: Helvia) -> Opened:
    reviewed(helvia)
    desk = pressed(helvia, "thomas", "/crisis review 1", "debriefs.add_action")
    return desk, {"what": "Buy a vault", "who": "U0SOFIA000"}, "Buy a vault"


def hand_on(helvia: Helvia) -> Opened:
    reviewed(helvia)
    desk = pressed(helvia, "thomas", "/crisis review 1", "debriefs.hand_on")
    return desk, {"writer": "U0MARTA000"}, "<@U0MARTA000> writes it"


FORMS: dict[str, Callable[[Helvia], Opened]] = {
    "debriefs.write": after_action,
    "debriefs.add_action": add_action,
    "debriefs.hand_on": hand_on,
    "accounts.register": register,
    "accounts.campaign": insist,
    "accounts.decline": decline,
    "accounts.log": log,
    "accounts.snooze": snooze,
    "accounts.retire": retire,
    "accounts.take_over": take_over,
    "accounts.import": import_accounts,
    "delegation.away": stand_in,
    "delegation.grant": grant,
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
    "crises.raise": sound,
    "crises.update": update,
    "crises.resolve": resolve,
    "crises.false_alarm": called_false,
    "crises.merge": merged,
    "crises.reopen": reopened,
    "crises.make_public": make_public,
    "crises.add_line": add_line,
    "crises.rescore": rescored,
    "crises.call": called,
    "crises.give_lead": lead_given,
    "crises.give_voice": voice_given,
    "crises.add_accounts": widened,
    "crises.kind": kind_of_crisis,
    "checklists.give": line_to_give,
    "freezes.freeze": freeze_accounts,
    "freezes.thaw": thaw_accounts,
    "freezes.stopped": stopped_elsewhere,
    "voice.write": say,
    "voice.posted": posted,
    "voice.will_not": will_not_post,
}
