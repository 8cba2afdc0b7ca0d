"""The registry of accounts, and all that other contexts know of it: what they may know of an account."""

from bot.accounts.outlets import Outlet, outlet

__all__ = ["Outlet", "outlet"]
