"""The commands about the audit trail: verify · export · key."""

import argparse
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

from bot import audit, settings
from bot.audit.checkpoints import Checkpoint, Unreadable, read_file
from bot.audit.verifying import sentences
from bot.kernel.notes import Signer, Verifier
from bot.kernel.numbers import number_of
from bot.kernel.waits import AT_LEISURE
from bot.migrations.guards import unguarded
from bot.run.starting import open_database
from bot.settings import DatabaseSettings
from bot.subscriptions import ABOUT

BROKEN, UNCHECKED = 1, 2
"""What the commands answer where something does not fit, and where it cannot be told."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    trail = commands.add_parser("audit", help="The audit trail.").add_subparsers(required=True, metavar="command")

    def add(name: str, does: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = trail.add_parser(name, help=does.__doc__)
        added.set_defaults(does=does)
        return added

    verifying = add("verify", verify)
    file = "checkpoints from outside; several if you like"
    verifying.add_argument("--against", metavar="FILE", type=Path, action="append", default=[], help=file)
    verifying.add_argument(
        "--key", metavar="KEY", default="", help=("the public key that must have signed them, from `audit key`")
    )
    exporting = add("export", export)
    exporting.add_argument("subject", nargs="?", default="", help="such as post:12; --all for the whole trail")
    exporting.add_argument("--all", action="store_true", dest="whole", help="the whole trail")
    exporting.add_argument("folder", type=Path, help="the folder to write; it must not exist yet")
    add("key", key).add_argument("name", help="the key's name, such as example.com/concord")


def verify(arguments: argparse.Namespace) -> int:
    """Hold the trail against itself, against the tables, and against checkpoints from outside."""
    given = settings.load(DatabaseSettings)
    try:
        against = _outside(given, arguments.against, arguments.key)
        database = open_database(given, AT_LEISURE)
        with database.snapshot() as session:
            report, bare = audit.verify(session, of=ABOUT, against=against), unguarded(session)
        database.close()
    except Unreadable as error:
        print(error)
        return UNCHECKED
    for line in [*sentences(report), *(f"The table {table} has lost its guards." for table in bare)]:
        print(line)
    return BROKEN if report.misfits or bare else 0


def _outside(given: DatabaseSettings, files: Sequence[Path], key: str) -> list[Checkpoint]:
    """The checkpoints of these files and of Concord's own; raises Unreadable."""
    own = [given.checkpoint_file] if given.checkpoint_file and given.checkpoint_file.exists() else []
    try:
        signer = given.signer
        verifier = Verifier.parse(key) if key else signer.verifier if signer else None
    except ValueError as error:
        raise Unreadable(f"The key cannot be used: it {error}.") from None
    outside = {file: read_file(file, verifier) for file in [*files, *own]}
    if empty := [file for file in files if not outside[file]]:
        raise Unreadable(f"{empty[0]} has no checkpoint: nothing was checked.")
    return list(chain.from_iterable(outside.values()))


def export(arguments: argparse.Namespace) -> int:
    """Write a folder that anybody can check without Concord."""
    if bool(arguments.subject) is arguments.whole:
        print("Say what to export: a subject such as post:12, or --all.")
        return UNCHECKED
    if arguments.folder.exists():
        print(f"{arguments.folder} exists already. Name a new folder.")
        return UNCHECKED
    database = open_database(settings.load(DatabaseSettings), AT_LEISURE)
    with database.snapshot() as session:
        count = audit.export(session, arguments.folder, arguments.subject)
    database.close()
    entries, script = number_of(count, "entry", "entries"), arguments.folder / "verify.py"
    print(f"{arguments.folder} holds {entries}. `python3 -I {script}` checks them.")
    return 0


def key(arguments: argparse.Namespace) -> int:
    """Make a key that signs checkpoints."""
    try:
        signer = Signer.generate(arguments.name)
    except ValueError as error:
        print(f"“{arguments.name}” cannot be used: {error}.")
        return UNCHECKED
    print(f"AUDIT_KEY={signer.secret}")
    print("# For `audit verify --key`; keep it where Concord's machines cannot write:")
    print(f"# {signer.verifier}")
    return 0
