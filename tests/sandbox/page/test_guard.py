import pytest
from httpx import Client

from sandbox.workspace import Workspace

SAY = "/as/marta/c/C0GENERAL0/say"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.7", "[::1", ""])
def test_a_page_asked_for_by_another_name_is_refused(page: Client, host: str) -> None:
    answer = page.get("/as/marta", headers={"host": host})
    assert answer.status_code == 403
    assert "127.0.0.1" in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:3456", "localhost:3456", "[::1]:3456"])
def test_this_machine_s_own_names_are_let_in(page: Client, host: str) -> None:
    assert page.get("/as/marta", headers={"host": host}).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_what_another_page_sends_changes_nothing(page: Client, workspace: Workspace, headers: dict[str, str]) -> None:
    assert page.post(SAY, json={"text": "Hello"}, headers=headers).status_code == 403
    assert workspace.state.messages["C0GENERAL0"] == []


def test_a_plain_form_changes_nothing(page: Client, workspace: Workspace) -> None:
    form = {"content-type": "text/plain"}
    assert page.post(SAY, content='{"text": "Hello"}', headers=form).status_code == 403
    assert workspace.state.messages["C0GENERAL0"] == []


def test_the_page_s_own_requests_pass(page: Client, workspace: Workspace) -> None:
    own = {"origin": workspace.url, "sec-fetch-site": "same-origin"}
    assert page.post(SAY, json={"text": "Hello"}, headers=own).status_code == 200
    assert [each.text for each in workspace.state.messages["C0GENERAL0"]] == ["Hello"]


def test_nothing_but_the_page_s_own_scripts_may_run(page: Client) -> None:
    answer = page.get("/as/marta/c/C0GENERAL0")
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert "<script>" not in answer.text
    assert " style=" not in answer.text


def test_scripts_and_styles_come_from_this_machine(page: Client) -> None:
    for name in ("app.js", "live.js", "look.css", "icon.svg"):
        assert page.get(f"/static/{name}").status_code == 200
