"""A sheet of accounts: what its columns may be called."""

from dataclasses import dataclass, fields
from functools import cache

from bot.accounts import registering
from bot.accounts.drafts import Draft
from bot.kernel import sheet
from bot.kernel.text.ids import channel_id, person_id
from bot.kernel.text.lookalikes import words_of

LAST_POST = "last_post_at"
COLUMNS = (*(each.name for each in fields(Draft)), LAST_POST)
NEEDED = (*("handle", "kind", "purpose", "audience", "market", "languages", "business_unit", "owner", "backup", "why"),)
OTHERWISE = {
    "account type": "kind",
    "address": "handle",
    "country": "market",
    "language": "languages",
    "last post": LAST_POST,
    "platform": "network",
    "social network": "network",
    "url": "handle",
    "username": "handle",
    "longest pause between posts in days": "cadence",
    "why is a new one needed": "why",
}
"""What people call them, and what the form did before, besides their own names and what the form calls them."""


@dataclass(frozen=True)
class Sheet(sheet.Sheet):
    columns = COLUMNS
    needed = NEEDED
    example = ", ".join(("network", *NEEDED))

    @staticmethod
    def column(heading: str) -> str:
        return next((name for each in sheet.spellings(heading) if (name := _by_heading().get(each))), "")

    @property
    def people(self) -> set[str]:
        """Whom it names: it is for the caller to meet them before it is taken in."""
        named = (row.values.get(name, "") for row in self.rows for name in ("owner", "backup", "publisher", "deputy"))
        return set(filter(None, map(person_id, named)))

    @property
    def channels(self) -> set[str]:
        """The same of channels."""
        return set(filter(None, (channel_id(row.values.get("channel", "")) for row in self.rows)))


@cache
def _by_heading() -> dict[str, str]:
    labels = {words_of(label): name for label, name in registering.fields_by_label().items()}
    return labels | {words_of(name): name for name in COLUMNS} | OTHERWISE
