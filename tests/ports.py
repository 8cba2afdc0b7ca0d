"""Ports for processes that tests start."""

import random
import socket

BELOW_THOSE_OF_CLIENTS = range(20_000, 32_000)
"""The system gives a connection or a server any port above these, at any moment."""


def free_port() -> int:
    """One that nobody listens at, and that nobody is given until the process takes it."""
    while True:
        port = random.choice(BELOW_THOSE_OF_CLIENTS)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
