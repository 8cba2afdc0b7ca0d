"""Whether a post names a product: by what its account speaks for, and by names in whatever of it is published."""

from collections.abc import Iterator, Mapping

from bot.accounts import Outlet
from bot.kernel.kinds import Kind
from bot.posts.content import Content
from bot.products.naming import WORD, named_in

SHOWN = 5
"""So many names are told of each place."""


def naming(content: Content, outlet: Outlet, products: Mapping[str, str]) -> tuple[str, ...]:
    """What of the post names products, each place a clause; `products` has what each written name means."""
    alt = " ".join(f"{medium.name} {medium.alt}" for medium in content.media)
    places = {"text": content.text, "title": content.title, "link": content.link, "media or their alt text": alt}
    clauses = [*_of_account(outlet, products)]
    for place, text in places.items():
        if names := named_in(text, products):
            verb = "name" if place.startswith("media") else "names"
            clauses.append(f"the {place} {verb} {', '.join(names[:SHOWN])}")
    return tuple(clauses)


def _of_account(outlet: Outlet, products: Mapping[str, str]) -> Iterator[str]:
    if WORD.search(outlet.brand):
        yield f"the account speaks for {outlet.brand}"
    elif outlet.kind == Kind.BRAND:
        yield "the account is a brand's"
    elif names := named_in(f"{outlet.full_label} @{outlet.handle.shown}", products):
        yield f"the account is called after {', '.join(names[:SHOWN])}"
