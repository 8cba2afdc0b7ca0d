"""The forms about drills. A field's id is the name that checks give its problems to."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, InputBlock
from slack_sdk.models.views import View

from bot.crises.forms import LONGEST_TEXT, steps
from bot.drills.blocks import RATINGS, line
from bot.drills.model import Drill, Objective
from bot.drills.scoring import Score
from bot.governance import Governance
from bot.kernel.drills import SAYS
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import (
    context,
    datetime_input,
    modal,
    section,
    select_input,
    user_input,
)
from bot.kernel.views.fields import users_input
from bot.kernel.views.searches import several_input
from bot.private import private_input

PLAN = "drills.plan"
SEARCH = "drills.plan.accounts"
RATE = "drills.rate"
END = "drills.end"
USUAL = "4"
LONGEST_WORDS = 500
WORDS = "In a few words"


def plan(rules: Governance, planner: str) -> View:
    scenarios = [(each.name, each.name) for each in rules.drills.offered]
    blocks = [
        context(SAYS),
        context(mrkdwn("Nothing is held back, and nothing is posted.")),
        select_input("scenario", "Scenario", scenarios, optional=True, hint="Or write your own below."),
        private_input("what", "Or in your own words", multiline=True, optional=True, longest=LONGEST_TEXT),
        select_input("likelihood", "How likely is harm?", steps(rules.risk.likelihood), initial=USUAL),
        select_input("impact", "How bad would it be?", steps(rules.risk.impact), initial=USUAL),
        users_input("players", "Who takes part?", hint="They hear that there is a drill and when, not what it is."),
        user_input("observer", "Who watches and rates it?", initial=planner),
        datetime_input("begins_at", "When?", optional=True, hint="Empty: now."),
        several_input("accounts", "Accounts", action_id=SEARCH, optional=True),
    ]
    return modal(PLAN, "Plan a drill", blocks, submit="Plan it")


def end(drill: Drill) -> View:
    """Asked again: a drill that is over does not go on."""
    blocks = [
        section(mrkdwn("*End {}?* Nobody is asked any more, and what was frozen in it is over.", drill.label)),
        context(mrkdwn("Then its observer rates it: {}.", drill.observer_name)),
    ]
    return modal(END, "End the drill", blocks, submit="End it", metadata=Ref(drill.crisis_id or 0))


def rate(drill: Drill, scores: Sequence[Score]) -> View:
    blocks: list[Block] = [section(mrkdwn("*{}*", drill.title))]
    for score in scores:
        blocks += _objective(score)
    return modal(RATE, "Rate the drill", blocks, submit="Rate it", metadata=Ref(drill.id))


def _objective(score: Score) -> list[Block]:
    name = field_of(score.objective)
    return [
        section(line(score, None)),
        select_input(name, "How was it?", list(RATINGS.items())),
        _words()[score.objective],
    ]


def _words() -> dict[Objective, InputBlock]:
    return {
        Objective.ANSWERED: private_input("answered_words", WORDS, optional=True, longest=LONGEST_WORDS),
        Objective.FROZEN: private_input("frozen_words", WORDS, optional=True, longest=LONGEST_WORDS),
        Objective.FIRST_WORD: private_input("first_word_words", WORDS, optional=True, longest=LONGEST_WORDS),
        Objective.CONFIRMED: private_input("confirmed_words", WORDS, optional=True, longest=LONGEST_WORDS),
        Objective.CADENCE: private_input("cadence_words", WORDS, optional=True, longest=LONGEST_WORDS),
    }


def field_of(objective: Objective) -> str:
    return objective.name.lower()
