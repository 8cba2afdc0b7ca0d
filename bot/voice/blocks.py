"""How statements look in Slack: the cards of those who decide, of the room, and of those who look one up."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, InteractiveElement

from bot.kernel.locales import language_name
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, link, mentions, mrkdwn, person, quote, several, shorten, when
from bot.kernel.views.blocks import Message, actions, button, confirm, context, divider, header, section
from bot.kernel.views.budget import Yielding, size
from bot.kernel.views.verbatim import to_copy
from bot.networks import Count, Network
from bot.private import purged
from bot.reviews import progress
from bot.reviews.buttons import answering, deciding, show_it
from bot.reviews.life import DECISIONS, Deed
from bot.voice.around import Around
from bot.voice.life import LIFE, Action
from bot.voice.model import Statement, StatementAccount, StatementAnswer, Status
from bot.voice.queries import Said
from bot.voice.standing import MARKS, coming, counted

KIND = "voice"
"""With which the ids of the buttons begin that every review has."""
SPEAK = "voice.speak"
SAY = "voice.say"
SHOW = "voice.show"
WITHDRAW = "voice.withdraw"
POSTED = "voice.posted"
WILL_NOT = "voice.will_not"

DIGITS = 12
"""So many of the SHA-256's hexadecimal digits are shown."""
SHORT = 300
MOST = 20
"""So many statements are shown together."""
MOST_REASONS = 5


def speak(crisis_id: int) -> ButtonElement:
    return button("Speak for us…", SPEAK, Ref(crisis_id))


def say(crisis_id: int) -> ButtonElement:
    return button("Show what we say", SAY, Ref(crisis_id))


def card(statement: Statement, around: Around, offered: Collection[Action | Deed], *, with_reasons: bool) -> Message:
    """All of one, with what can be done with it; `with_reasons` also what was said of it in its review."""
    is_in_review = statement.status == Status.IN_REVIEW
    waiting = progress.waiting(statement, around.holders) if is_in_review else Markup()
    blocks: list[Block] = [
        header(statement.title),
        section(mrkdwn("{} {}", MARKS[statement.status], coming(statement, waiting))),
        *_text(statement),
        *lengths(around.counts),
        context(_about(statement)),
        *(progress.stuck(statement, around.holders, around.helpers) if is_in_review else []),
        *(answers(statement) if with_reasons else []),
        *_review(statement, with_reasons=with_reasons),
        actions(*buttons(statement, offered), show_it(KIND, statement)),
    ]
    return Message(line(statement), blocks, on_record=bool(statement.review.decisions))


def room(statement: Statement, around: Around) -> Message:
    """The card in the room, which everybody reads."""
    if statement.status not in {Status.IN_REVIEW, Status.IN_FORCE}:
        return ended(statement)
    return card(statement, around, LIFE.possible(statement) - DECISIONS - {Action.POST}, with_reasons=False)


def ended(statement: Statement) -> Message:
    """Nothing is to be said or decided any more."""
    text = mrkdwn("{} *{}* · {}", MARKS[statement.status], statement.title, coming(statement))
    return Message(line(statement), [section(text, show_it(KIND, statement))])


def line(statement: Statement) -> Markup:
    return mrkdwn("{}: {}", statement.title, statement.status)


def _text(statement: Statement) -> list[Block]:
    if statement.is_purged:
        return [section(mrkdwn(":wastebasket: Its words are purged by rule `{}`.", "crises"))]
    return [to_copy(statement.text)]


def _if_it_fits(statement: Statement) -> Block:
    """The whole text or none of it: half of it must not be posted."""

    def make(room: int) -> list[Block]:
        whole = _text(statement)
        return whole if size(whole) <= room else [context(mrkdwn("No room here for its text: press *Show it*."))]

    return Yielding(make)


def lengths(counts: Mapping[Network, Count]) -> list[Block]:
    """Counted for each network."""
    return [context(several(list(map(_length, counts, counts.values())), " · "))] if counts else []


def _length(network: Network, its: Count) -> Markup:
    if its.over:
        return mrkdwn(":warning: *{}* {} of {}: {} too many", network.label, its.used, its.limit, its.over)
    return mrkdwn("{} {} of {}", network.label, its.used, its.limit)


def _about(statement: Statement) -> Markup:
    return mrkdwn(
        "{} wrote it, {} · speaks next {} · SHA-256 `{}` · Review route “{}”",
        statement.written_name,
        when(statement.written_at),
        when(statement.next_at),
        statement.review.sha256[:DIGITS],
        statement.review.route,
    )


def _review(statement: Statement, *, with_reasons: bool) -> Iterator[Block]:
    review = statement.review
    if review.decisions:
        yield progress.decisions(review.decisions, with_reasons=with_reasons)
    yield from progress.asked_now(review) if with_reasons or review.open_question else []


def answers(statement: Statement) -> list[Block]:
    """Where it is posted, where not and why, and where nobody has answered yet."""
    posted = [link(its.answer.url, its.label) for its in statement.accounts if its.answer and its.answer.url]
    refusing = {its.answer.id: its.answer for its in statement.accounts if its.answer and not its.answer.url}
    waits = [its.label for its in statement.accounts if its.answer_id is None]
    if statement.status == Status.IN_REVIEW:
        return [context(mrkdwn("For {}", several(waits)))] if waits else []
    rows = [section(mrkdwn(":white_check_mark: Posted: {}", several(posted)))] if posted else []
    rows += [section(_refused(statement, each)) for each in list(refusing.values())[:MOST_REASONS]]
    return [*rows, *([context(mrkdwn("No answer yet: {}", several(waits)))] if waits else [])]


def _refused(statement: Statement, answer: StatementAnswer) -> Markup:
    labels = [its.label for its in statement.accounts if its.answer_id == answer.id]
    return mrkdwn(
        ":no_entry_sign: Not on {}: {}, {}\n{}", several(labels), person(answer.who), when(answer.at), _why(answer)
    )


def _why(answer: StatementAnswer) -> Markup:
    return purged(answer.reason) or quote(shorten(answer.reason.words, SHORT))


def buttons(statement: Statement, offered: Collection[Action | Deed]) -> list[InteractiveElement]:
    """Of what is offered, what can be pressed."""
    elements: list[InteractiveElement] = [*deciding(KIND, statement)] if Deed.APPROVE in offered else []
    if Deed.ANSWER in offered:
        elements += answering(KIND, statement)
    if Action.POST in offered:
        elements += posting(statement)
    if statement.status in {Status.SENT_BACK, Status.REJECTED}:
        elements.append(speak(statement.crisis_id))
    if Action.WITHDRAW in offered:
        elements.append(_withdrawing(statement))
    return elements


def posting(statement: Statement) -> list[ButtonElement]:
    return [
        button("Posted (link)…", POSTED, Ref(statement.id), style="primary"),
        button("Will not post…", WILL_NOT, Ref(statement.id)),
    ]


def _withdrawing(statement: Statement) -> ButtonElement:
    withdraw = button("Withdraw", WITHDRAW, Ref(statement.id))
    nothing = mrkdwn("Then nothing is said in {}.", language_name(statement.language))
    withdraw.confirm = confirm(f"Withdraw {statement.label}?", nothing, "Withdraw")
    return withdraw


def said(standing: Said) -> Markup:
    """On the headline: `Speaks in 2 languages · 3 of 14 posted`."""
    tongues = "1 language" if standing.languages == 1 else f"{standing.languages} languages"
    return mrkdwn(":loudspeaker: *We speak in {}* · {} of {} posted", tongues, standing.posted, standing.accounts)


def overview(
    crisis: str,
    speakers: Sequence[str],
    statements: Sequence[Statement],
    unsaid: Mapping[str, int],
    ways: Sequence[ButtonElement],
) -> Message:
    """All that is said in a crisis, language by language; `unsaid`: in how many accounts' languages there is nothing
    to say.
    """
    speaker = mrkdwn("Speaks for us: {}", mentions(speakers) or "nobody named")
    blocks: list[Block] = [header(f"{crisis}: what we say"), context(speaker)]
    for each in statements[:MOST]:
        blocks += [divider(), section(_row(each), show_it(KIND, each))]
        blocks += [_if_it_fits(each)] if each.status == Status.IN_FORCE else []
    nothing = [mrkdwn("{} ({})", language_name(tag), many) for tag, many in unsaid.items()]
    rest = [section(mrkdwn("Nothing to say yet in {}", several(nothing)))] if nothing else []
    blocks += [divider(), *rest, *([actions(*ways)] if ways else [])]
    return Message(mrkdwn("{}: what we say", crisis), blocks)


def _row(statement: Statement) -> Markup:
    """One of a list."""
    if statement.status == Status.IN_FORCE:
        return mrkdwn(
            "{} *{}* · {} · speaks next {}",
            MARKS[statement.status],
            statement.title,
            counted(statement),
            when(statement.next_at),
        )
    return mrkdwn("{} *{}* · {}", MARKS[statement.status], statement.title, statement.status)


def labels(accounts: Sequence[StatementAccount]) -> Markup:
    return several([each.label for each in accounts])
