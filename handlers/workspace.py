"""What Slack is asked about its workspace: people, channels and user groups."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.kernel.outbox.verdicts import UNREACHED
from bot.people import Person, Unreachable, person_from_slack

MEMBERS = 200
"""So many of a channel Slack is asked for at once."""


class SlackPeople:
    """The directory's source: Slack's own methods."""

    def __init__(
        self,
        client: WebClient,
        team: Callable[[], str | None] = lambda: None,
        *,
        dated: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`team` is what the governance file says, `dated` is told the `Date` of each answer."""
        self._client, self._given, self._dated = client, team, dated
        self._own = self._me = self.address = ""
        self._joined = {""}
        self.groups: Mapping[str, str] = {}
        """The names of the user groups by id, as Slack said last."""

    def team(self) -> str:
        """The id of the company's own workspace: as it was given, or else the token's, which is asked for once."""
        return self._given() or self._own or self.learn_team()

    def learn_team(self) -> str:
        """The same, once Slack has let the token in."""
        self._own = self._asked(self._learn_address, "team_id")
        return self._given() or self._own

    def _learn_address(self) -> SlackResponse:
        me = self._client.auth_test()
        self.address, self._me = str(me.get("url") or ""), str(me.get("user_id") or "")
        return me

    def person(self, user_id: str) -> Person:
        unknown = {"user_not_found", "user_not_visible"}
        user = self._asked(lambda: self._client.users_info(user=user_id), "user", unless=unknown)
        if user is None:
            return Person(id=user_id, name=user_id, tz="UTC", is_outside=True)
        return person_from_slack(user, team=self.team())

    def channel(self, channel_id: str) -> dict[str, Any] | None:
        """What Slack says of it; None where it knows no such channel, or none that Concord may see."""
        channel: dict[str, Any] | None = self._asked(
            lambda: self._client.conversations_info(channel=channel_id), "channel", unless={"channel_not_found"}
        )
        return channel

    def who_is_in(self, channel_id: str) -> frozenset[str] | None:
        """All besides Concord; None where Slack knows no such channel, or none that Concord may see."""
        if not self._me:
            self.learn_team()
        people = set[str]()

        def ask() -> SlackResponse:
            answer = self._client.conversations_members(channel=channel_id, limit=MEMBERS)
            for part in answer:
                if part["members"] is None:
                    raise Unreachable
                people.update(part["members"])
            return answer

        known = self._asked(ask, "members", unless={"channel_not_found"})
        return None if known is None else frozenset(people - {self._me})

    def prepare(self, channels: Collection[str]) -> None:
        """Be in these, where Concord is set up in Slack, and know which user groups may be chosen."""
        if channels:
            self._join(channels)
            with suppress(Unreachable):
                groups = self._asked(self._client.usergroups_list, "usergroups")
                self.groups = {each["id"]: each["name"] for each in groups}

    def _join(self, channels: Iterable[str]) -> None:
        """Each once; into those that Slack does not let Concord, somebody has to invite it."""
        for channel in {*channels} - self._joined:
            self._joined.add(channel)
            with suppress(Unreachable):
                self._asked(partial(self._client.conversations_join, channel=channel), "channel")

    def members(self, group_id: str) -> frozenset[str]:
        unknown = {"no_such_subteam"}
        users = self._asked(lambda: self._client.usergroups_users_list(usergroup=group_id), "users", unless=unknown)
        return frozenset(users or ())

    def _asked(self, ask: Callable[[], SlackResponse], what: str, unless: Collection[str] = ()) -> Any:
        """What Slack's answer holds by that name, or None for the errors that are an answer too.

        Raises Unreachable for all others, and where the answer lacks what it is asked for.
        """
        try:
            response = ask()
        except SlackApiError as error:
            if error.response["error"] in unless:
                return None
            raise Unreachable from error
        except UNREACHED as error:
            raise Unreachable from error
        self._dated(_date_of(response))
        if (answer := response[what]) is None:
            raise Unreachable
        return answer


def _date_of(response: SlackResponse) -> str:
    return next((str(value) for name, value in response.headers.items() if name.lower() == "date"), "")
