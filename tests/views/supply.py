"""What each view is made from: by the type of a parameter where that says it all, else by its name."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from inspect import Parameter
from itertools import cycle, islice
from math import lcm
from typing import Any

from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View
from sqlalchemy.orm import Session

from bot import governance
from bot.alerts.alert import Alert, Recipient
from bot.audit.model import Entry
from bot.calendar.entries import Entry as CalendarEntry
from bot.calendar.life import Action as SlotAction
from bot.calendar.life import SlotAction as SeriesAction
from bot.calendar.model import Occurrence, Slot
from bot.calendar.week_view import PlannedPost
from bot.calendar.weeks import Week, week_of
from bot.changes.around import Around as AroundChange
from bot.changes.life import Action as ChangeAction
from bot.changes.matrix import Asked
from bot.changes.model import Change
from bot.crises.typed import Score
from bot.governance import Governance, RiskMatrix, Route, Sign
from bot.governance.differences import Difference
from bot.kernel.actor import SYSTEM
from bot.kernel.escalation import Fired, Level, Policy
from bot.kernel.outbox.digest import Line, closed_row, open_row
from bot.kernel.outbox.leased import Leased
from bot.kernel.report import Problem, Report
from bot.kernel.subject import Subject
from bot.kernel.text.markup import Markup, Mention, mentions, mrkdwn
from bot.kernel.views.blocks import Message, actions, button, modal, section
from bot.kernel.views.pagination import Page
from bot.kernel.zones import own
from bot.networks import USUAL, Allowance, Count, Network
from bot.posts.around import Around
from bot.posts.facts import ReviewLowered
from bot.posts.life import Action as PostAction
from bot.posts.model import Post, PostProduct
from bot.posts.still_right import BECAME
from bot.products.drafts import LONGEST as LONGEST_OF_PRODUCT
from bot.products.drafts import Draft as ProductDraft
from bot.products.facts import ProductEdited
from bot.products.life import Action as ProductAction
from bot.products.model import Product
from bot.reviews.course import Holders
from bot.reviews.life import Deed
from bot.reviews.model import Remark, Reviewed
from bot.reviews.seen import Seen
from bot.reviews.signature import Signature
from bot.setup.drafts import Draft as SetupDraft
from bot.voice.model import PARTS
from bot.voice.queries import Said
from bot.voice.templates import Beginning
from bot.voice.wording import Words as Parts
from handlers.body import Body
from tests.house.reading import ROOT
from tests.views import matters
from tests.views.account_supply import OF_ACCOUNTS
from tests.views.crisis_supply import OF_CRISES
from tests.views.matters import Supply
from tests.views.names import NAMES
from tests.views.people_supply import OF_PEOPLE
from tests.views.words import Words

RULES = governance.load(ROOT / "bot/governance.yml")
MOST_ROUNDS = 14


def planned(words: Words) -> list[PlannedPost]:
    return [PlannedPost(matters.NOON, words.full(120), "scheduled", is_overdue=True)] * words.many


def entries(words: Words) -> list[CalendarEntry]:
    each = [CalendarEntry(matters.NOON, one.slot, one) for one in matters.occurrences(words)]
    return each * words.many


def alert(words: Words) -> Alert:
    people = tuple(Recipient(each, words.full(80)) for each in words.people())
    texts: dict[str, Any] = dict.fromkeys(("address", "service", "title", "body", "otherwise"), words.full(200))
    times: dict[str, Any] = dict.fromkeys(("due_at", "sent_at", "used_at"), matters.NOON)
    about: dict[str, Any] = {"id": 1, "subject": Subject("crisis", 7), "recipient": "crisis:7:ping:room", "attempts": 1}
    return Alert(**about, **texts, **times, whose="everyone", people=people, told_in=None, used_by=people[0].id)


def product_draft(words: Words) -> ProductDraft:
    return ProductDraft(**{name: words.full(longest) for name, longest in LONGEST_OF_PRODUCT.items()})


def reminder(words: Words) -> Message:
    return Message(mrkdwn("{}", words.full(3000)), [actions(*[button(words.full(75), "posts.show", "1")] * 9)])


def fired(words: Words) -> Fired:
    whom, when = tuple(words.people()), matters.NOON
    return Fired(1, Subject("crisis", 7), "worst", 0, 0, 0, whom, due=when - timedelta(days=1), when=when, last=True)


def differences(words: Words) -> list[Difference]:
    where = ("routes", words.full(200), words.full(200))
    return [Difference(where, (), (*words.people(), words.full(3000))), Difference(where[:1], (2, None, True), ())]


def letter(words: Words) -> Leased:
    nothing: dict[str, Any] = dict.fromkeys(field.name for field in fields(Leased))
    return Leased(**nothing | {"channel": "C0REVIEWS0", "key": f"post:{words.full(200)}"})


def report(words: Words) -> Report:
    return Report("account", 10**4, 10**4, [Problem(10**4, words.full(300), "why")] * words.many)


def lowered(words: Words) -> ReviewLowered:
    post = matters.posts(words)[0]
    return ReviewLowered(who=SYSTEM, when=matters.NOON, of=post, route=words.full(100), dropped=("medical",))


TYPES: dict[Any, Supply] = {
    Product: matters.products,
    Page[Product]: lambda words: [matters.page(matters.products(words))],
    Collection[ProductAction]: lambda words: [frozenset(ProductAction)],
    ProductDraft: lambda words: [product_draft(words)],
    SetupDraft: lambda words: [SetupDraft.of(RULES)],
    date: lambda words: [matters.NOON.date()],
    Allowance: lambda words: [USUAL],
    Post: matters.posts,
    PostProduct: lambda words: [
        matters.filled(PostProduct, words, product_id=7, name=words.full(100), asked_about=BECAME[ProductEdited])
    ],
    Change: matters.changes,
    Collection[ChangeAction | Deed]: lambda words: [{*ChangeAction, *Deed}, frozenset()],
    AroundChange: lambda words: [
        AroundChange(differences(words) * words.many, lambda role: dict.fromkeys(words.people()), words.people())
    ],
    Route | None: lambda words: [None, RULES.routes[0].model_copy(update={"name": words.full(100)})],
    Sequence[Post]: lambda words: [matters.posts(words) * words.many],
    Page[Post]: lambda words: [matters.page(matters.posts(words))],
    Collection[PostAction | Deed]: lambda words: [{*PostAction, *Deed}, frozenset()],
    Around: lambda words: [
        Around(holders=lambda role: dict.fromkeys(words.people()), helpers=words.people(), held=held)
        for held in ((), [words.full(200)] * 3)
    ],
    View: lambda words: [modal("tried", "Tried", [section(mrkdwn("{}", words.full(3000)))])],
    Reviewed: matters.posts,
    Holders: lambda words: [lambda role: dict.fromkeys(words.people())],
    Remark: lambda words: matters.remarks(words),
    Signature: lambda words: [
        Signature(words.full(80), ["medical", "legal"], way) for way in (None, Sign.PIN, Sign.TOTP)
    ],
    Seen: lambda words: [Seen(10**9 - 1, 10**9 - 1, 10**9 - 1)],
    ReviewLowered: lambda words: [lowered(words)],
    Slot: matters.slots,
    Sequence[Slot]: lambda words: [matters.slots(words) * words.many],
    Occurrence: matters.occurrences,
    Occurrence | None: lambda words: [None, *matters.occurrences(words)],
    Sequence[Occurrence]: lambda words: [[], matters.occurrences(words) * words.many],
    Sequence[CalendarEntry]: lambda words: [entries(words)],
    Sequence[PlannedPost]: lambda words: [planned(words)],
    Sequence[CalendarEntry | PlannedPost]: lambda words: [[*entries(words), *planned(words)]],
    Week: lambda words: [week_of(each, matters.NOON, own("Asia/Tokyo")) for each in ("", "+1")],
    Collection[SlotAction]: lambda words: [frozenset(SlotAction)],
    Collection[SeriesAction]: lambda words: [frozenset(SeriesAction)],
    **OF_ACCOUNTS,
    **OF_CRISES,
    **OF_PEOPLE,
    Message: lambda words: [Message(mrkdwn("{}", words.full(3000)), [section(mrkdwn("{}", words.full(3000)))])],
    Session: lambda words: [Session()],
    Mapping[Network, Count]: lambda words: [{}, dict.fromkeys(Network, Count(10**4, 280, "characters"))],
    Mapping[str, int]: lambda words: [{}, {"de-CH": 10**4, "ja": 1}],
    Said: lambda words: [Said(1, 1, 0), Said(10, 10**4, 10**3)],
    Said | None: lambda words: [None, Said(10, 10**4, 10**3)],
    Beginning: lambda words: [Beginning(Parts(**dict.fromkeys(PARTS, words.full(700))), "en")],
    Sequence[ButtonElement]: lambda words: [[], [button(words.full(75), "freezes.thaw", "freeze 1")]],
    Sequence[tuple[str, str]]: lambda words: [[], [("brand:1", words.full(120))] * words.many],
    Score: lambda words: [Score(), Score(5, 4, words.full(3000))],
    Fired: lambda words: [fired(words)],
    Level: lambda words: [Level(after=timedelta(0), whom=words.people())],
    Sequence[Asked]: lambda words: [
        [],
        [
            Asked(
                "red",
                *(Policy(name=name, levels=[Level(after=timedelta(0), whom=words.people())] * 9) for name in "ab"),
            )
        ]
        * 4,
    ],
    Sequence[Difference]: lambda words: [[], differences(words) * words.many],
    Governance: lambda words: [RULES],
    RiskMatrix: lambda words: [RULES.risk],
    Sequence[Alert]: lambda words: [[alert(words)] * words.many],
    Sequence[Entry]: lambda words: [matters.trail(words)],
    Sequence[str]: lambda words: [words.people()],
    Sequence[Line]: lambda words: [[], [open_row(reminder(words)), closed_row(reminder(words))] * words.many],
    Iterable[str]: lambda words: [words.people()],
    Collection[int]: lambda words: [(), [7, 8]],
    Collection[str]: lambda words: [["medical", "legal", "drug_safety"]],
    Mapping[str, Sequence[str]]: lambda words: [dict.fromkeys(RULES.roles, words.people())],
    Mapping[str, str]: lambda words: [{name: words.full(100) for name in ("brand", "market", "owner")}],
    Markup: lambda words: [mrkdwn("{} {}", words.full(500), mentions(words.people()))],
    Mention: lambda words: [lambda _: mrkdwn("nobody ({} has left)", words.full(80))],
    Markup | str: lambda words: [words.full(120)],
    tuple[str, str] | None: lambda words: [None, ("1", words.full(120))],
    Leased: lambda words: [letter(words)],
    Body: lambda words: [{"command": "/account"}, {}],
    datetime: lambda words: [matters.NOON],
    datetime | None: lambda words: [None, matters.NOON],
    timedelta: lambda words: [timedelta(days=400)],
    Report: lambda words: [Report("account", 1), report(words)],
    bool: lambda words: [False, True],
    int: lambda words: [1, 2, 3, 4, 5, 6],
}
"""By what a parameter takes: what it may be given, one after the other."""


def of(parameter: Parameter) -> Supply | None:
    """None where nobody has said what it may be given."""
    return NAMES.get(parameter.name) if parameter.annotation is str else TYPES.get(parameter.annotation)


def rounds(parameters: Iterable[Parameter], words: Words) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """Arguments, so that each of a parameter's values comes at least once."""
    given = {each: list((of(each) or (lambda _: []))(words)) for each in parameters}
    how_many = min(lcm(*map(len, given.values())), MOST_ROUNDS)
    turns = [islice(cycle(values), how_many) for values in given.values()]
    for turn in zip(*turns, strict=True) if given else [()]:
        named = {each.name: value for each, value in zip(given, turn, strict=True) if each.kind is each.KEYWORD_ONLY}
        rest = [value for each, value in zip(given, turn, strict=True) if each.kind is not each.KEYWORD_ONLY]
        yield rest, named
