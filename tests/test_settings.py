"""What a deployment sets: each mistake gets a sentence, and no secret is shown."""

from ipaddress import ip_address
from pathlib import Path

import pytest

from bot import settings
from bot.settings import SettingsError, SocketSettings, WebSettings

GOOD = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "0123456789"}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SLACK_BOT_TOKEN", None, "SLACK_BOT_TOKEN is not set. It is your Slack app's Bot User OAuth Token"),
        ("SLACK_BOT_TOKEN", "xoxp-person", "SLACK_BOT_TOKEN: does not start with xoxb-"),
        ("SLACK_APP_TOKEN", "", "SLACK_APP_TOKEN is not set"),
        ("SLACK_API_URL", "slack.com", "SLACK_API_URL: is not a web address"),
        ("DATABASE_URL", "concord.db", "DATABASE_URL: is not a database URL"),
        ("DATABASE_URL", "mysql://localhost/concord", "DATABASE_URL: names mysql"),
        ("PORT", "many", "PORT: "),
        ("HOST", "my-machine", "HOST: is not an address of this machine. Write 127.0.0.1 for this machine only"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL: "),
        (
            "PUBLIC_URL",
            "http://concord.example.com",
            "PUBLIC_URL: is not an https:// address. It is this process's address",
        ),
        ("PUBLIC_URL", "concord.example.com", "PUBLIC_URL: is not an https:// address"),
        ("SECRET_KEY", "short", "SECRET_KEY: "),
        ("MEDIA_DIR", "nowhere://concord", "MEDIA_DIR: cannot be reached from here (Protocol not known: nowhere): pip"),
        ("HEARTBEAT_URL", "ping", "HEARTBEAT_URL: is not a web address"),
    ],
)
def test_a_missing_or_malformed_setting_is_one_sentence(
    environment: pytest.MonkeyPatch, name: str, value: str | None, sentence: str
) -> None:
    if value is None:
        environment.delenv(name)
    else:
        environment.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        settings.load(SocketSettings)
    assert len(raised.value.sentences) == 1
    assert sentence in raised.value.sentences[0]


def test_each_mistake_has_its_own_sentence(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("SLACK_BOT_TOKEN")
    environment.delenv("SLACK_SIGNING_SECRET")
    with pytest.raises(SettingsError) as raised:
        settings.load(WebSettings)
    assert len(raised.value.sentences) == 2


def test_a_token_is_never_part_of_a_sentence(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SLACK_BOT_TOKEN", "xoxp-very-secret")
    with pytest.raises(SettingsError) as raised:
        settings.load(SocketSettings)
    assert "very-secret" not in str(raised.value)


@pytest.mark.usefixtures("environment")
def test_the_rest_has_defaults() -> None:
    given = settings.load(SocketSettings)
    assert given.slack_api_url == "https://slack.com/api/"
    assert given.database_url == "sqlite:///concord.db"
    assert given.governance_file is None


@pytest.mark.usefixtures("environment")
def test_health_is_told_to_this_machine_alone_and_slack_comes_from_outside() -> None:
    assert ip_address(settings.load(SocketSettings).host).is_loopback
    assert ip_address(settings.load(WebSettings).host).is_unspecified


def test_a_dotenv_file_counts_too(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.delenv("SLACK_BOT_TOKEN")
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-from-file\n")
    assert settings.load(SocketSettings).slack_bot_token.get_secret_value() == "xoxb-from-file"


def test_links_need_something_to_be_signed_with(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("PUBLIC_URL", "https://concord.example.com")
    assert settings.load(SocketSettings).link_secret == GOOD["SLACK_SIGNING_SECRET"]
    environment.delenv("SLACK_SIGNING_SECRET")
    with pytest.raises(SettingsError, match="its links are signed: set SECRET_KEY"):
        settings.load(SocketSettings)
    environment.setenv("SECRET_KEY", "long enough to be one")
    assert settings.load(SocketSettings).link_secret == "long enough to be one"


def test_only_the_sandbox_moves_the_clock(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("CONCORD_CLOCK_FILE", "clock")
    for elsewhere in ("", "https://slack.com/api/", "http://127.0.0.1.example.com/api/"):
        environment.setenv("SLACK_API_URL", elsewhere)
        with pytest.raises(SettingsError, match=r"^CONCORD_CLOCK_FILE is for the sandbox"):
            settings.load(SocketSettings)
    environment.setenv("SLACK_API_URL", "http://127.0.0.1:3456/api/")
    assert settings.load(SocketSettings).clock_file == Path("clock")
