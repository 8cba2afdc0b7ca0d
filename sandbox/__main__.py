"""`python -m sandbox -- COMMAND …`: opens the workspace, shows its page, and runs the app against it.

In a new workspace the company's accounts are written to `accounts.csv` in the state folder, the command of `--first`
is run (which may take them in), and people begin their story once the app has connected.
"""

from __future__ import annotations

import argparse
import os
import shlex
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import FrameType

from sandbox import story
from sandbox.company import Company
from sandbox.helvia import STORY_FILE, write_accounts
from sandbox.manifest import BadManifest, Manifest
from sandbox.page import routes
from sandbox.server import PortInUse, Sandbox
from sandbox.snapshot import Snapshot
from sandbox.workspace import Workspace

APP_PORT = "3000"
"""Where the app answers about its health, unless PORT says otherwise."""
PING_SECONDS = 1.0
"""With it an app that is to end lets go of its socket within about a second."""
TIME_TO_STOP = 4.0
TIME_TO_CONNECT = 60.0


def main(words: list[str]) -> int:
    options = _options(words)
    try:
        manifest = Manifest.read(options.manifest)
        steps = story.read(options.story) if options.story.exists() else []
        options.state.mkdir(parents=True, exist_ok=True)
        workspace = Workspace(Company.read(), manifest, options.state / "clock")
        page = routes(workspace, f"http://127.0.0.1:{os.environ.get('PORT', APP_PORT)}/readyz")
        sandbox = Sandbox(workspace, options.port, page=page, ping_seconds=PING_SECONDS)
    except (BadManifest, PortInUse, story.StoryFailed) as problem:
        print(problem, file=sys.stderr)
        return 1
    return _run(sandbox, options, steps)


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=3456, help="where the page is (default 3456)")
    parser.add_argument("--manifest", type=Path, default=Path("manifest.yml"), help="the app's manifest")
    parser.add_argument("--state", type=Path, default=Path(".state"), help="the folder that outlives a restart")
    parser.add_argument("--story", type=Path, default=STORY_FILE, help="what people do in a new workspace, as YAML")
    parser.add_argument("--first", default="", help="a command to run in a new workspace before the app starts")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="-- and the command that starts the app")
    return parser.parse_args(words)


def _run(sandbox: Sandbox, options: argparse.Namespace, steps: list[story.Step]) -> int:
    workspace = sandbox.workspace
    workspace.faults.one_a_second = True
    snapshot = Snapshot(workspace, options.state / "workspace.json")
    is_new = not snapshot.restore()
    ended = threading.Event()
    _end_on_signals(ended)
    sandbox.start()
    snapshot.start()
    print(f"Helvia Pharma's Slack is open: {sandbox.url}  (Ctrl-C ends it)", flush=True)
    if is_new and options.first:
        write_accounts(options.state / "accounts.csv", workspace.clock.now())
        subprocess.run(shlex.split(options.first), env={**os.environ, **sandbox.environment}, check=False)
    app = _start(options.command, sandbox.environment, ended)
    if is_new and steps:
        threading.Thread(target=_tell, args=(sandbox, steps, ended), name="sandbox-story", daemon=True).start()
    ended.wait()
    code = _stop(app) if app else 0
    sandbox.stop()
    snapshot.stop()
    return code


def _end_on_signals(ended: threading.Event) -> None:
    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)


def _start(command: list[str], environment: dict[str, str], ended: threading.Event) -> subprocess.Popen[bytes] | None:
    """The app, in a session of its own so that Ctrl-C reaches it only through us; when it ends, so do we."""
    words = command[1:] if command[:1] == ["--"] else command
    if not words:
        return None
    app = subprocess.Popen(words, env={**os.environ, **environment}, start_new_session=True)

    def watch() -> None:
        app.wait()
        ended.set()

    threading.Thread(target=watch, name="sandbox-app", daemon=True).start()
    return app


def _stop(app: subprocess.Popen[bytes]) -> int:
    """The app's own exit code where it ended by itself, 0 where we asked it to."""
    if app.poll() is not None:
        return app.returncode
    app.terminate()
    try:
        app.wait(TIME_TO_STOP)
    except subprocess.TimeoutExpired:
        app.kill()
    return 0


def _tell(sandbox: Sandbox, steps: list[story.Step], ended: threading.Event) -> None:
    """Plays the story once the app has connected."""
    if not sandbox.sockets.wait_for(1, TIME_TO_CONNECT):
        return
    try:
        story.play(sandbox.workspace, steps)
        print("The story of this workspace has been told: go in and look.", flush=True)
    except story.StoryFailed as problem:
        if not ended.is_set():
            print(problem, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
