"""What is sent as a file, and how a sheet of accounts is taken in that somebody gave in Slack."""

import errno
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

import structlog
from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from bot.accounts import exchange, importing, queries
from bot.accounts.checks import Rules
from bot.accounts.importing import AccountImport
from bot.accounts.life import IMPORT
from bot.accounts.sheet import Sheet
from bot.company import Company
from bot.files.fetching import Fetching, NotNow
from bot.files.model import Asset
from bot.files.store import Store
from bot.health import channels
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.errors import Refused
from bot.kernel.subject import Subject
from bot.oversight.keeping import GOVERNANCE
from bot.people import Unreachable
from bot.people.memory import Source

NOT_NOW = "Slack does not answer."
NO_ROOM = "The disk is full: an administrator has to make room."
NO_STORE = "Concord cannot keep files: an administrator has to look at MEDIA_DIR."
KEPT = timedelta(days=90)
"""So long after an import has ended, and a file was last given."""
BATCH = 100

log = structlog.get_logger(__name__)


class Slack(Source, Protocol):
    def channel(self, channel_id: str) -> dict[str, Any] | None: ...


class Sheets:
    """`patient` gives a line to Slack that waits as long as Slack wants."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        company: Company,
        patient: Callable[[], Slack],
        fetching: Fetching,
        store: Store,
    ) -> None:
        self._database, self._clock, self._company = database, clock, company
        self._patient, self._fetching, self._store = patient, fetching, store

    @property
    def rules(self) -> Rules:
        return Rules(is_active=self._company.people.is_active, usual_cadence=self._company.rules.cadence_days)

    def rules_for(self, people: Iterable[str], places: Iterable[str]) -> Rules:
        """For a sheet that names these people and channels: Slack is asked for one after another, as slowly as it
        wants; raises Unreachable where it does not say.
        """
        slack = self._patient()
        self._company.people.meet_slowly(people, slack)
        can_write_in = {each for each in places if channels.is_open(slack.channel(each))}
        return replace(self.rules, can_write_in=can_write_in.__contains__)

    def made(self, of: str) -> bytes:
        """The file that is sent of it, as things are now; raises OSError where what it is made of is gone."""
        subject = Subject.read(of)
        if subject.kind == GOVERNANCE:
            return self._company.rules.text.encode()
        with self._database.snapshot() as session:
            if subject.kind != importing.KIND:
                return exchange.given_out(queries.registered(session))
            given = importing.by_id(session, subject.number)
            sha256, problems = given.sha256 or "", given.report.problems
        return importing.to_mend(Sheet(self._store.get(sha256)), problems)

    def take_in(self) -> None:
        """Whatever people have given."""
        while given := self._database.transact(lambda session: importing.lease(session, self._clock.now())):
            self._try(given)

    def _try(self, given: AccountImport) -> None:
        try:
            self._take_in(given)
        except (NotNow, Unreachable):
            self._put_off(given, NOT_NOW)
        except OSError as error:
            log.error("file_not_kept", error=error.strerror)
            self._put_off(given, NO_ROOM if error.errno in {errno.ENOSPC, errno.EDQUOT} else NO_STORE)
        except Refused as refusal:
            sentence = refusal.sentence
            self._database.transact(lambda session: self._end(session, given, sentence))

    def _take_in(self, given: AccountImport) -> None:
        """Slack is asked and the file is kept before the transactions."""
        sheet = Sheet(self._store.get(given.sha256) if given.sha256 else self._fetch(given))
        rules = self.rules_for(sheet.people, sheet.channels)
        self._company.people.signer(given.by, IMPORT.roles)
        begin: int | None = given.taken
        while begin is not None:
            who = self._company.people.actor(given.by)  # who may have left meanwhile
            step = partial(self._take_some, given=given, who=who, sheet=sheet, rules=rules, begin=begin)
            begin = self._database.transact(step)

    def _fetch(self, given: AccountImport) -> bytes:
        content = self._fetching.fetch(given.slack_file)
        sheet = Sheet(content)
        _ = sheet.rows  # what is no sheet is not kept
        self._store.put(content)

        def note(session: Session) -> None:
            asset = {"sha256": sheet.sha256, "bytes": len(content), "kept_at": self._clock.now()}
            session.merge(Asset(**asset, name=given.name, slack_file=given.slack_file))
            importing.fetched(session, given.id, sheet.sha256)

        self._database.transact(note)
        return content

    def _take_some(
        self, session: Session, *, given: AccountImport, who: Actor, sheet: Sheet, rules: Rules, begin: int
    ) -> int | None:
        return importing.take_some(Act(session, who, self._clock.now()), given.id, sheet, rules, begin)

    def _end(self, session: Session, given: AccountImport, why: str) -> None:
        company, now = self._company, self._clock.now()
        if company.people.may_be_asked(given.by):
            importing.end(session, given.id, why, now)
        else:
            others = dict.fromkeys(each for role in IMPORT.roles for each in company.holders(role))
            importing.leave(session, given.id, company.name_of(given.by), [*others], now)

    def _put_off(self, given: AccountImport, why: str) -> None:
        self._database.transact(lambda session: importing.put_off(session, given.id, why, self._clock.now()))

    def prune(self) -> None:
        """Forget old imports, and files to which nobody refers any more."""
        while self._database.transact(self._forget) == BATCH:
            continue
        while gone := self._database.transact(self._unreferred):
            for sha256 in gone:
                self._store.forget(sha256)

    def _forget(self, session: Session) -> int:
        return importing.prune(session, before=self._clock.now() - KEPT, limit=BATCH)

    def _unreferred(self, session: Session) -> list[str]:
        is_used = exists().where(AccountImport.sha256 == Asset.sha256)
        before = self._clock.now() - KEPT
        old = select(Asset.sha256).where(Asset.kept_at < before, ~is_used).limit(BATCH)
        return list(session.scalars(delete(Asset).where(Asset.sha256.in_(old)).returning(Asset.sha256)))
