"""A company's registry, made before anything is measured."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import String, cast, literal, update

from benchmarks import stage
from bot.accounts import exchange, outlet
from bot.accounts.model import Account
from bot.accounts.sheet import Sheet
from bot.app import Concord
from bot.crises import lines as timeline
from bot.crises import queries as crises_there
from bot.crises import service as alarms
from bot.crises.drafts import Draft as Alarm
from bot.kernel.act import Act
from bot.kernel.clock import SystemClock
from bot.kernel.db import Database
from bot.posts import queries, service
from bot.posts.deciding import REVIEWING
from bot.posts.drafts import Draft
from bot.reviews.seen import Seen
from bot.settings import PACKAGED_GOVERNANCE, Settings
from sandbox.server import Sandbox

MANAGER = "U0MARTA000"
"""The community manager of the sandbox's company."""
REVIEWER = "U0LUCAS000"
"""Approves what names no product."""


def register(url: str, spreadsheet: str) -> None:
    """Its rows as active accounts, each with the reminder that it asks for."""
    with stage.slack() as sandbox:
        concord = Concord(settings_of(sandbox, url), Database(url), SystemClock())
        sheet, who = Sheet(spreadsheet.encode()), concord.people.actor(MANAGER)
        concord.people.meet(sheet.people)
        with concord.database.transaction() as session:
            report = exchange.take_some(Act(session, who, datetime.now(UTC)), sheet.rows, concord.sheets.rules)
        concord.close()
    if report.problems:
        raise stage.Failed(report.problems[0])


def schedule(url: str, people: int, posts: int) -> None:
    """So many people publish on its accounts, and on each of the first of them a post is scheduled."""
    with stage.slack() as sandbox:
        concord = Concord(settings_of(sandbox, url), Database(url), SystemClock())
        author, reviewer, now = concord.people.actor(MANAGER), concord.people.actor(REVIEWER), datetime.now(UTC)
        with concord.database.transaction() as session:
            publisher = literal("U0MANY").concat(cast(Account.id % people, String))
            session.execute(update(Account).values(kind="corporate", brand="", publisher=publisher, deputy=""))
        draft = Draft(
            text="Every heart counts.", objective="Be read", content_type="text", planned_at=now + timedelta(days=1)
        )
        for its in range(1, posts + 1):
            with concord.database.transaction() as session:
                act = Act(session, author, now)
                number = service.submit(act, draft, outlet(session, its), concord.governance, names={}).id
            with concord.database.transaction() as session:
                post = queries.held(session, number)
                REVIEWING.approve(Act(session, reviewer, now), post, Seen(number, post.version, post.review.stage))
        concord.close()


def raise_crises(url: str, crises: int, lines: int) -> None:
    """So many are open, and the first has so many lines in its timeline."""
    with stage.slack() as sandbox:
        concord = Concord(settings_of(sandbox, url), Database(url), SystemClock())
        act = partial(Act, who=concord.people.actor(MANAGER), when=datetime.now(UTC))
        for number in range(crises):
            alarm = Alarm(what=f"{number}: fake vials are sold", likelihood="4", impact="4")
            with concord.database.transaction() as session:
                alarms.raise_crisis(act(session), alarm, concord.governance.risk)
        for number in range(lines):
            with concord.database.transaction() as session:
                timeline.add(
                    act(session), crises_there.held(session, 1), f"Somebody called, and said a little: {number}"
                )
        concord.close()


def settings_of(sandbox: Sandbox, url: str) -> Settings:
    given: dict[str, Any] = {name.lower(): value for name, value in sandbox.environment.items()}
    return Settings.model_validate({"database_url": url, "governance_file": PACKAGED_GOVERNANCE, **given})
