"""Crises, and what stands around one, as large as they may be."""

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from bot.checklists.checklist import Checklist
from bot.checklists.model import ChecklistLine
from bot.checklists.model import State as ChecklistState
from bot.crises.entries import CrisisEntry
from bot.crises.forms import LONGEST_TEXT as LONGEST_OF_A_CRISIS
from bot.crises.model import Crisis, CrisisAccount
from bot.crises.states import Kind, State
from bot.crises.story import PAGE, Line
from bot.debriefs.model import ActionStatus, CorrectiveAction, Debrief
from bot.debriefs.model import Status as DebriefStatus
from bot.drills.model import Drill, DrillRating, Objective, Rating
from bot.drills.model import State as DrillState
from bot.freezes.forms import LONGEST as LONGEST_OF_A_FREEZE
from bot.freezes.model import Freeze, FreezeAnswer, FreezeReason, FrozenAccount
from bot.freezes.model import State as Freezing
from bot.governance.playbooks import LONGEST_DEPARTMENT, LONGEST_LINE, MOST_DEPARTMENTS, MOST_LINES, DarkSite
from bot.governance.templates import LONGEST_PART
from bot.private import PrivateText
from bot.voice.checks import LONGEST_QUESTION
from bot.voice.forms import LONGEST_REASON
from bot.voice.model import Statement, StatementAccount, StatementAnswer
from bot.voice.model import Status as Speaking
from tests.views.matters import (
    ADDRESS,
    ANN,
    BEN,
    KEPT,
    NOON,
    changes,
    filled,
    review_of,
)
from tests.views.words import Words


@lru_cache(KEPT)
def crises(words: Words) -> list[Crisis]:
    named = [CrisisAccount(label=words.full(120)) for _ in range(words.many)]
    joined = {each: words.full(80) for each in words.people()}
    texts = {f"{name}_row": PrivateText(text=words.full(LONGEST_OF_A_CRISIS)) for name in ("what", "latest", "outcome")}
    own = {
        **texts,
        "evidence_row": PrivateText(text=ADDRESS),
        "likelihood": 5,
        "impact": 5,
        "respond_s": 3600,
        "joined": joined,
    }
    colours = {State.OPEN: "red", State.ACKNOWLEDGED: "amber", State.RESOLVED: "green"}
    return [
        filled(Crisis, words, **own, state=state, colour=colour, accounts=[*named]) for state, colour in colours.items()
    ]


@lru_cache(KEPT)
def checklists(words: Words) -> list[Checklist]:
    """As long as a playbook may be, of each state of a crisis, and one without a kind."""
    site = DarkSite(link=ADDRESS, tested=NOON.date())
    sorts = {False: (LONGEST_LINE, MOST_LINES), True: (LONGEST_DEPARTMENT, MOST_DEPARTMENTS)}
    every = []
    for crisis in crises(words):
        lines = [
            filled(ChecklistLine, words, id=10**9 - each, what=words.full(longest), crisis=crisis, state=state, **own)
            for is_department, (longest, most) in sorts.items()
            for own in ({"is_department": is_department, "done_by": ANN},)
            for state in (ChecklistState.OPEN, ChecklistState.DONE)
            for each in range(min(words.many, most))
        ]
        every.append(Checklist(crisis, lines, {line.id: words.people() for line in lines if line.is_open}, site))
    return [*every, Checklist(filled(Crisis, Words("Calm. "), colour="red", state=State.OPEN, kind=""), [], {})]


def checklist_lines(words: Words) -> list[ChecklistLine]:
    return [checklists(words)[0].tasks[0]]


@lru_cache(KEPT)
def debriefs(words: Words) -> list[Debrief]:
    """Decided on and asked about as long as may be, in each status."""
    texts = {f"{name}_row": PrivateText(text=words.full(LONGEST_OF_A_CRISIS)) for name in Debrief.private}
    named = {"writer": ANN, "writer_name": words.full(80), "moved_by": words.full(80), "wrote": [BEN]}
    own = {**texts, **named, "crisis": crises(words)[-1]}
    every = [filled(Debrief, words, **own, status=status) for status in DebriefStatus]
    for debrief, change in zip(every, changes(words), strict=False):
        debrief.review = change.review
    return every


@lru_cache(KEPT)
def drills(words: Words) -> list[Drill]:
    """With as many people as a form takes, rated in as many words as there may be, in each state."""
    texts = {"what_row": PrivateText(text=words.full(LONGEST_OF_A_CRISIS)), "scenario": words.full(60)}
    people = {"observer": ANN, "planned_by": BEN, "ended_by": ANN, "players": dict.fromkeys((ANN, BEN), False)}
    names = dict.fromkeys(("observer_name", "planned_name", "ended_name", "rated_name"), words.full(80))
    own = {"rating": Rating.UNABLE, "words_id": 1, "words_row": PrivateText(text=words.full(500))}
    rated = [filled(DrillRating, words, **own, objective=each) for each in Objective]
    times = dict.fromkeys(("ended_at", "rated_at", "next_due_at"), NOON)
    return [
        filled(Drill, words, **texts, **people, **names, **times, state=state, crisis_id=number, ratings=[*rated])
        for state, number in zip(DrillState, (None, 10**9, 10**9, None), strict=True)
    ]


@lru_cache(KEPT)
def corrective_actions(words: Words) -> list[CorrectiveAction]:
    own = {"what_row": PrivateText(text=words.full(300)), "until": NOON.date(), "debrief": debriefs(words)[0]}
    how = zip(ActionStatus, (None, NOON), strict=True)
    return [filled(CorrectiveAction, words, **own, status=status, done_at=at) for status, at in how]


@lru_cache(KEPT)
def freezes(words: Words) -> list[Freeze]:
    reason = PrivateText(text=words.full(LONGEST_OF_A_FREEZE))
    own = {"scope": words.full(300), "reason_row": reason, "look_again_s": 3600, "frozen_by": ANN, "thawed_by": ANN}
    return [
        filled(Freeze, words, **own, state=state, crisis_id=crisis)
        for state, crisis in zip(Freezing, (7, None), strict=True)
    ]


@lru_cache(KEPT)
def freeze_answers(words: Words) -> list[FreezeAnswer]:
    stopped = PrivateText(text=words.full(LONGEST_OF_A_FREEZE))
    return [filled(FreezeAnswer, words, who=ANN, stopped_row=stopped, freeze=freezes(words)[0])] * words.many


@lru_cache(KEPT)
def freeze_reasons(words: Words) -> list[FreezeReason]:
    reason = PrivateText(text=words.full(LONGEST_OF_A_FREEZE))
    return [filled(FreezeReason, words, who=ANN, reason_row=reason, freeze=freezes(words)[0])] * words.many


@lru_cache(KEPT)
def statements(words: Words) -> list[Statement]:
    """Whole ones, reviewed and answered for as long as may be, in each status."""
    parts = {f"{name}_row": PrivateText(text=words.full(LONGEST_PART)) for name in Statement.private}
    calm = {"written_name": words.full(80), "moved_by": words.full(80), "language": "de-CH", "zone": "Asia/Tokyo"}
    parts["question_row"] = PrivateText(text=words.full(LONGEST_QUESTION))
    kinds = [(status, 0) for status in Speaking] + [(Speaking.IN_REVIEW, 2), (Speaking.IN_FORCE, 2)]
    every = [filled(Statement, words, **parts, **calm, status=status, topic=topic, id=7) for status, topic in kinds]
    for statement in every:
        statement.review = review_of(statement.subject, words)
        statement.accounts = statement_accounts(words)
    return every


@lru_cache(KEPT)
def statement_accounts(words: Words) -> list[StatementAccount]:
    reason = PrivateText(text=words.full(LONGEST_REASON))
    posted = filled(StatementAnswer, words, id=1, url=ADDRESS)
    refused = filled(StatementAnswer, words, id=2, url="", reason_row=reason)
    answers = [posted, refused, None] * words.many
    return [
        filled(StatementAccount, words, label=words.full(120), answer=each, answer_id=each and each.id)
        for each in answers
    ]


def frozen_accounts(words: Words) -> list[FrozenAccount]:
    labels = [words.full(120)] * words.many
    return [filled(FrozenAccount, words, label=label, answer_id=None) for label in labels]


@lru_cache(KEPT)
def timeline(words: Words) -> list[Line]:
    """A page of it that is full."""
    entries = [*crisis_entries(words)]
    share = PAGE // len(entries)
    link = f"https://helvia.slack.com/archives/C0GENERAL0/p{'1' * 16}?thread_ts=1&cid=C0GENERAL0"
    return [Line(each, 2, each.at, 0, share, begun, link, not begun) for each in entries for begun in (False, True)]


def crisis_entries(words: Words) -> Iterator[CrisisEntry]:
    for number, kind in enumerate([*Kind]):
        people = {kind: " ".join(words.people()) for kind in (Kind.PINGED, Kind.CALLED)}
        people |= {Kind.LEAD_GIVEN: ANN, Kind.CLAIMED: f"{ANN} {words.full(80)}", Kind.LAPSED: ANN}
        text = people.get(kind, words.full(LONGEST_OF_A_CRISIS))
        yield filled(CrisisEntry, words, kind=kind, text=text, id=number, at=NOON - timedelta(minutes=number))
