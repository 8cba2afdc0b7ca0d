"""Languages and markets: which exist, and what they are called in English."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from bot.kernel.countries import ELSEWHERE, ENGLISH, countries, country, country_name
from bot.kernel.text.lookalikes import words_of

GLOBAL = "global"
"""The market of an account that serves no country in particular."""
EVERYWHERE = frozenset({GLOBAL, "worldwide", "international", "world"})
OTHERWISE = {"castilian": "es", "farsi": "fa", "mandarin": "zh", "mandarin chinese": "zh"}
"""Languages that CLDR's English calls otherwise."""
_SEPARATORS = re.compile(r"[,;/|+\n]|\s(?:and|&)\s")
_OF_A_COUNTRY = re.compile(r"(?P<name>[^()]+?)\s*\((?P<where>[^()]+)\)\s*")


def language(typed: str) -> str:
    """`de_ch` or `German` as a BCP-47 tag, `de-CH`; raises ValueError where there is no such language."""
    text = typed.strip()
    if of := _OF_A_COUNTRY.fullmatch(text):
        return _of_a_country(text, of["name"], of["where"])
    name = words_of(text)
    tag = _tags_by_name().get(name) or _tags_elsewhere().get(name) or _modern(text)
    try:
        return str(Locale.parse(tag.replace("_", "-"), sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(text) from error


def languages(typed: str) -> list[str]:
    """Several, separated by commas, other signs, “and” or blanks; raises ValueError with the first that does not exist.

    A name of two words is one language where there is one: `Swiss French`.
    """
    parts = [part for part in _SEPARATORS.split(typed) if part.strip()]
    return list(dict.fromkeys(tag for part in parts for tag in _in_part(part)))


def language_name(tag: str) -> str:
    """In English; what is no tag is its own name."""
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag


def market(typed: str) -> str:
    """`Switzerland` or `ch` as ISO 3166 writes it, `CH`; or `global`. Raises ValueError for no such country."""
    return GLOBAL if words_of(typed) in EVERYWHERE else country(typed)


def market_name(code: str) -> str:
    return "Global" if code == GLOBAL else country_name(code)


def usual_language(code: str) -> str:
    """The tag of what most people of a market read."""
    return next(iter(get_official_languages(code, de_facto=True)), "en")


def markets_matching(typed: str) -> list[tuple[str, str]]:
    """Those whose code or name holds what is being typed, as (code, name)."""
    return _matching({code: market_name(code) for code in (GLOBAL, *countries())}, typed)


def languages_matching(typed: str) -> list[tuple[str, str]]:
    """The same of languages, by their tags."""
    return _matching({code.replace("_", "-"): name for code, name in ENGLISH.languages.items()}, typed)


def _matching(names: Mapping[str, str], typed: str) -> list[tuple[str, str]]:
    """A code that is typed whole comes first, then names that begin so."""
    wanted = typed.strip().casefold()
    pairs = [(code, name) for code, name in names.items() if wanted == code.casefold() or wanted in name.casefold()]
    return sorted(pairs, key=lambda pair: (pair[0].casefold() != wanted, not pair[1].casefold().startswith(wanted)))


def _in_part(part: str) -> list[str]:
    try:
        return [language(part)]
    except ValueError:
        words = part.split()
        if len(words) == 1:
            raise
        return [_of_its_country(*words)] if _is_of_its_country(*words) else [language(word) for word in words]


def _is_of_its_country(where: str, *name: str) -> bool:
    """`US English` is one language, `en German` are two."""
    return where.isupper() and words_of(" ".join(name)) in _tags_by_name()


def _of_its_country(where: str, *name: str) -> str:
    return _of_a_country(where, " ".join(name), where)


def _of_a_country(text: str, name: str, where: str) -> str:
    """`German (Switzerland)` and `Chinese (Simplified)`."""
    if tag := _tags_by_name().get(words_of(f"{where} {name}")):
        return tag.replace("_", "-")
    try:
        return language(f"{language(name)}-{country(where)}")
    except ValueError as error:
        raise ValueError(text) from error


def _modern(text: str) -> str:
    """A tag with its old or longer codes as they are written today: `ger-UK` is `de-GB`."""
    first, *rest = text.replace("_", "-").split("-")
    first = get_global("language_aliases").get(first.lower()) or first
    territories = get_global("territory_aliases")
    return "-".join([first, *(territories.get(each.upper(), [each])[0] for each in rest)])


@cache
def _tags_by_name() -> dict[str, str]:
    return {words_of(name): tag for tag, name in ENGLISH.languages.items()} | OTHERWISE


@cache
def _tags_elsewhere() -> dict[str, str]:
    """What a language is called in itself or in another one, read only where English does not have it."""
    names: dict[str, set[str]] = {}
    for locale in map(Locale, ELSEWHERE):
        for tag, name in locale.languages.items():
            names.setdefault(words_of(name), set()).add(tag)
    return {name: next(iter(tags)) for name, tags in names.items() if len(tags) == 1}
