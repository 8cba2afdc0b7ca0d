"""The addresses of the governance file: apprise URLs, whose secrets stay in the environment and out of every log."""

import hashlib
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import core_schema

from bot.kernel import secrets

_NAMED = re.compile(r"\$\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Way:
    """`template` is what the file says, `service` what apprise calls the kind of way, such as “E-Mail”."""

    template: str = field(repr=False)
    url: str = field(repr=False)
    service: str

    @property
    def address(self) -> str:
        """The same for the same line of the file, and tells nothing of what it says."""
        return address_of(self.template)

    @classmethod
    def parse(cls, template: str, environment: Mapping[str, str]) -> "Way":
        """Raises ValueError with a sentence that does not repeat the URL."""
        url = _NAMED.sub(lambda named: _value(named[1], environment), template)
        plugin = _apprise().Apprise.instantiate(url, suppress_exceptions=True)
        if plugin is None:
            scheme = url.partition("://")[0] if "://" in url else ""
            told = f" (it begins with {scheme}://)" if scheme.isalnum() else ""
            raise ValueError(f"this is no address that apprise understands{told}; its documentation lists them all")
        secrets.keep(url)
        return cls(template, url, str(plugin.service_name))

    def send(self, title: str, body: str) -> bool:
        """Whether the service took it; waits for it some seconds at most."""
        apprise = _apprise()
        sender = apprise.Apprise()
        sender.add(self.url)
        told = sender.notify(title=title, body=body, notify_type=apprise.NotifyType.FAILURE, body_format="text")
        return bool(told)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> core_schema.CoreSchema:
        def read(template: str, info: core_schema.ValidationInfo) -> Way:
            context: Mapping[str, Mapping[str, str]] = info.context or {}
            return cls.parse(template, context.get("environment", {}))

        return core_schema.with_info_after_validator_function(read, core_schema.str_schema(strict=True))


def address_of(template: str) -> str:
    return hashlib.sha256(template.encode()).hexdigest()[:16]


def _value(name: str, environment: Mapping[str, str]) -> str:
    if not environment.get(name):
        raise ValueError(f"it needs {name}, which is not set; put it into the environment or into .env")
    secrets.keep(environment[name])
    return environment[name]


def _apprise() -> Any:
    # Loaded by the first who needs it: with its plugins it is a quarter of an idle process.
    import apprise

    # It tells addresses in its logs, and tokens are part of them.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    return apprise
