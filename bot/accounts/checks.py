"""What makes a registration stand: each field's rule, and the sentence under the field."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.accounts.drafts import LONGEST, Draft
from bot.accounts.model import Account, Status
from bot.kernel.errors import Invalid
from bot.kernel.kinds import Kind, kind_named
from bot.kernel.locales import languages, market
from bot.kernel.numbers import number_of
from bot.kernel.problems import Problems
from bot.kernel.text.ids import channel_id, person_id
from bot.kernel.text.markup import quotation
from bot.networks import NETWORKS, network_named, parse

LONGEST_CADENCE_DAYS = 365

NO_PURPOSE = "Say what it is for."
NO_AUDIENCE = "Say who it is for, such as cardiologists."
NO_UNIT = "Name its business unit."
NO_WHY = "Say why no existing account can do this."
NO_OWNER = "Choose its owner."
NO_BACKUP = "Choose its backup owner."
SAME_PERSON = "Owner and backup must be two people."
NOT_ACTIVE = "A guest, external, or gone. Choose a colleague."
NO_NETWORK = f"I know no network called {{}}. Write {NETWORKS}."
CHOOSE_KIND = f"Choose its kind: {', '.join(Kind)}."
NO_HANDLE = "{} is no account. Write its name or address."
NO_KIND = f"I know no kind called {{}}. Write {', '.join(Kind)}."
NO_PERSON = "{} is no member id such as U0123ABCD. In Slack: profile, ⋮, “Copy member ID”."
NO_CHANNEL = "{} is no channel id such as C0123ABCD. It ends the channel's details."
NOT_THERE = "Concord is in no channel {}. Invite it, or leave this empty."
TOO_LONG = "Write {} at most, not {}."
NO_MARKET = "I know no country called {}. Write CH, Switzerland or global."
NO_LANGUAGE = "I know no language called {}. Write en, de-CH or German."
NO_CADENCE = f"Write a number from 1 to {LONGEST_CADENCE_DAYS}, or leave this empty."


@dataclass(frozen=True, slots=True)
class Rules:
    """What the company knows that a draft does not: who is active, and the usual cadence of a kind, in days."""

    is_active: Callable[[str], bool]
    usual_cadence: Callable[[str], int]
    can_write_in: Callable[[str], bool] = lambda _: True
    """Whether Concord can write in a channel; a form offers none."""


def account_of(draft: Draft, rules: Rules, *, by: str, at: datetime) -> Account:
    """The account that the draft describes, normalised and proposed by that person then; raises Invalid."""
    problems = _bounded(draft)

    def person(field: str) -> str:
        return _person(field, getattr(draft, field), rules, problems)

    network = problems.read("network", lambda: network_named(draft.network), NO_NETWORK) if draft.network else None
    is_known = bool(network) or not draft.network
    handle = problems.read("handle", lambda: parse(network, draft.handle), NO_HANDLE) if is_known else None
    kind = problems.read("kind", lambda: kind_named(draft.kind), NO_KIND if draft.kind else CHOOSE_KIND)
    cadence = problems.read("cadence", lambda: _cadence(draft, kind, rules.usual_cadence), NO_CADENCE)
    country = problems.read("market", lambda: market(draft.market), NO_MARKET)
    tongues = problems.read("languages", lambda: languages(draft.languages), NO_LANGUAGE)
    problems.needed("owner", draft.owner, NO_OWNER)
    problems.needed("backup", draft.backup, NO_BACKUP)
    owner, backup = person("owner"), person("backup")
    problems.note("backup", SAME_PERSON if owner and owner == backup else "")
    account = Account(
        name=draft.name,
        purpose=problems.needed("purpose", draft.purpose, NO_PURPOSE),
        audience=problems.needed("audience", draft.audience, NO_AUDIENCE),
        business_unit=problems.needed("business_unit", draft.business_unit, NO_UNIT),
        why=problems.needed("why", draft.why, NO_WHY),
        owner=owner,
        backup=backup,
        publisher=person("publisher") or owner,
        deputy=person("deputy") or backup,
        brand=draft.brand,
        channel=_channel(draft.channel, rules, problems),
        insistence=draft.insistence,
        status=Status.PROPOSED,
        proposed_by=by,
        proposed_at=at,
    )
    problems.refuse()
    if not (handle and kind and cadence and country and tongues):
        raise Invalid({"languages": NO_LANGUAGE.format(quotation(""))})
    account.network, account.handle, account.shown, account.url = (
        handle.network,
        handle.handle,
        handle.shown,
        handle.url,
    )
    account.name = account.name or account.at
    account.kind, account.cadence_days, account.market, account.languages = kind, cadence, country, tongues
    return account


def _bounded(draft: Draft) -> Problems:
    """With a sentence for each text that is longer than the form takes."""
    problems = Problems()
    for field, longest in LONGEST.items():
        length = len(getattr(draft, field))
        problems.note(field, TOO_LONG.format(number_of(longest, "character"), length) if length > longest else "")
    return problems


def _person(field: str, typed: str, rules: Rules, problems: Problems) -> str:
    """An active colleague's id, or nobody's."""
    chosen = person_id(typed)
    if typed and not chosen:
        problems.note(field, NO_PERSON.format(quotation(typed)))
    problems.note(field, NOT_ACTIVE if chosen and not rules.is_active(chosen) else "")
    return chosen


def _cadence(draft: Draft, kind: Kind | None, usual: Callable[[str], int]) -> int:
    """In days; spreadsheets write 7 as 7.0, too."""
    if not draft.cadence:
        return usual(kind or "")
    days = re.fullmatch(r"([0-9]{1,3})(?:[.,]0+)?", draft.cadence)
    if days is None or not 1 <= int(days[1]) <= LONGEST_CADENCE_DAYS:
        raise ValueError(draft.cadence)
    return int(days[1])


def _channel(typed: str, rules: Rules, problems: Problems) -> str:
    """Where Concord can write, or none."""
    channel = channel_id(typed)
    if typed and not channel:
        problems.note("channel", NO_CHANNEL.format(quotation(typed)))
    elif channel and not rules.can_write_in(channel):
        problems.note("channel", NOT_THERE.format(quotation(channel)))
    return channel
