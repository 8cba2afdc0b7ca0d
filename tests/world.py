"""Helvia Pharma as tests know it: its people at their desks, its channels, and time that passes when told to."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.app import Concord
from bot.audit.model import Entry
from bot.health.pulse import Pulse
from bot.health.sign_of_life import SignOfLife
from bot.kernel import escalation
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.outbox.tables import letters, live
from bot.people import person_from_slack
from bot.run import web
from bot.run.front import SLACK_PATH
from bot.run.socket_mode import SocketMode
from bot.settings import PACKAGED_GOVERNANCE, Settings, SocketSettings, WebSettings
from sandbox.desk import Desk, readable
from sandbox.server import Sandbox
from sandbox.testing import fresh
from sandbox.workspace import Workspace
from sandbox.workspace.models import Message
from tests.governance import in_war_room
from tests.patience import PATIENCE_S

A_SECOND = timedelta(seconds=1)
MANY = 500
MEDIA = Path(gettempdir()) / f"concord-tests-media-{os.getpid()}"
"""Each file in it is named by its content, so worlds may share it."""


class Running(Concord):
    """Concord as a test session keeps it: taking gestures, while what is due and to be sent waits for `settle`."""

    commits = 0

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        super().__init__(settings, database, clock)
        database.after_commit.append(self._count)
        self.health.owed.lasts_s = 0.0  # whoever looks sees what has just been done
        self.in_force.take_up(in_war_room(self.governance))

    def _count(self, _: Session) -> None:
        self.commits += 1


@contextmanager
def connected(sandbox: Sandbox, url: str, over: str = "Socket Mode", **more: Any) -> Iterator[Running]:
    """Concord on that database, with `more` settings; Slack reaches it over Socket Mode, or over HTTP and signed.

    The sandbox is its own for so long: Slack gives each of two that are connected every other gesture.
    """
    is_free = sandbox.workspace.line.transport is sandbox.sockets and sandbox.sockets.wait_for_at_most(0, PATIENCE_S)
    if not is_free:
        raise ConnectionError("Another Concord is connected to this sandbox: take one of your own")
    reached = _over_http if over == "HTTP" else _over_socket_mode
    with reached(sandbox, given_by(sandbox, url) | more) as concord:
        yield concord


@contextmanager
def _over_socket_mode(sandbox: Sandbox, settings: dict[str, Any]) -> Iterator[Running]:
    given = SocketSettings.model_validate(settings)
    with (
        closing(Database(given.database_url)) as database,  # also where it does not start
        closing(Running(given, database, sandbox.workspace.clock)) as concord,
    ):
        socket = SocketMode(concord.bolt, given.slack_app_token.get_secret_value())
        try:
            socket.connect()
            if not sandbox.sockets.wait_for(connections=1, timeout=PATIENCE_S):
                raise ConnectionError("Concord did not connect")
            yield concord
        finally:
            socket.hang_up()
            sandbox.sockets.drop()  # now and then the client does not notice that it was closed


@contextmanager
def _over_http(sandbox: Sandbox, settings: dict[str, Any]) -> Iterator[Running]:
    given = WebSettings.model_validate({**settings, "port": 0})
    with (
        closing(Database(given.database_url)) as database,
        closing(Running(given, database, sandbox.workspace.clock)) as concord,
        web.server(concord, given) as server,
        closing(sandbox.use_http(f"http://127.0.0.1:{server.port}{SLACK_PATH}")),
    ):
        try:
            yield concord
        finally:
            sandbox.use_sockets()


class Helvia:
    def __init__(self, sandbox: Sandbox, workspace: Workspace, concord: Running) -> None:
        self.sandbox, self.workspace, self.concord = sandbox, workspace, concord
        self.database = concord.database
        concord.people.read_grants()
        concord.health.beat, concord.health.line = Pulse(), Pulse()
        concord.sign = concord.health.sign = SignOfLife(concord.database, workspace.clock)
        self._settled: tuple[int, datetime] | None = None

    def desk(self, handle: str, *, force: bool = False) -> Desk:
        return Desk(self.workspace, handle, force=force)

    @property
    def now(self) -> datetime:
        return self.workspace.clock.now()

    def settle(self) -> None:
        """Say what is due and deliver it, as scheduler and sender do; seconds pass where a channel's pace asks."""
        self.sandbox.events.settle()
        for _ in range(MANY):
            self.concord.fire_due()
            self.concord.sender.drain()
            if not self._waiting():
                self._settled = self.concord.commits, self.now
                return
            self.workspace.clock.move(A_SECOND)
        raise AssertionError("something never gets delivered")

    def wait(self, span: timedelta) -> None:
        """Let time pass, stopping at each instant at which something is due."""
        until = self.now + span
        self.settle()
        while (due := self._next_due()) and due <= until:
            if due > self.now:
                self.workspace.clock.set(due)
            self.settle()
        if until > self.now:
            self.workspace.clock.set(until)

    def leap(self, span: timedelta) -> None:
        """As if the process had been down for so long."""
        self.workspace.clock.move(span)
        self.settle()

    def messages(self, channel: str, reader: str = "marta") -> Sequence[Message]:
        """What is in a channel now, oldest first, once all is delivered."""
        self.sandbox.events.settle()
        if self._settled != (self.concord.commits, self.now):
            self.settle()
        return self.desk(reader).read(channel)

    def texts(self, channel: str, reader: str = "marta") -> list[str]:
        return [readable(message) for message in self.messages(channel, reader)]

    def direct(self, handle: str) -> Sequence[Message]:
        """What Concord wrote to a person directly, oldest first."""
        return self.messages(self.workspace.bot.id, handle)

    def whispers(self, handle: str, channel: str) -> list[str]:
        """What only this person sees in a channel."""
        return [readable(each) for each in self.messages(channel, handle) if each.is_ephemeral]

    def press(self, handle: str, message: Message, action_id: str) -> Any:
        return self.desk(handle).press(message.channel, message.ts, action_id)

    @contextmanager
    def session(self) -> Iterator[Session]:
        with self.database.transaction() as session:
            yield session

    def audit(self, what: str) -> list[Entry]:
        with self.session() as session:
            return list(session.scalars(select(Entry).where(Entry.what == what).order_by(Entry.id)))

    def forget(self) -> None:
        """The people and groups of the first day again, as Slack would tell of a change."""
        before = self.workspace.state
        fresh(self.sandbox)
        after = self.workspace.state
        if (before.people, before.groups) != (after.people, after.groups):
            self.introduce()

    @contextmanager
    def another(self, **more: Any) -> Iterator[Concord]:
        """Another process on the same database, with `more` settings; Slack tells it nothing."""
        url = self.database.engine.url.render_as_string(hide_password=False)
        settings = SocketSettings.model_validate(given_by(self.sandbox, url) | more)
        with closing(Concord(settings, Database(url), self.concord.clock)) as concord:
            concord.in_force.take_up(in_war_room(concord.governance))
            yield concord

    def introduce(self) -> None:
        """Slack tells Concord of everybody."""
        users, groups = (
            self.concord.slack.users_list()["members"],
            self.concord.slack.usergroups_list(include_users=True),
        )
        for user in users:
            self.concord.people.learn(person_from_slack(user, team=self.workspace.team.id))
        for group in groups["usergroups"]:
            self.concord.people.learn_group(group["id"], frozenset(group["users"]))

    def _waiting(self) -> int:
        query = select(func.count()).select_from(letters).where(live(letters.c.state), letters.c.due_at <= self.now)
        with self.session() as session:
            return session.execute(query).scalar_one()

    def _next_due(self) -> datetime | None:
        with self.session() as session:
            return escalation.next_due(session)


def given_by(sandbox: Sandbox, url: str) -> dict[str, Any]:
    own = {"database_url": url, "media_dir": str(MEDIA), "governance_file": PACKAGED_GOVERNANCE}
    return own | {name.lower(): value for name, value in sandbox.environment.items()}
