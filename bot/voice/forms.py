"""The forms about statements. A field's id is the name that checks give its problems to."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.views import View

from bot.governance.templates import LONGEST_PART, Responsibility
from bot.kernel.locales import language_name
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import context, datetime_input, modal, section, select_input, text_input
from bot.private import private_input
from bot.voice.blocks import labels
from bot.voice.checks import LONGEST_QUESTION
from bot.voice.model import Statement, StatementAccount
from bot.voice.templates import LABELS, Beginning

BEGIN = "voice.begin"
WRITE = "voice.write"
POSTED = "voice.posted"
WILL_NOT = "voice.will_not"
ANSWER = "voice.write_answer"
LONGEST_REASON = 1000


def begin(
    crisis: str, languages: Sequence[str], first: Responsibility, latest: Sequence[Statement], metadata: str
) -> View:
    """In which language, and from which words: `latest`, if there are any, or what is `first` offered."""
    tongues = [(tag, language_name(tag)) for tag in languages]
    before = [(str(each.id), f"As now: {language_name(each.language)}, version {each.number}") for each in latest]
    choices = [*before, *((each.value, label) for each, label in LABELS.items())]
    initial = before[0][0] if before else first.value
    return modal(
        BEGIN,
        "Speak for us",
        [
            section(mrkdwn("*{}*: one text a language, and nobody says anything else.", crisis)),
            select_input("language", "Language", tongues, initial=languages[0]),
            select_input("start", "Begin with", choices, initial=initial),
        ],
        submit="Next",
        metadata=metadata,
    )


def write(crisis: str, language: str, begins: Beginning, next_at: datetime, many: str, metadata: str) -> View:
    """`many` accounts are to say it."""
    words, tongue = begins.words, language_name(language)
    lead = mrkdwn("*{}* · *{}* · {}. First it is reviewed.", crisis, tongue, many)
    other = mrkdwn("These words are in {}: write them in {}.", language_name(begins.language), tongue)
    is_foreign = begins.language.partition("-")[0] != language.partition("-")[0]
    return modal(
        WRITE,
        "Speak for us",
        [
            section(lead),
            *([context(other)] if is_foreign else []),
            private_input(
                "known",
                "What we know",
                initial=words.known,
                multiline=True,
                hint="No patient's name or words.",
                longest=LONGEST_PART,
            ),
            private_input(
                "unknown",
                "What we don't know yet",
                initial=words.unknown,
                multiline=True,
                optional=True,
                longest=LONGEST_PART,
            ),
            private_input(
                "doing", "What we do", initial=words.doing, multiline=True, optional=True, longest=LONGEST_PART
            ),
            private_input(
                "advice", "What you can do", initial=words.advice, multiline=True, optional=True, longest=LONGEST_PART
            ),
            private_input("contact", "Contact", initial=words.contact, optional=True, longest=LONGEST_PART),
            datetime_input(
                "next_at", "Next word at", initial=next_at, hint="The text says so. Then an update is due here, too."
            ),
        ],
        submit="Send to review",
        metadata=metadata,
    )


def answer(crisis: str, languages: Sequence[str], before: Statement | None, metadata: str) -> View:
    """To a question that people ask; `before` is what it takes the place of."""
    tongues = [(tag, language_name(tag)) for tag in languages]
    lead = mrkdwn("*{}*: what whoever is asked says. First it is reviewed.", crisis)
    question, words = (before.question.words, before.known.words) if before else ("", "")
    return modal(
        ANSWER,
        "Answer a question",
        [
            section(lead),
            select_input("language", "Language", tongues, initial=before.language if before else languages[0]),
            private_input("question", "What do people ask?", initial=question, longest=LONGEST_QUESTION),
            private_input(
                "answer",
                "What do we answer?",
                initial=words,
                multiline=True,
                hint="No patient's name or words.",
                longest=LONGEST_PART,
            ),
        ],
        submit="Send to review",
        metadata=metadata,
    )


def posted(statement: Statement, mine: Sequence[StatementAccount]) -> View:
    choices = [(str(each.account_id), each.label) for each in mine]
    return modal(
        POSTED,
        "Posted",
        [
            section(mrkdwn("*{}*", statement.title)),
            select_input("account", "On which account?", choices, initial=choices[0][0]),
            text_input("url", "Address of the post", longest=500),
        ],
        submit="Posted",
        metadata=Ref(statement.id),
    )


def will_not(statement: Statement, mine: Sequence[StatementAccount]) -> View:
    lead = mrkdwn("*{}* is not posted on {}.", statement.title, labels(mine))
    reason = private_input("reason", "Why not?", multiline=True, hint="The war room reads it.", longest=LONGEST_REASON)
    return modal(WILL_NOT, "Will not post", [section(lead), reason], submit="Send", metadata=Ref(statement.id))
