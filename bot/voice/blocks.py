"""How statements look in Slack: the cards of those who decide, of the room, and of those who look one up."""

from collections.abc import Collection, Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, InteractiveElement

from bot.kernel.locales import language_name
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, link, mrkdwn, person, quote, several, shorten, when
from bot.kernel.views.blocks import Message, actions, button, confirm, context, header, section
from bot.private import purged
from bot.reviews import progress
from bot.reviews.buttons import answering, deciding, show_it
from bot.reviews.life import DECISIONS, Deed
from bot.voice.around import Around
from bot.voice.life import LIFE, Action
from bot.voice.model import Statement, StatementAccount, StatementAnswer, Status
from bot.voice.parts import lengths, text_of
from bot.voice.standing import MARKS, coming

KIND = "voice"
"""With which the ids of the buttons begin that every review has."""
SPEAK = "voice.speak"
SAY = "voice.say"
SHOW = "voice.show"
WITHDRAW = "voice.withdraw"
POSTED = "voice.posted"
WILL_NOT = "voice.will_not"
ADD_ANSWER = "voice.add_answer"
WRITE_ANEW = "voice.write_anew"

DIGITS = 12
"""So many of the SHA-256's hexadecimal digits are shown."""
SHORT = 300
MOST_REASONS = 5


def speak(crisis_id: int) -> ButtonElement:
    return button("Speak for us…", SPEAK, Ref(crisis_id))


def add_answer(crisis_id: int) -> ButtonElement:
    return button("Answer a question…", ADD_ANSWER, Ref(crisis_id))


def write_anew(statement: Statement) -> ButtonElement:
    """A newer one that takes its place."""
    return button("Write it anew…", WRITE_ANEW, Ref(statement.id))


def again(statement: Statement) -> ButtonElement:
    """After it was sent back or rejected."""
    return write_anew(statement) if statement.is_answer else speak(statement.crisis_id)


def say(crisis_id: int) -> ButtonElement:
    return button("Show what we say", SAY, Ref(crisis_id))


def card(statement: Statement, around: Around, offered: Collection[Action | Deed], *, with_reasons: bool) -> Message:
    """All of one, with what can be done with it; `with_reasons` also what was said of it in its review."""
    is_in_review = statement.status == Status.IN_REVIEW
    waiting = progress.waiting(statement, around.holders) if is_in_review else Markup()
    blocks: list[Block] = [
        header(statement.title),
        section(mrkdwn("{} {}", MARKS[statement.status], coming(statement, waiting))),
        *text_of(statement),
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


def _about(statement: Statement) -> Markup:
    parts = [
        mrkdwn("{} wrote it, {}", statement.written_name, when(statement.written_at)),
        *([] if statement.is_answer else [mrkdwn("speaks next {}", when(statement.next_at))]),
        mrkdwn("SHA-256 `{}`", statement.review.sha256[:DIGITS]),
        mrkdwn("Review route “{}”", statement.review.route),
    ]
    return mrkdwn(" · ").join(parts)


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
        elements.append(again(statement))
    if Action.WITHDRAW in offered and statement.is_answer:
        elements.append(write_anew(statement))
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
    nothing = mrkdwn("Then nobody answers that question any more.") if statement.is_answer else nothing
    withdraw.confirm = confirm(f"Withdraw {statement.label}?", nothing, "Withdraw")
    return withdraw


def labels(accounts: Sequence[StatementAccount]) -> Markup:
    return several([each.label for each in accounts])
