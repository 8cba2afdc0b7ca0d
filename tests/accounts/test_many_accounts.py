"""However many accounts there are: what is asked about them reads a few, and the right one is found among all."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.accounts import (
    finding,
    ids_kept_by,
    indexing,
    likeness,
    outlets_within,
    queries,
    service,
    spellings,
    values_in_use,
    waiting,
)
from bot.accounts.entries import Spelling
from bot.accounts.indexing import Indexing
from bot.accounts.model import Account
from bot.accounts.names import Name
from bot.kernel.act import Act
from bot.kernel.errors import NotFound
from bot.kernel.scope import Scope
from bot.kernel.views import pagination
from bot.networks import Network
from tests.plans import noted, plans, walks
from tests.steps import register_account
from tests.world import Helvia

Look = Callable[[Session], object]


def _unless_not_there(look: Look) -> Look:
    def tried(session: Session) -> object:
        try:
            return look(session)
        except NotFound:
            return None

    return tried


LOOKS: dict[str, Look] = {
    "by handle": lambda session: finding.named(session, "@Cardiva"),
    "by address": lambda session: finding.named(session, "https://x.com/Cardiva"),
    "by name": lambda session: finding.named(session, "Cardiva for nurses"),
    "mistyped": _unless_not_there(lambda session: finding.named(session, "@Cardva")),
    "typed": lambda session: finding.matching(session, "cardiva nurs"),
    "typed by a keeper": lambda session: finding.matching(session, "cardiva nurs", keeper="U0JONAS000"),
    "in a filter": lambda session: session.scalars(finding.ids_meant(session, "cardiva")).all(),
    "near-duplicates": lambda session: likeness.likely_duplicates(session, finding.named(session, "@Cardiva")),
    "a keeper's": lambda session: queries.of_keeper(session, "U0JONAS000"),
    "a keeper's, for others": lambda session: session.scalars(ids_kept_by("U0JONAS000")).all(),
    "beside a keeper": lambda session: waiting.keepers(session, "U0JONAS000"),
    "of a brand": lambda session: outlets_within(session, [Scope(brand="cardiva")]),
    "brands": lambda session: values_in_use(session, "brand"),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_what_is_asked_about_accounts_walks_through_none_of_the_others(helvia: Helvia, look: Look) -> None:
    register_account(helvia, handle="@Cardiva", name="Cardiva for nurses", brand="Cardiva")
    with noted(helvia) as asked, helvia.database.snapshot() as session:
        look(session)
    assert asked
    assert walks(helvia, asked, ("accounts", "account_spellings"), is_large=False) == []
    lines = [line for plan in plans(helvia, asked, is_large=False).values() for line in plan]
    assert not any("ix_accounts_status (status=?)" in line for line in lines), lines  # nearly all of them are in use


def test_of_a_long_list_the_first_pages_are_counted_and_turned_to(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagination, "COUNTED", 11)
    for number in range(12):
        register_account(helvia, handle=f"@Helvia{number}")
    page = helvia.desk("marta").type("#general", "/account list page:9").text
    assert "more than 11 accounts" in page
    assert "Page 2 of 2. There are more: narrow the list down." in page


def test_what_an_older_version_registered_is_found_once_it_was_looked_at(helvia: Helvia) -> None:
    number = register_account(helvia, name="Cardiva for nurses")
    with helvia.session() as session:
        session.execute(delete(Spelling))
    assert "Did you mean" not in helvia.desk("marta").type("#general", "/account show Cardiva for nurse").text
    Indexing(helvia.database).look()
    assert "Did you mean" in helvia.desk("marta").type("#general", "/account show Cardiva for nurse").text
    with helvia.session() as session:
        assert session.scalars(select(Spelling.account_id).distinct()).all() == [number]


def test_a_look_takes_up_all_that_were_registered_since(helvia: Helvia, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "AT_ONCE", 2)
    monkeypatch.setattr(indexing, "AGAIN", 1)
    look = Indexing(helvia.database).look
    for first in (0, 5):
        numbers = [register_account(helvia, handle=f"@Helvia{number}") for number in range(first, first + 5)]
        with helvia.session() as session:
            session.execute(delete(Spelling).where(Spelling.account_id.in_(numbers)))
        look()
    with helvia.session() as session:
        assert len(session.scalars(select(Spelling.account_id).distinct()).all()) == 10


WORDS = st.lists(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12), min_size=1, max_size=4)


@given(WORDS, st.data())
def test_a_part_of_a_word_has_no_letters_that_the_name_is_not_found_by(words: list[str], data: st.DataObject) -> None:
    called = Name(Network.X, "helvia", "@Helvia", "https://x.com/helvia", " ".join(words))
    start = data.draw(st.integers(0, len(words[0])))
    assert spellings.within(words[0][start:]) <= spellings.of(called, ("CH", "nurses", ""))


def test_a_brand_of_which_all_accounts_are_retired_cannot_be_chosen(helvia: Helvia) -> None:
    number = register_account(helvia, brand="Cardiva")
    register_account(helvia, handle="@Helvia", brand="Helvia")
    jonas = helvia.concord.people.actor("U0JONAS000")
    with helvia.database.snapshot() as session:
        assert values_in_use(session, "brand") == ["Cardiva", "Helvia"]
    with helvia.session() as session:
        service.retire(Act(session, jonas, helvia.now), session.get_one(Account, number), "Closed")
    with helvia.database.snapshot() as session:
        assert values_in_use(session, "brand") == ["Helvia"]
