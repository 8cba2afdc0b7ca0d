"""`python -m bot …` as an operator types it, as processes of their own."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests import forked
from tests.patience import PATIENCE_S

ROOT = Path(__file__).parents[2]
RETRIES = 8
"""With the pauses between them they take as long as a test is patient."""
AS = ("--as", "U0MARTA000")
DESCRIPTORS = 256
CSV = (
    "network,handle,kind,purpose,audience,market,languages,business_unit,owner,backup,why,last_post_at\n"
    "x,@Helvia,corporate,News,Public,CH,en,Communications,U0SOFIA000,U0DAVID000,Began with it,2026-02-27\n"
    "x,@HelviaTwo,corporate,,Public,Atlantis,en,Communications,U0SOFIA000,U0DAVID000,Began with it,\n"
)


def bot(environment: dict[str, str], folder: Path, *words: str) -> forked.Ended:
    return forked.bot(environment, folder, *words, patience_s=PATIENCE_S)


@contextmanager
def started(
    environment: dict[str, str], folder: Path, word: str, *, within: Sequence[str] = ()
) -> Iterator[subprocess.Popen[str]]:
    """The process, once it says that it is ready; it is killed if the test leaves it running. `within`: its shell."""
    with (folder / "log").open("w") as log:
        words = [*within, sys.executable, "-m", "bot", word]
        process = subprocess.Popen(words, env=environment, cwd=folder, stderr=log, stdout=log, text=True)
        try:
            ready(environment, folder / "log")
            yield process
        finally:
            process.terminate()  # and no more than that: what it has started ends with it
            process.wait(PATIENCE_S)


def ready(environment: dict[str, str], log: Path) -> None:
    """Connecting is tried again, at growing intervals, until the process listens."""
    with httpx.Client(transport=httpx.HTTPTransport(retries=RETRIES), timeout=PATIENCE_S) as client:
        try:
            answer = client.get(f"http://127.0.0.1:{environment['PORT']}/readyz")
        except httpx.TransportError as error:
            raise AssertionError(log.read_text()) from error
    assert answer.json()["status"] == "ready", answer.text
