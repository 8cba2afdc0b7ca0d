"""What makes a drill stand, and its ratings: each field's rule, and the sentence under the field."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.crises.checks import check_steps
from bot.drills.drafts import Draft, Rated
from bot.drills.model import Objective, Rating
from bot.governance import Governance
from bot.governance.drills import Scenario
from bot.kernel.act import Act
from bot.kernel.problems import Problems

LONGEST_AHEAD = timedelta(days=365)
NO_SCENARIO = "Choose a scenario, or write your own."
ONE_OF_TWO = "Choose a scenario, or write your own: not both."
GONE = "This scenario is gone. Choose another."
NO_PLAYERS = "Choose who takes part."
NOT_HERE = "Choose active full members."
NOT_YOU = "You plan it and know it: others take part."
WATCHES = "The observer watches, and does not take part."
PAST = "This time is past. Choose a later one, or leave it empty."
TOO_FAR = "That is more than a year ahead."
NO_RATING = "Choose one."
NO_WORDS = "Say in a few words what was hard."

IsActive = Callable[[str], bool]


def scenario_of(act: Act, draft: Draft, rules: Governance, is_active: IsActive) -> Scenario:
    """What is rehearsed; raises Invalid with a sentence for each field that cannot stand."""
    problems = Problems()
    own = draft.what.strip()
    chosen = next((each for each in rules.drills.offered if each.name == draft.scenario), None)
    problems.note("scenario", "" if draft.scenario or own else NO_SCENARIO)
    problems.note("scenario", GONE if draft.scenario and chosen is None else "")
    problems.note("what", ONE_OF_TWO if draft.scenario and own else "")
    check_steps(problems, draft.likelihood, draft.impact)
    _check_people(problems, act, draft, is_active)
    _check_time(problems, draft.begins_at, act.when)
    problems.refuse()
    return chosen or Scenario(name="", text=own)


def _check_people(problems: Problems, act: Act, draft: Draft, is_active: IsActive) -> None:
    problems.note("players", "" if draft.players else NO_PLAYERS)
    problems.note("players", "" if all(map(is_active, draft.players)) else NOT_HERE)
    problems.note("players", NOT_YOU if act.who.id in draft.players else "")
    problems.note("observer", "" if draft.observer and is_active(draft.observer) else NOT_HERE)
    problems.note("observer", WATCHES if draft.observer in draft.players else "")


def _check_time(problems: Problems, begins_at: datetime | None, now: datetime) -> None:
    problems.note("begins_at", PAST if begins_at and begins_at < now else "")
    problems.note("begins_at", TOO_FAR if begins_at and begins_at > now + LONGEST_AHEAD else "")


def ratings_of(rated: Rated) -> dict[Objective, tuple[Rating, str]]:
    """Of each objective; raises Invalid."""
    problems = Problems()
    for each in Objective:
        letter, words = rated.ratings.get(each, ""), rated.words.get(each, "").strip()
        problems.note(each.name.lower(), "" if letter in set(Rating) else NO_RATING)
        is_hard = letter in {Rating.SOME, Rating.MAJOR, Rating.UNABLE}
        problems.note(f"{each.name.lower()}_words", NO_WORDS if is_hard and not words else "")
    problems.refuse()
    return {each: (Rating(rated.ratings[each]), rated.words.get(each, "").strip()) for each in Objective}
