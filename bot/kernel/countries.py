"""Countries by the names that people give them: in English, by code, and in some other languages."""

from collections.abc import Iterator
from functools import cache

import regex
from babel import Locale
from babel.core import get_global

from bot.kernel.text.lookalikes import words_of

ENGLISH = Locale("en")
ELSEWHERE = ("de", "fr", "it", "es", "pt", "nl")
"""In these languages names are understood, too, where they mean one thing only."""
NO_COUNTRIES = frozenset({"EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes that Unicode knows and that are nobody's market."""

_FLAGS = {0x1F1E6 + place: letter for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
"""The letters that a flag is written with."""
OTHERWISE = {
    "AE": "Emirates · UAE",
    "BA": "Bosnia",
    "BN": "Brunei Darussalam",
    "BO": "Plurinational State of Bolivia",
    "CD": "DRC · DR Congo · Democratic Republic of the Congo · Congo Kinshasa · Zaire",
    "CG": "Republic of the Congo · Congo Brazzaville",
    "CI": "Ivory Coast",
    "CN": "PRC · People's Republic of China · Mainland China",
    "CV": "Cabo Verde",
    "CZ": "Czech Republic",
    "DE": "Federal Republic of Germany",
    "FK": "Falklands",
    "FM": "Federated States of Micronesia",
    "GB": "Great Britain · Britain · United Kingdom of Great Britain and Northern Ireland · England · Scotland · Wales "
    "· Northern Ireland",
    "GM": "Gambia",
    "AG": "Antigua",
    "HK": "Hong Kong · Hongkong · Hong Kong SAR",
    "IE": "Republic of Ireland · Eire",
    "IR": "Islamic Republic of Iran",
    "KP": "Democratic People's Republic of Korea · DPRK",
    "KR": "Republic of Korea · Korea",
    "LA": "Lao People's Democratic Republic · Lao · Lao PDR",
    "MD": "Republic of Moldova",
    "MK": "Macedonia · FYROM",
    "MM": "Burma · Myanmar",
    "MO": "Macau · Macao · Macao SAR",
    "NL": "Holland",
    "PS": "Palestine · State of Palestine · Occupied Palestinian Territory",
    "RU": "Russian Federation",
    "SA": "KSA",
    "SK": "Slovak Republic",
    "ST": "Sao Tome",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland",
    "TL": "East Timor",
    "TR": "Turkey",
    "TW": "Province of China Taiwan · Republic of China",
    "TZ": "United Republic of Tanzania",
    "US": "America · United States of America · The States",
    "VC": "Saint Vincent · St Vincent",
    "VA": "Vatican · Holy See",
    "VE": "Bolivarian Republic of Venezuela",
    "VG": "British Virgin Islands",
    "VI": "US Virgin Islands · Virgin Islands of the United States",
    "VN": "Viet Nam",
}
"""What CLDR's English does not call them: what they were called before, in ISO 3166, or in short."""

OF_SEVERAL = frozenset({"congo"})
"""Names that are one country's in one language and another's in the next."""

_IN_BRACKETS = regex.compile(r"(?P<name>[^(),]+?)\s*(?:,\s*(?P<kind>[^(),]+)|\((?P<inner>[^()]+)\))\s*")


def country(typed: str) -> str:
    """`Switzerland`, `ch`, `CHE` or `Schweiz` as ISO 3166 writes it: `CH`; raises ValueError for no such country."""
    for spelling in _spellings(typed.translate(_FLAGS)):
        if code := _codes().get(spelling) or _by_name().get(spelling) or _by_name_elsewhere().get(spelling):
            return code
    raise ValueError(typed)


def country_name(code: str) -> str:
    return str(ENGLISH.territories.get(code, code))


def _spellings(typed: str) -> Iterator[str]:
    """`Korea, Republic of` and `Korea (Republic of)` are the Republic of Korea; `Switzerland (CH)` is said twice."""
    yield words_of(typed)
    if parts := _IN_BRACKETS.fullmatch(typed):
        name, beside = parts["name"], parts["kind"] or parts["inner"]
        yield words_of(f"{beside} {name}")
        if _codes().get(words_of(beside)) == _by_name().get(words_of(name)):
            yield words_of(name)


@cache
def _codes() -> dict[str, str]:
    """Of two letters and of three, and those that CLDR calls other names of one country: `UK`."""
    aliases = {each: codes[0] for each, codes in get_global("territory_aliases").items() if len(codes) == 1}
    known = {each: code for each, code in aliases.items() if each.isalpha() and _is_country(code)}
    return {each.lower(): code for each, code in [*known.items(), *((code, code) for code in countries())]}


@cache
def _by_name() -> dict[str, str]:
    others = {words_of(name): code for code, names in OTHERWISE.items() for name in names.split("·")}
    english = {words_of(ENGLISH.territories[code]): code for code in countries()}
    saints = {f"saint {name[3:]}": code for name, code in english.items() if name.startswith("st ")}
    return others | english | saints


@cache
def _by_name_elsewhere() -> dict[str, str]:
    """Read only where English does not have it: it takes some time."""
    names: dict[str, set[str]] = {}
    for language in ELSEWHERE:
        for code, name in Locale(language).territories.items():
            if _is_country(code):
                names.setdefault(words_of(name), set()).add(code)
    return {name: next(iter(codes)) for name, codes in names.items() if len(codes) == 1 and name not in OF_SEVERAL}


@cache
def countries() -> tuple[str, ...]:
    """The codes of all."""
    return tuple(filter(_is_country, map(str, ENGLISH.territories)))


def _is_country(code: str) -> bool:
    return len(code) == 2 and code not in NO_COUNTRIES
