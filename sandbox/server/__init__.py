"""A workspace served on loopback, as Slack serves one."""

from sandbox.server.listening import LOOPBACK, PortInUse, listen, port_for_the_app
from sandbox.server.sandbox import Sandbox

__all__ = ["LOOPBACK", "PortInUse", "Sandbox", "listen", "port_for_the_app"]
