"""Gestures are counted by kind and by what came of them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.people import memory
from tests.accounts.steps import propose
from tests.crises.steps import ON_IT, headline, raise_crisis
from tests.handlers.test_nothing_is_lost import send, typed
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database

KINDS = {"command", "action", "form", "search", "shortcut", "event", "other"}
OUTCOMES = {"handled", "repeated", "invalid", "forbidden", "not found", "too late", "unreachable", "not shown"}
OUTCOMES |= {"refused", "unheard", "conflict", "busy", "unsure", "no room", "failed"}


def counts(helvia: Helvia) -> dict[tuple[str, str], float]:
    """By kind and outcome."""
    return {
        (sample.labels["kind"], sample.labels["outcome"]): sample.value
        for family in helvia.concord.metrics.registry.collect()
        for sample in family.samples
        if sample.name == "concord_gestures_total"
    }


@contextmanager
def counted(helvia: Helvia, **expected: float) -> Iterator[None]:
    """What is counted meanwhile is this and nothing else, by `kind_outcome`."""
    before = counts(helvia)
    yield
    helvia.sandbox.events.settle()
    new = {pair: count - before.get(pair, 0) for pair, count in counts(helvia).items()}
    assert {f"{kind}_{outcome}".replace(" ", "_"): count for (kind, outcome), count in new.items() if count} == expected


def test_what_is_done_is_counted_by_the_kind_of_gesture(helvia: Helvia) -> None:
    with counted(helvia, command_handled=1, search_handled=1, form_handled=1):
        raise_crisis(helvia)
    with counted(helvia, action_handled=1):
        helvia.press("thomas", headline(helvia), ON_IT)
    with counted(helvia, shortcut_handled=1):
        helvia.desk("sofia").shortcut("crises.raise")
    with counted(helvia, event_handled=1):
        helvia.desk("marta").open_home()


def test_refusals_are_counted_by_their_kind(helvia: Helvia) -> None:
    register_account(helvia)
    with counted(helvia, command_forbidden=1):
        helvia.desk("gina").type("#brand-cardiva", "/account list")
    with counted(helvia, command_not_found=1):
        helvia.desk("marta").type("#general", "/account lst")
    with counted(helvia, command_handled=1, action_handled=1, search_handled=1, form_invalid=1):
        propose(helvia.desk("jonas"), purpose=" ")


def test_what_slack_delivers_again_is_counted_as_repeated(helvia: Helvia) -> None:
    helvia.desk("marta").type("#general", "/account list")
    delivery, _ = helvia.workspace.line.log[-1]
    with counted(helvia, command_repeated=1):
        helvia.workspace.line.deliver(delivery)


def test_so_is_what_slack_kept_from_being_done(helvia: Helvia, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "SILENT_S", 0)
    helvia.workspace.faults.add("server_error", method="views.*", times=1)
    with counted(helvia, command_not_shown=1):
        helvia.desk("marta").type("#general", "/account register")
    helvia.workspace.faults.add("server_error", method="users.info", times=0)
    with counted(helvia, command_unreachable=1):
        send(helvia, "slash_commands", typed(helvia, "marta", user_id="U0NEVERSEEN"))


def test_no_label_is_on_no_list(helvia: Helvia) -> None:
    raise_crisis(helvia)
    assert {kind for kind, _ in counts(helvia)} <= KINDS
    assert {outcome for _, outcome in counts(helvia)} <= OUTCOMES
