"""`python -m bot …` as a process of its own, forked from one that has loaded everything, which takes a hundredth."""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["bot.run.command_line"])


@dataclass(frozen=True)
class Ended:
    returncode: int | None
    """None: it has not ended in time."""
    stdout: str
    stderr: str


def bot(environment: Mapping[str, str], folder: Path, *words: str, patience_s: float) -> Ended:
    """What the command said to whoever typed it in that folder."""
    out, err = folder / "out", folder / "err"
    process = _forks.Process(target=_speak, args=(dict(environment), folder, out, err, list(words)))
    process.start()
    process.join(patience_s)
    code = process.exitcode
    process.kill()
    return Ended(code, out.read_text(), err.read_text())


def _speak(environment: dict[str, str], folder: Path, out: Path, err: Path, words: list[str]) -> None:
    from bot.run.command_line import main

    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for stream, file in ((sys.stdout, out), (sys.stderr, err)):
        with file.open("w") as opened:
            os.dup2(opened.fileno(), stream.fileno())
    sys.exit(main(words))
