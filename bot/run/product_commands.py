"""The commands about products: import · export."""

import argparse
from collections.abc import Callable
from pathlib import Path

from bot import settings
from bot.app import NotReady
from bot.kernel.errors import Refused
from bot.people import Unreachable
from bot.products import exchange, queries
from bot.products.exchange import Sheet
from bot.products.life import TAKE_IN
from bot.run import sheets
from bot.run.starting import started
from bot.settings import Settings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    products = commands.add_parser("products", help="The register of products.")
    words = products.add_subparsers(required=True, metavar="command")

    def add(name: str, does: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = words.add_parser(name, help=does.__doc__)
        added.set_defaults(does=does)
        return added

    taking = add("import", take_in)
    taking.add_argument("file", type=Path, help="a CSV file of products")
    taking.add_argument("--as", dest="person", metavar="PERSON", required=True, help="who imports (U…)")
    add("export", give_out).add_argument("file", type=Path, help="the CSV file to write; it must not exist yet")


def take_in(arguments: argparse.Namespace) -> int:
    """Take a CSV file into the register of products, as the person who stands for it."""
    sheet = sheets.read(Sheet, arguments.file)
    concord = started(settings.load(Settings))
    try:
        who = concord.people.signer(arguments.person, TAKE_IN.roles)
        report = sheets.take_in(concord, who, sheet, exchange.take_some, exchange.conclude)
    except Unreachable as silence:
        raise NotReady("Slack does not answer: nothing was imported. Try again.") from silence
    except Refused as refusal:
        raise NotReady(refusal.sentence) from refusal
    finally:
        concord.close()
    return sheets.say(report, sheet)


def give_out(arguments: argparse.Namespace) -> int:
    """Write the register of products as CSV, in the columns that `import` reads."""
    return sheets.write(arguments.file, queries.every, exchange.given_out, "product")
