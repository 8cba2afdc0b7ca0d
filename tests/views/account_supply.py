"""What views about accounts are tried with, by type."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.accounts.drafts import LONGEST, Draft
from bot.accounts.life import Action as AccountAction
from bot.accounts.model import Account, Hashtag, Status
from bot.accounts.outlets import Outlet
from bot.attestation.model import Answered, Attestation, AttestationLine
from bot.kernel.views.pagination import Page
from tests.views import matters
from tests.views.matters import Supply
from tests.views.words import Words


def draft(words: Words) -> Draft:
    texts = {name: words.full(longest) for name, longest in LONGEST.items()}
    rest = {"network": "linkedin", "handle": words.full(200), "kind": "customer service", "cadence": "365"}
    return Draft(**texts, **rest, owner=matters.ANN, backup=matters.BEN)


def attestation(words: Words) -> Attestation:
    """More than a message has room for, and as many that are answered."""
    lines = [
        AttestationLine(id=10**9, account=account, answer=answer, lacks=[words.full(60)] * 10, answered_by=matters.ANN)
        for answer in (*([Answered.WAITING] * 10), *Answered)
        for account in matters.accounts(words) * words.many
    ]
    return Attestation(id=10**9, quarter="2026-Q4", owner=matters.ANN, asked_at=matters.NOON, lines=lines)


OF_ACCOUNTS: dict[Any, Supply] = {
    Attestation: lambda words: [attestation(words)],
    AttestationLine: lambda words: [
        next(line for line in attestation(words).lines if line.answer == answer)
        for answer in (Answered.RIGHT, Answered.RETIRED, Answered.MOVED, Answered.LAPSED)
    ],
    Sequence[AttestationLine]: lambda words: [attestation(words).lines],
    Account: matters.accounts,
    Account | None: lambda words: [None, *matters.accounts(words)],
    Sequence[Account]: lambda words: [matters.accounts(words) * words.many],
    Sequence[tuple[Account, str]]: lambda words: [[(each, words.full(200)) for each in matters.accounts(words)]],
    Page[Account]: lambda words: [matters.page(matters.accounts(words))],
    Mapping[Status, int]: lambda words: [{}, {Status.ACTIVE: 1}, dict.fromkeys(Status, 10**6)],
    Collection[AccountAction]: lambda words: [frozenset(AccountAction)],
    Page[Hashtag]: lambda words: [matters.page([matters.filled(Hashtag, words)])],
    Hashtag: lambda words: [matters.filled(Hashtag, words)],
    Sequence[Hashtag]: lambda words: [[matters.filled(Hashtag, words)] * words.many],
    Draft: lambda words: [draft(words)],
    Outlet: lambda words: map(Outlet.of, matters.accounts(words)),
    Sequence[Outlet]: lambda words: [[], [*map(Outlet.of, matters.accounts(words))] * words.many],
    Outlet | None: lambda words: [None, *map(Outlet.of, matters.accounts(words))],
}
