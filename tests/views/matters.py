"""Accounts, posts and slots whose every word is as long as it may be; new columns are filled by themselves."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from itertools import cycle, islice
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
from bot.crises.forms import LONGEST_TEXT as LONGEST_OF_A_CRISIS
from bot.governance import Stage
from bot.kernel.db import Base, Instant
from bot.kernel.views.pagination import ROWS, Page
from bot.networks import Network
from bot.oversight.model import Revision
from bot.posts.content import Content, Medium, fingerprint, gist
from bot.posts.model import Post, PostVersion, Status
from bot.products.model import Product
from bot.products.model import Status as ProductStatus
from bot.reviews.model import Decision, Remark, Review, Verdict
from tests.views.words import Words

Supply = Callable[[Words], Iterable[Any]]
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


def page(rows: Sequence[Any]) -> Page[Any]:
    return Page(list(islice(cycle(rows), ROWS)), 2, 3, 200)


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
        change.review = review_of(change.subject, words)
    return every


def review_of(subject: str, words: Words) -> Review:
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


def trail(words: Words) -> list[Entry]:
    changes = {f"field_{number}": [words.full(500), [words.full(500)] * 20] for number in range(min(words.many, 20))}
    return [filled(Entry, words, changes=changes)] * min(words.many, 20)
