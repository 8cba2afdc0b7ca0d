"""The command line: run · serve · work · migrate · check · import · export · products · audit."""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from slack_sdk.errors import SlackClientError
from sqlalchemy.exc import OperationalError

from bot import governance, settings
from bot.accounts import exchange, queries
from bot.accounts.life import IMPORT
from bot.accounts.sheet import Sheet
from bot.app import NotReady, asked_slack
from bot.governance import Governance, GovernanceError
from bot.health import logs
from bot.kernel import secrets
from bot.kernel.db import Database
from bot.kernel.errors import Refused
from bot.kernel.failures import message
from bot.kernel.numbers import number_of
from bot.kernel.schedule import Beat
from bot.kernel.waits import AT_LEISURE
from bot.migrations import migrate
from bot.migrations.grants import grant
from bot.migrations.misfits import Misfit
from bot.people import Unreachable
from bot.run import audit_commands, governance_commands, product_commands, sheets, upkeep, web
from bot.run.server import raise_descriptors
from bot.run.shutdown import Shutdown
from bot.run.socket_mode import SocketMode
from bot.run.starting import started
from bot.run.work import Work
from bot.settings import DatabaseSettings, Settings, SettingsError, SocketSettings, WebSettings

NO_FILE = "GOVERNANCE_FILE is not set: an admin of your Slack workspace sets Concord up there, by `/social setup`."
FOR_THE_OWNER = 0o077
"""The umask: what Concord writes, databases above all, nobody else on the machine may read."""


def run(_: argparse.Namespace) -> int:
    """Socket Mode, scheduler and sender in one process."""
    raise_descriptors()
    given = settings.load(SocketSettings)
    concord = started(given)
    socket = SocketMode(concord.bolt, given.slack_app_token.get_secret_value(), concord.health.line)
    work = Work(concord)
    with web.pages_server(concord, given):
        shutdown = Shutdown(partial(upkeep.read_again, concord))
        work.start()  # before Slack is there: crises are alerted without it
        try:
            socket.connect_at_last(shutdown)
            shutdown.wait()
        finally:
            work.end()
            socket.hang_up()
            work.stop()
    concord.close()
    return 0


def serve(_: argparse.Namespace) -> int:
    """HTTP mode: Slack's requests on PORT."""
    raise_descriptors()
    given = settings.load(WebSettings)
    concord, beat = started(given), Beat()
    upkeep.keep_up(concord, beat)
    with web.server(concord, given):
        beat.start()
        Shutdown(partial(upkeep.read_again, concord)).wait()
        beat.stop()
    concord.close()
    return 0


def work(_: argparse.Namespace) -> int:
    """Scheduler and sender alone."""
    raise_descriptors()
    given = settings.load(Settings)
    concord = started(given)
    worker = Work(concord)
    with web.pages_server(concord, given):
        worker.start()
        Shutdown(partial(upkeep.read_again, concord)).wait()
        worker.stop()
    concord.close()
    return 0


def migrate_database(arguments: argparse.Namespace) -> int:
    """Bring the tables to this version."""
    database = Database(settings.load(DatabaseSettings).database_url, AT_LEISURE)
    migrate(database)
    print("The tables are up to date.")
    if arguments.app_role:
        grant(database, arguments.app_role)
        print(f"{arguments.app_role} may read and write them, and only add to permanent records.")
    database.close()
    return 0


def check(_: argparse.Namespace) -> int:
    """Read the settings and the governance file, ask Slack about them, and say what is wrong."""
    given = settings.load(SocketSettings if settings.environment().get("SLACK_APP_TOKEN") else Settings)
    rules = governance.load(given.governance_file) if given.governance_file else None
    advice = asked_slack(given, rules)
    for refusal in advice.refusals:
        print(refusal, file=sys.stderr)
    for warning in [*settings.warnings(), *advice.warnings]:
        print(f"Warning: {warning}")
    if advice.refusals:
        return 1
    for sentence in filter(None, (advice.known_as, _validity(rules) if rules else NO_FILE)):
        print(sentence)
    if not (given.checkpoint_file or (rules and (rules.checkpoints.channel or rules.checkpoints.ways))):
        print("No checkpoint of the audit trail leaves its database: set `checkpoints` in the governance file, or")
        print("CHECKPOINT_FILE.")
    return 0


def _validity(rules: Governance) -> str:
    routes, policies = number_of(len(rules.routes), "route"), number_of(len(rules.policies), "policy", "policies")
    return f"The governance file of {rules.company} is valid: {routes}, {policies}."


def import_accounts(arguments: argparse.Namespace) -> int:
    """Take a CSV file of accounts into the registry, as the person who stands for it."""
    sheet = sheets.read(Sheet, arguments.file)
    concord = started(settings.load(Settings))
    try:
        who = concord.people.signer(arguments.person, IMPORT.roles)
        rules = concord.sheets.rules_for(sheet.people, sheet.channels)
        take_some = partial(exchange.take_some, rules=rules)
        report = sheets.take_in(concord, who, sheet, take_some, exchange.conclude)
    except Unreachable as silence:
        raise NotReady("Slack does not answer: nothing was imported. Try again.") from silence
    except Refused as refusal:
        raise NotReady(refusal.sentence) from refusal
    finally:
        concord.close()
    return sheets.say(report, sheet)


def export_accounts(arguments: argparse.Namespace) -> int:
    """Write the accounts as CSV, in the columns that `import` reads."""
    return sheets.write(arguments.file, queries.registered, exchange.given_out, "account")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Concord: social media, run as one company.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, does: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=does.__doc__)
        added.set_defaults(does=does)
        return added

    add("run", run)
    add("serve", serve)
    add("work", work)
    role = "the PostgreSQL role that Concord runs as: it gets its rights"
    add("migrate", migrate_database).add_argument("--app-role", metavar="ROLE", help=role)
    add("check", check)
    taking = add("import", import_accounts)
    taking.add_argument("file", type=Path, help="a CSV file of accounts")
    who = "who imports: an administrator or community manager (U…)"
    taking.add_argument("--as", dest="person", metavar="PERSON", required=True, help=who)
    add("export", export_accounts).add_argument("file", type=Path, help="the CSV file to write; it must not exist yet")
    product_commands.add_to(commands)
    governance_commands.add_to(commands)
    audit_commands.add_to(commands)
    return parser


def main(words: list[str] | None = None) -> int:
    """What the command says; 0 when it went well."""
    sys.excepthook = logs.say_what_nobody_caught
    os.umask(FOR_THE_OWNER)
    arguments = _parser().parse_args(words)
    try:
        return int(arguments.does(arguments))
    except (SettingsError, GovernanceError, NotReady, Misfit) as error:
        _complain(str(error))
    except OperationalError as error:
        _complain(f"The database does not answer: {message(error.orig or error)}")
    except (SlackClientError, OSError) as error:
        _complain(f"Concord could not start: {message(error)}")
    return 1


def _complain(sentence: str) -> None:
    print(secrets.hidden(sentence), file=sys.stderr)
