"""The commands about the governance: take."""

import argparse

from bot import settings
from bot.app import NotReady
from bot.changes.service import take_past_review
from bot.kernel.act import Act
from bot.kernel.actor import OPERATOR
from bot.run.starting import started
from bot.settings import Settings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    governance = commands.add_parser("governance", help="The governance file.")
    words = governance.add_subparsers(required=True, metavar="command")
    taking = words.add_parser("take", help=take.__doc__)
    taking.add_argument("--why", required=True, help="why no review can decide; everybody concerned reads it")
    taking.set_defaults(does=take)


def take(arguments: argparse.Namespace) -> int:
    """Take the governance file into use without the review that the one in force wants, where nobody is left for it."""
    if not arguments.why.strip():
        raise NotReady("Write why, after `--why`.")
    concord = started(settings.load(Settings))
    rules = concord.in_force.read_again()
    try:
        with concord.database.transaction() as session:
            take_past_review(Act(session, OPERATOR, concord.clock.now()), rules, arguments.why.strip())
    finally:
        concord.close()
    print("The governance file is in force. This is on record, and administrators and reviewers are told.")
    return 0
