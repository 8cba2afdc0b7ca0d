"""The rules that look at accounts and products alone."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from bot.accounts import Outlet
from bot.outgoing import Going, Rule
from bot.products import Status, standing


def closed(outlet: Outlet) -> str:
    return "" if outlet.is_open else f"{outlet.label} is {outlet.status}."


def _is_closed(_session: Session, going: Going) -> str:
    return closed(going.outlet)


def _withdrawn(session: Session, going: Going) -> str:
    return " ".join(_that_are(Status.WITHDRAWN, session, going))


def _out_of_stock(session: Session, going: Going) -> str:
    return " ".join(_that_are(Status.OUT_OF_STOCK, session, going))


def _that_are(status: Status, session: Session, going: Going) -> Iterator[str]:
    return (f"{name} is {now}." for name, now in standing(session, going.products).items() if now is status)


IN_USE = Rule(
    "its account is in use",
    _is_closed,
    "Withdraw it, then submit it for another account.",
    warns=False,  # no form is sent for such an account
)
NOT_WITHDRAWN = Rule("none of its products is withdrawn", _withdrawn, "Edit it or withdraw it.")
IN_STOCK = Rule("its products are in stock", _out_of_stock, holds=False)
