"""What goes over the wire for a letter."""

from typing import Any

from bot.kernel.blocks import context
from bot.kernel.leased import Leased
from bot.kernel.letters import Method
from bot.kernel.words import Markup, addressee, mrkdwn, shorten

EVENT_TYPE = "concord_letter"
"""Of the metadata by which a message that was posted is known again."""
PLAIN_LIMIT = 3900
"""An update's text may have 4,000 characters."""
MOST_BLOCKS = 50


def sealed(letter: Leased) -> dict[str, Any]:
    """The arguments of `letter.method`."""
    return {**_words(letter), **_address(letter)}


def _address(letter: Leased) -> dict[str, Any]:
    if letter.method is Method.UPDATE and letter.place:
        return {"channel": letter.place.channel, "ts": letter.place.ts}
    if letter.method is Method.WHISPER:
        return {"channel": letter.channel, "user": letter.person}
    posted = {
        "channel": letter.channel,
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"id": letter.id}},
        "unfurl_links": False,
        "unfurl_media": False,
    }
    if letter.under:
        posted |= {"channel": letter.under.channel, "thread_ts": letter.under.ts}
    return posted


def _words(letter: Leased) -> dict[str, Any]:
    text, blocks = letter.payload["text"], letter.payload["blocks"]
    if letter.meant_for:
        why = _meant_for(letter.meant_for)
        text = f"{text}\n{why}"
        blocks = [context(why).to_dict(), *blocks][:MOST_BLOCKS] if blocks else []
    if letter.plain:
        return {"text": shorten(text, PLAIN_LIMIT), "blocks": []}
    return {"text": text, "blocks": blocks}


def _meant_for(channel: str) -> Markup:
    return mrkdwn("This was meant for {}, where Slack would not take it, so it is shown here.", addressee(channel))
