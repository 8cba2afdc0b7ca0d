"""The addresses of the governance file: apprise URLs, whose secrets stay in the environment and out of every log."""

import hashlib
import logging
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import core_schema

from bot.kernel import secrets

USUAL_SCHEMES = (
    *("mailto", "mailtos", "o365", "sendgrid", "mailgun", "ses", "sns", "workflows", "webex", "pover", "threema"),
    *("pagerduty", "opsgenie", "splunk", "victorops", "xmatters", "ilert", "signl4", "squadcast", "incidentio"),
    *("firehydrant", "betterstack", "spike", "twilio", "vonage", "msgbird", "sinch", "clicksend", "plivo", "46elks"),
)
"""Mail, pagers, SMS and push: services that call people. None of them writes to this machine, and none takes whatever
it is given to whatever host, as json:// does; a company that wants those names them itself.
"""
PREFIX = "CONCORD_WAY_"
"""What the names begin with that an address may take from the environment: the file has no way to anything else there,
such as Slack's token.
"""
_NAMED = re.compile(r"\$\{([^}]*)\}")
_SCHEME = re.compile(r"\s*([a-z0-9]{1,20})://", re.IGNORECASE)


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
    def parse(cls, template: str, environment: Mapping[str, str], schemes: Collection[str] = USUAL_SCHEMES) -> "Way":
        """Raises ValueError with a sentence that does not repeat the URL."""
        url = _NAMED.sub(lambda named: _value(named[1], environment), template)
        scheme = _allowed(url, schemes)
        plugin = _apprise().Apprise.instantiate(url, suppress_exceptions=True)
        if plugin is None:
            raise ValueError(f"is no {scheme}:// address as apprise has it")
        secrets.keep(url)
        return cls(template, url, str(plugin.service_name))

    def send(self, title: str, body: str) -> bool:
        """Whether the service took it; waits for it some seconds at most."""
        apprise = _apprise()
        sender = apprise.Apprise()
        sender.add(self.url)
        return bool(sender.notify(title=title, body=body, notify_type=apprise.NotifyType.FAILURE, body_format="text"))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> core_schema.CoreSchema:
        def read(template: str, info: core_schema.ValidationInfo) -> Way:
            context: Mapping[str, Any] = info.context or {}
            return cls.parse(template, context.get("environment", {}), context.get("way_schemes", USUAL_SCHEMES))

        return core_schema.with_info_after_validator_function(read, core_schema.str_schema(strict=True))


def address_of(template: str) -> str:
    return hashlib.sha256(template.encode()).hexdigest()[:16]


def _allowed(url: str, schemes: Collection[str]) -> str:
    match = _SCHEME.match(url)
    if match is None:
        raise ValueError("is no address as apprise has it; its documentation lists all")
    scheme = match[1].lower()
    if scheme not in schemes:
        raise ValueError(f"{scheme}:// is not allowed; “way_schemes” names what is")
    return scheme


def _value(name: str, environment: Mapping[str, str]) -> str:
    if not name.startswith(PREFIX):
        raise ValueError(f"uses {name[:40]}; only names that begin with {PREFIX} may be used")
    if not environment.get(name):
        raise ValueError(f"needs {name}: set it in the environment or in .env")
    secrets.keep(environment[name])
    return environment[name]


def _apprise() -> Any:
    # Loaded by the first who needs it: with its plugins it is a quarter of an idle process.
    import apprise

    # It tells addresses in its logs, and tokens are part of them.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    return apprise
