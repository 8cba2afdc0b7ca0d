"""The whole story of a crisis, page by page."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from bot.crises import queries, story, timeline
from bot.crises.buttons import TIMELINE
from bot.crises.entries import CrisisEntry
from bot.crises.states import Kind
from bot.kernel.text.escaping import escaped
from sandbox.desk import readable
from tests.crises.steps import (
    answer,
    pinged,
    post_update,
    raise_crisis,
    resolve,
    show,
)
from tests.reliability.test_many_rows import counted
from tests.views.matters import NOON
from tests.world import Helvia


def test_the_timeline_tells_what_happened_newest_first(helvia: Helvia) -> None:
    raise_crisis(helvia)
    answer(helvia, "thomas")
    helvia.desk("thomas").type("#general", "/crisis update 1 Police informed")
    resolve(helvia, "thomas")
    detail = readable(show(helvia, "jonas"))
    story = ["resolved it", "posted an update", "is on it ·", ":bell: Pinged <@U0THOMAS00>", "<@U0JONAS000> raised it"]
    places = [detail.index(line) for line in story]
    assert places == sorted(places)


def updates(helvia: Helvia, many: int, words: str) -> None:
    """So many more lines on the timeline of the first crisis."""
    line = {"crisis_id": 1, "at": NOON, "who": "U0THOMAS00", "kind": Kind.UPDATE, "text": words}
    with helvia.session() as session:
        session.execute(insert(CrisisEntry), [line] * many)


def taken_for_empty(helvia: Helvia) -> None:
    """PostgreSQL has looked at the timelines for the last time when nothing was in them."""
    if not helvia.database.is_sqlite:
        with helvia.session() as session:
            empty = "UPDATE pg_class SET relpages = 1, reltuples = 0 WHERE oid = 'crisis_entries'::regclass"
            session.execute(text(empty))


def looked_at(helvia: Helvia) -> tuple[Counter[str], int]:
    """What is read to show the crisis, and how many blocks it has."""
    with counted(helvia) as read:
        message = show(helvia, "jonas")
    return read, len(message.blocks)


def test_a_page_of_three_thousand_lines_reads_no_more_than_one_of_thirty(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.settle()
    updates(helvia, 30, "Nothing new")
    before, blocks = looked_at(helvia)
    assert 0 < before["crisis_entries"] <= 30
    updates(helvia, 3_000, "Nothing new")
    taken_for_empty(helvia)
    assert looked_at(helvia) == (before, blocks)


def test_of_a_text_with_three_thousand_line_breaks_a_page_shows_its_part(helvia: Helvia) -> None:
    raise_crisis(helvia)
    updates(helvia, 1, "\n" * 2_990 + "the end")
    first = show(helvia, "jonas")
    assert "the end" not in readable(first)
    assert len(first.blocks) < 20
    assert helvia.press("jonas", first, f"{TIMELINE}.next").ok
    assert "the end" in readable(helvia.desk("jonas").read("#general")[-1])


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"word{number}" for number in range(500)),
        "".join(f"字{number}" for number in range(700)),
        "👩‍👩‍👧‍👦" * 400,
        "\n".join(f"line {number}" for number in range(300)),
        "& <tag> " * 350,
        "&" * 3000,
    ],
)
def test_all_pages_together_are_the_whole_story_each_part_of_it_once(helvia: Helvia, text: str) -> None:
    raise_crisis(helvia)
    updates(helvia, 3, text)
    with helvia.session() as session:
        crisis = queries.by_id(session, 1)
        pages = [story.page(session, crisis, number) for number in range(1, story.page(session, crisis, 1).pages + 1)]
        lines = [line for page in pages for line in page.rows if line.entry.kind == Kind.UPDATE]
        parts = [timeline.words(line) for line in lines]
        assert all(page.rows for page in pages)
    assert "".join(parts) == text * 3
    assert [line.is_continued for line in lines].count(False) == 3
    assert max(len(escaped(each)) for each in parts) <= story.PAGE + timeline.NEAR * len("&amp;")


def test_nothing_that_grows_on_its_way_to_slack_is_cut_on_a_page(helvia: Helvia) -> None:
    raise_crisis(helvia, what="&" * 600)
    answer(helvia, "thomas")
    post_update(helvia, "thomas", "&" * 3000)
    page, seen = show(helvia, "jonas"), ""
    for _ in range(20):
        blocks = str(page.blocks)
        seen += blocks.partition("Timeline")[2]
        if f"{TIMELINE}.next" not in blocks:
            break
        assert helvia.press("jonas", page, f"{TIMELINE}.next").ok
        page = helvia.desk("jonas").read("#general")[-1]
    assert seen.count("&amp;") == 600 + 3000
    assert "…" not in seen


def test_the_same_people_pinged_again_and_again_are_one_line(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.settle()
    for _ in range(3):
        helvia.wait(timedelta(minutes=10))
    often = len(pinged(helvia))
    assert often > 2
    text = readable(show(helvia, "jonas"))
    assert text.count(":bell: Pinged") < often
    assert " times since " in text
