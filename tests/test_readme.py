"""The README keeps its word: it shows the commands that are run, its links lead somewhere, and what it names exists."""

import re
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import AliasChoices

import handlers
from bot.alerts import ways
from bot.settings import DatabaseSettings, Settings, SocketSettings, WebSettings
from sandbox.workspace.manifest import Manifest
from tests.browser.newcomer import HEAVIEST
from tests.readme import AUDIT, CHECK, CHECK_FILE, COPY, DEPLOY, IMPORT, INSTALL, README, ROOT, START, TRY, blocks

EXAMPLE = (ROOT / ".env.example").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()


NO_COMMANDS_OF_OURS = {"/invite", "/healthz", "/readyz", "/status", "/metrics"}


def test_the_readme_shows_the_commands_that_are_run_here() -> None:
    commands = [block.splitlines() for block in blocks("sh")]
    assert commands == [TRY, COPY, START, CHECK_FILE, IMPORT, INSTALL, DEPLOY, AUDIT, CHECK]


def test_the_procfile_has_the_lines_that_the_readme_shows() -> None:
    processes = dict(line.split(": ") for line in (ROOT / "Procfile").read_text().splitlines())
    assert sorted(processes.values()) == sorted(DEPLOY)


def test_the_manifest_with_the_readmes_change_is_one_that_slack_takes() -> None:
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text())
    change = yaml.safe_load(blocks("yaml")[0])
    [url] = {command["url"] for command in change["features"].pop("slash_commands")}
    for command in manifest["features"]["slash_commands"]:
        command["url"] = url
    changed = merged(manifest, change)
    assert {command.url for command in Manifest.of(changed).commands.values()} == {url}
    assert changed["settings"]["event_subscriptions"]["bot_events"]
    assert changed["settings"]["socket_mode_enabled"] is False


def merged(whole: dict[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    both = {
        key: merged(whole[key], change[key]) for key in change.keys() & whole.keys() if isinstance(whole[key], dict)
    }
    return {**whole, **change, **both}


def test_the_table_of_commands_is_what_the_bot_answers() -> None:
    rows = re.findall(r"^\| `(/\w+)` \| (.+?) \|", README, re.MULTILINE)
    table = {command: set(re.findall(r"`(\w+)`", words)) for command, words in rows}
    assert table == {name: set(command.words) for name, command in handlers.routes().commands.items()}


def test_every_slash_command_shown_exists() -> None:
    known = handlers.routes().commands
    for name, word in re.findall(r"`(/\w+)(?: ([a-z]+))?[^`]*`", README):
        assert name in NO_COMMANDS_OF_OURS or (name in known and (not word or word in known[name].words)), name


def test_every_picture_exists_says_what_it_shows_and_is_light() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    assert {path for _, path in pictures} == {
        str(file.relative_to(ROOT)) for file in (ROOT / "docs" / "pictures").iterdir()
    }
    for words, path in pictures:
        assert words
        assert (ROOT / path).stat().st_size < HEAVIEST, path


def test_every_relative_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def setting_names() -> set[str]:
    names = set()
    for kind in (DatabaseSettings, Settings, SocketSettings, WebSettings):
        for name, field in kind.model_fields.items():
            alias = field.validation_alias
            names.add(str(alias.choices[0]) if isinstance(alias, AliasChoices) else name.upper())
    return names


def test_every_setting_is_told_and_every_setting_told_exists() -> None:
    settings = set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b|(?<=`)PORT(?=`)", README))
    settings |= set(re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    of_make = set(re.findall(r"^([A-Z_]+) [?:]?=", MAKEFILE, re.MULTILINE))
    assert {name for name in settings - of_make if not name.startswith(ways.PREFIX)} == setting_names()
