"""What is said about a crisis in one line, and how its longer texts are fitted in."""

from urllib.parse import urlsplit

from bot.crises.model import Crisis, State
from bot.governance import RiskMatrix
from bot.kernel.blocks import escape, person, quote, shorten, when

MARKS = {
    "green": ":large_green_circle:",
    "yellow": ":large_yellow_circle:",
    "amber": ":large_orange_circle:",
    "red": ":red_circle:",
}
SQUARES = {
    ":large_green_circle:": ":large_green_square:",
    ":large_yellow_circle:": ":large_yellow_square:",
    ":large_orange_circle:": ":large_orange_square:",
    ":red_circle:": ":large_red_square:",
}
SHORT = 600
"""So much of a text is shown where the whole is a button away."""
PIECE = 2800
"""So much fits into one section, with its marks."""
SHOWN_ACCOUNTS = 10


def mark(crisis: Crisis) -> str:
    return MARKS[crisis.colour]


def excerpt(text: str, limit: int = SHORT) -> str:
    return quote(shorten(text, limit))


def pieces(text: str) -> list[str]:
    """The whole text, cut at blanks into parts that one section can quote each."""
    if len(quote(text)) <= PIECE:
        return [text]
    middle = len(text) // 2
    blank = text.find(" ", middle, middle + middle // 2)
    cut = blank if blank > 0 else middle
    return [*pieces(text[:cut]), *pieces(text[cut:].lstrip(" "))]


def risk(crisis: Crisis) -> str:
    return f"{mark(crisis)} {escape(crisis.risk)} = *{crisis.score}* ({crisis.colour})"


def standing(crisis: Crisis) -> str:
    """Where it stands, in a phrase."""
    match State(crisis.state):
        case State.OPEN:
            return "waits for an answer"
        case State.ACKNOWLEDGED:
            return f"{person(crisis.answered_by)} is on it"
        case State.RESOLVED:
            return f"resolved by {person(crisis.resolved_by)}"


def deadline(crisis: Crisis) -> str:
    """What is owed until when; nothing once it is resolved."""
    owed = "Answer" if crisis.state == State.OPEN else "Next update"
    return "" if crisis.is_resolved else f"{owed} due by {when(crisis.due_at)}"


def accounts(crisis: Crisis) -> str:
    labels = [escape(each.label) for each in crisis.accounts]
    more = len(labels) - SHOWN_ACCOUNTS
    return ", ".join(labels[:SHOWN_ACCOUNTS]) + (f" and {more} more" if more > 0 else "") or "none named"


def evidence(crisis: Crisis) -> str:
    if not crisis.evidence:
        return "none yet"
    return f"<{escape(crisis.evidence)}|{escape(urlsplit(crisis.evidence).hostname or 'link')}>"


def grid(matrix: RiskMatrix, likelihood: int, impact: int) -> str:
    """The matrix, the worst at the top right: the crisis fell where its colour is a square."""
    rows, here = [], ""
    for row in range(len(matrix.impact), 0, -1):
        cells = [_cell(matrix, column, row) for column in range(1, len(matrix.likelihood) + 1)]
        word = escape(matrix.impact[row - 1])
        if row == impact:
            here = cells[likelihood - 1] = SQUARES[cells[likelihood - 1]]
            word = f"*{word}* ◀"
        rows.append(f"{' '.join(cells)}  {word}")
    fell = f"*{escape(matrix.likelihood[likelihood - 1])} × {escape(matrix.impact[impact - 1])}*"
    across = f"↑ impact · likelihood → {escape(matrix.likelihood[0])} … {escape(matrix.likelihood[-1])}"
    return "\n".join([*rows, across, f"{here} this one: {fell}"])


def _cell(matrix: RiskMatrix, likelihood: int, impact: int) -> str:
    return MARKS[matrix.band(matrix.score(likelihood, impact)).colour]
