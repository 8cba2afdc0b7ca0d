"""Did Slack take it? A message is known again by the letter's id in its metadata, or in its first block."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.payload import EVENT_TYPE
from bot.kernel.outbox.slack import Answer, Known, Wire
from bot.kernel.outbox.tables import Method, Place
from bot.kernel.outbox.verdicts import Verdict, judge
from bot.kernel.text.markup import is_person

PAGE = 200
MOST_PAGES = 20
MARGIN = timedelta(minutes=10)
"""How far Slack's clock and ours may be apart."""


def may_be_there(letter: Leased) -> bool:
    """A second time would be another message."""
    return letter.doubt and letter.method in {Method.POST, Method.UPLOAD}


def find(wire: Wire, letter: Leased, go_on: Callable[[], bool]) -> Place | Answer | None:
    """The message if it is there, None if it is not; an answer where Slack would not tell, or where the letter is
    another worker's by now, which `go_on` says.
    """
    channel = letter.under.channel if letter.under else letter.channel
    if is_person(channel):
        opened = wire.call("conversations.open", {"users": channel})
        channel = _part(opened.data, "channel").get("id", "")
        if not channel:
            return _unless_final(opened)
    return _search(wire, letter, channel, go_on)


def _search(wire: Wire, letter: Leased, channel: str, go_on: Callable[[], bool]) -> Place | Answer | None:
    where: dict[str, Any] = {"channel": channel, "include_all_metadata": True, "limit": PAGE}
    method = "conversations.history"
    if letter.under:
        method, where = "conversations.replies", {**where, "ts": letter.under.ts}
    begun = (letter.first_tried_at - MARGIN).timestamp()
    for _ in range(MOST_PAGES):
        if not go_on():
            return Answer(Known.UNREACHED, error="taken_over")
        answer = wire.call(method, where)
        if not answer.ok:
            return _unless_final(answer)
        messages = [each for each in answer.data.get("messages", []) if isinstance(each, dict)]
        if ts := _ts_of(letter.id, messages):
            return Place(channel, ts)
        cursor = _part(answer.data, "response_metadata").get("next_cursor")
        # History comes newest first: once it is older than the first attempt, the rest is too.
        older = not letter.under and messages and float(messages[-1].get("ts", 0)) < begun
        if not cursor or older:
            break
        where = {**where, "cursor": cursor}
    return None


def _ts_of(letter_id: str, messages: Iterable[Mapping[str, Any]]) -> str | None:
    for message in messages:
        metadata = _part(message, "metadata")
        is_it = metadata.get("event_type") == EVENT_TYPE and _part(metadata, "event_payload").get("id") == letter_id
        if is_it or _has_block(message, letter_id):
            return str(message["ts"])
    return None


def _has_block(message: Mapping[str, Any], block_id: str) -> bool:
    blocks = message.get("blocks")
    return isinstance(blocks, list) and any(
        isinstance(each, dict) and each.get("block_id") == block_id for each in blocks
    )


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _unless_final(answer: Answer) -> Answer | None:
    """A refusal that will stay (no scope, no such channel) leaves the letter to be sent: twice rather than never."""
    if answer.known is not Known.ANSWERED or answer.ok or answer.retry_after is not None:
        return answer
    return answer if judge(answer, "") in {Verdict.LOCKED_OUT, Verdict.AGAIN} else None
