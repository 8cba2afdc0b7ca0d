"""What Slack says of the tokens before anything starts."""

from dataclasses import replace
from typing import Any

import pytest

from bot.app import asked_slack
from bot.health.checking import Advice
from bot.settings import SocketSettings
from sandbox.server import Sandbox
from tests.ports import free_port
from tests.world import given_by

KNOWN = "Slack knows Concord as @concord in Helvia Pharma (T0HELVIA00)."


def asked(sandbox: Sandbox, **more: Any) -> Advice:
    return asked_slack(SocketSettings.model_validate(given_by(sandbox, "sqlite:///none.db") | more), None)


def test_who_concord_is_and_which_scopes_it_lacks(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(sandbox) == Advice([], [], KNOWN)
    manifest = sandbox.workspace.manifest
    some = manifest.scopes - {"files:write", "im:history"}
    monkeypatch.setattr(sandbox.workspace, "manifest", replace(manifest, scopes=some))
    advice = asked(sandbox)
    assert advice.known_as == KNOWN
    [warning] = advice.warnings
    assert warning.startswith("Concord lacks files:write, im:history in Slack. Add ")


@pytest.mark.parametrize(("setting", "token"), [("slack_bot_token", "xoxb-wrong"), ("slack_app_token", "xapp-wrong")])
def test_a_token_that_slack_does_not_know(sandbox: Sandbox, setting: str, token: str) -> None:
    [refusal] = asked(sandbox, **{setting: token}).refusals
    assert refusal.startswith(f"Slack refuses {setting.upper()}: invalid_auth. It is your Slack app's ")
    assert token not in refusal


def test_a_silent_slack_is_no_refusal(sandbox: Sandbox) -> None:
    advice = asked(sandbox, slack_api_url=f"http://127.0.0.1:{free_port()}/api/")
    assert advice == Advice([], ["Slack does not answer: the tokens were not tried."])
