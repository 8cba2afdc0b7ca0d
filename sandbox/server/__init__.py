"""A workspace served on loopback, as Slack serves one."""

from sandbox.server.listening import LOOPBACK, PortInUse, listen
from sandbox.server.sandbox import Sandbox

__all__ = ["LOOPBACK", "PortInUse", "Sandbox", "listen"]
