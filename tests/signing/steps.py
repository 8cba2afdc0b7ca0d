"""How tests set and give codes, through the wire."""

import base64
import re

from bot.signing.totp import PERIOD_S, code_of
from sandbox.desk import Outcome
from tests.posts.steps import press
from tests.steps import modal_text
from tests.world import Helvia

PIN, OTHER = "271828", "314159"


def set_pin(helvia: Helvia, handle: str = "priya", pin: str = PIN, again: str = "", before: str = "") -> Outcome:
    desk = helvia.desk(handle)
    assert desk.type("#general", "/social pin").ok
    desk.fill({"new_pin": pin, "again": again or pin} | ({"pin": before} if before else {}))
    return desk.submit()


def begin_authenticator(helvia: Helvia, handle: str = "lucas") -> bytes:
    """The secret that the form shows."""
    desk = helvia.desk(handle)
    assert desk.type("#general", "/social authenticator").ok
    [written] = re.findall(r"secret=([A-Z2-7]{32})", modal_text(desk))
    return base64.b32decode(written)


def authenticator(helvia: Helvia, handle: str = "lucas") -> bytes:
    """The secret of one that is confirmed."""
    secret = begin_authenticator(helvia, handle)
    desk = helvia.desk(handle)
    desk.fill(first_code=code_now(helvia, secret))
    assert desk.submit().ok
    return secret


def code_now(helvia: Helvia, secret: bytes, later: int = 0) -> str:
    """What the app shows, or will show so many periods later."""
    return code_of(secret, int(helvia.now.timestamp()) // PERIOD_S + later).decode()


def approve(helvia: Helvia, handle: str, **code: str) -> Outcome:
    """Press Approve and give the code that the form asks for."""
    assert press(helvia, handle, "posts.approve").ok
    return give(helvia, handle, **code)


def give(helvia: Helvia, handle: str, **code: str) -> Outcome:
    desk = helvia.desk(handle)
    desk.fill(code)
    return desk.submit()
