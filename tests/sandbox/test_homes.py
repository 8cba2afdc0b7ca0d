"""The App Home: an app publishes it, and hears what is pressed and chosen there."""

from sandbox.desk import Desk
from sandbox.workspace import Workspace
from tests.sandbox.tiny import Tiny


def test_opening_the_home_lets_the_app_publish_it(marta: Desk, tiny: Tiny, workspace: Workspace) -> None:
    assert "U0MARTA000" not in workspace.state.homes
    assert marta.open_home().ok
    assert marta.home is not None
    assert tiny.heard_of("app_home_opened")[0]["tab"] == "home"
    marta.open_home()
    assert tiny.heard_of("app_home_opened")[1]["view"]["type"] == "home"
    assert Desk(workspace, "jonas").home is None


def test_buttons_and_choices_of_the_home_reach_the_app(marta: Desk, tiny: Tiny) -> None:
    marta.open_home()
    tiny.heard.clear()
    assert marta.choose_at_home("tiny.who", "U0JONAS000").ok
    assert marta.press_at_home("tiny.form").ok
    assert [payload["view"]["type"] for payload in tiny.heard] == ["home", "home"]
    assert marta.modal is not None


def test_an_external_select_at_home_asks_the_app(marta: Desk, tiny: Tiny) -> None:
    marta.open_home()
    tiny.heard.clear()
    assert [each["value"] for each in marta.options_at_home("tiny.find", "He")] == ["v1", "v2"]
    assert marta.choose_at_home("tiny.find", "v2").ok
    asked, chosen = tiny.heard
    assert (asked["type"], asked["value"], asked["view"]["type"]) == ("block_suggestion", "He", "home")
    assert chosen["actions"][0]["selected_option"]["value"] == "v2"
