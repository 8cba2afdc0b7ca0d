"""The page by itself, before an app that only listens: one gesture a choice, names after @, and a narrow screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from sandbox.server import Sandbox
from sandbox.testing import fresh
from sandbox.workspace import Workspace
from sandbox.workspace.fields import with_ids
from tests.sandbox.examples import EXAMPLES
from tests.sandbox.page.conftest import FakeApp, serving
from tests.sandbox.test_new_blocks import number, raw, table
from tests.sandbox.tiny import CARD, FORM, Json, words

GENERAL = "/as/marta/c/C0GENERAL0"
NARROW, HIGH = 390, 844


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    with serving() as sandbox:
        yield sandbox


@pytest.fixture
def app() -> FakeApp:
    return FakeApp()


@pytest.fixture
def workspace(served: Sandbox, app: FakeApp) -> Workspace:
    opened = fresh(served)
    opened.line.transport = app
    opened.messages.post(opened.channel("#general"), opened.bot.id, text="A card", blocks=CARD)
    return opened


@pytest.fixture
def page(chromium: Browser, workspace: Workspace) -> Iterator[Page]:
    """#general, as Marta sees it on a telephone."""
    with chromium.new_context(
        viewport={"width": NARROW, "height": HIGH}, base_url=workspace.url, locale="en-GB"
    ) as context:
        page = context.new_page()
        page.goto(GENERAL)
        listens(page)
        yield page


def listens(page: Page) -> None:
    """Its scripts have loaded: what is done from now on is heard."""
    expect(page.locator("body[data-ready]")).to_be_attached()


def pressed(action_id: str) -> Json:
    return {"type": "button", "action_id": action_id, "text": words(action_id.capitalize())}


NEWEST: list[Json] = [
    {**EXAMPLES["card"], "block_id": "card", "actions": [pressed("card")]},
    {"type": "carousel", "block_id": "carousel", "elements": [{**EXAMPLES["card"], "actions": [pressed("slide")]}]},
    {
        **EXAMPLES["container"],
        "block_id": "container",
        "title": words("More of it"),
        "is_collapsible": True,
        "default_collapsed": True,
        "child_blocks": [{"type": "actions", "block_id": "inner", "elements": [pressed("inside")]}],
    },
    {**EXAMPLES["feedback"], "block_id": "feedback"},
    {**EXAMPLES["icons"], "block_id": "icons"},
    {**table([raw("Name"), raw("Days")], [raw("B"), number(10)], [raw("A"), number(9)]), "block_id": "table"},
    {**EXAMPLES["pie"], "block_id": "pie"},
]


def test_the_newest_blocks_are_drawn_and_what_is_in_them_is_pressed(
    page: Page, app: FakeApp, workspace: Workspace
) -> None:
    content = with_ids({"text": "New", "blocks": NEWEST})
    workspace.messages.post(workspace.channel("#general"), workspace.bot.id, **content)
    expect(page.get_by_role("img", name="Active 3")).to_be_visible()
    expect(page.get_by_role("button", name="Inside")).to_be_hidden()
    page.get_by_text("More of it").click()
    for name in ("Card", "Slide", "Inside", "It helped", "Bad", "Delete it"):
        with page.expect_response("**/act"):
            page.get_by_role("button", name=name, exact=True).click()
    gestures = [action.get("value") or action["action_id"] for payload in app.heard for action in payload["actions"]]
    assert gestures == ["card", "slide", "inside", "good", "bad", "7"]


def test_an_alert_stands_in_a_form(page: Page, workspace: Workspace) -> None:
    alert = {"type": "alert", "block_id": "a", "level": "warning", "text": words("Cardiva is withdrawn.")}
    workspace.views.open("U0MARTA000", {**FORM, "blocks": [alert]})
    expect(page.locator("dialog#modal .alert")).to_have_text("Cardiva is withdrawn.")


def test_one_choice_is_one_gesture(page: Page, app: FakeApp) -> None:
    page.locator("[data-action-id='tiny.who'] [role=combobox]").click()
    with page.expect_response("**/act"):
        page.get_by_role("option", name="Jonas Weber").click()
    with page.expect_response("**/act"):
        page.get_by_role("button", name="Yes").click()
    with page.expect_response("**/act"):
        page.get_by_role("button", name="More options").click()
        page.get_by_role("menuitem", name="Hide").click()
    gestures = [action["action_id"] for payload in app.heard for action in payload["actions"]]
    assert gestures == ["tiny.who", "tiny.yes", "tiny.menu"]


def test_a_name_after_an_at_is_completed(page: Page, app: FakeApp) -> None:
    composer, keys = page.locator("main .composer").get_by_role("combobox"), page.keyboard
    composer.focus()
    keys.type("Dear @web")
    expect(page.get_by_role("option")).to_have_count(1)
    keys.press("Enter")
    expect(composer).to_have_value("Dear @jonas ")
    keys.type("and @leg")
    page.get_by_role("option", name="@legal-reviewers").click()
    expect(composer).to_have_value("Dear @jonas and @legal-reviewers ")
    keys.type("a@b @")
    keys.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    composer.fill("Dear @jonas")
    composer.press("Enter")
    expect(page.locator("main article.message").last).to_contain_text("Dear @Jonas Weber")


def test_a_message_is_pinned_from_its_menu_and_found_in_the_list_of_pins(page: Page) -> None:
    message = page.locator("main article.message").last
    pins = page.locator(".pins")
    message.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Pin to this conversation").click()
    expect(page.get_by_text("@Marta Keller pinned a message to this channel.")).to_be_visible()
    pins.get_by_text("1 pinned").click()
    pins.get_by_role("link", name="A card").click()
    listens(page)
    expect(page.locator("article.pointed-at")).to_contain_text("Pinned by Marta Keller")
    message.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Take the pin off").click()
    expect(pins).to_have_count(0)


def test_on_a_narrow_screen_everything_is_within_reach(page: Page, workspace: Workspace) -> None:
    buttons = page.locator(".topbar button:visible")
    expect(buttons).to_have_count(7)
    for part in [*buttons.all(), *page.locator("main article.message button:visible").all()]:
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW
    page.get_by_role("button", name="Conversations").click()
    page.get_by_role("navigation", name="Conversations").get_by_role("link", name="war-room").click()
    expect(page.get_by_role("heading", level=1, name="war-room")).to_be_visible()
    expect(page.get_by_role("navigation", name="Conversations")).to_be_hidden()
    listens(page)
    page.locator("#who-button").click()
    page.locator("[data-who=jonas]").click()
    expect(page.locator("body[data-person=jonas]")).to_be_attached()


def test_on_a_narrow_screen_a_thread_opens_over_its_channel_and_closes(page: Page) -> None:
    page.locator("main article.message").last.get_by_role("link", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread).to_be_visible()
    listens(page)
    thread.get_by_role("combobox", name="Reply…").fill("/echo hello")
    thread.get_by_role("combobox", name="Reply…").press("Enter")
    expect(thread.get_by_role("status")).to_contain_text("/echo is not supported in threads. Sorry!")
    thread.get_by_role("link", name="Close the thread").click()
    expect(page.locator("main article.message").last).to_be_visible()


def test_a_message_that_is_deleted_closes_its_thread(page: Page, workspace: Workspace) -> None:
    asked = workspace.messages.post(workspace.channel("#general"), workspace.bot.id, text="Who answers?")
    card = page.locator("main article.message").filter(has_text="Who answers?")
    card.get_by_role("link", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread).to_be_visible()
    workspace.messages.delete(asked)
    expect(thread).to_have_count(0)
    expect(card).to_have_count(0)


def test_above_the_replies_of_a_deleted_message_a_line_says_so(page: Page, workspace: Workspace) -> None:
    general, bot = workspace.channel("#general"), workspace.bot.id
    asked = workspace.messages.post(general, bot, text="Who answers?")
    workspace.messages.post(general, bot, text="I do", thread_ts=asked.ts)
    workspace.messages.delete(asked)
    left = page.locator("main article.tombstone")
    expect(left).to_contain_text("This message was deleted.")
    expect(left.get_by_role("link", name="1 reply")).to_be_visible()
