"""What goes over the wire for a letter."""

from collections.abc import Mapping
from typing import Any

from bot.kernel.outbox import rooms
from bot.kernel.outbox.leased import Leased, Record
from bot.kernel.outbox.tables import OF_ROOMS, Method
from bot.kernel.outbox.verdicts import DELETE
from bot.kernel.text.markup import Markup, addressee, cut, mrkdwn
from bot.kernel.views.blocks import context
from bot.kernel.views.limits import CONTEXT_ELEMENTS, SECTION
from bot.kernel.views.models import Markdown, Section
from bot.kernel.views.ordinary import newer, ordinary

EVENT_TYPE = "concord_letter"
"""Of the metadata by which a message that was posted is known again."""
PLAIN_LIMIT = 3900
"""An update's text may have 4,000 characters."""
ROW_LIMIT = 150
"""Of a row that has a button, in a message of which Slack took no more."""
NOT_ALL = mrkdwn(":warning: Shortened: Slack did not take all of it.")
NOT_SHOWN = "There is more than Slack can show."
DIGITS = 12
"""So many of the hash's hexadecimal digits are shown; the metadata has them all."""


def called(letter: Leased) -> str:
    """The Web API method that does what the letter is for."""
    return DELETE if letter.deletes else letter.method


def sealed(letter: Leased) -> dict[str, Any]:
    """Its arguments."""
    if letter.method is Method.PUBLISH:
        return {"user_id": letter.person}
    if letter.method is Method.UPLOAD:
        return _with_file(letter)
    if letter.method in OF_ROOMS:
        return rooms.arguments(letter)
    return _address(letter) if letter.deletes else {**_words(letter), **_address(letter)}


def _with_file(letter: Leased) -> dict[str, Any]:
    """A message with a file has no metadata: it is known again by the id of its first block."""
    first, *others = letter.payload["blocks"]
    blocks = [{**first, "block_id": letter.id}, *others]
    return {"channel": letter.channel, "file": letter.payload["file"], "blocks": blocks}


def _address(letter: Leased) -> dict[str, Any]:
    if letter.method is Method.UPDATE and letter.place:
        place = {"channel": letter.place.channel, "ts": letter.place.ts}
        return {**place, **_metadata(letter)} if letter.record else place
    if letter.method is Method.WHISPER:
        return {"channel": letter.channel, "user": letter.person}
    posted = {
        "channel": letter.channel,
        **_metadata(letter),
        "unfurl_links": False,
        "unfurl_media": False,
    }
    if letter.under:
        posted |= {"channel": letter.under.channel, "thread_ts": letter.under.ts}
    return posted


def _metadata(letter: Leased) -> dict[str, Any]:
    record = {"record": letter.record.number, "head": letter.record.hash} if letter.record else {}
    return {"metadata": {"event_type": EVENT_TYPE, "event_payload": {"id": letter.id, **record}}}


def _words(letter: Leased) -> dict[str, Any]:
    text, blocks = letter.payload["text"], letter.payload["blocks"]
    if letter.meant_for:
        why = _meant_for(letter.meant_for)
        text = f"{text}\n{why}"
        blocks = [context(why).to_dict(), *blocks] if blocks else []
    if letter.record:
        blocks = _with_foot(blocks, context(_on_record(letter.record)).to_dict())
    if letter.plain:
        return {"text": cut(text, PLAIN_LIMIT), "blocks": []}
    return {"text": text, "blocks": blocks}


def _with_foot(blocks: list[dict[str, Any]], foot: dict[str, Any]) -> list[dict[str, Any]]:
    """Beside what the last line says where that is small print too, else below it."""
    *others, last = blocks or [foot]
    if last["type"] != "context" or len(last["elements"]) == CONTEXT_ELEMENTS:
        return [*blocks, foot]
    beside = last["elements"] if last is not foot else []
    return [*others, {**last, "elements": [*beside, *foot["elements"]]}]


def short(payload: Mapping[str, Any]) -> dict[str, Any] | None:
    """Of what Slack does not take, the text and all that can be pressed; None where there is nothing shorter."""
    known = ordinary(payload["blocks"], newer(payload["blocks"]))
    pressed = [each for block in known if (each := _pressed(block))]
    if payload.get("is_short") or not pressed:
        return None
    lead = [
        Section(text=Markdown(text=cut(payload["text"], SECTION), verbatim=True)).to_dict(),
        context(NOT_ALL).to_dict(),
    ]
    return {**payload, "blocks": [*lead, *pressed], "is_short": True}


def short_view(view: Mapping[str, Any]) -> dict[str, Any] | None:
    """The same of a page or a Home; None for a form, of which all is needed."""
    title = view.get("title", {}).get("text") or NOT_SHOWN
    shorter = None if view.get("submit") else short({"text": title, "blocks": view["blocks"]})
    return {**view, "blocks": shorter["blocks"]} if shorter else None


def _pressed(block: Mapping[str, Any]) -> dict[str, Any] | None:
    if block["type"] == "actions":
        return dict(block)
    if "accessory" not in block:
        return None
    words = {**block["text"], "text": cut(block["text"]["text"], ROW_LIMIT)}
    return {"text": words, **{part: block[part] for part in ("type", "accessory")}}


def _on_record(record: Record) -> Markup:
    return mrkdwn("Record {} · `{}`", f"{record.number:,}", record.hash[:DIGITS])


def _meant_for(channel: str) -> Markup:
    return mrkdwn("This was for {}: Slack refuses it there.", addressee(channel))
