"""What is said about a crisis in one line, and how its longer texts are fitted in."""

from datetime import datetime

from bot.crises.model import Crisis
from bot.crises.states import Ending, State
from bot.kernel.text.escaping import reach, shorten_escaped
from bot.kernel.text.markup import Markup, link, mrkdwn, name, person, quote, several, shorten, when
from bot.private import PrivateText, purged

MARKS = {
    "green": mrkdwn(":large_green_circle:"),
    "yellow": mrkdwn(":large_yellow_circle:"),
    "amber": mrkdwn(":large_orange_circle:"),
    "red": mrkdwn(":red_circle:"),
}
BANNERS = {State.OPEN: "needs an answer", State.ACKNOWLEDGED: "is being handled"}
ENDINGS = {
    Ending.RESOLVED: "is resolved",
    Ending.FALSE_ALARM: "is a false alarm",
    Ending.SAME: "is the same as",
}
RESOLVED = mrkdwn(":white_check_mark:")
CONFIDENTIAL = mrkdwn(":lock: Confidential: only those in its room see it")
SHORT = 600
"""So much of a text is shown where the whole is a button away."""
PIECE = 2800
"""So much fits into one section, with its marks."""
SHOWN_ACCOUNTS = 10
SHOWN_PEOPLE = 5


def mark(crisis: Crisis) -> Markup:
    """Its colour, until it is resolved."""
    return RESOLVED if crisis.is_resolved else MARKS[crisis.colour]


def excerpt(text: PrivateText, limit: int = SHORT) -> Markup:
    """Of so many characters, as Slack takes them escaped."""
    return purged(text) or quote(shorten_escaped(text.words, limit))


def is_long(text: PrivateText) -> bool:
    """Whether an excerpt is not the whole."""
    return reach(text.words, SHORT) < len(text.words)


def gist(text: PrivateText, limit: int) -> Markup:
    """Within a line."""
    return purged(text) or name(shorten(text.words, limit))


def pieces(text: str) -> list[str]:
    """The whole text, cut at blanks into parts that one section can quote each."""
    if len(quote(text)) <= PIECE:
        return [text]
    middle = len(text) // 2
    blank = text.find(" ", middle, middle + middle // 2)
    cut = blank if blank > 0 else middle
    return [*pieces(text[:cut]), *pieces(text[cut:].lstrip(" "))]


def risk(crisis: Crisis) -> Markup:
    fell = mrkdwn("{} = *{}* ({})", crisis.risk, crisis.score, crisis.colour)
    return fell if crisis.is_resolved else mrkdwn("{} {}", mark(crisis), fell)


def standing(crisis: Crisis) -> Markup:
    """Where it stands, in a phrase."""
    match crisis.state:
        case State.OPEN if crisis.claimed_by:
            return mrkdwn("waits for {} to confirm", person(crisis.claimed_by))
        case State.OPEN:
            return mrkdwn("waits for an answer")
        case State.ACKNOWLEDGED:
            return are_on_it(crisis)
        case State.RESOLVED:
            return ending(crisis)


def ending(crisis: Crisis) -> Markup:
    """How it ended, and who says so."""
    by = person(crisis.resolved_by)
    if crisis.drill:
        return mrkdwn("over")
    match crisis.ending:
        case Ending.FALSE_ALARM:
            return mrkdwn("a false alarm, says {}", by)
        case Ending.SAME:
            return mrkdwn("the same as Crisis {}, says {}", crisis.same_as, by)
        case _:
            return mrkdwn("resolved by {}", by)


def banner(crisis: Crisis) -> str:
    """Where it stands, behind its name."""
    if not crisis.is_resolved:
        return BANNERS[crisis.state]
    if crisis.drill:
        return "is over"
    return f"is the same as Crisis {crisis.same_as}" if crisis.ending is Ending.SAME else ENDINGS[crisis.ending]


def topic(crisis: Crisis) -> str:
    """Of its own room, in which nothing is marked up."""
    colour = banner(crisis).removeprefix("is ") if crisis.is_resolved else crisis.colour
    leads = f"{crisis.lead_name} leads" if crisis.lead else "nobody leads yet"
    return f"{crisis.label} · {colour} · {leads} · the pinned card says where it stands"


def people(crisis: Crisis) -> Markup:
    """Who is on it, or was until it opened again."""
    mentioned = [person(each) for each in crisis.on_it]
    more = len(mentioned) - SHOWN_PEOPLE
    if more > 0:
        mentioned = [*mentioned[:SHOWN_PEOPLE], mrkdwn("{} more", more)]
    *others, last = mentioned
    return mrkdwn("{} and {}", mrkdwn(", ").join(others), last) if others else last


def are_on_it(crisis: Crisis) -> Markup:
    return mrkdwn("{} {} on it", people(crisis), "is" if len(crisis.on_it) == 1 else "are")


def why_open(is_quiet: bool) -> str:
    return "no update came in time" if is_quiet else "nobody is on it"


def claimed(crisis: Crisis) -> Markup:
    """Who answered, as far as anybody knows; nothing where nobody claims to have."""
    if not crisis.claimed_by or not crisis.claimed_until:
        return Markup()
    return mrkdwn(
        "somebody at {} as {}. Not confirmed; I ask again {}",
        crisis.claimed_from,
        person(crisis.claimed_by),
        when(crisis.claimed_until),
    )


def deadline(crisis: Crisis, now: datetime) -> Markup:
    """What is owed until when; nothing once it is resolved."""
    if crisis.is_resolved:
        return Markup()
    owed = "Answer" if crisis.state == State.OPEN else "Next update"
    if crisis.due_at < now:
        return mrkdwn(":hourglass: *{} overdue* since {}", owed, when(crisis.due_at))
    return mrkdwn("{} due: {}", owed, when(crisis.due_at))


def concerned(crisis: Crisis) -> list[Markup]:
    """The accounts and the evidence, where there are any."""
    labels = several([each.label for each in crisis.accounts], most=SHOWN_ACCOUNTS)
    seen = purged(crisis.evidence) or link(crisis.evidence.words)
    accounts = [mrkdwn("*Accounts*\n{}", labels)] if crisis.accounts else []
    return [*accounts, mrkdwn("*Evidence*\n{}", seen)] if crisis.evidence.is_given else accounts
