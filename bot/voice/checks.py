"""What makes a statement stand: each field's rule, and the sentence under the field."""

from collections.abc import Sequence

from bot.accounts import Outlet
from bot.governance.templates import LONGEST_PART
from bot.kernel.act import Act
from bot.kernel.problems import Problems
from bot.private import keep
from bot.voice.drafts import Draft
from bot.voice.model import RULE, Statement, StatementAccount, Status

NOTHING_KNOWN = "Say what we know."
NO_NEXT = "Say when we speak next: nobody speaks without that."
PAST = "Choose a time in the future."
A_SLOT = "Fill in what stands in [brackets], or take it out."
TOO_LONG = f"Too long: {LONGEST_PART} characters at most."


def statement_of(act: Act, draft: Draft, chosen: Sequence[Outlet], language: str) -> Statement:
    """The statement that the draft describes, its words kept; raises Invalid."""
    problems = Problems()
    problems.needed("known", draft.known, NOTHING_KNOWN)
    for name in Statement.private:
        typed = getattr(draft, name)
        problems.note(name, A_SLOT if "[" in typed and "]" in typed else "")
        problems.note(name, TOO_LONG if len(typed) > LONGEST_PART else "")
    if draft.next_at is None:
        problems.note("next_at", NO_NEXT)
    elif draft.next_at <= act.when:
        problems.note("next_at", PAST)
    problems.refuse()
    new = Statement(
        language=language,
        next_at=draft.next_at,
        status=Status.IN_REVIEW,
        written_by=act.who.id,
        written_name=act.who.name,
        written_at=act.when,
        moved_by=act.who.name,
        moved_at=act.when,
        accounts=[StatementAccount(account_id=its.id, label=its.label) for its in chosen],
    )
    for name in Statement.private:
        if typed := getattr(draft, name).strip():
            setattr(new, name, keep(act.session, RULE, typed))
    return new
