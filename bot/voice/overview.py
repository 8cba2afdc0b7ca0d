"""All that is said in a crisis, and the approved answers to what people ask."""

from collections.abc import Mapping, Sequence
from itertools import chain

from slack_sdk.models.blocks import Block, ButtonElement

from bot.kernel.locales import language_name
from bot.kernel.text.markup import Markup, mentions, mrkdwn, several, when
from bot.kernel.views.blocks import Message, actions, context, divider, header, section
from bot.reviews.buttons import show_it
from bot.voice.blocks import KIND
from bot.voice.model import Statement, Status
from bot.voice.parts import if_it_fits
from bot.voice.queries import Said
from bot.voice.standing import MARKS, counted

MOST = 20
"""So many statements are shown together, and so many answers."""


def said(standing: Said) -> Markup:
    """On the headline: `Speaks in 2 languages · 3 of 14 posted`."""
    tongues = "1 language" if standing.languages == 1 else f"{standing.languages} languages"
    return mrkdwn(":loudspeaker: *We speak in {}* · {} of {} posted", tongues, standing.posted, standing.accounts)


def overview(
    crisis: str,
    speakers: Sequence[str],
    statements: Sequence[Statement],
    answers: Sequence[Statement],
    unsaid: Mapping[str, int],
    ways: Sequence[ButtonElement],
) -> Message:
    """All that is said in a crisis, language by language, and what is answered; `unsaid`: in how many accounts'
    languages there is nothing to say.
    """
    speaker = mrkdwn("Speaks for us: {}", mentions(speakers) or "nobody named")
    blocks: list[Block] = [header(f"{crisis}: what we say"), context(speaker)]
    blocks += chain.from_iterable(map(_rows, statements[:MOST]))
    nothing = [mrkdwn("{} ({})", language_name(tag), many) for tag, many in unsaid.items()]
    rest = [section(mrkdwn("Nothing to say yet in {}", several(nothing)))] if nothing else []
    blocks += [divider(), *rest] if rest else []
    blocks += [header("Questions and answers")] if answers else []
    blocks += chain.from_iterable(map(_rows, answers[:MOST]))
    blocks += [divider(), *([actions(*ways)] if ways else [])]
    return Message(mrkdwn("{}: what we say", crisis), blocks)


def _rows(statement: Statement) -> list[Block]:
    whole = [if_it_fits(statement)] if statement.status == Status.IN_FORCE else []
    return [divider(), section(_row(statement), show_it(KIND, statement)), *whole]


def _row(statement: Statement) -> Markup:
    """One of a list."""
    if statement.status == Status.IN_FORCE and not statement.is_answer:
        return mrkdwn(
            "{} *{}* · {} · speaks next {}",
            MARKS[statement.status],
            statement.title,
            counted(statement),
            when(statement.next_at),
        )
    return mrkdwn("{} *{}* · {}", MARKS[statement.status], statement.title, statement.status)
