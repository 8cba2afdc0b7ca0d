"""A new workspace and the bot in it, started as `make run` starts them, and a newcomer before the page."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.newcomer import HEIGHT, WIDTH, Newcomer
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-lcd-text",
)
PATIENCE_MS = 10_000
TO_LEAVE_S = 10.0
OPEN, TOLD = "Slack is open: ", "The workspace is filled with its story"


@dataclass(frozen=True)
class Folder:
    """What outlives a restart: the workspace and the bot's database."""

    path: Path

    @contextmanager
    def opened(self, until: str, *, empty: bool = False) -> Iterator[str]:
        """The page's address, once the sandbox has said `until`; `empty`: Concord is not set up in it."""
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "DATABASE_URL": f"sqlite:///{self.path / 'concord.db'}",
            "MEDIA_DIR": str(self.path / "media"),
            "PORT": str(free_port()),
            "LOG_LEVEL": "WARNING",
            "GOVERNANCE_FILE": "" if empty else "bot/governance.yml",
        }
        bot = f"{sys.executable} -m bot"
        command = [sys.executable, "-m", "sandbox", "--port", str(free_port()), "--state", str(self.path)]
        first = f"{bot} import --as U0MARTA000 {self.path / 'accounts.csv'}"
        command += [*(["--empty"] if empty else ["--first", first]), "--", *bot.split(), "run"]
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            try:
                yield _address(process, until)
            finally:
                process.send_signal(signal.SIGTERM)
                sys.stdout.write(process.communicate(timeout=TO_LEAVE_S)[0])


def _address(process: subprocess.Popen[str], until: str) -> str:
    lines = []
    for line in process.stdout or ():
        lines.append(line)
        if until in line:
            opened = next(each for each in lines if OPEN in each)
            return opened.partition(OPEN)[2].split()[0]
    raise AssertionError("".join(lines))


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A workspace as a newcomer finds it: Helvia's accounts are in the registry, the story is told."""
    folder = Folder(tmp_path_factory.mktemp("story"))
    with folder.opened(until=TOLD):
        return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail(f"There is no {CHROMIUM}. `.ci/run` installs it, and runs these tests too.", pytrace=False)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def pioneer(chromium: Browser, tmp_path: Path) -> Iterator[Newcomer]:
    """The same where Concord is not set up."""
    yield from _before_the_page(chromium, Folder(tmp_path / "empty"), empty=True)


@pytest.fixture
def newcomer(chromium: Browser, story: Folder, tmp_path: Path) -> Iterator[Newcomer]:
    """Somebody who has just opened the page of a workspace of their own."""
    folder = Folder(tmp_path / "state")
    shutil.copytree(story.path, folder.path)
    yield from _before_the_page(chromium, folder, empty=False)


def _before_the_page(chromium: Browser, folder: Folder, *, empty: bool) -> Iterator[Newcomer]:
    with folder.opened(until=OPEN, empty=empty) as address:
        context = chromium.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", timezone_id="Europe/Zurich", base_url=address
        )
        context.set_default_timeout(PATIENCE_MS)
        context.add_cookies([{"name": "welcome", "value": "done", "url": address}])
        newcomer = Newcomer(context.new_page())
        yield newcomer
        context.close()
        assert newcomer.complaints == []
