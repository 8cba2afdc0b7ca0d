"""The registry of a large company beside a small one's: what people ask of it, and what Concord looks for itself."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any, NamedTuple

from sqlalchemy import insert

from benchmarks import gestures, stage
from benchmarks.databases import Databases, Kind
from benchmarks.figures import Figure, Target
from bot import leaving
from bot.accounts import finding, likeness
from bot.accounts.indexing import Indexing
from bot.accounts.model import Account
from bot.kernel.db import Database
from sandbox.desk import Desk
from sandbox.server import Sandbox
from sandbox.wire import payloads
from sandbox.workspace.models import Json

AS_FAST = Target("ratio", 1.5)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BRANDS = (
    "Cardiva",
    "Neurovent",
    "Helvia",
    "Dermalis",
    "Oncora",
    "Respirin",
    "Gastrel",
    "Immunex",
    "Osteon",
    "Pedialyn",
)
MARKETS = ("CH", "DE", "FR", "JP", "US", "BR", "IN", "ZA", "GB", "IT", "ES", "PL")
WHO = ("patients", "cardiologists", "journalists", "applicants", "pharmacists", "nurses")
NETWORKS = ("x", "instagram", "threads", "facebook", "tiktok")
AN_OWNERS = 20
AT_ONCE = 5_000
TIMES = 15


class Company(NamedTuple):
    """A workspace whose registry has so many accounts, and what is in them."""

    size: int
    database: Database
    sandbox: Sandbox
    registrations: Iterator[Json]
    logging: Desk
    freezing: Desk
    """Each with its form open."""


Ask = Callable[[Company, int], object]


def measure(databases: Databases, small: int, large: int) -> list[Figure]:
    figures = []
    for kind in databases.kinds:
        with ExitStack() as stack:
            few, many = (_company(databases, kind, size, stack) for size in (small, large))
            for what, ask in ASKED.items():
                beside, ours = _in_turns(ask, few, many)
                title = f"{what}, {large:,} accounts beside {small:,}, {kind}"
                figures.append(Figure(title, median(ours), "ms", median(beside), AS_FAST))
    return figures


def _in_turns(ask: Ask, *companies: Company) -> tuple[list[float], ...]:
    """Milliseconds."""
    times: tuple[list[float], ...] = tuple([] for _ in companies)
    for nth in range(TIMES + 1):
        for took, company in zip(times, companies, strict=True):
            began = time.perf_counter()
            ask(company, nth)
            took.append((time.perf_counter() - began) * 1000)
    return tuple(took[1:] for took in times)


def _company(databases: Databases, kind: Kind, size: int, stack: ExitStack) -> Company:
    url = databases.new(kind)
    database = Database(url)
    stack.callback(database.close)
    for first in range(0, size, AT_ONCE):
        with database.transaction() as session:
            session.execute(insert(Account), [_account(nth) for nth in range(first, min(first + AT_ONCE, size))])
    Indexing(database).look()
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    sandbox = stack.enter_context(stage.slack())
    stack.enter_context(stage.app(sandbox, ["bot", "run"], database=url))
    registrations = gestures.registrations(sandbox)
    logging, freezing = _opened(sandbox, "marta", "/account log"), _opened(sandbox, "thomas", "/crisis freeze")
    return Company(size, database, sandbox, registrations, logging, freezing)


def _opened(sandbox: Sandbox, handle: str, command: str) -> Desk:
    desk = Desk(sandbox.workspace, handle)
    desk.type("#general", command)
    return desk


def _account(nth: int) -> dict[str, Any]:
    brand, market, whom = BRANDS[nth % 10], MARKETS[nth % 12], WHO[nth % 6]
    handle, owner = f"{brand}{market}{nth}", f"U0OWNER{nth // AN_OWNERS}" if nth >= AN_OWNERS else "U0JONAS000"
    usual = dict.fromkeys(("channel", "why", "insistence", "reason", "snooze_reason"), "")
    people = {"owner": owner, "backup": f"U0BACK{nth // AN_OWNERS}", "publisher": owner, "deputy": ""}
    return {
        **usual,
        **people,
        "network": NETWORKS[nth % 5],
        "handle": handle.lower(),
        "shown": f"@{handle}",
        "url": f"https://x.com/{handle}",
        "name": f"{brand} for {whom} {nth}",
        "kind": "brand",
        "purpose": "Explain",
        "audience": whom,
        "market": market,
        "languages": ["en"],
        "business_unit": "Pharma",
        "brand": f"{brand} {nth % 97}",
        "cadence_days": 30,
        "status": "active",
        "proposed_by": owner,
        "proposed_at": NOON,
        "decided_at": NOON,
        "last_post_at": datetime.now(UTC) - timedelta(days=1),
    }


def _types(name: str, words: Callable[[dict[str, Any]], str]) -> Ask:
    """A command with words about one of the accounts."""

    def ask(company: Company, nth: int) -> object:
        workspace = company.sandbox.workspace
        marta, general = workspace.person("marta"), workspace.channel("#general")
        command = payloads.command(workspace, marta, general, name, words(_some(company, nth)))
        return stage.acknowledged(company.sandbox, "slash_commands", command)

    return ask


def _some(company: Company, nth: int) -> dict[str, Any]:
    """Another one each time, from all over the registry."""
    return _account((nth + 1) * 7919 % company.size)


def _mistyped(account: dict[str, Any]) -> str:
    handle = str(account["shown"])
    return f"{handle[:4]}{handle[5:]}"


def _registers(company: Company, _: int) -> object:
    return stage.acknowledged(company.sandbox, "interactive", next(company.registrations))


def _looks_for_duplicates(company: Company, nth: int) -> object:
    with company.database.snapshot() as session:
        account = finding.named(session, str(_some(company, nth)["shown"]))
        return likeness.likely_duplicates(session, account)


def _looks_who_left(company: Company, _: int) -> object:
    with company.database.snapshot() as session:
        return leaving.relied_on(session)


ASKED: Mapping[str, Ask] = {
    "`/account show` with a handle": _types("/account", lambda its: f"show {its['shown']}"),
    "`/account show` with a name": _types("/account", lambda its: f"show {its['name']}"),
    "`/account show`, mistyped": _types("/account", lambda its: f"show {_mistyped(its)}"),
    "`/account list`": _types("/account", lambda _: "list"),
    "`/account list`, a page in the middle": _types("/account", lambda _: "list page:50"),
    "`/account list` of a market": _types("/account", lambda its: f"list market:{its['market']}"),
    "`/account list` of a brand": _types("/account", lambda its: f'list brand:"{its["brand"]}"'),
    "`/account list`, silent": _types("/account", lambda _: "list status:silent"),
    "`/post list` of an account": _types("/post", lambda its: f"list account:{its['shown']}"),
    "`/social report`": _types("/social", lambda _: "report"),
    "the registration form": _registers,
    "words typed for an account": lambda its, nth: its.logging.search("account", f"{_some(its, nth)['name']}"[:14]),
    "words typed for a freeze": lambda its, nth: its.freezing.search("scope", f"{_some(its, nth)['name']}"[:14]),
    "Home": lambda its, _: Desk(its.sandbox.workspace, "jonas").open_home(),
    "near-duplicates": _looks_for_duplicates,
    "the look for people who left": _looks_who_left,
}
