"""Point 10: what is finished, or waits for others, slows nothing, however much it is. The plans are looked at, not the
time.
"""

import os
import re
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.kernel.waits import take_time
from tests.crises.steps import ON_IT, answer, headline, post_update, raise_crisis, resolve
from tests.plans import noted, plans, walks
from tests.posts.steps import A_DAY, cards, register_account, scheduled
from tests.reliability.steps import write
from tests.world import Helvia

FINISHED = int(os.environ.get("FINISHED") or 20_000)
"""Rows of each kind; `make torture` takes a million."""
LARGE = ("letters", "cards", "escalations", "receipts")
CROWD = (
    "INSERT INTO letters (id, key, method, channel, payload, urgency, card, state, due_at, not_before, attempts, doubt,"
    " plain) SELECT 'l' || n, 'l' || n, 'chat.postMessage', 'C0' || n % 50, '{}', 20, 'c' || n, 'sent', :at, :at, 1,"
    " false, false FROM n",
    "INSERT INTO cards (key, channel, posted_in, ts, version, shown_at, settled) SELECT 'old:' || n, 'C0', 'C0', '1.1',"
    " 1, :at, true FROM n",
    "INSERT INTO escalations (subject, policy, ladder, urgency, loop, began, cycle, step, state) SELECT 'old:' || n,"
    " 'nag', '{}', 20, 1, :at, 0, 0, 'stopped' FROM n",
    "INSERT INTO receipts (key, at) SELECT 'old:' || n, :at FROM n",
)
NUMBERS = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < :rows) "


@pytest.fixture
def crowded(helvia: Helvia) -> Helvia:
    crowd(helvia, CROWD)
    return helvia


def crowd(helvia: Helvia, statements: Sequence[str]) -> None:
    with helvia.session() as session:
        take_time(session)
        for statement in statements:
            values = {"at": "2026-01-01 00:00:00+00:00", "rows": FINISHED}
            session.execute(text(statement.replace("SELECT", f"{NUMBERS}SELECT", 1)), values)
    with helvia.session() as session:
        if not helvia.database.is_sqlite:
            session.execute(text("SET LOCAL lock_timeout = 0"))  # PostgreSQL may be looking at so many rows by itself
        take_time(session)
        session.execute(text("ANALYZE"))


def test_a_crisis_from_its_beginning_to_its_end_walks_through_nothing_that_is_finished(crowded: Helvia) -> None:
    with noted(crowded) as asked:
        raise_crisis(crowded)
        crowded.wait(timedelta(minutes=11))
        answer(crowded)
        post_update(crowded, "thomas", "The police know")
        resolve(crowded)
        crowded.settle()
    assert len(asked) > 20
    assert walks(crowded, asked, LARGE) == []


def test_a_post_from_its_review_to_its_minute_walks_through_nothing_that_is_finished(crowded: Helvia) -> None:
    with noted(crowded) as asked:
        scheduled(crowded, account=register_account(crowded, publisher="U0SOFIA000"))
        write(crowded, "hello")
        crowded.wait(A_DAY)
        assert cards(crowded, "sofia", "posts.published")
    assert walks(crowded, asked, LARGE) == []


BACKLOG = (
    "INSERT INTO letters (id, key, method, channel, payload, urgency, state, due_at, not_before, attempts, doubt,"
    " plain) SELECT 'w' || n, 'waiting:' || n, 'chat.postMessage', 'C0' || n % 50, '{}', 20, 'waiting', :at, :at, 0,"
    " false, false FROM n",
    "INSERT INTO cards (key, channel, version, shown_at, settled) SELECT 'open:' || n, 'C0', 1, :at, false FROM n",
)


def test_ending_one_matter_walks_through_nothing_that_waits_for_others(helvia: Helvia) -> None:
    raise_crisis(helvia)
    card = headline(helvia)
    crowd(helvia, BACKLOG)
    with noted(helvia) as asked:
        assert helvia.press("thomas", card, ON_IT).ok
    ends = {each: re.match(r"UPDATE (?:letters SET payload=\S+ state|cards SET settled)", each) for each in asked}
    explained = plans(helvia, {each: values for each, values in asked.items() if ends[each]})
    assert {each.split()[1] for each in explained} == {"letters", "cards"}
    by_key = re.compile(r"\(key[>=]|^Index Cond: \({2,3}key\)")
    for plan in explained.values():
        assert any(by_key.search(line) for line in plan), plan
