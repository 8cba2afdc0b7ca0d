"""Which review a post goes through, and why: decided anew for each version, by what the version says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from bot.accounts import Outlet
from bot.governance import Governance, Reviewable, Route
from bot.kernel.errors import Invalid
from bot.kernel.locales import market_name
from bot.posts.content import Content
from bot.posts.naming import naming

NOTHING_NAMED = "Nothing here names a product: leave this empty."
TICKED = "You ticked that it names a product: remove the tick, or leave this empty."
AUTHOR_SAYS = "its author says that it names a product"
NO_PRODUCT = "nothing in it names a product"


@dataclass(frozen=True, slots=True)
class Chosen:
    """`why` is a clause; `instead_of` the stricter route that the post would go through, but for its author's word."""

    route: Route
    why: str
    instead_of: Route | None = None


def with_naming(content: Content, outlet: Outlet, governance: Governance, names: Mapping[str, str]) -> Content:
    """The content with what of it names products: the governance file's, or one that some account speaks for. Raises
    Invalid where its author explains what is not there.
    """
    clauses = naming(content, outlet, {**names, **governance.product_names})
    if content.no_claim and content.names_product:
        raise Invalid({"no_claim": TICKED})
    if content.no_claim and not clauses:
        raise Invalid({"no_claim": NOTHING_NAMED})
    return replace(content, naming=clauses)


def chosen(content: Content, outlet: Outlet, governance: Governance) -> Chosen:
    """The first route that fits; what its author says can only raise it, unless with a reason that is on record."""
    is_named = content.names_product or bool(content.naming)
    taken = partial(governance.route, Reviewable.POST, market=outlet.market, kind=outlet.kind)
    route, strict = taken(names_product=is_named and not content.no_claim), taken(names_product=is_named)
    why = "because " + (" and ".join(_reasons(route, content, outlet, governance)) or "no other route fits it")
    if strict == route:
        return Chosen(route, why)
    return Chosen(route, f"although {' and '.join(content.naming)}: its author says why that is no claim", strict)


def _reasons(route: Route, content: Content, outlet: Outlet, governance: Governance) -> Iterator[str]:
    if route.markets:
        yield f"its market is {market_name(outlet.market)}"
    if route.kinds:
        yield f"the account's kind is {outlet.kind}"
    if route.names_product:
        yield from content.naming or [AUTHOR_SAYS]
    elif not content.naming and any(each.names_product for each in governance.routes_of(Reviewable.POST)):
        yield NO_PRODUCT
