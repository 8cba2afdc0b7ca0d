"""Each form about a crisis open before somebody, and what they answer."""

from collections.abc import Callable

from sandbox.desk import Desk
from tests import steps
from tests.checklists.steps import FAKES, TAKE_DOWNS, choose, raise_fakes
from tests.crises import secrets
from tests.crises.secrets import raise_secretly
from tests.crises.steps import RED, raise_crisis
from tests.drills import steps as drills
from tests.handlers.opening import GENERAL, Opened, X, pressed, typed
from tests.posts.steps import register_account
from tests.voice.steps import POSTED, WILL_NOT, begin, crisis_with_an_account, said
from tests.voice.steps import asking as to_say
from tests.world import Helvia


def of_a_crisis(helvia: Helvia, words: str) -> Desk:
    """What these words open for the crisis's lead."""
    raise_crisis(helvia)
    return typed(helvia, "thomas", f"/crisis {words}")


def update(helvia: Helvia) -> Opened:
    return of_a_crisis(helvia, "update 1"), {"update": "Police informed"}, "Your update on Crisis 1 is in"


def resolve(helvia: Helvia) -> Opened:
    return of_a_crisis(helvia, "resolve 1"), {"outcome": "A hoax"}, "*Crisis 1* is resolved"


def called_false(helvia: Helvia) -> Opened:
    return of_a_crisis(helvia, "false alarm 1"), {"outcome": "A parody"}, "Crisis 1"


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


def rescored(helvia: Helvia) -> Opened:
    return of_a_crisis(helvia, "rescore 1"), {"impact": "3", "reason": "Few read it"}, "Done."


def called(helvia: Helvia) -> Opened:
    return of_a_crisis(helvia, "call 1"), {"person": "U0SOFIA000"}, "Done."


def voice_given(helvia: Helvia) -> Opened:
    return of_a_crisis(helvia, "speaker 1"), {"person": "U0DAVID000"}, "Done."


def lead_given(helvia: Helvia) -> Opened:
    return of_a_crisis(helvia, "lead 1"), {"person": "U0SOFIA000"}, "Done."


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


def say(helvia: Helvia) -> Opened:
    crisis_with_an_account(helvia)
    desk, blank = begin(helvia), dict.fromkeys(("unknown", "doing", "advice"), "")
    return desk, {"known": "Fakes are sold.", "contact": "Call us", **blank}, "Nobody says it yet."


def answered_question(helvia: Helvia) -> Opened:
    crisis_with_an_account(helvia)
    desk = pressed(helvia, "thomas", "/crisis say 1", "voice.add_answer")
    return desk, {"question": "Is my pack real?", "answer": "Look at the seal."}, "Nobody says it yet."


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


def drill(helvia: Helvia) -> Opened:
    return typed(helvia, "marta", "/crisis drill"), drills.PLAN, "begins"


def drill_to_end(helvia: Helvia) -> Opened:
    assert drills.plan(helvia).ok
    return typed(helvia, "marta", "/crisis drill end 1"), {}, "ended by"


def drill_to_rate(helvia: Helvia) -> Opened:
    assert drills.plan(helvia).ok
    assert drills.end(helvia).ok
    return pressed(helvia, "ines", "/crisis drill 1", "drills.rate"), drills.RATED, "rated by"


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


CRISES: dict[str, Callable[[Helvia], Opened]] = {
    "drills.plan": drill,
    "drills.end": drill_to_end,
    "drills.rate": drill_to_rate,
    "debriefs.write": after_action,
    "debriefs.add_action": add_action,
    "debriefs.hand_on": hand_on,
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
    "voice.write_answer": answered_question,
    "voice.posted": posted,
    "voice.will_not": will_not_post,
}
