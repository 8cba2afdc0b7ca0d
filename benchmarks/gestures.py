"""What people do to Concord while it is measured, as the payloads that Slack would send."""

import copy
from collections.abc import Iterator
from hashlib import sha256
from itertools import count

from benchmarks.stage import Failed
from sandbox.desk import Desk
from sandbox.server import Sandbox
from sandbox.wire import payloads
from sandbox.workspace.models import Json

ANSWERS = {
    "network": "x",
    "handle": "@HelviaBench",
    "kind": "brand",
    "purpose": "Explain heart failure to those who treat it",
    "audience": "Cardiologists",
    "market": "CH",
    "languages": "en",
    "business_unit": "Cardiology",
    "brand": "Cardiva",
    "owner": "U0JONAS000",
    "backup": "U0SOFIA000",
    "why": "Nobody speaks to cardiologists there",
}
COLUMNS = [*ANSWERS, "last_post_at"]
RED = {"what": "Fake vials of Cardiva are sold on X", "likelihood": "4", "impact": "4"}


def _word(number: int) -> str:
    """Unlike that of every other number, so that nothing looks like a duplicate."""
    return sha256(str(number).encode()).hexdigest()[:12]


def _handle(number: int) -> str:
    return f"@H{_word(number)}"


def spreadsheet(accounts: int, last_post_at: str = "") -> str:
    """CSV of as many accounts."""
    rows = [
        [*{**ANSWERS, "handle": _handle(n), "brand": _word(-n), "audience": f"Readers {n}"}.values(), last_post_at]
        for n in range(accounts)
    ]
    return "\n".join(",".join(row) for row in [COLUMNS, *rows]) + "\n"


def registrations(sandbox: Sandbox) -> Iterator[Json]:
    """Submissions of the registration form without end, each of another view and about another account."""
    desk = Desk(sandbox.workspace, "jonas")
    desk.type("#general", "/account register")
    if (modal := desk.modal) is None:
        raise Failed("The registration form did not open")
    desk.press_in_modal("accounts.register.more")
    desk.fill(ANSWERS)
    first = payloads.submission(sandbox.workspace, desk.person, modal)
    desk.close()
    for number in count():
        payload = copy.deepcopy(first)
        view = payload["view"]
        view["id"], payload["trigger_id"] = f"V0BENCH{number}", f"trigger.{number}"
        for name, typed in (("handle", _word(number)), ("brand", _word(-number)), ("audience", f"Group {number}")):
            (state,) = view["state"]["values"][name].values()
            state["value"] = typed
        yield payload


def crises(sandbox: Sandbox) -> Iterator[Json]:
    """Submissions of the form of a red crisis without end, each of another view and about something else."""
    desk = Desk(sandbox.workspace, "hana")
    desk.type("#general", "/crisis raise")
    if (modal := desk.modal) is None:
        raise Failed("The form of a crisis did not open")
    desk.fill(RED)
    first = payloads.submission(sandbox.workspace, desk.person, modal)
    desk.close()
    for number in count():
        payload = copy.deepcopy(first)
        payload["view"]["id"], payload["trigger_id"] = f"V0CRISIS{number}", f"trigger.crisis.{number}"
        (what,) = payload["view"]["state"]["values"]["what"].values()
        what["value"] = _word(number)
        yield payload


def freeze(sandbox: Sandbox) -> Json:
    """The form that freezes all accounts, filled in."""
    desk = Desk(sandbox.workspace, "thomas")
    desk.type("#general", "/crisis freeze")
    desk.search("scope", "")
    desk.fill(scope=["all"], reason="Fake vials of Cardiva are sold on X")
    return _submission(sandbox, desk)


def thaw(sandbox: Sandbox) -> Json:
    """The form that thaws all of the only freeze."""
    desk = Desk(sandbox.workspace, "thomas")
    desk.type("#general", "/crisis thaw")
    for action_id in ("freezes.show", "freezes.thaw"):
        newest = desk.read("#general")[-1]
        desk.press(newest.channel, newest.ts, action_id)
    return _submission(sandbox, desk)


def _submission(sandbox: Sandbox, desk: Desk) -> Json:
    if (modal := desk.modal) is None:
        raise Failed("The form did not open")
    return payloads.submission(sandbox.workspace, desk.person, modal)


def logged_posts(sandbox: Sandbox, accounts: int) -> Iterator[Json]:
    """`/account log …` without end, on one account after the other."""
    workspace = sandbox.workspace
    jonas, general = workspace.person("jonas"), workspace.channel("#general")
    for number in count():
        handle = _handle(number % accounts)
        words = f"log {handle} https://x.com/{handle.removeprefix('@')}/status/{1000 + number}"
        yield payloads.command(workspace, jonas, general, "/account", words)
