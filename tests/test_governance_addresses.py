"""Addresses in the governance file: which there may be, where they may be written, and that none gets out."""

from pathlib import Path
from typing import Any

import apprise
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.ways import USUAL_SCHEMES, Way
from bot.governance import GovernanceError, load
from bot.settings import PACKAGED_GOVERNANCE

TEXT = PACKAGED_GOVERNANCE.read_text()


def test_a_secret_of_an_address_is_never_part_of_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCORD_WAY_PAGER", "nonsense://very-secret@nowhere")
    file = tmp_path / "rules.yml"
    file.write_text(TEXT + "other_ways: {everyone: ['${CONCORD_WAY_PAGER}', 'mailto://me:other-secret@']}\n")
    with pytest.raises(GovernanceError) as raised:
        load(file)
    assert len(raised.value.sentences) == 2
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("json://localhost/x", "json:// is not allowed"),
        ("syslog://", "syslog:// is not allowed"),
        ("SLACK://T/A/B", "slack:// is not allowed"),
        ("https://hooks.slack.com/services/T0/B0/x", "https:// is not allowed"),
        ("mailto://x@example.com?to=${SLACK_BOT_TOKEN}@example.com", "uses SLACK_BOT_TOKEN"),
        ("${DATABASE_URL}", "uses DATABASE_URL"),
        ("${ CONCORD_WAY_PAGER }", "only names that begin with CONCORD_WAY_"),
    ],
)
def test_an_address_goes_by_ways_that_are_allowed_and_takes_nothing_else_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, sentence: str
) -> None:
    for name in ("SLACK_BOT_TOKEN", "DATABASE_URL", "CONCORD_WAY_PAGER"):
        monkeypatch.setenv(name, "very-secret")
    file = tmp_path / "rules.yml"
    file.write_text(f"{TEXT}\nother_ways: {{everyone: ['{address}']}}\n")
    with pytest.raises(GovernanceError) as raised:
        load(file)
    [problem] = raised.value.sentences
    assert "other_ways.everyone.0: " in problem
    assert sentence in problem
    assert "secret" not in problem


@given(st.text(max_size=30), st.sampled_from(["json", "file", "syslog", "xml", "form", "rsyslog", "slack"]))
def test_no_address_begins_otherwise_than_the_file_allows(rest: str, scheme: str) -> None:
    with pytest.raises(ValueError, match="not allowed"):
        Way.parse(f"{scheme}://{rest.replace('$', '')}", {})


def test_each_of_the_usual_ways_is_one_that_apprise_knows() -> None:
    known = {name for plugin in apprise.Apprise().details()["schemas"] for name in _schemes_of(plugin)}
    assert set(USUAL_SCHEMES) <= known


def _schemes_of(plugin: dict[str, Any]) -> list[str]:
    return [*(plugin["protocols"] or ()), *(plugin["secure_protocols"] or ())]


def test_an_address_may_be_in_the_environment_or_in_dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("CONCORD_WAY_PAGER=json://localhost/from-file\n")
    file = tmp_path / "rules.yml"
    named = "'${CONCORD_WAY_PAGER}'"
    addresses = f"{{crisis_lead: [{named}], everyone: [{named}, 'json://localhost/all']}}"
    file.write_text(f"{TEXT}way_schemes: [json]\nother_ways: {addresses}\n")
    rules = load(file)
    ways = rules.ways("crisis_lead", "everyone")
    assert [(whose, way.url) for whose, way in ways] == [
        ("crisis_lead", "json://localhost/from-file"),
        ("everyone", "json://localhost/all"),
    ]
    assert rules.ways("everyone", besides=[ways[0][1]]) == [ways[1]]
    assert "localhost" not in repr(rules)
