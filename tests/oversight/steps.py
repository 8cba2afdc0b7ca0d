"""How tests put another governance into use by its file, through the wire."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.settings import PACKAGED_GOVERNANCE
from sandbox.desk import texts
from tests.world import Helvia

Write = Callable[[str], None]
RULES = PACKAGED_GOVERNANCE.read_text()
HANA_TOO = RULES.replace("brand: [U0MARTA000]", "brand: [U0MARTA000, U0HANA0000]")


def reload(helvia: Helvia, handle: str = "ines") -> str:
    """Has the file read again, and what it says taken into use or reviewed; what the form showed."""
    desk = helvia.desk(handle)
    desk.type("#general", "/social reload")
    assert desk.modal
    changes = texts(desk.modal.blocks)
    assert desk.submit().ok
    helvia.concord.following.look()
    return changes


@contextmanager
def governed_by(helvia: Helvia, file: Path, text: str) -> Iterator[Write]:
    """The process that takes gestures has this governance file, and it says this; what is yielded puts something else
    into it.
    """
    in_force, before = helvia.concord.in_force, helvia.concord.governance

    def write(text: str) -> None:
        file.write_text(text)
        helvia.concord.vetting.look()

    given, in_force.file = in_force.file, file
    file.write_text(text)
    helvia.concord.following.look()
    yield write
    in_force.file = given
    in_force.take_up(before)
