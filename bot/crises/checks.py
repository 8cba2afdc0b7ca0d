"""What makes an alarm stand: each field's rule, and the sentence under the field."""

from collections.abc import Collection
from urllib.parse import urlsplit

from bot.crises.drafts import Draft
from bot.crises.kinds import problem_of
from bot.crises.model import RULE, Crisis, CrisisAccount
from bot.crises.states import State
from bot.governance import RiskMatrix
from bot.kernel.act import Act
from bot.kernel.problems import Problems
from bot.networks import full_address
from bot.private import keep

STEPS = ("1", "2", "3", "4", "5")

NO_WORDS = "Say what happened."
NO_STEP = "Choose one. A guess will do."
NO_LINK = "No link: start with https://, or leave it empty."
NO_LINE = "Say what happened."
NO_UPDATE = "Say what is new."
NO_OUTCOME = "Say how it ended."
NO_REASON = "Say why: the war room reads it."
AS_BEFORE = "That is what it is now. Change this, or close the form."
NOBODY = "Choose an active full member."
NO_ACCOUNT = "Choose an account that it does not have yet."

_BREAKS_A_LINK = str.maketrans({"|": "%7C", "<": "%3C", ">": "%3E"})


def crisis_of(act: Act, draft: Draft, matrix: RiskMatrix, kinds: Collection[str]) -> Crisis:
    """The crisis that the draft describes, its words kept, with the matrix's verdict; raises Invalid."""
    problems = Problems()
    what = problems.needed("what", draft.what, NO_WORDS)
    evidence = full_address(draft.evidence) if draft.evidence else ""
    problems.note("evidence", "" if _is_link(evidence) or not evidence else NO_LINK)
    check_steps(problems, draft.likelihood, draft.impact)
    problems.note("kind", problem_of(draft.kind, kinds))
    problems.refuse()
    crisis = Crisis(
        kind=draft.kind,
        state=State.OPEN,
        confidential=draft.confidential,
        raised_by=act.who.id,
        raised_at=act.when,
        accounts=[CrisisAccount(account_id=each.id, label=each.label) for each in draft.accounts],
    )
    rate(crisis, matrix, int(draft.likelihood), int(draft.impact))
    crisis.due_at = act.when + crisis.respond_within
    crisis.what = keep(act.session, RULE, what)
    if evidence:
        crisis.evidence = keep(act.session, RULE, evidence.translate(_BREAKS_A_LINK))
    return crisis


def check_steps(problems: Problems, likelihood: str, impact: str) -> None:
    problems.note("likelihood", "" if likelihood in STEPS else NO_STEP)
    problems.note("impact", "" if impact in STEPS else NO_STEP)


def rate(crisis: Crisis, matrix: RiskMatrix, likelihood: int, impact: int) -> None:
    """What the matrix makes of it."""
    score = matrix.score(likelihood, impact)
    band = matrix.band(score)
    crisis.likelihood, crisis.impact, crisis.score = likelihood, impact, score
    crisis.risk = f"{matrix.likelihood[likelihood - 1]} × {matrix.impact[impact - 1]}"
    crisis.colour, crisis.respond_s = band.colour, int(band.respond_within.total_seconds())


def _is_link(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and bool(parts.hostname) and len(typed.split()) == 1
