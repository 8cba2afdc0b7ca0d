"""What makes a statement stand: each field's rule, and the sentence under the field."""

from collections.abc import Sequence
from datetime import datetime

from bot.accounts import Outlet
from bot.governance.templates import LONGEST_PART
from bot.kernel.act import Act
from bot.kernel.problems import Problems
from bot.private import keep
from bot.voice.drafts import AnswerDraft, Draft
from bot.voice.model import PARTS, RULE, Statement, StatementAccount, Status

NOTHING_KNOWN = "Say what we know."
NO_NEXT = "Say when we speak next: nobody speaks without that."
PAST = "Choose a time in the future."
A_SLOT = "Fill in what stands in [brackets], or take it out."
TOO_LONG = f"Too long: {LONGEST_PART} characters at most."


NO_QUESTION = "Write the question."
NO_ANSWER = "Write the answer."
LONGEST_QUESTION = 300
TOO_LONG_A_QUESTION = f"Too long: {LONGEST_QUESTION} characters at most."


def statement_of(act: Act, draft: Draft, chosen: Sequence[Outlet], language: str) -> Statement:
    """The statement that the draft describes, its words kept; raises Invalid."""
    problems = Problems()
    problems.needed("known", draft.known, NOTHING_KNOWN)
    for name in PARTS:
        _check(problems, name, getattr(draft, name))
    if draft.next_at is None:
        problems.note("next_at", NO_NEXT)
    elif draft.next_at <= act.when:
        problems.note("next_at", PAST)
    problems.refuse()
    new = _written(act, language, draft.next_at or act.when)
    new.accounts = [StatementAccount(account_id=its.id, label=its.label) for its in chosen]
    for name in PARTS:
        if typed := getattr(draft, name).strip():
            setattr(new, name, keep(act.session, RULE, typed))
    return new


def answer_of(act: Act, draft: AnswerDraft, language: str) -> Statement:
    """The same of an answer to a question, which is on no account."""
    problems = Problems()
    question = problems.needed("question", draft.question, NO_QUESTION)
    answer = problems.needed("answer", draft.answer, NO_ANSWER)
    problems.note("question", TOO_LONG_A_QUESTION if len(question) > LONGEST_QUESTION else "")
    _check(problems, "answer", answer)
    problems.refuse()
    new = _written(act, language, act.when)
    new.question, new.known = keep(act.session, RULE, question), keep(act.session, RULE, answer)
    return new


def _check(problems: Problems, name: str, typed: str) -> None:
    problems.note(name, A_SLOT if "[" in typed and "]" in typed else "")
    problems.note(name, TOO_LONG if len(typed) > LONGEST_PART else "")


def _written(act: Act, language: str, next_at: datetime) -> Statement:
    return Statement(
        language=language,
        topic=0,
        next_at=next_at,
        status=Status.IN_REVIEW,
        written_by=act.who.id,
        written_name=act.who.name,
        written_at=act.when,
        moved_by=act.who.name,
        moved_at=act.when,
    )
