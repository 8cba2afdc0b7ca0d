"""A person as Slack describes one."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@dataclass(frozen=True, slots=True)
class Person:
    """`tz` is empty where nobody knows; `is_outside` is true for people of another organisation in a shared channel."""

    id: str
    name: str
    tz: str
    is_guest: bool = False
    is_deactivated: bool = False
    is_bot: bool = False
    is_outside: bool = False
    is_admin: bool = False
    """Of the workspace."""

    @property
    def is_active(self) -> bool:
        """Whether they may act at all: a full member of the company's own workspace, and no program."""
        return not (self.is_guest or self.is_deactivated or self.is_bot or self.is_outside)

    @property
    def may_be_let_in(self) -> bool:
        """Whether they may be somebody of an agency."""
        return (self.is_guest or self.is_outside) and not (self.is_deactivated or self.is_bot)


def why_not(person: Person, company: str, *, drafts: bool) -> str:
    """Why they may not act, in sentences; empty where they may. `drafts`: they may write those."""
    if person.may_be_let_in and drafts:
        return "You can only write drafts: type `/post draft`."
    if person.is_outside:
        return f"Concord works for {company} only. Ask your contact there."
    if person.is_guest:
        return "Guests cannot act in Concord. Ask a full member."
    return "" if person.is_active else "Only active people can act in Concord."


def person_from_slack(user: dict[str, Any], *, team: str) -> Person:
    """What `users.info` and the event `user_change` say of a person; `team` is the company's own workspace."""
    profile = user.get("profile", {})
    enterprise = user.get("enterprise_user", {})
    at_home = (
        user.get("team_id") == team or team in enterprise.get("teams", []) or team == enterprise.get("enterprise_id")
    )
    return Person(
        id=user["id"],
        name=profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"],
        tz=_time_zone(user.get("tz") or ""),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_deactivated=bool(user.get("deleted")),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_outside=bool(user.get("is_stranger")) or not at_home,
    )


def _time_zone(name: str) -> str:
    """Slack's name of it; empty where this machine knows none of that name."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError):
        return ""
