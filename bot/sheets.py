"""Accounts as files: what is sent as one, and what has to be known before one is taken in."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Protocol

from bot.accounts import exchange, queries
from bot.accounts.checks import Rules
from bot.company import Company
from bot.health import channels
from bot.kernel.db import Database
from bot.people.memory import Source


class Slack(Source, Protocol):
    def channel(self, channel_id: str) -> dict[str, Any] | None: ...


class Sheets:
    """`patient` gives a line to Slack that waits as long as Slack wants."""

    def __init__(self, database: Database, company: Company, patient: Callable[[], Slack]) -> None:
        self._database, self._company, self._patient = database, company, patient

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
        """The file that is sent of it, as things are now."""
        with self._database.snapshot() as session:
            return exchange.given_out(queries.registered(session))
