"""What makes a registration stand: each field's rule, and the sentence under the field."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.accounts.drafts import Draft
from bot.accounts.model import Account, Status
from bot.kernel.errors import Invalid
from bot.kernel.kinds import Kind
from bot.kernel.locales import languages, market
from bot.kernel.problems import Problems
from bot.kernel.text.markup import quotation
from bot.networks import Network, parse

LONGEST_CADENCE_DAYS = 365

NO_PURPOSE = "Say in a sentence what this account is for."
NO_AUDIENCE = "Say who it is for, for instance: patients with heart failure, cardiologists, investors."
NO_UNIT = "Say which business unit is responsible for it."
NO_WHY = "Say why no existing account can do this."
NO_OWNER = "Choose who owns it."
NO_BACKUP = "Choose who takes over when the owner is away."
SAME_PERSON = "Owner and backup must be two different people."
NOT_ACTIVE = "This person is a guest, from another company, or has left. Choose an active colleague."
NO_KIND = "Choose what kind of account it is."
NO_MARKET = (
    "I know no country called {}. Write its name or its two letters, such as Switzerland or CH, or write global."
)
NO_LANGUAGE = "I know no language called {}. Write names or tags separated by commas, such as en, de-CH."
NO_CADENCE = f"Write a whole number of days from 1 to {LONGEST_CADENCE_DAYS}, or leave it empty for the default."


@dataclass(frozen=True, slots=True)
class Rules:
    """What the company knows that a draft does not: who is active, and the usual cadence of a kind, in days."""

    is_active: Callable[[str], bool]
    usual_cadence: Callable[[str], int]


def account_of(draft: Draft, rules: Rules, *, by: str, at: datetime) -> Account:
    """The account that the draft describes, normalised and proposed by that person then; raises Invalid."""
    problems = Problems()

    def person(field: str, chosen: str) -> str:
        """An active colleague, or nobody."""
        problems.note(field, NOT_ACTIVE if chosen and not rules.is_active(chosen) else "")
        return chosen

    network = Network(draft.network) if draft.network else None
    handle = problems.read("handle", lambda: parse(network, draft.handle))
    kind = problems.read("kind", lambda: Kind(draft.kind), NO_KIND)
    cadence = problems.read("cadence", lambda: _cadence(draft, rules.usual_cadence), NO_CADENCE)
    country = problems.read("market", lambda: market(draft.market), NO_MARKET)
    tongues = problems.read("languages", lambda: languages(draft.languages), NO_LANGUAGE)
    owner = person("owner", problems.needed("owner", draft.owner, NO_OWNER))
    backup = person("backup", problems.needed("backup", draft.backup, NO_BACKUP))
    problems.note("backup", SAME_PERSON if owner and owner == backup else "")
    account = Account(
        name=draft.name,
        purpose=problems.needed("purpose", draft.purpose, NO_PURPOSE),
        audience=problems.needed("audience", draft.audience, NO_AUDIENCE),
        business_unit=problems.needed("business_unit", draft.business_unit, NO_UNIT),
        why=problems.needed("why", draft.why, NO_WHY),
        owner=owner,
        backup=backup,
        publisher=person("publisher", draft.publisher) or owner,
        deputy=person("deputy", draft.deputy) or backup,
        brand=draft.brand,
        channel=draft.channel,
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


def _cadence(draft: Draft, usual: Callable[[str], int]) -> int:
    days = int(draft.cadence) if draft.cadence else usual(draft.kind)
    if not 1 <= days <= LONGEST_CADENCE_DAYS:
        raise ValueError(days)
    return days
