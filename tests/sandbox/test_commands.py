"""Slash commands and shortcuts, from the composer to the app and back."""

import pytest

from sandbox.desk import Desk, Impossible
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from sandbox.workspace.models import Person
from tests.sandbox.refusals import Scene
from tests.sandbox.showing import paragraph
from tests.sandbox.tiny import Json, Tiny


def test_a_command_reaches_the_app_and_its_answer_is_shown_to_the_one_who_typed(
    marta: Desk, workspace: Workspace
) -> None:
    outcome = marta.type("#general", "/echo hello  ")
    assert outcome.ok
    assert outcome.text == "You said hello"
    assert [message.text for message in marta.read("#general")] == ["You said hello"]
    assert Desk(workspace, "jonas").read("#general") == []


def test_a_command_has_the_fields_that_slack_sends(marta: Desk, tiny: Tiny, sandbox: Sandbox) -> None:
    marta.type("#concord-admin", "/echo hello")
    (payload,) = tiny.heard
    assert payload["command"] == "/echo"
    assert payload["text"] == "hello"
    assert payload["user_id"] == "U0MARTA000"
    assert payload["user_name"] == "marta"
    assert payload["team_id"] == "T0HELVIA00"
    assert payload["team_domain"] == "helvia"
    assert payload["channel_id"] == "C0CONCORD0"
    assert payload["channel_name"] == "privategroup"
    assert payload["is_enterprise_install"] == "false"
    assert payload["response_url"].startswith(f"{sandbox.url}/response/")
    assert payload["trigger_id"]


def test_a_direct_message_is_called_directmessage(marta: Desk, tiny: Tiny) -> None:
    marta.type("@concord", "/echo hello")
    assert tiny.heard[0]["channel_name"] == "directmessage"


def test_a_command_is_refused_in_a_thread(marta: Desk, tiny: Tiny) -> None:
    root = marta.type("#general", "Root").message
    assert root is not None
    tiny.heard.clear()
    assert marta.type("#general", "/echo hello", thread=root.ts).error == "/echo is not supported in threads. Sorry!"
    assert tiny.heard == []


def test_nobody_writes_to_an_app_whose_messages_tab_is_read_only(marta: Desk, tiny: Tiny, scene: Scene) -> None:
    scene.manifest(is_read_only=True)
    for words in ("Hello", "/echo hello"):
        with pytest.raises(Impossible, match="Sending messages to this app has been turned off"):
            marta.type("@concord", words)
    assert marta.type("@jonas", "/echo hello").ok
    assert len(tiny.heard) == 1


def test_people_channels_and_groups_are_escaped_where_the_manifest_says_so(marta: Desk, tiny: Tiny) -> None:
    marta.type("#general", "/people @jonas #war-room @crisis-team @nobody https://x.com/a")
    marta.type("#general", "/echo @jonas & <co>")
    escaped, plain = (payload["text"] for payload in tiny.heard)
    assert (
        escaped
        == "<@U0JONAS000|jonas> <#C0WARROOM0|war-room> <!subteam^S0CRISIS00|@crisis-team> @nobody <https://x.com/a>"
    )
    assert plain == "@jonas &amp; &lt;co&gt;"


def test_a_command_without_an_answer_shows_nothing(marta: Desk) -> None:
    assert marta.type("#general", "/echo").message is None


def test_a_command_that_the_manifest_does_not_have_is_no_command(marta: Desk, tiny: Tiny) -> None:
    assert marta.type("#general", "/nothing at all").error == "/nothing is not a valid command."
    assert tiny.heard == []


def test_an_app_that_does_not_acknowledge_fails_with_slacks_words(marta: Desk, sandbox: Sandbox) -> None:
    sandbox.sockets.patience = 0.2
    outcome = marta.type("#general", "/slow")
    assert outcome.error == '/slow failed with the error "operation_timeout"'
    assert outcome.reply is None


@pytest.mark.parametrize(
    "answer",
    [
        {"blocks": [{"type": "divider", "colour": "red"}]},
        {"blocks": [{"type": "divider"}] * 51},
        {"text": "x", "blocks": [paragraph(3000)] * 4 + [paragraph(1201)]},
        {"text": "x", "attachments": [{"blocks": [{"type": "divider", "colour": "red"}]}]},
        {"response_type": "in_channel"},
    ],
)
def test_an_answer_that_slack_cannot_show_is_a_failure(marta: Desk, tiny: Tiny, answer: Json) -> None:
    tiny.answers = answer
    assert marta.type("#general", "/answer").error == '/answer failed with the error "invalid_command_response"'
    assert marta.read("#general") == []


@pytest.mark.parametrize(
    "answer",
    [
        {"blocks": [paragraph(3000)] * 4 + [paragraph(1200)]},
        {"blocks": [{"type": "divider"}] * 50},
        {"attachments": [{"text": "x"}]},
    ],
)
def test_an_answer_that_just_fits_is_shown(marta: Desk, tiny: Tiny, answer: Json) -> None:
    tiny.answers = answer
    assert marta.type("#general", "/answer").ok
    (message,) = marta.read("#general")
    assert len(message.blocks) == len(answer.get("blocks", []))
    assert message.attachments == answer.get("attachments", [])


def test_an_app_that_is_not_there_fails_at_once(workspace: Workspace) -> None:
    workspace.line.transport = None
    outcome = Desk(workspace, "marta").type("#general", "/echo hello")
    assert outcome.error == '/echo failed with the error "dispatch_failed"'


def test_a_global_shortcut_opens_the_form(marta: Desk, tiny: Tiny) -> None:
    assert marta.shortcut("tiny.form").ok
    assert marta.modal is not None
    assert marta.modal.title == "Form"
    assert tiny.heard[0]["type"] == "shortcut"
    assert tiny.heard[0]["callback_id"] == "tiny.form"


def test_a_message_shortcut_carries_the_message(marta: Desk, tiny: Tiny, workspace: Workspace) -> None:
    message = Desk(workspace, "jonas").type("#general", "Look at this").message
    assert message is not None
    tiny.heard.clear()
    assert marta.message_shortcut("tiny.quote", "#general", message.ts).ok
    (payload,) = tiny.heard
    assert payload["type"] == "message_action"
    assert payload["message"]["text"] == "Look at this"
    assert payload["message"]["user"] == "U0JONAS000"
    assert payload["message_ts"] == message.ts
    assert payload["channel"] == {"id": "C0GENERAL0", "name": "general"}


def test_a_shortcut_that_the_manifest_does_not_have_cannot_be_used(marta: Desk) -> None:
    with pytest.raises(Impossible, match=r"no global shortcut tiny\.quote"):
        marta.shortcut("tiny.quote")


def test_somebody_who_left_can_do_nothing_unless_forced(marta: Desk, workspace: Workspace, tiny: Tiny) -> None:
    with pytest.raises(Impossible, match="Peter Lang's account is deactivated"):
        Desk(workspace, "peter").type("#general", "/echo hello")
    assert Desk(workspace, "peter", force=True).type("#general", "/echo hello").ok
    assert tiny.heard[0]["user_id"] == "U0PETER000"


def test_people_of_another_organisation_are_not_offered_commands(marta: Desk, workspace: Workspace, tiny: Tiny) -> None:
    with pytest.raises(Impossible, match="from another company"):
        Desk(workspace, "oscar").type("#partner-nordlab", "/echo hello")
    Desk(workspace, "oscar", force=True).type("#partner-nordlab", "/echo hello")
    assert tiny.heard[0]["team_id"] == "T0NORDLAB0"
    assert tiny.heard[0]["team_domain"] == "nordlab"


def test_a_guest_sees_only_the_channels_they_are_in(workspace: Workspace) -> None:
    gina = Desk(workspace, "gina")
    assert [channel.name for channel in gina.conversations()] == ["brand-cardiva"]
    assert gina.browse() == []
    with pytest.raises(Impossible, match="cannot see war-room"):
        gina.type("#war-room", "Hello")


def test_the_bots_own_user_has_no_client(workspace: Workspace) -> None:
    bot: Person = workspace.bot
    with pytest.raises(Impossible, match="Concord is a bot"):
        Desk(workspace, bot.id).type("#general", "Hello")
