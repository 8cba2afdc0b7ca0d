"""Which products a post names: by what its account speaks for, and by names in whatever of it is published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.accounts import Outlet
from bot.kernel.kinds import Kind
from bot.posts.content import Content
from bot.products.naming import WORD, named_in

SHOWN = 5
"""So many names are told of each place."""


@dataclass(frozen=True, slots=True)
class Naming:
    clauses: tuple[str, ...]
    """Each place where products are named: `the text names Cardiva`."""
    written: tuple[str, ...]
    """The products that are named in what is published."""
    spoken_for: tuple[str, ...]
    """Those that the account speaks for, whatever is published on it."""


def naming(content: Content, outlet: Outlet, products: Mapping[str, str]) -> Naming:
    """`products` has what each written name means."""
    named = named_where(content, products)
    clauses, spoken_for = _of_account(outlet, products)
    written = dict.fromkeys(name for names in named.values() for name in names)
    return Naming((*clauses, *(_clause(*each) for each in named.items())), tuple(written), tuple(spoken_for))


def named_where(content: Content, products: Mapping[str, str]) -> dict[str, list[str]]:
    """Which products are named in what is published, by the place in it."""
    alt = " ".join(f"{medium.name} {medium.alt}" for medium in content.media)
    places = {"text": content.text, "title": content.title, "link": content.link, "media or their alt text": alt}
    return {place: names for place, text in places.items() if (names := named_in(text, products))}


def _clause(place: str, names: Iterable[str]) -> str:
    verb = "name" if place.startswith("media") else "names"
    return f"the {place} {verb} {', '.join([*names][:SHOWN])}"


def _of_account(outlet: Outlet, products: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """What says so, and which products."""
    if WORD.search(outlet.brand):
        return [f"the account speaks for {outlet.brand}"], [outlet.brand]
    if outlet.kind == Kind.BRAND:
        return ["the account is a brand's"], []
    names = named_in(f"{outlet.full_label} @{outlet.handle.shown}", products)
    return [f"the account is called after {', '.join(names[:SHOWN])}"] if names else [], names
