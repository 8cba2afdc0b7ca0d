"""A company's registry, made before anything is measured."""

from datetime import UTC, datetime
from typing import Any

from benchmarks import stage
from bot.accounts import exchange
from bot.accounts.sheet import Sheet
from bot.app import Concord
from bot.kernel.act import Act
from bot.kernel.clock import SystemClock
from bot.kernel.db import Database
from bot.settings import PACKAGED_GOVERNANCE, Settings
from sandbox.server import Sandbox

MANAGER = "U0MARTA000"
"""The community manager of the sandbox's company."""


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


def settings_of(sandbox: Sandbox, url: str) -> Settings:
    given: dict[str, Any] = {name.lower(): value for name, value in sandbox.environment.items()}
    return Settings.model_validate({"database_url": url, "governance_file": PACKAGED_GOVERNANCE, **given})
