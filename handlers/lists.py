"""What a list is to show: read alike from what was typed after its word, and from what its buttons carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.kernel.actor import Actor
from bot.kernel.errors import NotFound
from bot.kernel.reference import is_number
from bot.kernel.text.ids import person_id
from bot.kernel.text.markup import quotation
from bot.kernel.views.pagination import Filter
from bot.people import Directory
from handlers.words import Part, parts

ME, YOU = "me", "you"
"""The second is what a list's title says of whoever looks."""
NOBODY = "I know nobody called {}. Write `{}:@name`, or `me`."
SEVERAL = "Several people are called {}. Write `{}:@name`."
Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    filters: dict[str, str]
    page: int

    def of(self, who: Actor) -> dict[str, str]:
        """The filters, with the id of whoever looks where they wrote “me”."""
        return {name: who.id if value.lower() == ME else value for name, value in self.filters.items()}


def asked(written: str, known: Mapping[str, Filter], people: Directory, words: Words | None = None) -> Asked:
    """`known` are the filters that the list has, and `words` what may be written for some of them. Raises NotFound with
    what can be written instead.
    """
    short, wanted, rest = words or {}, dict[str, str](), list(parts(written))
    names = ", ".join([*(f"`{word}`" for word in short), *(f"`{name}:`" for name in known)])
    narrowed = f"The filters are {names}."
    by_word = {name for meant in short.values() for name in meant}
    while rest:
        part = rest.pop(0)
        if not part.name and part.value.lower() in short:
            wanted |= short[part.value.lower()]
        elif not part.name or not part.value:
            raise NotFound(f"The list does not know {quotation(part.value or f'{part.name}:')}. {narrowed}")
        elif part.name in known:
            wanted[part.name] = _read(part, known[part.name], people, _following(part, rest, short))
        elif part.name in by_word or part.name == "page":
            wanted[part.name] = part.value
        else:
            raise NotFound(f"I cannot filter by {part.name}. {narrowed}")
    page = wanted.pop("page", "1")
    if not is_number(page):
        raise NotFound(f"I cannot filter by that page. {narrowed}")
    return Asked(wanted, int(page))


def readable(filters: Mapping[str, str], people: Directory, known: Mapping[str, Filter]) -> dict[str, str]:
    """Filters as a list's title tells them: the person who looks is “you”, others go by their names."""
    return {name: _shown(value, known.get(name, Filter()), people) for name, value in filters.items()}


def _following(part: Part, rest: list[Part], short: Words) -> list[Part]:
    """The words right behind a value, which may be more of it: `market:Hong Kong`."""
    following = []
    for each in [] if part.is_quoted else rest:
        if each.name or each.value.lower() in short:
            break
        following.append(each)
    del rest[: len(following)]
    return following


def _read(part: Part, known: Filter, people: Directory, following: Sequence[Part]) -> str:
    value = " ".join([part.value, *(each.value for each in following)])
    if known.is_person:
        return _person(part.name, value, people)
    try:
        return known.read(value)
    except ValueError:
        raise NotFound(f"There is no {part.name} called {quotation(value)}. {known.choices}".strip()) from None


def _person(name: str, value: str, people: Directory) -> str:
    if value.lower() in {ME, YOU}:
        return ME
    called = [person_id(value)] if person_id(value) else people.called(value.removeprefix("@"))
    if len(called) != 1:
        raise NotFound((SEVERAL if called else NOBODY).format(quotation(value), name))
    return called[0]


def _shown(value: str, known: Filter, people: Directory) -> str:
    if not known.is_person:
        return known.shown(value)
    if value.lower() == ME:
        return YOU
    name = people.name_of(value)
    return "somebody" if name == value else name
