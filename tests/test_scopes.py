"""The app asks a workspace for no right that it does not use."""

import ast
from collections.abc import Iterator

import yaml

from bot.health.tokens import SCOPES
from sandbox.contract import documented_methods, event_scopes
from sandbox.workspace.manifest import Manifest
from tests.house.reading import ROOT, parsed

MANIFEST = ROOT / "manifest.yml"
MANAGED = {"channels:manage", "groups:write"}
CHANNELS, HISTORY = {"channels:read", "groups:read"}, {"channels:history", "groups:history", "im:history"}
CHOSEN = {
    "conversations.info": CHANNELS,
    "conversations.history": HISTORY,
    "conversations.replies": HISTORY,
    "conversations.open": {"im:write"},
    "conversations.create": MANAGED,
    "conversations.invite": MANAGED,
    "conversations.setTopic": MANAGED,
    "conversations.list": CHANNELS,
    "conversations.members": CHANNELS,
}
"""Which of a method's scopes are needed: one for each kind of place. Concord asks what channels are, but not what a
direct message is; it looks in all of them for what it has sent; it opens direct messages, and makes channels, public
and private ones.
"""


def called() -> Iterator[str]:
    """The Web API methods that the source names, as they are or as slack_sdk spells them."""
    spelt = {name.replace(".", "_"): name for name in documented_methods()}
    for file in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "handlers").rglob("*.py")]:
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.Constant) and node.value in documented_methods():
                yield str(node.value)
            elif isinstance(node, ast.Attribute) and node.attr in spelt:
                yield spelt[node.attr]


def needed(method: str) -> set[str]:
    scopes = set(documented_methods()[method]["scope"]["bot"])
    chosen = CHOSEN.get(method, scopes)
    assert chosen <= scopes
    assert len(scopes) < 2 or method in CHOSEN, f"say which of {scopes} {method} needs"
    return chosen


def hearing(event: str) -> set[str]:
    """Concord writes in no group message, so it hears nothing of who is in one."""
    return set(event_scopes()[event]) - {"mpim:read"}


def test_each_scope_is_needed_and_each_needed_scope_is_there() -> None:
    methods = set(called())
    assert {"chat.postMessage", "views.open", "users.info"} <= methods
    assert CHOSEN.keys() <= methods
    manifest = yaml.safe_load(MANIFEST.read_text())
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    scopes = set().union(*map(needed, methods), *map(hearing, events), {"commands"})
    assert manifest["features"]["slash_commands"]
    assert set(Manifest.read(MANIFEST).scopes) == scopes == SCOPES
