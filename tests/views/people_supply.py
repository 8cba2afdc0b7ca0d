"""What views about people are tried with, by type: roles, stand-ins, agencies, what must be read."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from bot.agencies.life import Action as DraftAction
from bot.agencies.model import AgencyDraft
from bot.delegation.blocks import Entry as EntryRow
from bot.delegation.blocks import Role as RoleRow
from bot.delegation.model import RoleGrant
from bot.kernel.views.pagination import Page
from bot.people.grants import Grant
from bot.people.learning import MustRead
from bot.policies.drafts import LONGEST_TITLE
from bot.policies.life import Action as DocumentAction
from bot.policies.model import Reading, Training
from tests.views import matters
from tests.views.matters import Supply
from tests.views.words import Words


def agency_draft(words: Words) -> AgencyDraft:
    return matters.filled(AgencyDraft, words, account_label=words.full(200), author_name=words.full(80))


def must_read(words: Words) -> MustRead:
    title, link, roles = words.full(LONGEST_TITLE), f"https://helvia.example/{'x' * 400}", ("medical", "drug_safety")
    return MustRead(7, title, link, "ab" * 32, 10**4, 1, roles, matters.NOON, matters.NOON, {})


def reading(words: Words) -> Reading:
    return matters.filled(Reading, words, name=words.full(80))


def role_grant(words: Words) -> RoleGrant:
    people = {"person": matters.ANN, "instead_of": matters.ANN, "by": matters.ANN, "market": "JP"}
    return matters.filled(RoleGrant, words, **people, until=matters.NOON + timedelta(days=1))


def role_row(words: Words) -> RoleRow:
    entries = [EntryRow(words.full(200), words.people(), words.people())] * words.many
    return RoleRow("crisis_lead", entries, words.people(), grants=[role_grant(words).value] * words.many)


OF_PEOPLE: dict[Any, Supply] = {
    AgencyDraft: lambda words: [agency_draft(words)],
    Sequence[AgencyDraft]: lambda words: [[agency_draft(words)] * words.many],
    Collection[DraftAction]: lambda words: [frozenset(DraftAction)],
    MustRead: lambda words: [must_read(words)],
    Page[MustRead]: lambda words: [matters.page([must_read(words)])],
    Sequence[Collection[DocumentAction]]: lambda words: [[frozenset(DocumentAction)] * 10],
    Sequence[Training]: lambda words: [[matters.filled(Training, words, course=words.full(100))] * words.many],
    Reading: lambda words: [reading(words)],
    Sequence[Reading]: lambda words: [[reading(words)] * words.many],
    RoleGrant: lambda words: [role_grant(words)],
    Sequence[RoleGrant]: lambda words: [[role_grant(words)] * words.many],
    Sequence[Grant]: lambda words: [[], [role_grant(words).value] * words.many],
    Sequence[RoleRow]: lambda words: [[role_row(words)] * words.many],
}
