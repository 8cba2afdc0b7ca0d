"""The commands about the audit trail: verify · key."""

import argparse
from collections.abc import Callable

from bot import audit, settings
from bot.app import open_database
from bot.kernel.notes import Signer
from bot.settings import DatabaseSettings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    trail = commands.add_parser("audit", help="The audit trail.").add_subparsers(required=True, metavar="command")

    def add(name: str, does: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = trail.add_parser(name, help=does.__doc__)
        added.set_defaults(does=does)
        return added

    add("verify", verify)
    add("key", key).add_argument("name", help="who signs, such as example.com/concord")


def verify(_: argparse.Namespace) -> int:
    """Walk the chain of the audit trail."""
    database = open_database(settings.load(DatabaseSettings))
    with database.snapshot() as session:
        fitting, misfit = audit.verify(session)
    database.close()
    if misfit is None:
        print(f"The chain holds: {fitting} entries, each fits the one before it.")
        return 0
    print(f"The chain breaks at entry {misfit.entry_id}: {misfit.why}. {fitting} entries before it fit.")
    return 1


def key(arguments: argparse.Namespace) -> int:
    """Make a key that signs checkpoints."""
    try:
        signer = Signer.generate(arguments.name)
    except ValueError as error:
        print(f"“{arguments.name}” cannot be used: {error}.")
        return 2
    print(f"AUDIT_KEY={signer.secret}")
    print("# Whoever checks checkpoints needs only this; keep it where Concord's machines cannot write:")
    print(f"# {signer.verifier}")
    return 0
