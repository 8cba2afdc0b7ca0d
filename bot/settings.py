"""What a deployment sets: environment variables, or a `.env` file in the working folder."""

import os
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AliasChoices, Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.files import bucket
from bot.kernel import secrets
from bot.kernel.notes import Signer

PACKAGED_GOVERNANCE = Path(__file__).with_name("governance.yml")
"""The sandbox's company; without it, what others begin with."""
ENV_FILE = ".env"
AT_HOME = {"localhost", "127.0.0.1", "::1"}
OF_OTHERS = 0o044
"""Those of a file's rights by which others than its owner read it."""
CLOCK_FILE_ELSEWHERE = (
    "CONCORD_CLOCK_FILE is for the sandbox on this machine alone. Remove it from the environment and from .env."
)


class SettingsError(Exception):
    """`sentences` holds one readable sentence a setting."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class DatabaseSettings(BaseSettings):
    """What a command needs that only reads or migrates the database."""

    model_config = SettingsConfigDict(env_file=ENV_FILE, extra="ignore", env_ignore_empty=True)

    database_url: str = "sqlite:///concord.db"
    governance_file: Path | None = None
    """Without one, Concord goes by what is set up in Slack."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["auto", "json", "console"] = "auto"
    audit_key: SecretStr | None = None
    checkpoint_file: Path | None = None
    clock_file: Path | None = Field(default=None, validation_alias=AliasChoices("CONCORD_CLOCK_FILE", "clock_file"))

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, url: str) -> str:
        try:
            name = make_url(url).get_backend_name()
        except ArgumentError as error:
            raise ValueError("is not a database URL; write sqlite:///concord.db or postgresql://…") from error
        if name not in {"sqlite", "postgres", "postgresql"}:
            raise ValueError(f"names {name}; Concord keeps its records in SQLite or PostgreSQL")
        return url

    @property
    def secret_values(self) -> list[str]:
        """What nobody may read in a log."""
        values = [getattr(self, name) for name in type(self).model_fields]
        hidden = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
        password = make_url(self.database_url).password
        return [*hidden, password] if isinstance(password, str) else hidden

    @field_validator("audit_key")
    @classmethod
    def _signs(cls, key: SecretStr | None) -> SecretStr | None:
        if key:
            Signer.parse(key.get_secret_value())
        return key

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, level: str) -> str:
        return str(level).upper()

    @property
    def signer(self) -> Signer | None:
        """Who signs the checkpoints of the audit trail."""
        return Signer.parse(self.audit_key.get_secret_value()) if self.audit_key else None


class Settings(DatabaseSettings):
    """What a process needs that talks to Slack."""

    slack_bot_token: SecretStr
    media_dir: str = "media"
    slack_api_url: str = "https://slack.com/api/"
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    slack_signing_secret: SecretStr | None = Field(default=None, min_length=8)
    secret_key: SecretStr | None = Field(default=None, min_length=16)
    public_url: str | None = None
    heartbeat_url: SecretStr | None = None
    metrics_token: SecretStr | None = Field(default=None, min_length=16)

    @field_validator("slack_bot_token")
    @classmethod
    def _is_a_bot_token(cls, token: SecretStr) -> SecretStr:
        return _starting(token, "xoxb-")

    @field_validator("media_dir")
    @classmethod
    def _can_be_reached(cls, place: str) -> str:
        if "://" in place and (problem := bucket.problem(place)):
            raise ValueError(problem)
        return place

    @field_validator("slack_api_url")
    @classmethod
    def _ends_in_a_slash(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise ValueError("is not a web address; leave it out for Slack's own")
        return url if url.endswith("/") else f"{url}/"

    @field_validator("host")
    @classmethod
    def _is_an_address(cls, host: str) -> str:
        try:
            return str(ip_address(host))
        except ValueError:
            raise ValueError("is not an address of this machine") from None

    @model_validator(mode="after")
    def _only_the_sandbox_moves_the_clock(self) -> "Settings":
        if self.clock_file and urlsplit(self.slack_api_url).hostname not in AT_HOME:
            raise ValueError(CLOCK_FILE_ELSEWHERE)
        return self

    @field_validator("public_url")
    @classmethod
    def _can_be_trusted(cls, url: str | None, given: ValidationInfo) -> str | None:
        parts = urlsplit(url or "")
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in AT_HOME)
        if url and not (safe and parts.hostname):
            raise ValueError("is not an https:// address")
        if url and not (given.data.get("secret_key") or given.data.get("slack_signing_secret")):
            raise ValueError("its links are signed: set SECRET_KEY (or SLACK_SIGNING_SECRET) too")
        return url

    @field_validator("heartbeat_url")
    @classmethod
    def _is_a_web_address(cls, url: SecretStr | None) -> SecretStr | None:
        if url and not url.get_secret_value().startswith(("https://", "http://")):
            raise ValueError("is not a web address")
        return url

    @property
    def link_secret(self) -> str:
        """What links are signed with: the same in every process of a deployment."""
        secret = self.secret_key or self.slack_signing_secret
        return secret.get_secret_value() if secret else ""


class SocketSettings(Settings):
    """What Socket Mode needs besides."""

    slack_app_token: SecretStr

    @field_validator("slack_app_token")
    @classmethod
    def _is_an_app_token(cls, token: SecretStr) -> SecretStr:
        return _starting(token, "xapp-")


class WebSettings(Settings):
    """What HTTP mode needs besides."""

    host: str = "0.0.0.0"
    slack_signing_secret: SecretStr = Field(min_length=8)


def _starting(token: SecretStr, prefix: str) -> SecretStr:
    if not token.get_secret_value().startswith(prefix):
        raise ValueError(f"does not start with {prefix}")
    return token


WHERE_TO_FIND = {
    "slack_bot_token": "It is your Slack app's Bot User OAuth Token (OAuth & Permissions).",
    "slack_app_token": "It is your Slack app's App-Level Token, scope connections:write (Basic Information).",
    "host": "Write 127.0.0.1 for this machine only, 0.0.0.0 for everybody.",
    "public_url": "It is this process's address from outside, such as https://concord.example.com.",
    "metrics_token": "Make your own: python -c 'import secrets; print(secrets.token_urlsafe())'.",
    "slack_signing_secret": "It is your Slack app's Signing Secret (Basic Information).",
}


def environment() -> Mapping[str, str]:
    """The environment, and what .env adds to it, as they are now."""
    added = {name: value for name, value in dotenv_values(ENV_FILE).items() if value}
    return {**added, **os.environ}


def warnings() -> list[str]:
    """What is not as it should be, and stops nobody."""
    file = Path(ENV_FILE)
    if not file.exists() or not file.stat().st_mode & OF_OTHERS:
        return []
    return [f"Others on this machine can read the secrets in {file}. Type: chmod 600 {file}"]


S = TypeVar("S", bound=DatabaseSettings)


def load(kind: type[S]) -> S:
    """The settings of `kind`; raises SettingsError with a sentence for each that is missing or malformed."""
    try:
        settings = kind()
    except ValidationError as error:
        raise SettingsError(
            [_sentence("".join(map(str, each["loc"][:1])), each["type"], each["msg"]) for each in error.errors()]
        ) from None
    secrets.keep(*settings.secret_values)
    return settings


def _sentence(name: str, kind: str, message: str) -> str:
    hint = WHERE_TO_FIND.get(name.lower(), "")
    if kind == "missing":
        return f"{name.upper()} is not set. {hint} Set it in the environment or in .env.".replace("  ", " ")
    reason = message.removeprefix("Value error, ")
    if not name:
        return reason
    reason = reason[0].lower() + reason[1:]
    return f"{name.upper()}: {reason}. {hint}".rstrip()
