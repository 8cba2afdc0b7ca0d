"""How tests propose an account, through the wire."""

from typing import Any

from sandbox.desk import Desk, Outcome

ANSWERS: dict[str, Any] = {
    "network": "linkedin",
    "handle": "helvia-heart",
    "kind": "brand",
    "purpose": "Explain heart failure to cardiologists",
    "audience": "Cardiologists",
    "market": "Switzerland",
    "languages": ["en", "de-CH"],
    "business_unit": "Cardiology",
    "owner": "U0JONAS000",
    "backup": "U0SOFIA000",
    "why": "No account speaks to cardiologists yet",
}


def propose(desk: Desk, **answers: Any) -> Outcome:
    desk.type("#general", "/account register")
    desk.press_in_modal("accounts.register.more")
    desk.fill(ANSWERS | answers)
    return desk.submit()


def offered(desk: Desk, typed: str = "") -> list[str]:
    """The accounts that the open form finds."""
    return [option["text"]["text"] for option in desk.search("account", typed)]
