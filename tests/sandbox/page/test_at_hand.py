"""What a channel keeps at hand on the page, and what Slack itself writes there."""

import re

from httpx import Client

from sandbox.desk import Desk
from sandbox.workspace import Workspace
from tests.sandbox.page.conftest import Post

GENERAL = "/as/marta/c/C0GENERAL0"


def test_a_channel_without_anything_at_hand_shows_nothing_of_it(page: Client) -> None:
    html = page.get(GENERAL).text
    assert 'aria-label="Bookmarks"' not in html
    assert " pinned</summary>" not in html


def test_bookmarks_stand_above_the_channel_and_lead_out_of_the_page(page: Client, workspace: Workspace) -> None:
    workspace.channel("#general").bookmarks += [
        {"link": "https://helvia.example/plan", "title": "The <plan>", "emoji": ":tada:"},
        {"link": f"{workspace.url}/archives/C0WARROOM0/p1772442000000001", "title": "Statement", "emoji": ""},
        {"link": "javascript:alert(1)", "title": "Harmless", "emoji": ""},
    ]
    html = page.get(GENERAL).text
    bar = html[html.index('aria-label="Bookmarks"') : html.index("</nav>", html.index('aria-label="Bookmarks"'))]
    assert 'href="https://helvia.example/plan" target="_blank" rel="noopener noreferrer">🎉 The &lt;plan&gt;<' in bar
    assert 'href="/as/marta/c/C0WARROOM0?at=1772442000.000001">Statement<' in bar
    assert "<span>Harmless</span>" in bar
    assert "javascript" not in bar


def test_pins_are_listed_the_newest_first_and_lead_to_their_messages(page: Client, workspace: Workspace) -> None:
    general, priya = workspace.channel("#general"), Desk(workspace, "priya")
    for words in ("*First* word", "Second"):
        message = workspace.messages.post(general, "U0JONAS000", text=words)
        priya.pin("#general", message.ts)
    html = page.get(GENERAL).text
    assert "2 pinned</summary>" in html
    listed = html[html.index("2 pinned") : html.index("</details>", html.index("2 pinned"))]
    assert re.findall(r"<span>(.*?)</span>", listed) == ["Second", "First word"]
    assert f"{GENERAL}?at={message.ts}" in listed
    assert html.count("Pinned by Priya Nair") == 2


def test_the_page_pins_a_message_and_takes_the_pin_off(page: Client, post: Post, workspace: Workspace) -> None:
    message = Desk(workspace, "jonas").type("#general", "What we know").message
    assert message is not None
    post("/c/C0GENERAL0/pin", ts=message.ts, on=True)
    assert "1 pinned</summary>" in page.get(GENERAL).text
    post("/c/C0GENERAL0/pin", ts=message.ts, on=False)
    assert "1 pinned</summary>" not in page.get(GENERAL).text
    assert post("/c/C0GENERAL0/pin", 409, ts=message.ts, on=False)["error"] == "no_pin"


def test_a_line_of_slack_s_own_is_no_message_of_anybody(page: Client, workspace: Workspace) -> None:
    marta = Desk(workspace, "marta")
    marta.type("#general", "Before")
    marta.set_topic("#general", "<b>Fake vials</b>")
    marta.type("#general", "After")
    html = page.get(GENERAL).text
    assert "@Marta Keller set the channel topic: &lt;b&gt;Fake vials&lt;/b&gt;" in html
    assert html.count('class="happening"') == 1
    assert html.count('class="message-author"') == 2


def test_a_guest_of_a_single_channel_is_offered_nothing_of_the_app(page: Client) -> None:
    assert 'value="/echo"' in page.get("/as/gina/c/C0CARDIVA0").text
    html = page.get("/as/felix/c/C0CARDIVA0").text
    assert 'value="/echo"' not in html
    assert "Photographer · guest of one channel" in html
