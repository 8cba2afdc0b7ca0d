"""The registry of accounts, and all that other contexts know of it: what they may know of an account."""

from bot.accounts.asked import Theirs, asked_about
from bot.accounts.outlets import OUTLETS, Outlet, outlet, outlets_in_use, outlets_of
from bot.accounts.parts import AUTHORS, ITS_PEOPLE, KEEPERS, PEOPLE, SOME_AUTHORS
from bot.accounts.queries import ids_kept_by
from bot.accounts.scoping import outlets_typed, outlets_within, values_in_use

__all__ = [
    "AUTHORS",
    "ITS_PEOPLE",
    "KEEPERS",
    "OUTLETS",
    "PEOPLE",
    "SOME_AUTHORS",
    "Outlet",
    "Theirs",
    "asked_about",
    "ids_kept_by",
    "outlet",
    "outlets_in_use",
    "outlets_of",
    "outlets_typed",
    "outlets_within",
    "values_in_use",
]
