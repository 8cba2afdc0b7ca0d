"""What makes a product stand: each field's rule, and the sentence under the field."""

import re
from collections.abc import Iterator

from bot.kernel.errors import Invalid
from bot.kernel.locales import language, market, market_name
from bot.kernel.numbers import number_of
from bot.kernel.problems import Problems
from bot.kernel.text.characters import is_blank
from bot.kernel.text.lookalikes import skeleton
from bot.kernel.text.markup import quotation
from bot.products.drafts import LONGEST, Draft
from bot.products.model import Product
from bot.products.naming import SIGNS, WORD

NO_NAME = "Write the product's name."
NO_LETTER = "{} needs a letter or digit."
NO_MARKET = "{} is no country. Write CH or Switzerland, with commas between."
UNCLEAR = "{} is neither yes nor no."
NO_PLACE = "Line {}: begin with a market, as in `CH: …`, or `CH de: …` for one language."
NOTHING_SAID = "Line {}: write something after the colon."
SAID_TWICE = "Line {}: {} has a line already."
TOO_LONG = "Write {} at most."
SAID = ("statements", "safety", "help")
"""The fields with words that must be said somewhere."""
YES, NO = {"yes", "y", "true", "1", "x", "rx", "prescription"}, {"", "no", "n", "false", "0", "otc"}

_SEVERAL = re.compile(r"[,;\n]")


def key_of(name: str) -> str:
    """The same for names that readers take for one."""
    return " ".join(WORD.findall(skeleton(SIGNS.sub(" ", name))))


def fill(product: Product, draft: Draft) -> None:
    """Make it what the draft says; raises Invalid with a sentence for each field that cannot stand."""
    problems = Problems()
    for field, most in LONGEST.items():
        problems.note(field, TOO_LONG.format(number_of(most, "character")) if len(getattr(draft, field)) > most else "")
    name = problems.needed("name", draft.name, NO_NAME)
    local_names = _each(draft.local_names)
    for field, names in (("name", [name]), ("local_names", local_names)):
        odd = [each for each in names if each and not key_of(each)]
        problems.note(field, NO_LETTER.format(quotation(odd[0])) if odd else "")
    markets = problems.read("markets", lambda: [market(each) for each in _each(draft.markets)], NO_MARKET)
    answer = draft.prescription.strip().lower()
    problems.note("prescription", UNCLEAR.format(quotation(draft.prescription)) if answer not in YES | NO else "")
    lines = {field: _said(field, getattr(draft, field), problems) for field in SAID}
    problems.refuse()
    product.name, product.key, product.local_names = name, key_of(name), _once(local_names)
    product.markets, product.needs_prescription = _once(markets or []), answer in YES
    product.statements, product.safety, product.help = lines["statements"], lines["safety"], lines["help"]


def taken(name: str) -> Invalid:
    """Why a second one of that name cannot stand."""
    return Invalid({"name": f"{quotation(name)} is registered already. See `/social products`."})


def _each(typed: str) -> list[str]:
    return [part.strip() for part in _SEVERAL.split(typed) if not is_blank(part)]


def _once(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _said(field: str, typed: str, problems: Problems) -> dict[str, str]:
    """By where it counts, as its lines have it."""
    lines: dict[str, str] = {}
    for number, line in _lines(typed):
        where, colon, words = line.partition(":")
        try:
            place = _place(where) if colon else ""
        except ValueError:
            place = ""
        problems.note(field, "" if place else NO_PLACE.format(number))
        problems.note(field, NOTHING_SAID.format(number) if place and is_blank(words) else "")
        problems.note(field, SAID_TWICE.format(number, readable(place)) if place in lines else "")
        lines[place] = words.strip()
    return lines


def _lines(typed: str) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(typed.splitlines(), start=1) if not is_blank(line))


def _place(typed: str) -> str:
    """`Switzerland German` as `CH de`; raises ValueError."""
    try:
        return market(typed)
    except ValueError:
        country, _, tag = typed.strip().rpartition(" ")
        return f"{market(country)} {language(tag)}"


def readable(place: str) -> str:
    """`CH de` as people read it: Switzerland (de)."""
    code, _, tag = place.partition(" ")
    return f"{market_name(code)} ({tag})" if tag else market_name(code)
