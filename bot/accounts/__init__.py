"""The registry of accounts, and all that other contexts know of it: what they may know of an account."""

from bot.accounts.outlets import Outlet, kept_by, outlet
from bot.accounts.parts import AUTHORS, ITS_PEOPLE, KEEPERS, PEOPLE

__all__ = ["AUTHORS", "ITS_PEOPLE", "KEEPERS", "PEOPLE", "Outlet", "kept_by", "outlet"]
