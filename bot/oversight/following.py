"""One process goes by the governance in force: what it begins with, and how it follows what others take into use."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import structlog
from sqlalchemy.orm import Session

from bot import governance
from bot.governance import Governance, GovernanceError, InForce
from bot.kernel.act import Act, due
from bot.kernel.actor import OPERATOR
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.errors import Refused
from bot.oversight.in_force import hold_in_force, is_reviewed, recorded, sha256_of, take_into_use
from bot.oversight.keeping import GOVERNANCE
from bot.oversight.model import Standing
from bot.oversight.revisions import keep_revision, latest, rules_of

NO_FILE = "GOVERNANCE_FILE is not set: `/social setup` in Slack changes the governance."
DIFFERS = "The governance file of this process is not the one in force (SHA-256 {}…). Give it that file."
UNREAD = "What is in force (SHA-256 {}…) reviews other files, and this process cannot read it:"
OF_A_FILE = "This database goes by a governance file (SHA-256 {}…). Set GOVERNANCE_FILE to it."

log = structlog.get_logger(__name__)


def begun(database: Database, file: Path | None) -> InForce:
    """What a process begins with: its file, or else what is in force, or else the packaged rules. A file that has to be
    reviewed first does not count; raises GovernanceError.
    """
    if file is None:
        return InForce(_as_recorded(database))
    rules = governance.load(file)
    with database.snapshot() as session:
        standing = session.get(Standing, GOVERNANCE)
        has_to_wait = is_reviewed(standing) and sha256_of(standing) != rules.sha256
        return InForce(_reviewing(session, sha256_of(standing) or "") if has_to_wait else rules, file)


def _reviewing(session: Session, sha256: str) -> Governance:
    """What is in force; raises GovernanceError where it was never written down, or needs what is not there."""
    if (revision := latest(session, sha256)) is None:
        raise GovernanceError([DIFFERS.format(sha256[:12])])
    try:
        return rules_of(revision)
    except GovernanceError as error:
        raise GovernanceError([UNREAD.format(sha256[:12]), *error.sentences]) from error


def _as_recorded(database: Database) -> Governance:
    with database.snapshot() as session:
        if (sha256 := recorded(session)) is None:
            return governance.blank()
        if (revision := latest(session, sha256)) is None:
            raise GovernanceError([OF_A_FILE.format(sha256[:12])])
        return rules_of(revision)


class Adopt(Protocol):
    """Take another governance into use, or begin what the one in force wants before that; raises Refused. Unless it is
    to be proposed `again`, what was proposed once is not.
    """

    def __call__(self, act: Act, rules: Governance, in_force: Governance, *, again: bool) -> object: ...


class Following:
    """One process's part: what it starts with is taken into use, and from then on it takes up what others do."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        in_force: InForce,
        prepare: Callable[[Governance], None],
        adopt: Adopt,
    ) -> None:
        """`prepare` is done before another governance counts."""
        self.trouble: str | None = None
        """Why this process cannot follow, in a sentence."""
        self._database, self._clock, self._in_force = database, clock, in_force
        self._prepare, self._adopt = prepare, adopt
        self._has_begun = False

    def look(self) -> bool:
        """Take up what is in force; whether it is so now."""
        sha256 = self._recorded()
        if sha256 is None or not self._has_begun:
            self._begin()
            sha256 = self._recorded()
        if sha256 is None or sha256 == self._in_force().sha256:
            self.trouble = None
        else:
            self._catch_up(sha256)
        return self.trouble is None

    def read_again(self) -> None:
        """As the operator asks: what the file says is adopted; where something is wrong with it, nothing is."""
        if not self._in_force.file:
            log.warning("no_governance_file", why=NO_FILE)
            return
        try:
            rules = self._in_force.read_again()
        except GovernanceError as error:
            log.error("governance_refused", why=error.sentences)
            return
        try:
            with self._database.transaction() as session:
                self._adopt(Act(session, OPERATOR, self._clock.now()), rules, self._in_force(), again=True)
        except Refused as refusal:
            log.warning("governance_not_taken", why=refusal.sentence)
        self.look()

    def _begin(self) -> None:
        """Its file is taken into use, or proposed. Without a file it has nothing to say, but before anybody does: then
        the packaged rules are written down.
        """
        mine = self._in_force.read_again()
        if mine.sha256 != self._in_force().sha256 and (sha256 := self._recorded()):
            self._catch_up(sha256)
        rules, has_file = self._in_force(), self._in_force.file is not None
        with self._database.transaction() as session:
            act, before = due(session, self._clock.now()), hold_in_force(session)
            if before is None and not has_file:
                keep_revision(act, mine, based_on="")
            if sha256_of(before) == rules.sha256:
                take_into_use(act, rules)  # by this version
                if mine.sha256 != rules.sha256:
                    self._adopt(act, mine, rules, again=False)
            elif before is None or (has_file and not is_reviewed(before)):
                take_into_use(act, mine)
        self._has_begun = True

    def _recorded(self) -> str | None:
        with self._database.snapshot() as session:
            return recorded(session)

    def _catch_up(self, sha256: str) -> None:
        try:
            rules = self._written(sha256)
        except GovernanceError as error:
            self.trouble = str(error)
            return
        if rules is None:
            self.trouble = DIFFERS.format(sha256[:12])
            return
        self._prepare(rules)
        self._in_force.take_up(rules)
        self.trouble = None
        log.info("governance_taken_up", sha256=sha256)

    def _written(self, sha256: str) -> Governance | None:
        """The governance with that hash: of the file, or as it was written down; raises GovernanceError."""
        if self._in_force.is_in_file(sha256) and (rules := self._in_force.read_again()).sha256 == sha256:
            return rules
        with self._database.snapshot() as session:
            revision = latest(session, sha256)
            return rules_of(revision) if revision else None
