"""Workers to be killed: each is forked from one prepared process and runs the bot's own `Work`, from `bot.work`.

Orders come as lines on stdin: `{"duty": "work", "point": "call.before", "nth": 2, "by": "SIGKILL"}` for one more
worker, `{"send": "SIGKILL", "to": pid}` for one less; what becomes of each is told on stdout. One with the duty
`listen` takes gestures instead. A worker dies by its own SIGKILL, or is frozen by its own SIGSTOP, where it passes its
point for the nth time. The points lie around the wire and the database, never within the bot.
"""

import gc
import json
import os
import select
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from slack_bolt.adapter.socket_mode import SocketModeHandler
from sqlalchemy import event

from bot import app, settings
from bot.app import Concord
from bot.health import logs
from bot.kernel.db import Database
from bot.kernel.outbox.sender import Habits, Sender
from bot.kernel.outbox.slack import Answer, SlackWire
from bot.run.starting import clock_of
from bot.run.work import Work
from bot.settings import Settings, SocketSettings
from tests import disk
from tests.reliability.probe import announced

BEFORE, AFTER = "before", "after"
DISK_FULL = "DISK_FULL_FILE"
"""The variable of the environment that names the file which is there while the disk is full."""
MOST_PAGES = 4_294_967_294
"""SQLite's own limit."""


class Fate:
    """Where this process dies or is frozen."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._point, self._left, self._by = "", 0, signal.SIGKILL
        self.main_step = ""

    def fall(self, duty: str, point: str, nth: int, by: signal.Signals) -> None:
        self.main_step = {"work": "beat", "listen": "gesture"}[duty]
        self._point, self._left, self._by = point, nth, by

    def passing(self, step: str, when: str) -> None:
        if self._point != f"{step}.{when}":
            return
        with self._turn:
            self._left -= 1
            if self._left == 0:
                # To this thread: another one might take it, and this one would go on for a moment.
                signal.pthread_kill(threading.get_ident(), self._by)


FATE = Fate()


class MortalWire(SlackWire):
    def call(self, method: str, payload: Mapping[str, Any]) -> Answer:
        FATE.passing("call", BEFORE)
        answer = super().call(method, payload)
        FATE.passing("call", AFTER)
        return answer


def make_mortal(database: Database) -> None:
    if database.is_sqlite:
        event.listen(database.engine, "checkout", meet_the_disk)
    event.listen(database.engine, "commit", lambda _connection: FATE.passing(_step(), BEFORE))
    database.after_commit.append(lambda _session: FATE.passing(_step(), AFTER))


def meet_the_disk(connection: Any, *_: object) -> None:
    """A file says whether it is full for SQLite, which keeps that with each connection."""
    file = Path(os.environ.get(DISK_FULL, os.devnull))
    [pages] = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages if file.is_file() else MOST_PAGES}")


def _step() -> str:
    """Whose transaction this is: the sender leases, a letter's thread records, the beat says what is due and does other
    things besides, the rest is the duty's own.
    """
    name, _, job = threading.current_thread().name.partition("-")
    if name == "beat" and job != "fire_due":
        return job
    return {"sender": "lease", "letter": "record", "pager": "page"}.get(name, FATE.main_step)


def prepared(given: Settings) -> Concord:
    """Everything that a worker needs, with nothing open that two processes must not share."""
    disk.sqlite_does_not_wait()
    database = Database(given.database_url)
    with mock.patch.object(app, "SlackWire", MortalWire):
        concord = Concord(given, database, clock_of(given))
    wire = SlackWire(given.slack_api_url, given.slack_bot_token.get_secret_value())
    Sender(database, wire, concord.clock, Habits(lambda: concord.governance.channels.fallback), lambda *_: None).drain()
    concord.fire_due()
    wire.close()
    database.engine.dispose()
    make_mortal(database)
    gc.freeze()  # memory that no child tidies up is memory that no child copies
    return concord


def live(concord: Concord, app_token: str, duty: str, point: str, nth: int, by: str) -> None:
    signal.set_wakeup_fd(-1)
    os.close(sys.stdin.fileno())
    FATE.fall(duty, point, nth, signal.Signals[by])
    if duty == "work":
        Work(concord).start()
    else:
        SocketModeHandler(concord.bolt, app_token).connect()
    while True:
        signal.pause()


def tell(**what: Any) -> None:
    os.write(sys.stdout.fileno(), json.dumps(what).encode() + b"\n")


class Nursery:
    def __init__(self, concord: Concord, app_token: str) -> None:
        self._concord, self._app_token = concord, app_token
        self._children: set[int] = set()
        self._heard, ring = os.pipe()
        for end in (self._heard, ring):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(ring, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def run(self) -> None:
        """Until nobody gives orders any more."""
        tell(ready=True)
        while True:
            readable, _, _ = select.select([sys.stdin, self._heard], [], [])
            if self._heard in readable:
                os.read(self._heard, 4096)
                self._reap()
            if sys.stdin in readable:
                line = os.read(sys.stdin.fileno(), 4096)
                if not line:
                    break
                for order in line.splitlines():
                    self._obey(json.loads(order))
        for pid in self._children:
            os.kill(pid, signal.SIGKILL)

    def _obey(self, order: dict[str, Any]) -> None:
        if "send" not in order:
            self._bear(**order)
        elif order["to"] in self._children:  # not reaped yet, so nobody else has this number
            os.kill(order["to"], signal.Signals[order["send"]])

    def _bear(self, duty: str, point: str, nth: int, by: str) -> None:
        pid = os.fork()
        if not pid:
            live(self._concord, self._app_token, duty, point, nth, by)
        self._children.add(pid)
        tell(born=pid)

    def _reap(self) -> None:
        while self._children:
            pid, status = os.waitpid(-1, os.WNOHANG | os.WUNTRACED)
            if not pid:
                return
            if os.WIFSTOPPED(status):
                tell(frozen=pid)
                continue
            self._children.discard(pid)
            tell(died=pid, signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)


def main() -> None:
    given = settings.load(SocketSettings)
    logs.configure(given)
    with announced():
        Nursery(prepared(given), given.slack_app_token.get_secret_value()).run()


if __name__ == "__main__":
    main()
