"""The registry of accounts, and all that other contexts know of it: what they may know of an account."""

from bot.accounts.outlets import Outlet, kept_by, outlet

__all__ = ["Outlet", "kept_by", "outlet"]
