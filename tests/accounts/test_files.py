"""Accounts as a file: sent to whoever may have them, and taken in again."""

import csv
import errno
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.accounts import importing
from bot.accounts.importing import AccountImport
from bot.accounts.sheet import Sheet
from bot.files.fetching import NO_RIGHT
from bot.files.model import Asset
from bot.files.store import Folder
from sandbox.desk import Given, readable
from sandbox.workspace.models import Json
from tests.command_line.process import CSV
from tests.steps import register_account
from tests.world import MEDIA, Helvia

SHEET = Given("accounts.csv", CSV.encode())


def content(helvia: Helvia, file: Json) -> bytes:
    return helvia.workspace.files.content(file["id"])


def files(helvia: Helvia, handle: str) -> list[Json]:
    return [file for message in helvia.direct(handle) for file in message.files]


def test_whoever_may_is_sent_the_accounts_as_a_file_that_can_be_taken_in_again(helvia: Helvia) -> None:
    register_account(helvia)
    assert "See your messages from Concord" in str(helvia.desk("marta").type("#general", "/account export"))
    [file] = files(helvia, "marta")
    assert file["name"] == "accounts-2026-03-02.csv"
    [row] = Sheet(content(helvia, file)).rows
    assert (row.values["handle"], row.values["kind"]) == ("https://x.com/Cardiva", "brand")
    [entry] = helvia.audit("sheet_exported")
    assert (entry.who, entry.subject) == ("U0MARTA000", "export:accounts")


def imported(helvia: Helvia, file: Given, handle: str = "marta") -> str:
    """What somebody reads after they gave this file, once it was looked at."""
    desk = helvia.desk(handle)
    desk.type("#general", "/account import")
    desk.fill(sheet=file)
    assert desk.submit().ok
    helvia.concord.sheets.take_in()
    return "\n".join(map(readable, helvia.direct(handle)))


def test_a_file_that_somebody_gives_is_taken_in_and_they_read_what_became_of_it(helvia: Helvia) -> None:
    card = imported(helvia, Given("Konten.csv", CSV.encode("utf-16")))
    assert "Konten.csv: 1 account imported, 0 known already, 1 bad row left out." in card
    assert "line 3, market: I know no country called “Atlantis”" in card
    assert [entry.who for entry in helvia.audit("sheet_imported")] == ["U0MARTA000"]
    [file] = files(helvia, "marta")
    assert file["name"] == "to-mend-Konten.csv"
    [row] = csv.DictReader(content(helvia, file).decode("utf-8-sig").splitlines())
    assert (row["handle"], row["line"]) == ("'@HelviaTwo", "3")
    assert "purpose: Say what it is for." in row["problem"]
    mended = content(helvia, file).replace(b"Atlantis", b"CH").replace(b"corporate,,", b"corporate,News,")
    assert "to-mend-Konten.csv: 1 account imported, 0 known already." in imported(helvia, Given(file["name"], mended))


def test_nobody_else_takes_any_in(helvia: Helvia) -> None:
    desk = helvia.desk("jonas")
    assert "can import accounts" in str(desk.type("#general", "/account import"))
    assert desk.modal is None


def test_the_file_of_somebody_who_left_is_told_to_those_who_may_take_it_in(helvia: Helvia) -> None:
    helvia.desk("marta").type("#general", "/account import")
    helvia.desk("marta").fill(sheet=SHEET)
    assert helvia.desk("marta").submit().ok
    helvia.workspace.roster.deactivate("marta")
    helvia.concord.sheets.take_in()
    heard = "".join(map(readable, helvia.direct("ines")))
    assert "Marta Keller has left: of their accounts.csv only 0 rows taken in." in heard
    assert helvia.audit("sheet_imported") == []


def test_what_is_no_sheet_is_said_to_whoever_gave_it(helvia: Helvia) -> None:
    assert "x.csv is not taken in. The first line has no handle" in imported(helvia, Given("x.csv", b"colour\n"))


def test_what_slack_does_not_give_out_is_tried_again_and_not_lost(helvia: Helvia) -> None:
    helvia.workspace.faults.add("server_error", method="files.info")
    assert "accounts.csv is not taken in yet. Slack does not answer." in imported(helvia, SHEET)
    helvia.wait(importing.AGAIN)
    helvia.concord.sheets.take_in()
    [card, *_] = helvia.direct("marta")
    assert "1 account imported" in readable(card)


@pytest.mark.parametrize("error", ["file_deleted", "missing_scope"])
def test_what_slack_will_never_give_out_is_said(helvia: Helvia, error: str) -> None:
    helvia.workspace.faults.add("error", method="files.info", code=error)
    assert "accounts.csv is not taken in. Slack does" in imported(helvia, SHEET)


def test_without_the_right_to_read_files_the_form_says_so(helvia: Helvia, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = helvia.workspace.manifest
    monkeypatch.setattr(helvia.workspace, "manifest", replace(manifest, scopes=manifest.scopes - {"files:read"}))
    desk = helvia.desk("marta")
    desk.type("#general", "/account import")
    desk.fill(sheet=SHEET)
    assert desk.submit().errors == {"sheet": NO_RIGHT}


def test_a_full_disk_loses_nothing(helvia: Helvia, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    sheet = Given("accounts.csv", CSV.encode() + f"\n,,,{helvia.database.engine.name}".encode())
    monkeypatch.setattr(helvia.concord.sheets, "_store", Folder(MEDIA, full))
    assert "The disk is full" in imported(helvia, sheet)
    monkeypatch.undo()
    helvia.wait(importing.AGAIN)
    helvia.concord.sheets.take_in()
    assert "1 account imported" in readable(helvia.direct("marta")[0])


def test_a_file_to_which_nobody_refers_is_forgotten(helvia: Helvia) -> None:
    imported(helvia, SHEET)
    helvia.leap(timedelta(days=91))
    with helvia.session() as session:
        [asset] = session.scalars(select(Asset))
    helvia.concord.prune()
    with helvia.session() as session:
        assert [*session.scalars(select(Asset)), *session.scalars(select(AccountImport))] == []
    with pytest.raises(FileNotFoundError):
        Folder(MEDIA).get(asset.sha256)


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
