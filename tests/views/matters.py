"""Accounts, posts, slots and crises whose every word is as long as it may be; new columns are filled by themselves."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import DateTime, inspect

from bot.accounts.drafts import LONGEST, LONGEST_TEXT
from bot.accounts.model import Account
from bot.accounts.model import Status as AccountStatus
from bot.audit.model import Entry
from bot.calendar.forms import LONGEST_THEME
from bot.calendar.model import Occurrence, Slot, SlotStatus
from bot.calendar.model import Status as SlotState
from bot.calendar.recurrence import Repeats
from bot.changes.model import Change
from bot.changes.model import Status as ChangeStatus
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
from bot.governance import Stage
from bot.governance.playbooks import LONGEST_DEPARTMENT, LONGEST_LINE, MOST_DEPARTMENTS, MOST_LINES, DarkSite
from bot.governance.templates import LONGEST_PART
from bot.kernel.db import Base, Instant
from bot.networks import Network
from bot.oversight.model import Revision
from bot.posts.content import Content, Medium, fingerprint, gist
from bot.posts.model import Post, PostVersion, Status
from bot.private import PrivateText
from bot.products.model import Product
from bot.products.model import Status as ProductStatus
from bot.reviews.model import Decision, Remark, Review, Verdict
from bot.voice.checks import LONGEST_QUESTION
from bot.voice.forms import LONGEST_REASON
from bot.voice.model import Statement, StatementAccount, StatementAnswer
from bot.voice.model import Status as Speaking
from tests.views.words import Words

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANN, BEN = "U0ANN00000", "U0BEN00000"
ADDRESS = f"https://helvia.example/{'%C3%A9' * 70}"
PERSON = {"owner", "backup", "publisher", "deputy", "author", "lead", "maker", "who"}
LIMITS = LONGEST | {"theme": LONGEST_THEME, "text": LONGEST_OF_A_CRISIS, "label": 120, "claimed_from": 80, "risk": 80}
"""So much of each column's words can be there; of others as much as of a reason."""
STAGES = [
    Stage.model_validate({"name": "Medical", "roles": ["medical", "legal"], "decide": "all"}),
    Stage.model_validate({"name": "Brand", "roles": ["brand", "regulatory", "crisis_lead"]}),
]
MOST_DECISIONS = 30
KEPT = 8
"""Of what was made of some words: the examples of each test, and what else it comes to."""
Row = TypeVar("Row", bound=Base)


def filled(model: type[Row], words: Words, /, **own: Any) -> Row:
    columns = inspect(model).column_attrs
    return model(**{each.key: _value(each.key, each.columns[0].type, words) for each in columns} | own)


def _value(name: str, column: Any, words: Words) -> Any:
    kind = column.python_type
    if kind is str:
        is_person = name in PERSON or name.endswith("_by")
        return ANN if is_person else ADDRESS if name.endswith("url") else words.full(LIMITS.get(name, LONGEST_TEXT))
    if isinstance(column, Instant | DateTime):
        return NOON if isinstance(column, Instant) else NOON.replace(tzinfo=None)
    return next(iter(kind)) if issubclass(kind, Enum) else {int: 7, bool: False}.get(kind)


@lru_cache(KEPT)
def accounts(words: Words) -> list[Account]:
    languages = ["en", "de-CH", "fr"] * 30
    usual = {"network": Network.BLUESKY, "languages": languages, "market": "CH", "url": ADDRESS, "backup": BEN}
    named = {"handle": "helvia", "shown": f"{'helvia' * 40}.example", "channel": "C0REMINDERS"}
    return [filled(Account, words, **usual, **named, status=status) for status in AccountStatus]


@lru_cache(KEPT)
def products(words: Words) -> list[Product]:
    lines = {where: words.full(300) for where in ("CH", "CH de", "JP")}
    names = [words.full(80) for _ in range(words.many)]
    own = {"name": words.full(100), "local_names": names, "markets": ["CH", "JP"] * words.many}
    in_places = dict.fromkeys(("statements", "safety", "help"), lines)
    return [filled(Product, words, **own, **in_places, status=each) for each in ProductStatus]


def content(words: Words) -> Content:
    """Every field as full as its form lets it be."""
    return Content(
        account="@Cardiva on X",
        network=Network.LINKEDIN,
        text=words.full(3000),
        title=words.full(150),
        link=f"https://helvia.example/{words.full(470)}",
        media=(Medium(words.full(900), words.full(1000)),),
        planned_at=NOON,
        content_type="text",
        objective=words.full(300),
        funnel="action",
        source=words.full(300),
        permission=words.full(300),
        names_product=True,
        initials="AB",
        naming=("the text names Cardiva",) * min(words.many, 20),
        no_claim=words.full(300),
    )


def post_of(
    *contents: Content, why: str, decided: int = 1, reviewed: Mapping[str, Any] = MappingProxyType({}), **own: Any
) -> Post:
    """With a version of each content, and a decision on each that says why, on the last so many."""
    usual: dict[str, Any] = {
        "status": Status.IN_REVIEW,
        "network": Network.LINKEDIN,
        "text": contents[-1].text,
        "gist": gist(contents[-1].text),
        "published_url": ADDRESS,
    }
    calm = {"account_label": "@Cardiva on X", "moved_by": "Jonas Weber", "reason": ""}
    post = filled(Post, Words("Calm. "), version=len(contents), **{**usual, **calm, **own})
    way = {"stages": [stage.model_dump(mode="json") for stage in STAGES], "route": "Product", "stage": 0}
    post.review = filled(Review, Words("Calm. "), matter=post.subject, version=post.version, **{**way, **reviewed})
    for number, each in enumerate(contents, start=1):
        post.sha256 = fingerprint(post.id, number, each.as_json())
        version = filled(PostVersion, Words("Calm. "), number=number, content=each.as_json(), sha256=post.sha256)
        version.written_by_name = "Jonas Weber"
        post.versions.append(version)
        post.review.decisions.append(_decision(post.sha256, number, 0, why))
    post.review.sha256 = post.sha256
    post.review.decisions += [_decision(post.sha256, len(contents), number, why) for number in range(1, decided)]
    return post


@lru_cache(KEPT)
def remarks(words: Words) -> list[Remark]:
    """A question and its answer."""
    usual: dict[str, Any] = {"version": 2, "text_sha256": words.full(1000), "who_name": words.full(80)}
    return [filled(Remark, words, **usual, number=number, answers=number - 1 or None) for number in (1, 2)]


def _decision(sha256: str, version: int, number: int, why: str) -> Decision:
    return filled(
        Decision,
        Words("Calm. "),
        version=version,
        stage=0,
        who=f"U0REVIEWER{number:02}",
        who_name=f"Priya Nair-{number}",
        roles=["medical"],
        verdict=Verdict.CHANGES_REQUESTED,
        meaning="I ask for changes before publication, as medical reviewer",
        reason_sha256=why,
        sha256=sha256,
    )


@lru_cache(KEPT)
def posts(words: Words) -> list[Post]:
    """A long one that was rewritten, in each status."""
    before = content(Words(words.fragment[::-1], words.many))
    decided, why = min(words.many, MOST_DECISIONS), words.full(1000)
    own = {"account_label": words.full(120), "reason": words.full(300)}
    stages = [stage.model_dump(mode="json") | {"name": words.full(100)} for stage in STAGES]
    reviewed = {"stages": stages, "remarks": remarks(words) * words.many, "route": words.full(100), "stage": 1}
    return [
        post_of(before, content(words), why=why, decided=decided, reviewed=reviewed, status=status, **own)
        for status in Status
    ]


@lru_cache(KEPT)
def changes(words: Words) -> list[Change]:
    """Decided on and asked about as long as may be, in each status."""
    revision = filled(Revision, words, sha256="0" * 64)
    calm = {"revision": revision, "by_name": words.full(80), "moved_by": words.full(80), "reason": words.full(300)}
    every = [filled(Change, words, **calm, status=status) for status in ChangeStatus]
    for change in every:
        change.review = _reviewed(change.subject, words)
    return every


def _reviewed(subject: str, words: Words) -> Review:
    way = {"stages": posts(words)[0].review.stages, "route": words.full(100), "stage": 1, "matter": subject}
    review = filled(Review, Words("Calm. "), version=2, **way)
    review.remarks = remarks(words) * words.many
    review.decisions = [
        _decision("0" * 64, 2, number, words.full(1000)) for number in range(min(words.many, MOST_DECISIONS))
    ]
    return review


@lru_cache(KEPT)
def slots(words: Words) -> list[Slot]:
    own = {"zone": "America/Argentina/ComodRivadavia", "repeats": Repeats.OWN}
    return [filled(Slot, words, **own, status=status) for status in SlotStatus]


@lru_cache(KEPT)
def occurrences(words: Words) -> list[Occurrence]:
    return [
        filled(Occurrence, words, slot=slot, status=status, postponed_to=NOON)
        for slot, status in zip(slots(words) * 2, SlotState, strict=True)
    ]


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
        statement.review = _reviewed(statement.subject, words)
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


def trail(words: Words) -> list[Entry]:
    changes = {f"field_{number}": [words.full(500), [words.full(500)] * 20] for number in range(min(words.many, 20))}
    return [filled(Entry, words, changes=changes)] * min(words.many, 20)
