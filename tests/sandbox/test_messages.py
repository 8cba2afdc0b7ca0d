"""Messages, and what hangs in them."""

import pytest
from slack_sdk import WebClient

from sandbox.desk import Desk, Impossible, readable
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from sandbox.workspace.models import Message
from tests.sandbox.tiny import CARD, Json, Tiny


def test_a_message_is_posted_and_the_app_hears_of_it(marta: Desk, tiny: Tiny, workspace: Workspace) -> None:
    marta.type("#general", "Dear @jonas, see #war-room & <this>")
    (event,) = tiny.heard_of("message")
    assert event["text"] == "Dear <@U0JONAS000>, see <#C0WARROOM0|war-room> &amp; &lt;this&gt;"
    assert (event["channel"], event["channel_type"], event["user"]) == ("C0GENERAL0", "channel", "U0MARTA000")
    assert Desk(workspace, "jonas").mentions("#general") == 1


def test_naming_the_app_is_a_mention(marta: Desk, tiny: Tiny) -> None:
    marta.type("#general", "Hello @concord")
    assert [event["text"] for event in tiny.heard_of("app_mention")] == ["Hello <@U0CONCORD0>"]


def test_in_a_direct_message_nobody_is_mentioned(marta: Desk, tiny: Tiny) -> None:
    marta.type("@concord", "Hello @concord")
    assert tiny.heard_of("app_mention") == []


def test_events_that_the_manifest_does_not_subscribe_to_are_not_sent(marta: Desk, tiny: Tiny) -> None:
    marta.type("#concord-admin", "Private")
    assert tiny.heard == []


def test_threads_hang_under_their_root(marta: Desk, workspace: Workspace) -> None:
    root = marta.type("#general", "Root").message
    assert root is not None
    Desk(workspace, "jonas").type("#general", "Reply", thread=root.ts)
    assert [message.text for message in marta.read("#general")] == ["Root"]
    assert [message.text for message in marta.thread("#general", root.ts)] == ["Root", "Reply"]


def test_unread_counts_others_messages_until_they_are_read(marta: Desk, workspace: Workspace) -> None:
    jonas = Desk(workspace, "jonas")
    marta.type("#general", "One")
    marta.type("@jonas", "Two")
    assert jonas.unread("#general") == jonas.unread("@marta") == jonas.mentions("@marta") == 1
    assert marta.unread("#general") == jonas.mentions("#general") == 0
    jonas.mark_read("#general")
    assert jonas.unread("#general") == 0


def test_nobody_posts_where_they_are_not(marta: Desk, workspace: Workspace) -> None:
    priya = Desk(workspace, "priya")
    with pytest.raises(Impossible, match="Priya Nair is not in corporate-social"):
        priya.type("#corporate-social", "Hello")
    priya.join("#corporate-social")
    assert priya.type("#corporate-social", "Hello").ok
    priya.leave("#corporate-social")
    assert "corporate-social" in [channel.name for channel in priya.browse()]


def test_a_pressed_button_tells_the_app_everything_around_it(marta: Desk, tiny: Tiny, card: Message) -> None:
    assert marta.press("#general", card.ts, "tiny.yes").ok
    (payload,) = tiny.heard
    assert payload["type"] == "block_actions"
    assert payload["user"] == {"id": "U0MARTA000", "username": "marta", "name": "marta", "team_id": "T0HELVIA00"}
    assert payload["channel"] == {"id": "C0GENERAL0", "name": "general"}
    assert payload["message"]["text"] == "A card"
    assert payload["message"]["bot_id"] == "B0CONCORD0"
    assert payload["container"]["message_ts"] == card.ts
    assert payload["state"]["values"]["act"]["tiny.who"] == {"type": "users_select", "selected_user": None}
    (action,) = payload["actions"]
    assert (action["action_id"], action["block_id"], action["value"], action["type"]) == (
        "tiny.yes",
        "act",
        "7",
        "button",
    )


def test_an_updated_message_has_no_buttons_left_and_says_that_it_was_edited(marta: Desk, card: Message) -> None:
    marta.press("#general", card.ts, "tiny.yes")
    (message,) = marta.read("#general")
    assert readable(message) == "Yes it is"
    assert message.edited > message.ts
    with pytest.raises(Impossible, match=r"There is no tiny\.yes here"):
        marta.press("#general", card.ts, "tiny.yes")


@pytest.mark.parametrize(
    ("action_id", "chosen", "key", "value"),
    [
        ("tiny.menu", "Hide", "selected_option", CARD[0]["accessory"]["options"][1]),
        ("tiny.who", "U0JONAS000", "selected_user", "U0JONAS000"),
        ("tiny.day", "2026-05-01", "selected_date", "2026-05-01"),
    ],
)
def test_a_choice_in_a_message_is_told_at_once(
    marta: Desk, tiny: Tiny, card: Message, action_id: str, chosen: str, key: str, value: object
) -> None:
    assert marta.choose("#general", card.ts, action_id, chosen).ok
    assert tiny.heard[0]["actions"][0][key] == value


def test_what_was_chosen_stays_in_the_state_of_the_message(marta: Desk, tiny: Tiny, card: Message) -> None:
    marta.choose("#general", card.ts, "tiny.who", "U0JONAS000")
    marta.choose("#general", card.ts, "tiny.day", "2026-05-01")
    assert tiny.heard[1]["state"]["values"]["act"]["tiny.who"]["selected_user"] == "U0JONAS000"


def test_an_external_select_in_a_message_asks_the_app(marta: Desk, tiny: Tiny, card: Message) -> None:
    options = marta.options_in_message("#general", card.ts, "tiny.find", "He")
    assert [each["value"] for each in options] == ["v1", "v2"]
    assert tiny.heard[0]["type"] == "block_suggestion"
    assert marta.choose("#general", card.ts, "tiny.find", "v2").ok


@pytest.fixture
def attached(tiny: Tiny, client: WebClient, workspace: Workspace) -> str:
    """The ts of a message whose card stands in its second attachment; its blocks and buttons bring no ids."""
    button = {"type": "button", "text": {"type": "plain_text", "text": "No & never"}}
    cards: list[Json] = [
        {"text": "R&D"},
        {"color": "#ff0000", "blocks": [*CARD, {"type": "actions", "elements": [button]}]},
    ]
    return str(client.chat_postMessage(channel="C0GENERAL0", text="Two", attachments=cards)["ts"])


def test_a_button_in_an_attachment_can_be_pressed_and_says_in_which(marta: Desk, tiny: Tiny, attached: str) -> None:
    (message,) = marta.read("#general")
    assert readable(message).splitlines() == ["Two", "R&D", "*A card*", "Show", "Hide", "Yes", "Form", "No & never"]
    tiny.heard.clear()
    assert marta.press("#general", attached, "tiny.yes").ok
    assert marta.choose("#general", attached, "tiny.who", "U0JONAS000").ok
    pressed, _ = tiny.heard
    assert pressed["container"] == {
        "type": "message_attachment",
        "attachment_id": 2,
        "message_ts": attached,
        "channel_id": "C0GENERAL0",
        "is_ephemeral": False,
        "is_app_unfurl": False,
    }
    assert pressed["message"]["attachments"][0] == {"id": 1, "text": "R&amp;D"}
    assert "tiny.who" in pressed["state"]["values"]["act"]


def test_blocks_in_attachments_are_given_their_ids(client: WebClient, attached: str) -> None:
    (message,) = client.conversations_history(channel="C0GENERAL0")["messages"]
    block = message["attachments"][1]["blocks"][-1]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]


def test_a_choice_of_a_person_or_channel_is_told_by_id(marta: Desk, tiny: Tiny, card: Message) -> None:
    marta.choose("#general", card.ts, "tiny.who", "jonas")
    assert tiny.heard[0]["actions"][0]["selected_user"] == "U0JONAS000"
    with pytest.raises(Impossible, match="does not offer 'nobody'"):
        marta.choose("#general", card.ts, "tiny.who", "nobody")


def test_a_menu_is_not_pressed_and_a_button_not_chosen(marta: Desk, card: Message) -> None:
    with pytest.raises(Impossible, match="choose something in it"):
        marta.press("#general", card.ts, "tiny.menu")
    with pytest.raises(Impossible, match="press it"):
        marta.choose("#general", card.ts, "tiny.yes", "7")
    with pytest.raises(Impossible, match="does not offer 'Burn'"):
        marta.choose("#general", card.ts, "tiny.menu", "Burn")


def test_a_stranger_in_a_shared_channel_can_press_and_is_known_by_their_team(
    marta: Desk, tiny: Tiny, client: WebClient, workspace: Workspace
) -> None:
    ts = client.chat_postMessage(channel="C0PARTNER0", text="A card", blocks=CARD)["ts"]
    tiny.heard.clear()
    Desk(workspace, "oscar").press("#partner-nordlab", ts, "tiny.yes")
    (payload,) = tiny.heard
    assert payload["user"]["team_id"] == "T0NORDLAB0"
    assert payload["team"] == {"id": "T0NORDLAB0", "domain": "nordlab"}


def test_leaving_the_company_and_changing_a_group_are_told(tiny: Tiny, workspace: Workspace, sandbox: Sandbox) -> None:
    workspace.roster.deactivate("jonas")
    workspace.roster.set_group("S0LEGAL000", ["lucas", "elena"])
    sandbox.events.settle()
    assert tiny.heard_of("user_change")[0]["user"]["deleted"] is True
    assert tiny.heard_of("subteam_members_changed")[0]["added_users"] == ["U0ELENA000"]
    assert "U0JONAS000" not in workspace.channel("#general").members
    workspace.roster.reactivate("jonas")
    assert workspace.person("jonas").is_deleted is False


def test_people_are_told_apart_by_title(marta: Desk) -> None:
    assert marta.title("#war-room") == "#war-room"
    assert marta.title("@concord") == "Concord"
    assert marta.open_dm("jonas").members == ["U0MARTA000", "U0JONAS000"]


def test_rich_text_that_reads_like_a_mention_names_nobody(client: WebClient, workspace: Workspace) -> None:
    quote = {"type": "rich_text_quote", "elements": [{"type": "text", "text": "<!channel> <@U0JONAS000>"}]}
    client.chat_postMessage(channel="C0GENERAL0", text="Quoted", blocks=[{"type": "rich_text", "elements": [quote]}])
    assert Desk(workspace, "jonas").mentions("#general") == 0
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "Dear <@U0JONAS000>"}}
    client.chat_postMessage(channel="C0GENERAL0", text="Named", blocks=[section])
    assert Desk(workspace, "jonas").mentions("#general") == 1
