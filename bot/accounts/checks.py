"""What makes a registration stand: each field's rule, and the sentence under the field."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.accounts.model import Account, Draft, Status
from bot.kernel.errors import Invalid
from bot.kernel.kinds import Kind
from bot.kernel.locales import languages, market
from bot.kernel.text.markup import quotation
from bot.networks import Network, parse

T = TypeVar("T")

LONGEST_CADENCE_DAYS = 365

NO_PURPOSE = "Say in a sentence what this account is for. An account without a purpose is one too many."
NO_AUDIENCE = "Say whom it speaks to, for instance: patients with heart failure, cardiologists, investors."
NO_UNIT = "Say which business unit answers for it."
NO_WHY = "Say why the accounts that exist cannot do this."
NO_OWNER = "Choose who owns it."
NO_BACKUP = "Choose who takes over when the owner is away."
SAME_PERSON = "Owner and backup must be two different people."
NOT_ACTIVE = "This person is a guest, from another company, or has left. Choose an active colleague."
NO_KIND = "Choose what kind of account it is."
NO_MARKET = "I know no country called {}. Write its name or its two letters, such as Switzerland or CH, or global."
NO_LANGUAGE = "I know no language called {}. Write names or tags separated by commas, such as en, de-CH."
NO_CADENCE = f"Write a whole number of days from 1 to {LONGEST_CADENCE_DAYS}, or leave it empty for the usual."


@dataclass(frozen=True, slots=True)
class Rules:
    """What the company knows that a draft does not: who is active, and the usual cadence of a kind, in days."""

    is_active: Callable[[str], bool]
    usual_cadence: Callable[[str], int]


class Check:
    """Collects a sentence for each field that cannot stand."""

    def __init__(self, draft: Draft, is_active: Callable[[str], bool]) -> None:
        self._draft, self._is_active = draft, is_active
        self.problems: dict[str, str] = {}

    def required(self, field: str, sentence: str) -> str:
        value: str = getattr(self._draft, field)
        if not value:
            self.problems[field] = sentence
        return value

    def read(self, field: str, reading: Callable[[], T], sentence: str) -> T | None:
        """What `reading` makes of the field; where it cannot, its own sentence or else `sentence` is noted."""
        try:
            return reading()
        except ValueError as error:
            self.problems[field] = getattr(error, "sentence", "") or sentence.format(quotation(str(error)))
            return None

    def person(self, field: str, sentence: str = "") -> str:
        """An active colleague; without a sentence the field may stay empty."""
        value: str = getattr(self._draft, field)
        if not value and sentence:
            self.problems[field] = sentence
        elif value and not self._is_active(value):
            self.problems[field] = NOT_ACTIVE
        return value


def account_of(draft: Draft, rules: Rules, *, by: str, at: datetime) -> Account:
    """The account that the draft describes, normalised and proposed by that person then; raises Invalid."""
    check = Check(draft, rules.is_active)
    handle = check.read("handle", lambda: parse(Network(draft.network) if draft.network else None, draft.handle), "")
    kind = check.read("kind", lambda: Kind(draft.kind), NO_KIND)
    cadence = check.read("cadence", lambda: _cadence(draft, rules.usual_cadence), NO_CADENCE)
    country = check.read("market", lambda: market(draft.market), NO_MARKET)
    tongues = check.read("languages", lambda: languages(draft.languages), NO_LANGUAGE)
    owner, backup = check.person("owner", NO_OWNER), check.person("backup", NO_BACKUP)
    if owner and owner == backup:
        check.problems["backup"] = SAME_PERSON
    account = Account(
        name=draft.name,
        purpose=check.required("purpose", NO_PURPOSE),
        audience=check.required("audience", NO_AUDIENCE),
        business_unit=check.required("business_unit", NO_UNIT),
        why=check.required("why", NO_WHY),
        owner=owner,
        backup=backup,
        publisher=check.person("publisher") or owner,
        deputy=check.person("deputy") or backup,
        brand=draft.brand,
        channel=draft.channel,
        insistence=draft.insistence,
        status=Status.PROPOSED.value,
        proposed_by=by,
        proposed_at=at,
    )
    if check.problems or not (handle and kind and cadence and country and tongues):
        raise Invalid(check.problems or {"languages": NO_LANGUAGE.format(quotation(""))})
    account.network, account.handle, account.shown, account.url = (
        handle.network.value,
        handle.handle,
        handle.shown,
        handle.url,
    )
    account.name = account.name or account.at
    account.kind, account.cadence_days, account.market, account.languages = kind.value, cadence, country, tongues
    return account


def _cadence(draft: Draft, usual: Callable[[str], int]) -> int:
    days = int(draft.cadence) if draft.cadence else usual(draft.kind)
    if not 1 <= days <= LONGEST_CADENCE_DAYS:
        raise ValueError(days)
    return days
