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
TICKED = "You chose a product that is not named here: remove it, or leave this empty."
UNKNOWN = "Choose products that are offered here."
AUTHOR_SAYS = "its author says that it names {}"
NO_PRODUCT = "nothing in it names a product"


@dataclass(frozen=True, slots=True)
class Chosen:
    """`why` is a clause; `instead_of` the stricter route that the post would go through, but for its author's word."""

    route: Route
    why: str
    instead_of: Route | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """`unchosen` are the products that it names and that its author did not choose."""

    content: Content
    unchosen: tuple[str, ...]


def with_naming(content: Content, outlet: Outlet, governance: Governance, names: Mapping[str, str]) -> Named:
    """The content with the products that it names: of the register, of the governance file, or such as some account
    speaks for. Raises Invalid where its author explains what is not there, or chose what is none.
    """
    known = {**names, **governance.product_names}
    its, chosen_by_author = naming(content, outlet, known), content.products
    beyond = set(chosen_by_author) - {*its.written, *its.spoken_for}
    if beyond - set(known.values()):
        raise Invalid({"products": UNKNOWN})
    if content.no_claim and (content.names_product or beyond):
        raise Invalid({"no_claim": TICKED})
    if content.no_claim and not its.clauses:
        raise Invalid({"no_claim": NOTHING_NAMED})
    every = dict.fromkeys((*chosen_by_author, *its.written, *its.spoken_for))
    unchosen = tuple(each for each in its.written if each not in chosen_by_author)
    return Named(replace(content, naming=its.clauses, products=tuple(sorted(every))), unchosen)


def chosen(content: Content, outlet: Outlet, governance: Governance) -> Chosen:
    """The first route that fits; what its author says can only raise it, unless with a reason that is on record."""
    is_named = content.names_product or bool(content.products) or bool(content.naming)
    taken = partial(governance.route, Reviewable.POST, market=outlet.market, kind=outlet.kind)
    strict = taken(names_product=is_named, products=content.products)
    route = taken(names_product=False) if content.no_claim else strict
    why = "because " + (" and ".join(_reasons(route, content, outlet, governance)) or "no other route fits it")
    if strict == route:
        return Chosen(route, why)
    return Chosen(route, f"although {' and '.join(content.naming)}: its author says why that is no claim", strict)


def _reasons(route: Route, content: Content, outlet: Outlet, governance: Governance) -> Iterator[str]:
    if route.markets:
        yield f"its market is {market_name(outlet.market)}"
    if route.kinds:
        yield f"the account's kind is {outlet.kind}"
    if asked := [each for each in content.products if route.asks_about(each)]:
        yield f"it is about {', '.join(asked)}"
    elif route.names_product:
        yield from content.naming or [_author_says(content)]
    elif not content.naming and any(each.names_product for each in governance.routes_of(Reviewable.POST)):
        yield NO_PRODUCT


def _author_says(content: Content) -> str:
    return AUTHOR_SAYS.format(", ".join(content.products) or "a product")
