"""Who may know how Concord is, beyond whether it is ready: whoever has the token, or sits at the machine itself."""

from collections.abc import Mapping
from hmac import compare_digest
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

FORWARDED = tuple(
    f"HTTP_{name}" for name in ("FORWARDED", "VIA", "X_FORWARDED", "X_REAL", "X_CL", "CF_", "TRUE_CLIENT")
)
"""How the headers begin by which a proxy says that it speaks for somebody else."""


class Onlooker:
    """Once there is a token, nothing else opens: a proxy on this machine may forward strangers without saying so."""

    def __init__(self, token: SecretStr | None) -> None:
        self._token = token.get_secret_value() if token else None

    def may_know(self, environ: Mapping[str, Any]) -> bool:
        if self._token is not None:
            scheme, _, given = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
            return scheme.lower() == "bearer" and compare_digest(given.strip().encode(), self._token.encode())
        return _is_this_machine(environ.get("REMOTE_ADDR", "")) and _is_direct(environ)


def _is_direct(environ: Mapping[str, Any]) -> bool:
    """No proxy is in between, and no web page has sent a browser here by a name of its own."""
    if any(name.startswith(FORWARDED) for name in environ):
        return False
    try:
        host = urlsplit(f"//{environ.get('HTTP_HOST', '')}").hostname or ""
    except ValueError:
        return False
    return host == "localhost" or _is_this_machine(host)


def _is_this_machine(address: str) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return (mapped or parsed).is_loopback
