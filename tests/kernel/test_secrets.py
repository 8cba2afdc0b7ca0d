"""A secret that is known stands in no line, however it is written there."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot import governance, settings
from bot.kernel.notes import Signer
from bot.kernel.secrets import HIDDEN, SHORTEST, Secrets, hidden
from bot.settings import SocketSettings, WebSettings

SECRETS = st.text(st.characters(codec="utf-8"), min_size=SHORTEST)
WRITINGS: list[Callable[[str], str]] = [
    str,
    quote,
    quote_plus,
    json.dumps,
    repr,
    lambda text: quote(text, safe=""),
    lambda text: urlencode({"token": text}),
    lambda text: json.dumps(text, ensure_ascii=False),
    lambda text: base64.b64encode(text.encode()).decode(),
    lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
]


@given(secret=SECRETS, before=st.text(), after=st.text(), write=st.sampled_from(WRITINGS))
def test_no_secret_survives_however_it_is_written(
    secret: str, before: str, after: str, write: Callable[[str], str]
) -> None:
    secrets = Secrets()
    secrets.keep(secret)
    line = secrets.hidden(f"{before}{write(secret)}{after}")
    assert write(secret) not in line.replace(HIDDEN, "")


@given(secret=SECRETS, before=st.binary(max_size=9), after=st.binary(max_size=9))
def test_no_secret_survives_within_base64(secret: str, before: bytes, after: bytes) -> None:
    secrets = Secrets()
    secrets.keep(secret)
    line = base64.b64encode(before + secret.encode() + after).decode()
    assert HIDDEN in secrets.hidden(line)


@pytest.mark.parametrize(
    "line",
    [
        "xoxb-very-secret",
        "xoxe.xoxp-very-secret",
        "xapp-very-secret",
        "postgresql://concord:very-secret@localhost/concord",
        "redis://:very-secret@localhost",
        "POST https://hooks.slack.com/commands/T0/very-secret",
        "wss://wss-primary.slack.com/link/?ticket=very-secret&app_id=A0",
        "GET /answer/very-secret HTTP/1.1",
    ],
)
def test_what_looks_like_a_secret_is_hidden_though_nobody_said_so(line: str) -> None:
    assert "very-secret" not in Secrets().hidden(line)


def test_what_is_too_short_to_be_a_secret_hides_nothing() -> None:
    secrets = Secrets()
    secrets.keep("", "id")
    assert secrets.hidden("an id is an id") == "an id is an id"


ENDS = {
    "slack_bot_token": "xoxb-{}",
    "slack_app_token": "xapp-{}",
    "heartbeat_url": "https://hc.example.com/{}",
    "audit_key": Signer.generate("example.com/concord").secret,
}


@pytest.mark.parametrize("kind", [SocketSettings, WebSettings])
def test_every_secret_setting_is_hidden_from_when_it_is_read(
    kind: type[SocketSettings | WebSettings], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    values = {}
    for name, field in kind.model_fields.items():
        if "SecretStr" in str(field.annotation):
            values[name] = ENDS.get(name, "{}").format(f"of/{name}+{kind.__name__}")
            monkeypatch.setenv(name.upper(), values[name])
    password = f"pass/word?of={kind.__name__}"
    monkeypatch.setenv("DATABASE_URL", f"postgresql://concord:{quote(password, safe='')}@localhost/concord")
    given = settings.load(kind)
    assert len(values) >= 4
    assert {each.get_secret_value() for each in dict(given).values() if isinstance(each, SecretStr)} == {
        *values.values()
    }
    for value in [*values.values(), password]:
        assert hidden(f"{value} and {quote(value, safe='')}") == f"{HIDDEN} and {HIDDEN}"


def test_what_an_address_takes_from_the_environment_is_hidden_from_when_it_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONCORD_WAY_PAGER", "of a pager’s own")
    file = tmp_path / "rules.yml"
    text = settings.PACKAGED_GOVERNANCE.read_text()
    file.write_text(
        f"{text}\nway_schemes: [json]\nother_ways: {{everyone: ['json://localhost/${{CONCORD_WAY_PAGER}}']}}\n"
    )
    governance.load(file)
    assert hidden("of a pager’s own") == HIDDEN
