"""The sender's line to Slack, on which a channel is made once, and has one bookmark of a title: what an earlier attempt
made is found by its name.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import count, islice
from typing import Any

from bot.kernel.outbox.recovery import MARGIN
from bot.kernel.outbox.slack import PERMALINK, Answer, Known, Wire
from bot.kernel.outbox.tables import MAKING, Method

NAME_LIMIT = 80
MOST_NAMES = 20
PAGE, MOST_PAGES = 1000, 50
DONE = {
    Method.INVITE: {"already_in_channel"},
    Method.PIN: {"already_pinned"},
    Method.UNPIN: {"no_pin", "not_pinned", "message_not_found"},
}
"""What Slack says where an earlier attempt, or somebody, did it."""


class WithRooms:
    """What a letter does to a channel may be done twice; only one of that name is ever made."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def call(self, method: str, payload: Mapping[str, Any]) -> Answer:
        if method in MAKING:
            return self._made(payload["name"], payload["since"], is_private=method == Method.CREATE_PRIVATE)
        if method == Method.BOOKMARK:
            return self._bookmarked(payload)
        if method == Method.LEAD:
            return self._led(payload["channel_id"], payload["title"], payload["message_ts"])
        if method == Method.UNBOOKMARK:
            return self._without(payload["channel_id"], payload["title"])
        answer = self._wire.call(method, payload)
        is_done = method in DONE and answer.error in DONE[Method(method)]
        return Answer(Known.ANSWERED, ok=True) if is_done else answer

    def _bookmarked(self, payload: Mapping[str, Any]) -> Answer:
        """Slack takes the same twice: where an earlier attempt may have done it, it is looked for first."""
        wanted = {name: value for name, value in payload.items() if name != "since"}
        if payload["since"] is not None:
            answer = self._wire.call("bookmarks.list", {"channel_id": wanted["channel_id"]})
            is_there = any(each.items() >= _told(wanted).items() for each in answer.data.get("bookmarks", []))
            if is_there or not answer.ok:
                return Answer(Known.ANSWERED, ok=True) if is_there else answer
        return self._wire.call(Method.BOOKMARK, wanted)

    def _led(self, channel: str, title: str, ts: str) -> Answer:
        there = self._wire.call(PERMALINK, {"channel": channel, "message_ts": ts})
        answer = self._wire.call("bookmarks.list", {"channel_id": channel}) if there.ok else there
        if not answer.ok:
            return answer
        wanted = {"title": title, "link": there.data["permalink"]}
        if before := _titled(answer, title):
            return self._wire.call(Method.LEAD, {"channel_id": channel, "bookmark_id": before["id"], **wanted})
        return self._wire.call(Method.BOOKMARK, {"channel_id": channel, "type": "link", **wanted})

    def _without(self, channel: str, title: str) -> Answer:
        answer = self._wire.call("bookmarks.list", {"channel_id": channel})
        if before := _titled(answer, title):
            return self._wire.call(Method.UNBOOKMARK, {"channel_id": channel, "bookmark_id": before["id"]})
        return answer

    def _made(self, wanted: str, since: float | None, *, is_private: bool) -> Answer:
        """`since` is when an earlier attempt began, if there was one."""
        kind = {"is_private": True} if is_private else {}
        answer = Answer(Known.UNREACHED)
        for name in islice(names(wanted), MOST_NAMES):
            answer = self._wire.call(Method.CREATE, {"name": name, **kind})
            if answer.error == "name_taken" and since is not None:
                earlier = self._of_earlier(name, since, "private_channel" if is_private else "public_channel")
                if earlier is not None:
                    return earlier
            elif answer.error != "name_taken":
                return answer if not answer.ok or _id(answer.data.get("channel")) else Answer(Known.UNANSWERED)
        return answer

    def _of_earlier(self, name: str, since: float, kind: str) -> Answer | None:
        """The channel that has this name where it is ours, and made since then; an answer where Slack would not say."""
        me = self._wire.call("auth.test", {})
        if not me.ok:
            return me
        where: dict[str, Any] = {"limit": PAGE, "types": kind}
        for _ in range(MOST_PAGES):
            answer = self._wire.call("conversations.list", where)
            if not answer.ok:
                return answer
            for each in answer.data.get("channels", []):
                if each.get("name") == name:
                    return _if_ours(each, str(me.data.get("user_id")), since)
            cursor = answer.data.get("response_metadata", {}).get("next_cursor")
            if not cursor:
                break
            where = {**where, "cursor": cursor}
        return None


def _titled(listed: Answer, title: str) -> Mapping[str, Any] | None:
    return next((each for each in listed.data.get("bookmarks", []) if each["title"] == title), None)


def _told(bookmark: Mapping[str, Any]) -> dict[str, Any]:
    return {name: bookmark[name] for name in ("title", "link")}


def names(wanted: str) -> Iterator[str]:
    """The name as Slack takes it, then with 2, 3 … behind it."""
    yield wanted[:NAME_LIMIT].rstrip("-")
    for number in count(2):
        end = f"-{number}"
        yield wanted[: NAME_LIMIT - len(end)].rstrip("-") + end


def _if_ours(channel: Mapping[str, Any], me: str, since: float) -> Answer | None:
    is_new = float(channel.get("created", 0)) >= since - MARGIN / timedelta(seconds=1)
    if channel.get("creator") == me and is_new:
        return Answer(Known.ANSWERED, ok=True, data={"channel": channel})
    return None


def _id(channel: object) -> str:
    return str(channel.get("id") or "") if isinstance(channel, dict) else ""
