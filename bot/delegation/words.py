"""How the time and the place of a grant are written."""

from datetime import datetime, timedelta

from bot.kernel.locales import market_name
from bot.kernel.scope import Scope
from bot.kernel.text.markup import Markup, day, mrkdwn
from bot.people.grants import Grant


def spell(grant: Grant) -> Markup:
    """`3 May to 12 May`, its last day."""
    return time_of(grant.since, grant.until)


def time_of(since: datetime, until: datetime) -> Markup:
    return mrkdwn("{} to {}", day(since), day(until - timedelta(seconds=1)))


def place(scope: Scope) -> Markup:
    """` (Japan, Cardiva)`; nothing where it is everywhere."""
    market = market_name(scope.market) if scope.market else ""
    named = [each for each in (market, scope.region, scope.brand, scope.kind, scope.account) if each]
    return mrkdwn(" ({})", ", ".join(named)) if named else Markup()
