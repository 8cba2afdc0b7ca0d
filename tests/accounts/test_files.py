"""Accounts as a file: sent to whoever may have them, and taken in again."""

import pytest

from bot.accounts.sheet import Sheet
from sandbox.desk import readable
from sandbox.workspace.models import Json
from tests.steps import register_account
from tests.world import Helvia


def content(helvia: Helvia, file: Json) -> bytes:
    return helvia.workspace.files.content(file["id"])


def files(helvia: Helvia, handle: str) -> list[Json]:
    return [file for message in helvia.direct(handle) for file in message.files]


def test_whoever_may_is_sent_the_accounts_as_a_file_that_can_be_taken_in_again(helvia: Helvia) -> None:
    register_account(helvia)
    assert "The accounts come as a file" in str(helvia.desk("marta").type("#general", "/account export"))
    [file] = files(helvia, "marta")
    assert file["name"] == "accounts-2026-03-02.csv"
    [row] = Sheet(content(helvia, file)).rows
    assert (row.values["handle"], row.values["kind"]) == ("https://x.com/Cardiva", "brand")
    [entry] = helvia.audit("sheet_exported")
    assert (entry.who, entry.subject) == ("U0MARTA000", "export:accounts")


def test_nobody_else_is_sent_them(helvia: Helvia) -> None:
    assert "can export accounts" in str(helvia.desk("jonas").type("#general", "/account export"))
    assert files(helvia, "jonas") == []


@pytest.mark.parametrize("method", ["conversations.open", "files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("fault", ["accept_and_drop", "empty_answer", "ratelimited", "server_error", "drop"])
def test_a_file_arrives_once_whatever_becomes_of_a_call(helvia: Helvia, method: str, fault: str) -> None:
    helvia.workspace.faults.add(fault, method=method)
    helvia.desk("marta").type("#general", "/account export")
    assert len(files(helvia, "marta")) == 1


@pytest.mark.parametrize("error", ["file_uploads_disabled", "missing_scope", "invalid_blocks"])
def test_where_slack_takes_no_file_whoever_wanted_it_hears_why(helvia: Helvia, error: str) -> None:
    helvia.workspace.faults.add("error", method="files.*", code=error)
    helvia.desk("marta").type("#general", "/account export")
    [message] = helvia.direct("marta")
    assert f"does not take the file accounts-2026-03-02.csv from Concord (`{error}`)" in readable(message)
