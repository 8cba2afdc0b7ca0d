"""The words of a crisis go by rule, some time after its end; what is said of them afterwards, and what is on record."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Executable, select, text, update

from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis
from bot.health import pruning
from bot.private import PrivateText
from bot.private.model import TextsPurged, numbers_of
from sandbox.desk import readable
from tests.audit.attacks import changed, verified
from tests.crises.steps import filled_in, post_update, raise_crisis, resolve, show
from tests.world import Helvia

A_DAY = timedelta(days=1)
RULE = timedelta(days=1095)
GONE = "by rule `crises`"
WORDS = ("Vials", "https://x.example/vials", "Police informed", "A hoax")


@pytest.fixture
def over(helvia: Helvia) -> Helvia:
    """A crisis with words in each place, resolved."""
    what, evidence, news, outcome = WORDS
    assert filled_in(helvia, what=what, evidence=evidence).submit().ok
    assert post_update(helvia, "thomas", news).ok
    assert resolve(helvia, outcome=outcome).ok
    return helvia


def purge(helvia: Helvia, later: timedelta, batch: int = pruning.BATCH) -> None:
    pruning.prune(helvia.database, helvia.now + later, pruning.by_rule(helvia.concord.governance), batch)


def texts(helvia: Helvia) -> list[str | None]:
    with helvia.session() as session:
        return list(session.scalars(select(PrivateText.text).order_by(PrivateText.id)))


def test_words_are_kept_until_their_rule_says_so_and_gone_then_from_everywhere_they_are_shown(over: Helvia) -> None:
    purge(over, RULE)
    assert texts(over) == [*WORDS]
    card = readable(show(over, "thomas"))
    assert [each for each in WORDS if each not in card] == []
    purge(over, RULE + A_DAY)
    assert texts(over) == [None] * len(WORDS)
    card = readable(show(over, "thomas"))
    assert [each for each in WORDS if each in card] == []
    assert card.count(GONE) == 2 * len(WORDS) - 1  # in full and in the timeline, which has no evidence
    listed = over.desk("thomas").type("#general", "/crisis list all").message
    assert listed is not None
    assert GONE in readable(listed)


def test_the_words_of_a_crisis_that_goes_on_stay(helvia: Helvia) -> None:
    raise_crisis(helvia)
    purge(helvia, 10 * RULE)
    assert None not in texts(helvia)


def test_each_batch_is_on_record_by_the_numbers_of_its_texts_and_without_a_word_of_them(over: Helvia) -> None:
    with over.session() as session:
        numbers = list(session.scalars(select(PrivateText.id).order_by(PrivateText.id)))
    purge(over, RULE + A_DAY, batch=3)
    purge(over, RULE + A_DAY, batch=3)
    records = over.audit(TextsPurged.word())
    assert {(each.subject, each.who_name) for each in records} == {("private_texts:crises", "Concord")}
    notes = [each.note.partition(": ") for each in records]
    assert {before for before, _, _ in notes} == {"156 weeks after the end"}
    assert not any(word.isalpha() for _, _, numbered in notes for word in numbered.split())
    assert [sorted(numbers_of(each.note)) for each in records] == [numbers[:3], numbers[3:]]
    with changed(over) as connection:
        assert verified(connection).misfits == []


def test_a_purge_finds_its_texts_by_their_end_among_however_many(helvia: Helvia) -> None:
    explain = "EXPLAIN QUERY PLAN" if helvia.database.is_sqlite else "EXPLAIN"
    due = "SELECT id FROM private_texts WHERE rule = 'crises' AND purged_at IS NULL AND purge_after < '2026-03-02'"
    with helvia.database.engine.begin() as connection:
        if not helvia.database.is_sqlite:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = connection.execute(text(f"{explain} {due} ORDER BY purge_after LIMIT 5000")).all()
    assert "ix_private_texts_due" in str(plan)
    assert "sort" not in str(plan).lower()
    assert "temp b-tree" not in str(plan).lower()


OTHER = "f" * 64
TAMPERINGS: dict[str, Callable[[], Executable]] = {
    "Private text 1 is not what was recorded": lambda: update(PrivateText).where(PrivateText.id == 1).values(text="No"),
    "Private text 1 is gone, and no entry": lambda: update(PrivateText).where(PrivateText.id == 1).values(text=None),
    "crises 1 does not refer to its words: its what": lambda: update(PrivateText).values(sha256=OTHER),
    "crisis:1 (crises) is not what the trail says: its what was": lambda: update(Crisis).values(what_sha256=OTHER),
    "crises 1 does not refer to its words: its latest": lambda: update(Crisis).values(latest_id=1),
    "crisis:1 (crises) is not what the trail says: its outcome_id": lambda: update(Crisis).values(outcome_id=None),
    "crisis_entries 1 does not refer to its words: its text": lambda: update(CrisisEntry).values(words_id=2),
}


def test_words_that_were_exchanged_removed_or_moved_are_named(over: Helvia) -> None:
    for misfit, tampering in TAMPERINGS.items():
        with changed(over) as connection:
            connection.execute(tampering())
            whys = [each.why for each in verified(connection).misfits]
        assert any(misfit in why for why in whys), (misfit, whys)
