"""`python -m sandbox -- COMMAND …`: opens the workspace, shows its page, and runs the app against it.

A new workspace begins on a Monday morning. The company's accounts are written to `accounts.csv` in the state folder,
the command of `--first` is run (which may take them in), and people begin their story once the app has connected.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from sandbox import story
from sandbox.app_process import AppProcess, run_first
from sandbox.folder import FolderInUse, taken
from sandbox.helvia import STORY_FILE, first_morning, write_accounts
from sandbox.page import routes
from sandbox.server import LOOPBACK, PortInUse, Sandbox, listen, port_for_the_app
from sandbox.workspace import Workspace
from sandbox.workspace.company import Company
from sandbox.workspace.manifest import BadManifest, Manifest
from sandbox.workspace.snapshot import Snapshot

APP_PORT = 3000
"""Where the app answers about its health, unless PORT says otherwise or somebody else is there."""
FOR_THE_OWNER = 0o077
PING_SECONDS = 1.0
"""With it an app that is to end lets go of its socket within about a second."""
GLANCE = 1.0
"""Seconds between two looks at whether we are to end."""


def main(words: list[str]) -> int:
    os.umask(FOR_THE_OWNER)  # the app's, too: what is written in here nobody else on the machine reads
    options = _options(words)
    try:
        manifest = Manifest.read(options.manifest)
        steps = story.read(options.story) if options.story.exists() and not options.empty else []
        app_port = port_for_the_app(os.environ.get("PORT"), APP_PORT)
        listener = listen(options.port)  # before anything is touched of a sandbox that runs there already
        lock = taken(options.state)
        workspace = Workspace(Company.read(), manifest, options.state / "clock")
        page = routes(workspace, f"http://{LOOPBACK}:{app_port}/readyz", greets=not options.empty)
        sandbox = Sandbox(workspace, listener, page=page, ping_seconds=PING_SECONDS)
    except (BadManifest, FolderInUse, PortInUse, story.StoryFailed) as problem:
        print(problem, file=sys.stderr)
        return 1
    os.environ |= {"HOST": LOOPBACK, "PORT": str(app_port)}  # for the app that is started
    with lock:
        return _run(sandbox, options, steps)


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=3456, help="where the page is (default 3456)")
    parser.add_argument("--manifest", type=Path, default=Path("manifest.yml"), help="the app's manifest")
    parser.add_argument("--state", type=Path, default=Path(".state"), help="the folder that outlives a restart")
    parser.add_argument("--story", type=Path, default=STORY_FILE, help="what people do in a new workspace, as YAML")
    parser.add_argument("--first", default="", help="a command to run in a new workspace before the app starts")
    parser.add_argument("--empty", action="store_true", help="nobody has done anything in it yet")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="-- and the command that starts the app")
    return parser.parse_args(words)


def _run(sandbox: Sandbox, options: argparse.Namespace, steps: list[story.Step]) -> int:
    workspace = sandbox.workspace
    workspace.limits.are_on = True
    snapshot = Snapshot(workspace, options.state / "workspace.json")
    is_new = not snapshot.restore()
    if is_new:
        workspace.clock.set(first_morning(workspace.clock.now()))
    ended = threading.Event()
    _end_on_signals(ended)
    sandbox.start()
    code, problem = _prepare(sandbox, options) if is_new and options.first else (0, "")
    if not problem:
        print(f"Helvia Pharma's Slack is open: {sandbox.url}  (Ctrl-C ends it)", flush=True)
        begin = threading.Thread(target=_begin, args=(sandbox, snapshot, steps if is_new else [], ended), daemon=True)
        begin.start()
        code, problem = _until_the_end(options.command, sandbox.environment, ended)
    if problem:
        print(problem, file=sys.stderr, flush=True)
    sandbox.stop()
    snapshot.stop()
    return code


def _prepare(sandbox: Sandbox, options: argparse.Namespace) -> tuple[int, str]:
    write_accounts(options.state / "accounts.csv", sandbox.workspace.clock.now())
    return run_first(options.first, sandbox.environment)


def _until_the_end(command: list[str], environment: dict[str, str], ended: threading.Event) -> tuple[int, str]:
    """Waits for a signal, or for the app to end by itself."""
    words = command[1:] if command[:1] == ["--"] else command
    app = AppProcess(words, environment, ended) if words else None
    while not ended.wait(GLANCE):  # a signal that another thread happens to take does not wake this one
        continue
    return app.stop() if app else (0, "")


def _end_on_signals(ended: threading.Event) -> None:
    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)


def _begin(sandbox: Sandbox, snapshot: Snapshot, steps: list[story.Step], ended: threading.Event) -> None:
    """From the app's first connection on, the workspace is kept; people then play the story of a new one.

    Where no app ever connected, the next start is a first one again.
    """
    while not sandbox.sockets.wait_for(1, GLANCE):
        if ended.is_set():
            return
    snapshot.start()
    try:
        story.play(sandbox.workspace, steps)
    except story.StoryFailed as problem:
        if not ended.is_set():
            print(problem, file=sys.stderr, flush=True)
    else:
        if steps:
            print("The workspace is filled with its story: go in and look.", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
