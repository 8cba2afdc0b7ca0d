"""Whom this machine trusts, for every connection that Concord opens."""

import ssl
from functools import cache


@cache
def trust() -> ssl.SSLContext:
    """The authorities of the operating system, as for Slack's own SDK; read once, for that takes a while."""
    return ssl.create_default_context()
