"""Helvia with other ways than Slack: addresses on this machine that keep what arrives, and a Concord to use them."""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import Row, select

from bot.alerts.model import alerts
from bot.app import Concord
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.run import pages as own_pages
from bot.run.onlooker import Onlooker
from bot.settings import SocketSettings
from tests.crises.steps import raise_crisis
from tests.governance import IN_WAR_ROOM
from tests.patience import PATIENCE_S
from tests.world import Helvia, given_by

SECRET = "token-that-nobody-may-read"
PUBLIC_URL = "https://concord.helvia.example"
LIMIT = timedelta(seconds=60)
SECOND = timedelta(seconds=1)
OTHER_WAYS = """
way_schemes: [json]
other_ways:
  U0THOMAS00: ["json://127.0.0.1:{port}/thomas/${{CONCORD_WAY_PAGER_TOKEN}}"]
  crisis_lead: ["json://127.0.0.1:{port}/crisis-lead"]
  level 2: ["json://127.0.0.1:{port}/level-2"]
  everyone: ["json://127.0.0.1:{port}/everyone", "json://127.0.0.1:{port}/crisis-lead"]
  U0INES0000: ["json://127.0.0.1:{port}/ines"]
hotline: "+41 44 000 00 00"
"""
FIRST = ["crisis-lead", "everyone", "thomas"]
"""Which of them hear of a first ping."""


@dataclass(frozen=True)
class Arrived:
    """What one address was sent; `token` is the rest of its path."""

    address: str
    token: str
    title: str
    message: str

    @property
    def link(self) -> str:
        """The path of the link in it."""
        return next(word for word in self.message.split() if word.startswith(PUBLIC_URL)).removeprefix(PUBLIC_URL)


class Addresses:
    """What apprise's json:// reaches; the next `refusals` calls are answered with a 500."""

    def __init__(self) -> None:
        self.arrived: list[Arrived] = []
        self.refusals = 0
        self._news = threading.Condition()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.addresses = self
        self.port: int = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def names(self) -> list[str]:
        return sorted(each.address for each in self.arrived)

    def at(self, address: str) -> Arrived:
        """The newest there."""
        return [each for each in self.arrived if each.address == address][-1]

    def clear(self) -> None:
        self.arrived.clear()
        self.refusals = 0

    def take(self, path: str, body: bytes) -> int:
        if self.refusals:
            self.refusals -= 1
            return 500
        alert = json.loads(body or b"{}")
        address, _, token = path.strip("/").partition("/")
        with self._news:
            self.arrived.append(Arrived(address, token, alert.get("title", ""), alert.get("message", "")))
            self._news.notify_all()
        return 200

    def wait_for(self, count: int) -> bool:
        """Until so many have arrived; whether they have."""
        with self._news:
            return self._news.wait_for(lambda: len(self.arrived) >= count, timeout=PATIENCE_S)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(PATIENCE_S)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    addresses: Addresses


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(self.server.addresses.take(self.path, body))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *_: object) -> None:
        """Tests say what arrived."""


def settings(rules: Path) -> dict[str, Any]:
    """What a Concord with other ways is given besides."""
    return {"governance_file": rules, "public_url": PUBLIC_URL}


def another(helvia: "Outage", *, clock: Clock | None = None, rules: Path | None = None, **more: Any) -> Concord:
    """One that starts now, on the same database; it is to be closed."""
    url = helvia.database.engine.url.render_as_string(hide_password=False)
    own = settings(rules or helvia.rules) | more
    given = SocketSettings.model_validate(given_by(helvia.sandbox, url) | own)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CONCORD_WAY_PAGER_TOKEN", SECRET)
        concord = Concord(given, Database(url), clock or helvia.concord.clock)
    concord.health.owed.lasts_s = 0.0
    return concord


def write_rules(folder: Path, addresses: Addresses) -> Path:
    file = folder / "governance.yml"
    file.write_text(IN_WAR_ROOM + OTHER_WAYS.format(port=addresses.port))
    return file


class Outage(Helvia):
    """Helvia while Slack takes nothing, or some things."""

    addresses: Addresses
    rules: Path

    def let_pass(self, span: timedelta = timedelta(0)) -> None:
        """Time passes, and then scheduler, sender and pager look once each; nobody waits for Slack."""
        self.workspace.clock.move(span)
        self.concord.fire_due()
        self.concord.sender.drain()
        self.concord.pager.alert_due()

    def slack_is_gone(self) -> None:
        self.workspace.faults.add("outage", times=0)

    def slack_is_back(self) -> None:
        self.sandbox.recover()

    def page_for_a_crisis(self, **answers: Any) -> None:
        """A crisis that Slack does not take word of, until pages have left."""
        raise_crisis(self, **answers)
        self.slack_is_gone()
        self.let_pass()
        self.let_pass(LIMIT)

    def pages(self) -> Sequence[Row[Any]]:
        with self.session() as session:
            return session.execute(select(alerts).order_by(alerts.c.id)).all()

    def browser(self) -> httpx.Client:
        """Whoever opens a link, or asks how Concord is."""
        return browser(self.concord)


def browser(concord: Concord, token: str = "", **more: Any) -> httpx.Client:
    """At the machine itself unless `more` says otherwise; links are opened by their path."""
    application = own_pages.pages(concord, Onlooker(SecretStr(token) if token else None))
    return httpx.Client(transport=httpx.WSGITransport(application, **more), base_url="http://127.0.0.1")
