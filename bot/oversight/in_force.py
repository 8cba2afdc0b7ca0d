"""Which governance is in force, on record: every process goes by it."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.governance import Governance, Reviewable
from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.oversight.keeping import GOVERNANCE, keep
from bot.oversight.model import Standing, standings
from bot.oversight.revisions import keep_revision, latest
from bot.version import VERSION

OTHERWISE = "Somebody has changed the governance meanwhile. Open it again."


def take_into_use(act: Act, rules: Governance) -> None:
    """On record; every process takes it up with its next look. One whose changes need a review is written down, so that
    a process that starts with the next one, which waits, knows it.
    """
    if rules.routes_of(Reviewable.GOVERNANCE) and latest(act.session, rules.sha256) is None:
        keep_revision(act, rules, based_on="")
    keep(act, GOVERNANCE, {"sha256": rules.sha256, "version": VERSION, "keys": rules.keys})


def require_in_force(session: Session, sha256: str, otherwise: str = OTHERWISE) -> None:
    """Nobody takes another one into use before this transaction ends; raises TooLate where somebody just did."""
    if sha256_of(hold_in_force(session)) != sha256:
        raise TooLate(otherwise)


def hold_in_force(session: Session) -> Standing | None:
    """What is in force stays so until this transaction ends."""
    return session.get(Standing, GOVERNANCE, with_for_update=True, populate_existing=True)


def sha256_of(standing: Standing | None) -> str | None:
    return str(standing.value["sha256"]) if standing else None


def recorded(session: Session) -> str | None:
    """The SHA-256 of what is in force; None before anything is."""
    stands = select(standings.c.value["sha256"].as_string()).where(standings.c.matter == GOVERNANCE)
    return session.execute(stands).scalar_one_or_none()


def is_reviewed(standing: Standing | None) -> bool:
    """Whether what is in force, of which this process knows no more than the record, wants a review of changes."""
    keys: Mapping[str, Any] = standing.value["keys"] if standing else {}
    routes = (keys[key] for key in keys if re.fullmatch(r"routes\[\d+\]\.of\[\d+\]", key))
    return Reviewable.GOVERNANCE in set(routes)
