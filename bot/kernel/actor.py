"""Who acts, and what that person is to the company."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` is Slack's user id, `name` the printed name that records keep, `roles` the governance file's words."""

    id: str
    name: str
    roles: frozenset[str] = frozenset()
    tz: str = "UTC"

    def has(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)


def spoken(role: str) -> str:
    """`community_manager` as people say it: “community manager”."""
    return role.replace("_", " ")


SYSTEM = Actor(id="concord", name="Concord")
"""Time as one more person: what happens because it is due is done by this actor."""
