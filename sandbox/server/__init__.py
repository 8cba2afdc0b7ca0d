"""A workspace served on loopback, as Slack serves one."""

from sandbox.server.sandbox import LOOPBACK, PortInUse, Sandbox, listen

__all__ = ["LOOPBACK", "PortInUse", "Sandbox", "listen"]
