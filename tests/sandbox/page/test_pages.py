from datetime import timedelta

import pytest
from httpx import Client

from sandbox.desk import Desk
from sandbox.page.board import LATEST
from sandbox.workspace import Workspace
from tests.sandbox.page.conftest import FakeApp

GENERAL = "/as/marta/c/C0GENERAL0"


def test_the_start_leads_to_somebody_in_general(page: Client) -> None:
    assert page.get("/").headers["location"] == "/as/marta"
    assert page.get("/as/marta").headers["location"] == GENERAL


def test_a_guest_starts_in_the_channel_they_are_in(page: Client) -> None:
    assert page.get("/as/gina").headers["location"] == "/as/gina/c/C0CARDIVA0"


def test_a_channel_shows_its_messages_with_days_and_names(page: Client, workspace: Workspace) -> None:
    Desk(workspace, "jonas").type("C0GENERAL0", "*Good* evening")
    workspace.clock.move(timedelta(days=1))
    Desk(workspace, "marta").type("C0GENERAL0", "Good <b>morning</b>, @jonas")
    html = page.get(GENERAL).text
    assert html.index("Yesterday") < html.index("<strong>Good</strong> evening") < html.index(">Today<")
    assert "Good &lt;b&gt;morning&lt;/b&gt;" in html
    assert "@Jonas Weber" in html


def test_messages_of_one_person_stand_together_for_five_minutes(page: Client, workspace: Workspace) -> None:
    for minutes in (0, 1, 6):
        workspace.clock.move(timedelta(minutes=minutes))
        Desk(workspace, "jonas").type("C0GENERAL0", "Again")
    html = page.get(GENERAL).text
    assert html.count('class="message compact"') == 1
    assert html.count('class="message-author"') == 2


def test_a_long_conversation_shows_its_end_and_offers_the_rest(page: Client, workspace: Workspace) -> None:
    for number in range(LATEST + 3):
        Desk(workspace, "jonas").type("C0GENERAL0", f"Number {number}.")
    assert "Show 3 earlier messages" in page.get(GENERAL).text
    assert "Number 0." not in page.get(GENERAL).text
    assert "Number 0." in page.get(f"{GENERAL}?everything=1").text


def test_a_thread_opens_beside_its_channel(page: Client, workspace: Workspace) -> None:
    root = Desk(workspace, "jonas").type("C0GENERAL0", "Who can?").message
    assert root is not None
    Desk(workspace, "priya").type("C0GENERAL0", "I can.", root.ts)
    html = page.get(GENERAL).text
    assert "I can." not in html
    assert "1 reply" in html
    assert "I can." in page.get(f"{GENERAL}?thread={root.ts}").text
    assert 'aria-label="Thread"' not in page.get(f"{GENERAL}?thread=1.0").text


def test_an_ephemeral_message_is_shown_to_its_reader_alone(page: Client, workspace: Workspace) -> None:
    room = workspace.channel("#general")
    workspace.messages.post(room, workspace.bot.id, text="Not like this.", only_for="U0MARTA000")
    assert "Only visible to you" in page.get(GENERAL).text
    assert "Not like this." not in page.get("/as/jonas/c/C0GENERAL0").text


def test_a_changed_text_says_so_and_a_changed_card_does_not(page: Client, workspace: Workspace) -> None:
    room = workspace.channel("#general")
    message = workspace.messages.post(room, workspace.bot.id, text="Old")
    workspace.messages.update(message, text="New")
    assert "(edited)" in page.get(GENERAL).text
    workspace.messages.update(message, blocks=[{"type": "divider", "block_id": "d"}])
    assert "(edited)" not in page.get(GENERAL).text


def test_reactions_are_counted(page: Client, workspace: Workspace) -> None:
    message = workspace.messages.post(workspace.channel("#general"), "U0JONAS000", text="Done")
    message.reactions["tada"] = ["U0MARTA000", "U0PRIYA000"]
    assert "🎉 2" in page.get(GENERAL).text


def test_unread_messages_make_a_channel_bold_and_mentions_are_counted(page: Client, workspace: Workspace) -> None:
    Desk(workspace, "jonas").type("#war-room", "Look at this, @marta")
    html = page.get(GENERAL).text
    assert 'class="entry unread"' in html
    assert 'aria-label="1 mention"' in html
    page.post("/as/marta/c/C0WARROOM0/read", json={})
    assert 'class="entry unread"' not in page.get(GENERAL).text


@pytest.mark.parametrize("address", ["/as/jonas/c/C0CONCORD0", "/as/gina/c/C0GENERAL0", "/as/oscar/c/C0WARROOM0"])
def test_what_a_person_may_not_see_is_not_there(page: Client, address: str) -> None:
    answer = page.get(address)
    assert answer.status_code == 404
    assert "sees no such conversation" in answer.text


@pytest.mark.parametrize(
    "address", ["/as/nobody", "/as/peter", "/as/concord", "/as/marta/c/C0NOTHING0", "/as/marta/dm/nobody"]
)
def test_an_address_of_nobody_says_so_and_leads_back(page: Client, address: str) -> None:
    answer = page.get(address)
    assert answer.status_code == 404
    assert "Back to the workspace" in answer.text


def test_somebody_of_another_organisation_sees_the_shared_channel_alone(page: Client) -> None:
    html = page.get("/as/oscar/c/C0PARTNER0").text
    assert "general</span>" not in html
    assert "/as/oscar/home" not in html
    assert "data-command" not in html
    assert 'value="/echo"' not in html
    assert page.get("/as/oscar/home").status_code == 404


def test_switching_keeps_the_channel_where_the_other_person_sees_it(page: Client) -> None:
    html = page.get("/as/marta/c/C0CARDIVA0").text
    assert 'href="/as/gina/c/C0CARDIVA0" data-who="gina"' in html
    assert 'href="/as/oscar" data-who="oscar"' in html
    assert "Agency · guest" in html
    assert 'data-who="peter"' not in html


def test_a_public_channel_can_be_looked_at_before_joining(page: Client) -> None:
    address = "/as/lucas/c/C0CARDIVA0"
    assert "data-join" in page.get(address).text
    assert page.post(f"{address}/join", json={}).status_code == 200
    assert "Message #brand-cardiva" in page.get(address).text


def test_a_direct_message_opens_once(page: Client) -> None:
    first = page.get("/as/marta/dm/jonas").headers["location"]
    assert page.get("/as/jonas/dm/marta").headers["location"].rpartition("/")[2] == first.rpartition("/")[2]
    assert "just between Jonas Weber and you" in page.get(first).text


def test_the_app_has_a_home_and_messages(page: Client, workspace: Workspace) -> None:
    assert "Opening…" in page.get("/as/marta/home").text
    blocks = [{"type": "header", "block_id": "h", "text": {"type": "plain_text", "text": "Good morning"}}]
    workspace.views.publish("U0MARTA000", {"type": "home", "blocks": blocks})
    assert "Good morning" in page.get("/as/marta/home").text
    assert "Home</a>" in page.get(page.get("/as/marta/dm/concord").headers["location"]).text


def test_an_app_that_is_away_is_told_kindly(page: Client, app: FakeApp) -> None:
    app.is_up = False
    assert "is not connected. Commands and buttons work again" in page.get(GENERAL).text
    assert "once it is connected" in page.get("/as/marta/home").text


def test_a_permalink_leads_to_its_message_as_somebody_who_sees_it(page: Client) -> None:
    location = page.get("/archives/C0CONCORD0/p1772442000000100?thread_ts=1772441000.000100").headers["location"]
    assert location == "/as/marta/c/C0CONCORD0?at=1772442000.000100&thread=1772441000.000100"
    assert page.get("/archives/C0NOTHING0/p1772442000000100").status_code == 404


def test_the_five_steps_are_shown_until_they_are_dismissed(page: Client) -> None:
    html = page.get(GENERAL).text
    assert "Five things to try" in html
    assert 'href="/as/thomas/c/C0WARROOM0"' in html
    page.cookies.set("welcome", "done")
    assert "Five things to try" not in page.get(GENERAL).text


@pytest.mark.parametrize(
    ("step", "person", "says"),
    [
        ("/as/jonas/c/C0CARDIVA0", "jonas", "You are Jonas."),
        ("/as/priya/dm/concord", "priya", "You are Priya, medical reviewer."),
        ("/as/sofia/c/C0GENERAL0", "sofia", "You are Sofia."),
        ("/as/thomas/c/C0WARROOM0", "thomas", "You are Thomas, crisis lead, pinged here after step 3."),
        ("/as/marta/c/C0REMIND00", "marta", "You are Marta."),
    ],
)
def test_a_step_says_what_to_do_where_it_leads(page: Client, step: str, person: str, says: str) -> None:
    assert f'href="{step}"' in page.get(GENERAL).text
    html = page.get(step, follow_redirects=True).text
    assert f'data-person="{person}"' in html
    assert f"<p>{says}" in html
    assert html.count('aria-current="step"') == 1


def test_elsewhere_the_steps_say_who_one_is(page: Client) -> None:
    for address in (GENERAL, "/as/marta/home", "/as/jonas/c/C0REMIND00"):
        html = page.get(address).text
        assert "You can be anybody at Helvia Pharma" in html
        assert 'aria-current="step"' not in html


def test_the_clock_is_shown_in_the_person_s_time_zone(page: Client) -> None:
    assert "Mon, 2 Mar 2026, 10:00" in page.get(GENERAL).text
    assert "Mon, 2 Mar 2026, 18:00" in page.get("/as/hana/c/C0GENERAL0").text
