"""What a list is to show: read alike from what was typed after its word, and from what its buttons carry."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.kernel.actor import Actor
from bot.kernel.errors import NotFound
from bot.kernel.reference import is_number
from bot.kernel.text.markup import quotation
from handlers.words import besides_filters, filters

ME = "me"


@dataclass(frozen=True, slots=True)
class Asked:
    filters: dict[str, str]
    page: int

    def of(self, who: Actor) -> dict[str, str]:
        """The filters, with the id of whoever looks where they wrote “me”."""
        return {name: who.id if value.lower() == ME else value for name, value in self.filters.items()}


def asked(written: str, known: Collection[str], words: Mapping[str, Mapping[str, str]] | None = None) -> Asked:
    """`known` are the filters that the list has, and `words` what may be written for some of them. Raises NotFound with
    what can be written instead.
    """
    short, wanted = words or {}, filters(written)
    shown = ", ".join([*(f"`{word}`" for word in short), *(f"`{name}:`" for name in known)])
    narrowed = f"The filters are {shown}; after a colon write a value."
    for word in besides_filters(written):
        if word not in short:
            raise NotFound(f"The list does not know {quotation(word)}. {narrowed}")
        wanted |= short[word]
    page = wanted.pop("page", "1")
    allowed = {*known, *(name for meant in short.values() for name in meant)}
    if (unknown := sorted(wanted.keys() - allowed)) or not is_number(page):
        raise NotFound(f"I cannot filter by {', '.join(unknown) or 'that page'}. {narrowed}")
    return Asked(wanted, int(page))
