"""Products as CSV: taken in from a spreadsheet, and given back in the same columns."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import cache

from bot.kernel import sheet
from bot.kernel.act import Act
from bot.kernel.report import Report, Row
from bot.kernel.text.lookalikes import words_of
from bot.products import queries, service
from bot.products.checks import SAID, key_of
from bot.products.drafts import Draft
from bot.products.facts import ProductSheetTakenIn
from bot.products.life import TAKE_IN
from bot.products.model import Product

COLUMNS = tuple(each.name for each in fields(Draft))
OTHERWISE = {
    "product": "name",
    "product name": "name",
    "brand": "name",
    "other names": "local_names",
    "countries": "markets",
    "market": "markets",
    "country": "markets",
    "rx": "prescription",
    "needs prescription": "prescription",
    "statement": "statements",
    "required statements": "statements",
    "safety line": "safety",
    "where to get help": "help",
}
"""What people call the columns besides."""


@dataclass(frozen=True)
class Sheet(sheet.Sheet):
    columns = COLUMNS
    needed = ("name",)
    example = ", ".join(COLUMNS)

    @staticmethod
    def column(heading: str) -> str:
        return next((name for each in sheet.spellings(heading) if (name := _by_heading().get(each))), "")


@cache
def _by_heading() -> dict[str, str]:
    return {words_of(name): name for name in COLUMNS} | OTHERWISE


def take_some(act: Act, rows: Iterable[Row]) -> Report:
    """Register each of these rows of a sheet; a bad one is reported and stops nothing, a known one stays as it is.
    Raises Forbidden unless they may.
    """
    TAKE_IN.require(act, None)
    report = Report("product")
    report.take(rows, lambda row: _enter(act, Draft(**row.values)))
    return report


def conclude(act: Act, sha256: str, report: Report) -> None:
    """All rows of the sheet with that hash were taken in."""
    act.record(ProductSheetTakenIn, of=sheet.called(sha256), note=report.note(sha256))


def _enter(act: Act, draft: Draft) -> bool:
    if draft.name and queries.with_key(act.session, key_of(draft.name)):
        return False
    service.enter(act, draft)
    return True


def given_out(products: Iterable[Product]) -> bytes:
    """What `take_some` reads again, each field as its form shows it."""
    return sheet.written(COLUMNS, (asdict(draft_of(each)) for each in products))


def draft_of(product: Product) -> Draft:
    """What its form would say."""
    lines = {name: "\n".join(f"{where}: {words}" for where, words in getattr(product, name).items()) for name in SAID}
    return Draft(
        name=product.name,
        local_names=", ".join(product.local_names),
        markets=", ".join(product.markets),
        prescription="yes" if product.needs_prescription else "no",
        **lines,
    )
