"""Sheets of accounts: each row is imported or reported with its line and a reason, whatever is in it."""

import csv
import io
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.accounts import exchange, forms, registering
from bot.accounts.checks import Rules
from bot.accounts.drafts import LONGEST, Draft
from bot.accounts.model import Account
from bot.accounts.sheet import COLUMNS, Sheet
from bot.kernel.act import Act
from bot.kernel.dates import moment
from bot.kernel.db import Database
from bot.kernel.kinds import kind_named
from bot.kernel.locales import languages, market
from bot.kernel.report import Report
from bot.kernel.sheet import FORMULA, LARGEST, MOST_ROWS, Unreadable, written
from bot.networks import network_named
from tests.company import HELVIA, WithoutSlack

CASES = Path(__file__).parents[1] / "cases"
MARTA = "U0MARTA000"
HEADINGS = "network,handle,kind,purpose,audience,market,languages,business_unit,owner,backup,why,last_post_at\n"
GOOD = "x,@Helvia,corporate,News,Public,CH,en,Communications,U0SOFIA000,U0DAVID000,Began with it,2026-02-27\n"
READINGS: dict[str, Callable[[str], str]] = {
    "market": market,
    "languages": lambda typed: " ".join(languages(typed)),
    "network": network_named,
    "kind": kind_named,
    "day": lambda typed: moment(typed).date().isoformat(),
}
SETTINGS = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def cases(file: str) -> list[Any]:
    listed = yaml.safe_load((CASES / file).read_text())
    return [pytest.param(each, id=each["id"]) for each in listed]


def take_in(database: Database, content: bytes) -> Report:
    """As the community manager imports it; Concord is in one channel."""
    company = WithoutSlack(database)
    sheet = Sheet(content)
    company.people.meet(sheet.people)
    marta = company.actor(MARTA)
    rules = Rules(company.people.is_active, HELVIA.cadence_days, can_write_in={"C0CARDIVA0"}.__contains__)
    with database.transaction() as session:
        return exchange.take_some(Act(session, marta, company.now), sheet.rows, rules)


def is_read(read: Callable[[str], str], typed: str) -> bool:
    try:
        read(typed)
    except ValueError:
        return False
    return True


def handles(database: Database) -> list[str]:
    with database.transaction() as session:
        return list(session.scalars(select(Account.shown).order_by(Account.id)))


@pytest.mark.parametrize("case", cases("sheets.yml"))
def test_a_sheet_is_read_as_it_was_meant(database: Database, case: dict[str, Any]) -> None:
    content = case["sheet"].encode()
    if "refused" in case:
        with pytest.raises(Unreadable, match=re.escape(case["refused"])):
            take_in(database, content)
        return
    report = take_in(database, content)
    assert handles(database) == case["imported"]
    reported = case.get("reported", {})
    assert len(report.problems) == len(reported)
    for problem, (line, words) in zip(report.problems, reported.items(), strict=True):
        assert str(problem).startswith(f"line {line}")
        assert words in str(problem)


@pytest.mark.parametrize("case", cases("values.yml"))
def test_a_value_is_read_as_people_write_it(case: dict[str, Any]) -> None:
    read = READINGS[case["of"]]
    assert {typed: read(typed) for typed in case["read"]} == case["read"]
    assert [typed for typed in case["refused"] if is_read(read, typed)] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_letters_are_read_as_excel_saves_them(database: Database, encoding: str) -> None:
    content = (HEADINGS + GOOD.replace("News", "Zürich “News” 😀")).encode(encoding)
    assert take_in(database, content).added == 1
    with database.transaction() as session:
        assert session.scalars(select(Account.purpose)).all() == ["Zürich “News” 😀"]


def test_a_line_that_is_no_text_is_named(database: Database) -> None:
    with pytest.raises(Unreadable, match=r"Line 3 is not UTF-8 text\. Save the sheet as “CSV UTF-8”"):
        take_in(database, (HEADINGS + GOOD + GOOD.replace("News", "Zürich")).encode("latin-1"))


def test_what_a_sheet_holds_is_bounded(database: Database) -> None:
    long = GOOD.replace("@Helvia", "@HelviaTwo").replace("News", "n" * (LONGEST["purpose"] + 1))
    endless = GOOD.replace("@Helvia", "@HelviaSix").replace("News", "n" * 200_000)
    report = take_in(database, (HEADINGS + long + endless + GOOD).encode())
    assert handles(database) == ["@Helvia"]
    assert [str(each) for each in report.problems] == [
        "line 2, purpose: Write 500 characters at most, not 501.",
        "line 3: A text is far too long.",
    ]
    with pytest.raises(Unreadable, match="more than 10,000 rows"):
        take_in(database, (HEADINGS + GOOD * (MOST_ROWS + 1)).encode())
    with pytest.raises(Unreadable, match="larger than 10 MB"):
        take_in(database, b"x" * (LARGEST + 1))


def test_what_the_form_calls_its_questions_are_headings_too() -> None:
    whole = registering.register(Draft(), is_whole=True)
    asked = {block["block_id"]: block["label"]["text"] for block in whole.to_dict()["blocks"]}
    sheet = Sheet(",".join(f'"{label}"' for label in asked.values()).encode())
    assert sheet.unread == []
    assert sheet.rows == []


TEXTS = st.text(st.characters(exclude_categories=()), max_size=40) | st.sampled_from(
    ["x", "@Helvia", "corporate", "CH", "en", "U0SOFIA000", "U0DAVID000", "²", "\x00", "\ud83d", '"', "a\nb", "7.0"]
)


@SETTINGS
@given(
    rows=st.lists(st.lists(TEXTS, min_size=1, max_size=len(COLUMNS) + 1), max_size=4), separator=st.sampled_from(",;\t")
)
def test_each_row_is_imported_or_reported_with_a_reason(
    database: Database, rows: list[list[str]], separator: str
) -> None:
    WithoutSlack(database).empty()
    text = "\n".join(separator.join(cells) for cells in [list(COLUMNS), *rows])
    report = take_in(database, text.encode("utf-8", "replace"))
    assert all(problem.words.strip() for problem in report.problems)
    assert all(str(problem).startswith(f"line {problem.line}") for problem in report.problems)
    assert report.added == len(handles(database))


@SETTINGS
@given(content=st.binary(max_size=300))
def test_whatever_bytes_it_has_a_sheet_is_read_or_refused(content: bytes) -> None:
    for each in (content, HEADINGS.encode() + content):
        with suppress(Unreadable):
            assert all(row.trouble or row.values for row in Sheet(each).rows)


@SETTINGS
@given(values=st.lists(st.text(max_size=30), min_size=18, max_size=18))
def test_a_campaign_carries_its_draft_along_as_it_was_typed(values: list[str]) -> None:
    names = list(Draft.__dataclass_fields__)
    draft = replace(Draft(**dict.fromkeys(names, "")), **dict(zip(names, values, strict=True)))
    assert forms.draft_in(forms.campaign(draft).private_metadata or "") == draft


@pytest.mark.parametrize("sign", ['"', "\\", "\n", "€", "😀"])
def test_a_campaign_filled_to_its_limits_fits_in_what_slack_carries(sign: str) -> None:
    full = {name: sign * longest for name, longest in LONGEST.items()} | {"handle": sign * 200, "cadence": "365"}
    draft = replace(Draft(**dict.fromkeys(Draft.__dataclass_fields__, "U0123456789")), **full)
    assert len(forms.campaign(draft).private_metadata or "") <= 3000


@pytest.mark.parametrize("sign", [*FORMULA, "'-"])
def test_no_text_becomes_a_formula_in_a_spreadsheet(sign: str) -> None:
    sheet = written(["name"], [{"name": f"{sign}1+1"}]).decode("utf-8-sig")
    assert [*csv.reader(io.StringIO(sheet, newline=""))] == [["name"], [f"'{sign}1+1"]]
