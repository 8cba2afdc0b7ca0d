"""What is offered to whoever registers an account: what their other accounts have, or where they are."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy.orm import Session

from bot.accounts.drafts import Draft
from bot.accounts.model import Account
from bot.accounts.queries import of_keeper
from bot.governance import Governance
from bot.kernel import zones
from bot.kernel.actor import Actor
from bot.kernel.locales import GLOBAL, usual_language
from bot.networks import HandleError, parse


def offered(session: Session, who: Actor, governance: Governance, handle: str = "") -> Draft:
    """A draft in which `handle` is what was typed already."""
    mine = of_keeper(session, who.id)
    here = zones.country(who.tz) or zones.country(governance.time_zone) or GLOBAL
    market = _most(each.market for each in mine) or here
    return Draft(
        network=_network_of(handle),
        handle=handle,
        market=market,
        languages=_most(", ".join(each.languages) for each in mine if each.market == market) or usual_language(market),
        business_unit=_most(each.business_unit for each in mine) or governance.company,
        owner=who.id,
        backup=_most(_beside(who.id, each) for each in mine),
    )


def again(account: Account) -> Draft:
    """What was proposed before, to be changed and proposed again."""
    return Draft(
        network=account.network,
        handle=account.shown,
        kind=account.kind,
        purpose=account.purpose,
        audience=account.audience,
        market=account.market,
        languages=", ".join(account.languages),
        business_unit=account.business_unit,
        owner=account.owner,
        backup=account.backup,
        cadence=str(account.cadence_days),
        why=account.why,
        brand=account.brand,
        name=account.name if account.called.is_named else "",
    )


def _most(values: Iterable[str]) -> str:
    return next((value for value, _ in Counter(filter(None, values)).most_common(1)), "")


def _beside(person: str, account: Account) -> str:
    """Who looks after the account with them."""
    return account.backup if account.owner == person else account.owner


def _network_of(handle: str) -> str:
    """Only an address says it."""
    if "/" not in handle:
        return ""
    try:
        return parse(None, handle).network
    except HandleError:
        return ""
