"""Helvia Pharma as tests know it: its people at their desks, its channels, and time that passes when told to."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from slack_bolt.adapter.socket_mode import SocketModeHandler
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.app import Concord
from bot.audit.model import Entry
from bot.kernel import escalation
from bot.kernel.db import Database
from bot.kernel.letters import letters, live
from bot.settings import SocketSettings
from sandbox.gestures import Desk, readable
from sandbox.models import Message
from sandbox.server import Sandbox
from sandbox.workspace import Workspace

A_SECOND = timedelta(seconds=1)
MANY = 500


class Helvia:
    def __init__(self, sandbox: Sandbox, workspace: Workspace, database: Database, url: str) -> None:
        self.sandbox, self.workspace, self.database = sandbox, workspace, database
        self.settings = _settings(sandbox, url)
        self.concord = Concord(self.settings, database, workspace.clock)

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Concord takes gestures over Socket Mode; what is due and what is to be sent waits for `settle`."""
        token = self.settings.slack_app_token.get_secret_value()
        socket = SocketModeHandler(self.concord.bolt, token)
        socket.connect()
        if not self.sandbox.sockets.wait_for(connections=1, timeout=5):
            raise ConnectionError("Concord did not connect")
        yield
        socket.close()
        self.sandbox.sockets.wait_for(connections=0, timeout=5)
        self.concord.people.close()

    def desk(self, handle: str, *, force: bool = False) -> Desk:
        return self.workspace.desk(handle, force=force)

    @property
    def now(self) -> datetime:
        return self.workspace.clock.now()

    def settle(self) -> None:
        """Say what is due and deliver it, as the scheduler and the sender do; seconds pass where a channel's pace asks."""
        for _ in range(MANY):
            self.concord.fire_due()
            self.concord.sender.drain()
            if not self._waiting():
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

    def _waiting(self) -> int:
        query = select(func.count()).select_from(letters).where(live(letters.c.state), letters.c.due_at <= self.now)
        with self.session() as session:
            return session.execute(query).scalar_one()

    def _next_due(self) -> datetime | None:
        with self.session() as session:
            return escalation.next_due(session)


def _settings(sandbox: Sandbox, url: str) -> SocketSettings:
    given = {name.lower(): value for name, value in sandbox.environment.items()}
    return SocketSettings(database_url=url, **given, _env_file=None)
