"""Which crises there are, and the whole story of one."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import insert

from bot.crises import queries, story, timeline
from bot.crises.blocks import TIMELINE
from bot.crises.model import CrisisEntry, Kind
from bot.kernel.text.escaping import escaped
from sandbox.desk import readable
from tests.crises.steps import (
    GREEN,
    LEAD,
    ON_IT,
    RESOLVE,
    UPDATE,
    answer,
    offered,
    pinged,
    post_update,
    raise_crisis,
    resolve,
    show,
)
from tests.reliability.test_many_rows import counted
from tests.statements import statements
from tests.views.matters import NOON
from tests.world import Helvia


def typed(helvia: Helvia, line: str, handle: str = "jonas") -> str:
    return helvia.desk(handle).type("#general", line).text


def test_without_a_crisis_the_command_says_so_and_offers_to_raise_one(helvia: Helvia) -> None:
    message = helvia.desk("jonas").type("#general", "/crisis").message
    assert message is not None
    assert readable(message).count("No crisis is open") == 1
    assert "0 " not in readable(message)
    assert "crises.raise" in offered(message)


def test_the_list_shows_what_is_open_and_leads_to_each(helvia: Helvia) -> None:
    raise_crisis(helvia)
    raise_crisis(helvia, **GREEN | {"what": "A rude <comment>"})
    answer(helvia, "thomas", number=1)
    jonas = helvia.desk("jonas")
    listed = jonas.type("#general", "/crisis list").message
    assert listed is not None
    text = readable(listed)
    assert "*2 open crises*" in text
    assert ":red_circle: *Crisis 1* · <@U0THOMAS00> is on it" in text
    assert ":large_green_circle: *Crisis 2* · waits for an answer" in text
    assert "A rude &lt;comment&gt;" in text
    assert jonas.press("#general", listed.ts, "crises.show", value="2").ok
    assert "Crisis 2 needs an answer" in readable(jonas.read("#general")[-1])


def test_resolved_ones_are_listed_apart(helvia: Helvia) -> None:
    raise_crisis(helvia)
    raise_crisis(helvia, **GREEN)
    resolve(helvia, "thomas", number=1)
    assert "*1 open crisis*" in typed(helvia, "/crisis list open")
    assert "Crisis 1* · resolved by <@U0THOMAS00>" in typed(helvia, "/crisis list resolved")
    assert "*2 crises*" in typed(helvia, "/crisis list ALL")
    jonas = helvia.desk("jonas")
    listed = jonas.type("#general", "/crisis").message
    assert listed is not None
    assert jonas.press("#general", listed.ts, "crises.list.resolved").ok
    assert "*1 resolved crisis*" in readable(jonas.read("#general")[-1])


def test_what_is_overdue_says_so_in_lists_and_where_one_is_shown(helvia: Helvia) -> None:
    raise_crisis(helvia)
    assert "Answer due: " in typed(helvia, "/crisis list")
    helvia.wait(timedelta(minutes=31))
    assert "*Answer overdue* since" in typed(helvia, "/crisis list")
    assert "*Answer overdue* since" in readable(show(helvia, "jonas"))


def test_ten_are_shown_a_page(helvia: Helvia) -> None:
    for number in range(1, 12):
        raise_crisis(helvia, **GREEN | {"what": f"Matter {number}"})
    jonas = helvia.desk("jonas")
    first = jonas.type("#general", "/crisis").message
    assert first is not None
    assert "Crisis 11*" in readable(first)
    assert "Crisis 1*" not in readable(first)
    assert jonas.press("#general", first.ts, "crises.list.next").ok
    second = jonas.read("#general")[-1]
    assert "Crisis 1*" in readable(second)
    assert "Page 2 of 2" in readable(second)
    assert jonas.press("#general", second.ts, "crises.list.previous").ok
    assert "Page 1 of 2" in readable(jonas.read("#general")[-1])


def test_the_timeline_tells_what_happened_newest_first(helvia: Helvia) -> None:
    raise_crisis(helvia)
    answer(helvia, "thomas")
    helvia.desk("thomas").type("#general", "/crisis update 1 Police informed")
    resolve(helvia, "thomas")
    detail = readable(show(helvia, "jonas"))
    story = ["resolved it", "posted an update", "is on it ·", ":bell: Pinged <@U0THOMAS00>", "<@U0JONAS000> raised it"]
    places = [detail.index(line) for line in story]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("handle", "expected"),
    [
        ("sofia", set()),
        ("jonas", set()),
        ("thomas", {ON_IT, LEAD, UPDATE, RESOLVE}),
        ("david", {ON_IT, LEAD, UPDATE, RESOLVE}),
    ],
)
def test_each_person_is_offered_what_they_may_do(helvia: Helvia, handle: str, expected: set[str]) -> None:
    raise_crisis(helvia, "jonas")
    assert offered(show(helvia, handle)) == expected


NOT_UNDERSTOOD = {
    "/crisis show": "Which crisis?",
    "/crisis show seven": "Which crisis?",
    "/crisis show 99": "There is no crisis 99",
    "/crisis show 99999999999999999999": "Which crisis?",
    "/crisis update": "Which crisis? None is open",
    "/crisis update 99999999999999999999": "For instance `/crisis update 7`",
    "/crisis resolve": "Which crisis?",
    "/crisis list mine": "I cannot list “mine” crises",
    "/crisis rise": "Did you mean `/crisis raise",
}


def test_what_is_not_understood_is_answered_with_what_to_type(helvia: Helvia) -> None:
    for line, sentence in NOT_UNDERSTOOD.items():
        assert sentence in typed(helvia, line), line


def test_the_number_may_carry_a_sign_and_the_only_one_needs_none(helvia: Helvia) -> None:
    raise_crisis(helvia)
    for line in ("/crisis show #1", "/crisis show"):
        assert "Crisis 1 needs an answer" in typed(helvia, line)
    assert "Which crisis?" in typed(helvia, "/crisis show what")


def test_the_home_finds_the_worst_first(helvia: Helvia) -> None:
    raise_crisis(helvia, **GREEN)
    raise_crisis(helvia)
    raise_crisis(helvia)
    resolve(helvia, "thomas", number=3)
    with helvia.session() as session:
        worst = queries.worst(session, 1)
        assert ([crisis.id for crisis in worst.rows], worst.total) == ([2], 2)


@pytest.mark.parametrize("word", ["show", "update", "resolve"])
def test_to_show_a_crisis_or_a_form_about_it_locks_nothing(helvia: Helvia, word: str) -> None:
    raise_crisis(helvia)
    with statements(helvia) as asked:
        assert helvia.desk("thomas").type("#general", f"/crisis {word} 1").ok
    about_crises = [each for each in asked if "FROM crises" in each]
    assert about_crises
    assert not [each for each in about_crises if " FOR " in each]


def updates(helvia: Helvia, many: int, text: str) -> None:
    """So many more lines on the timeline of the first crisis."""
    line = {"crisis_id": 1, "at": NOON, "who": "U0THOMAS00", "kind": Kind.UPDATE, "text": text}
    with helvia.session() as session:
        session.execute(insert(CrisisEntry), [line] * many)


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
