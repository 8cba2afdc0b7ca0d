"""The questions of the watch: plain SQL of its own, so that a mistake in the engines does not hide itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Integer, bindparam, column, text
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnClause

from bot import audit
from bot.kernel.clock import SET_BACK
from bot.kernel.db import Instant
from bot.kernel.numbers import number_of

SHOWN = 20
CLOCK = "clock"
CHANNEL = "channel"
FILE = "governance"
"""What the matters begin with that a process knows, or Slack: the tables say nothing of them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`matter` is the same for as long as the same thing is wrong. `is_delivery`: Slack may not take word of it."""

    matter: str
    sentence: str
    is_delivery: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What the SQL finds, the sentence names: `count` and `oldest` of what is late, `id` of what nobody asks about.
    `counts` is one of what is counted.
    """

    sql: str
    sentence: str
    counts: str = "message"


LATE = {
    # A channel takes one message a second: what nobody has tried yet is late once its channel has been free so long.
    "letters": Question(
        "SELECT count(*) AS count, min(due_at) AS oldest FROM letters l WHERE state IN ('waiting', 'leased')"
        " AND method IN ('chat.postMessage', 'chat.update', 'chat.postEphemeral', 'views.publish',"
        " 'files.completeUploadExternal', 'conversations.create', 'conversations.create (private)',"
        " 'conversations.invite', 'conversations.setTopic',"
        " 'pins.add', 'pins.remove', 'bookmarks.add', 'bookmarks.edit', 'bookmarks.remove')"
        " AND coalesce(first_tried_at, due_at) < CASE WHEN urgency < 10 THEN :crisis ELSE :usual END"
        " AND (first_tried_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM lanes WHERE channel = l.channel AND method = '*'"
        " AND held_at < :far AND free_at >= CASE WHEN l.urgency < 10 THEN :crisis ELSE :usual END))",
        "{count} late since {oldest}.",
    ),
    "newer": Question(
        "SELECT count(*) AS count, min(due_at) AS oldest FROM letters WHERE state IN ('waiting', 'leased')"
        " AND method NOT IN ('chat.postMessage', 'chat.update', 'chat.postEphemeral', 'views.publish',"
        " 'files.completeUploadExternal', 'conversations.create', 'conversations.create (private)',"
        " 'conversations.invite', 'conversations.setTopic',"
        " 'pins.add', 'pins.remove', 'bookmarks.add', 'bookmarks.edit', 'bookmarks.remove')"
        " AND due_at < :usual",
        "{count} waiting since {oldest} for a newer version of Concord. Update all workers.",
    ),
    "pages": Question(
        "SELECT count(*) AS count, min(due_at) AS oldest FROM pages WHERE state IN ('waiting', 'leased')"
        " AND due_at < :crisis",
        "{count} late since {oldest}.",
        "alert",
    ),
    "pings": Question(
        "SELECT count(*) AS count, min(next_fire_at) AS oldest FROM escalations WHERE state = 'running'"
        " AND next_fire_at < CASE WHEN urgency < 10 THEN :crisis ELSE :usual END",
        "{count} late since {oldest}.",
        "ping",
    ),
}

AHEAD = Question(
    "SELECT (SELECT count(*) FROM letters WHERE state IN ('waiting', 'leased') AND tried_at > :far)"
    " + (SELECT count(*) FROM pages WHERE state IN ('waiting', 'leased') AND tried_at > :far)"
    " + (SELECT count(*) FROM escalations WHERE state = 'running' AND waits_since > :far) AS count",
    "{count} waiting, written by a clock ahead of this one. Compare the clocks of Concord's machines.",
)

UNASKED = {
    "crisis": Question(
        "SELECT c.id FROM crises c WHERE c.state IN ('open', 'acknowledged') AND NOT EXISTS"
        " (SELECT 1 FROM escalations e WHERE e.subject = 'crisis:' || c.id AND e.state IN ('running', 'exhausted'))"
        " AND c.raised_at < :usual ORDER BY c.id LIMIT :shown",
        "Nobody is asked about Crisis {id}. Tell the crisis lead; see `/crisis show {id}`.",
    ),
    "freeze": Question(
        "SELECT f.id FROM freezes f WHERE f.state = 'in force' AND NOT EXISTS (SELECT 1 FROM escalations e"
        " WHERE e.subject = 'freeze:' || f.id AND e.state IN ('running', 'exhausted'))"
        " AND f.frozen_at < :usual ORDER BY f.id LIMIT :shown",
        "Nobody is asked whether freeze {id} is still needed. See `/crisis thaw`.",
    ),
    "post": Question(
        "SELECT p.id FROM posts p WHERE p.status = 'scheduled' AND NOT EXISTS (SELECT 1 FROM escalations e"
        " WHERE e.subject = 'post:' || p.id AND e.state IN ('running', 'exhausted'))"
        " AND p.planned_at < :usual ORDER BY p.id LIMIT :shown",
        "Post #{id} is due, and its publisher is not asked. See `/post show {id}`.",
    ),
    "review": Question(
        "SELECT p.id FROM posts p WHERE p.status = 'in review' AND NOT EXISTS (SELECT 1 FROM escalations e"
        " WHERE e.subject = 'review:' || p.id AND e.state IN ('running', 'exhausted'))"
        " AND p.moved_at < :usual ORDER BY p.id LIMIT :shown",
        "The reviewers of post #{id} are not reminded. See `/post show {id}`.",
    ),
    "governance": Question(
        "SELECT c.id FROM governance_changes c WHERE c.status = 'in review' AND NOT EXISTS (SELECT 1 FROM escalations e"
        " WHERE e.subject = 'governance:' || c.id AND e.state IN ('running', 'exhausted'))"
        " AND c.moved_at < :usual ORDER BY c.id LIMIT :shown",
        "The reviewers of governance change {id} are not reminded. See `/social governance {id}`.",
    ),
    "statement": Question(
        "SELECT s.id FROM statements s WHERE (s.status = 'in review' OR s.status = 'in force' AND NOT s.drill"
        " AND EXISTS (SELECT 1 FROM statement_accounts a WHERE a.statement_id = s.id AND a.answer_id IS NULL))"
        " AND NOT EXISTS (SELECT 1 FROM escalations e"
        " WHERE e.subject = 'statement:' || s.id AND e.state IN ('running', 'exhausted'))"
        " AND s.moved_at < :usual ORDER BY s.id LIMIT :shown",
        "Nobody is reminded of statement {id}. Tell the war room; see `/crisis list`.",
    ),
    "debrief": Question(
        "SELECT d.id FROM debriefs d WHERE d.status <> 'approved' AND NOT EXISTS (SELECT 1 FROM escalations e"
        " WHERE e.subject = 'debrief:' || d.id AND e.state IN ('running', 'exhausted'))"
        " AND d.moved_at < :usual ORDER BY d.id LIMIT :shown",
        "Nobody is reminded of the after-action review of crisis {id}. See `/crisis review {id}`.",
    ),
    "action": Question(
        "SELECT a.id FROM corrective_actions a WHERE a.status = 'open' AND NOT EXISTS (SELECT 1 FROM escalations e"
        " WHERE e.subject = 'action:' || a.id AND e.state IN ('running', 'exhausted'))"
        " AND a.added_at < :usual ORDER BY a.id LIMIT :shown",
        "Nobody is reminded of action {id}. See `/social audit action:{id}`.",
    ),
    "drill": Question(
        "SELECT d.id FROM drills d WHERE d.state IN ('planned', 'running') AND NOT EXISTS (SELECT 1 FROM escalations e"
        " WHERE e.subject = 'drill:' || d.id AND e.state IN ('running', 'exhausted'))"
        " AND d.planned_at < :usual ORDER BY d.id LIMIT :shown",
        "Nothing begins or watches drill:{id}. See `/crisis drill list`.",
    ),
    "after_drill": Question(
        "SELECT d.id FROM drills d WHERE d.state = 'over' AND d.rated_at IS NULL AND NOT EXISTS (SELECT 1"
        " FROM escalations e WHERE e.subject = 'after_drill:' || d.id AND e.state IN ('running', 'exhausted'))"
        " AND d.ended_at < :usual ORDER BY d.id LIMIT :shown",
        "Nobody is reminded to rate drill:{id}. See `/crisis drill list`.",
    ),
    "line": Question(
        "SELECT l.id FROM checklist_lines l JOIN crises c ON c.id = l.crisis_id WHERE l.state = 'open'"
        " AND c.state IN ('open', 'acknowledged') AND NOT EXISTS (SELECT 1 FROM escalations e"
        " WHERE e.subject = 'line:' || l.id AND e.state IN ('running', 'exhausted'))"
        " AND EXISTS (SELECT 1 FROM checklist_lines k JOIN escalations e ON e.subject = 'line:' || k.id"
        " WHERE k.crisis_id = l.crisis_id) AND c.raised_at < :usual ORDER BY l.id LIMIT :shown",
        "Nobody is reminded of line {id} of a checklist. See `/crisis list`.",
    ),
    "account": Question(
        "SELECT a.id FROM accounts a WHERE a.status IN ('active', 'dormant') AND NOT EXISTS"
        " (SELECT 1 FROM escalations e WHERE e.subject = 'account:' || a.id AND e.state IN ('running', 'exhausted'))"
        " AND a.decided_at < :usual ORDER BY a.id LIMIT :shown",
        "Nothing checks whether account {id} falls silent. See `/social audit account:{id}`.",
    ),
    "attestation": Question(
        "SELECT a.id FROM attestations a WHERE a.state = 'open' AND NOT EXISTS (SELECT 1 FROM escalations e"
        " WHERE e.subject = 'attestation:' || a.id AND e.state IN ('running', 'exhausted'))"
        " AND a.asked_at < :usual ORDER BY a.id LIMIT :shown",
        "Nobody is asked whether some accounts are still right ({id}). See `/account list`.",
    ),
    "slot": Question(
        "SELECT s.id FROM slot_occurrences s WHERE s.status = 'planned' AND NOT EXISTS (SELECT 1 FROM escalations e"
        " WHERE e.subject = 'slot:' || s.id AND e.state IN ('running', 'exhausted'))"
        " AND s.at < :usual ORDER BY s.id LIMIT :shown",
        "Nothing checks whether slot {id} was missed. See `/calendar week`.",
    ),
}


def look(session: Session, now: datetime, *, usual: timedelta, crisis: timedelta) -> Iterator[Finding]:
    """Everything that should have happened by now and has not; `usual` and `crisis` are how late it may be."""
    limits = {"usual": now - usual, "crisis": now - crisis, "far": now + SET_BACK}
    for what, question in LATE.items():
        yield from _late(session, what, question, limits)
    ahead = text(AHEAD.sql).bindparams(bindparam("far", type_=Instant())).columns(column("count", Integer))
    if count := session.execute(ahead, {"far": now + SET_BACK}).scalar_one():
        yield Finding("late:clock", AHEAD.sentence.format(count=number_of(count, AHEAD.counts)))
    for matter, sentence in audit.unanchored(session, now):
        yield Finding(matter, sentence)
    for what, question in UNASKED.items():
        unasked = text(question.sql).bindparams(bindparam("usual", type_=Instant())).columns(_id())
        for row in session.execute(unasked, {"usual": limits["usual"], "shown": SHOWN}):
            yield Finding(f"unasked:{what}:{row.id}", question.sentence.format(id=row.id))


def _late(session: Session, what: str, question: Question, limits: Mapping[str, datetime]) -> Iterator[Finding]:
    asked = {name: limit for name, limit in limits.items() if f":{name}" in question.sql}
    typed = text(question.sql).bindparams(*[bindparam(name, type_=Instant()) for name in asked])
    typed_answer = typed.columns(column("count", Integer), column("oldest", Instant()))
    count, oldest = session.execute(typed_answer, asked).one()
    if count:
        since = f"{oldest:%Y-%m-%d %H:%M:%S} UTC"
        sentence = question.sentence.format(count=number_of(count, question.counts), oldest=since)
        yield Finding(f"late:{what}", sentence, is_delivery=what != "pings")


def _id() -> ColumnClause[int]:
    return column("id", Integer)
