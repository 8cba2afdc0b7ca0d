"""`python -m bot …` and `pytest …` as processes of their own, forked from one that has loaded everything, which takes a
hundredth.
"""

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["bot.run.command_line", "hypothesis", "pytest"])


@dataclass(frozen=True)
class Ended:
    returncode: int | None
    """None: it has not ended in time."""
    stdout: str
    stderr: str


def bot(environment: Mapping[str, str], folder: Path, *words: str, patience_s: float) -> Ended:
    """What the command said to whoever typed it in that folder."""
    return _ended(_command, dict(environment), folder, words, patience_s)


def tests(folder: Path, *words: str, patience_s: float) -> Ended:
    """What the tests of the code in that folder came to."""
    return _ended(_tests, {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}, folder, words, patience_s)


def _ended(
    main: Callable[[list[str]], int],
    environment: dict[str, str],
    folder: Path,
    words: tuple[str, ...],
    patience_s: float,
) -> Ended:
    out, err = folder / "out", folder / "err"
    process = _forks.Process(target=_speak, args=(main, environment, folder, out, err, list(words)))
    process.start()
    process.join(patience_s)
    code = process.exitcode
    process.kill()
    return Ended(code, out.read_text(), err.read_text())


def _speak(
    main: Callable[[list[str]], int], environment: dict[str, str], folder: Path, out: Path, err: Path, words: list[str]
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for stream, file in ((sys.stdout, out), (sys.stderr, err)):
        with file.open("w") as opened:
            os.dup2(opened.fileno(), stream.fileno())
    sys.exit(main(words))


def _command(words: list[str]) -> int:
    from bot.run.command_line import main

    return main(words)


def _tests(words: list[str]) -> int:
    import pytest

    gc.disable()  # it reads much, and ends soon
    for name in [each for each in sys.modules if each.partition(".")[0] in {"bot", "handlers", "sandbox", "tests"}]:
        del sys.modules[name]  # the folder has its own
    sys.path.insert(0, str(Path.cwd()))
    return pytest.main(words)
