"""Reads the people, channels and groups a new workspace starts with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any

import yaml

from sandbox.helvia import COMPANY_FILE
from sandbox.workspace.models import Channel, Group, Json, Person, State, Team


@dataclass(frozen=True)
class Tokens:
    """Made anew at each start: nobody knows them but the app that the sandbox starts."""

    bot: str = field(default_factory=lambda: f"xoxb-{token_hex(24)}")
    app: str = field(default_factory=lambda: f"xapp-{token_hex(24)}")
    signing_secret: str = field(default_factory=lambda: token_hex(16))


@dataclass(frozen=True)
class Company:
    """What never changes while the workspace lives, and the state it starts with."""

    team: Team
    partners: dict[str, Team]
    app_id: str
    bot_id: str
    bot_user: str
    tokens: Tokens
    content: Json = field(repr=False)

    @classmethod
    def read(cls, file: Path = COMPANY_FILE) -> Company:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return cls(
            team=Team(**data["team"]),
            partners={row["id"]: Team(**row) for row in data.get("partners", [])},
            app_id=data["app"]["id"],
            bot_id=data["app"]["bot_id"],
            bot_user=data["app"]["user"],
            tokens=Tokens(),
            content=data,
        )

    def first_state(self) -> State:
        people = {row["id"]: Person(**{"team": self.team.id, **row}) for row in self.content["people"]}
        for person in people.values():
            person.email = person.email or f"{person.handle}@{self.domain(person.team)}.example"
        everyone = [p.id for p in people.values() if not (p.is_bot or p.is_deleted or p.is_restricted or p.is_stranger)]
        groups = {row["id"]: Group(**row) for row in self.content["groups"]}
        channels = {row["id"]: self._channel(row, everyone) for row in self.content["channels"]}
        return State(people=people, channels=channels, groups=groups, messages={each: [] for each in channels})

    def domain(self, team: str) -> str:
        return self.team_of(team).domain

    def team_of(self, team: str) -> Team:
        return self.partners.get(team, self.team)

    def _channel(self, row: dict[str, Any], everyone: list[str]) -> Channel:
        members = everyone if row["members"] == "everyone" else row["members"]
        return Channel(**{**row, "members": [*members, self.bot_user], "creator": members[0]})
