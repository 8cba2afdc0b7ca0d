"""Languages and markets: which exist, and what they are called in English."""

from functools import cache

from babel import Locale, UnknownLocaleError

_ENGLISH = Locale("en")
GLOBAL = "global"
"""The market of an account that serves no country in particular."""


def language(typed: str) -> str:
    """`de_ch` or `German` as a BCP-47 tag, `de-CH`; raises ValueError where there is no such language."""
    text = typed.strip().replace("_", "-")
    candidate = _tags_by_name().get(text.lower(), text)
    try:
        locale = Locale.parse(candidate.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(text) from error
    return str(locale).replace("_", "-")


@cache
def _tags_by_name() -> dict[str, str]:
    return {name.lower(): tag for tag, name in _ENGLISH.languages.items()}


def languages(typed: str) -> list[str]:
    """Several, separated by commas or blanks; raises ValueError with the first that does not exist."""
    parts = typed.split(",") if "," in typed else typed.split()
    return list(dict.fromkeys(language(part) for part in parts if part.strip()))


def language_name(tag: str) -> str:
    return Locale.parse(tag, sep="-").get_display_name("en") or tag


def market(typed: str) -> str:
    """`Switzerland` or `ch` as ISO 3166 writes it, `CH`; or `global`. Raises ValueError for no such country."""
    text = typed.strip()
    if text.lower() == GLOBAL:
        return GLOBAL
    if len(text) == 2 and text.upper() in _ENGLISH.territories:
        return text.upper()
    for code, name in _ENGLISH.territories.items():
        if len(code) == 2 and name.lower() == text.lower():
            return str(code)
    raise ValueError(typed)


def market_name(code: str) -> str:
    return "Global" if code == GLOBAL else _ENGLISH.territories.get(code, code)
