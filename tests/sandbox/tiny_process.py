"""The tiny app as a process of its own, started with nothing but what the sandbox puts into its environment."""

import os
import signal
import sys

from slack_bolt.adapter.socket_mode import SocketModeHandler

from tests.sandbox.tiny import Tiny

if __name__ == "__main__":
    if sys.argv[1:] == ["ends"]:
        sys.exit(7)
    if sys.argv[1:] == ["killed"]:
        os.kill(os.getpid(), signal.SIGKILL)
    if sys.argv[1:] == ["deaf"]:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    else:
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    tiny = Tiny(dict(os.environ))
    SocketModeHandler(tiny.app, os.environ["SLACK_APP_TOKEN"]).connect()
    sys.stderr.write(f"clock at {os.environ['CONCORD_CLOCK_FILE']}\n")
    sys.stderr.write(f"answers at {os.environ['HOST']}:{os.environ['PORT']}\n")
    while True:
        signal.pause()
