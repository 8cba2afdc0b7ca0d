"""The forms by which a crisis is steered, and the page that offers them."""

from collections.abc import Collection, Sequence

from slack_sdk.models.views import View

from bot.accounts import Outlet
from bot.crises.buttons import RARER, rarer
from bot.crises.forms import LONGEST_TEXT, RAISE_SEARCH, about, steps
from bot.crises.life import Action
from bot.crises.matrix import grid
from bot.crises.model import Crisis
from bot.crises.texts import risk
from bot.crises.typed import Score
from bot.governance import RiskMatrix
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn, person
from bot.kernel.views.blocks import modal, section, select_input, user_input
from bot.kernel.views.searches import several_input
from bot.private import private_input

MORE = "crises.more"
RESCORE = "crises.rescore"
CALL = "crises.call"
GIVE_LEAD = "crises.give_lead"
GIVE_VOICE = "crises.give_voice"
ADD_ACCOUNTS = "crises.add_accounts"


def more(crisis: Crisis, allowed: Collection[Action]) -> View:
    """What is done more rarely; `allowed` to whoever reads it."""
    rows = [
        section(mrkdwn("{}", RARER[action]), accessory=each)
        for action, each in rarer(crisis).items()
        if action in allowed
    ]
    return modal(MORE, "More", [about(crisis), *rows], submit=None)


def rescore(crisis: Crisis, matrix: RiskMatrix, typed: Score) -> View:
    """What was `typed` with the command stands there already."""
    likelihood, impact = typed.likelihood or crisis.likelihood, typed.impact or crisis.impact
    return modal(
        RESCORE,
        "Re-score a crisis",
        [
            about(crisis, risk(crisis)),
            section(grid(matrix, crisis.likelihood, crisis.impact)),
            select_input("likelihood", "How likely is harm?", steps(matrix.likelihood), initial=str(likelihood)),
            select_input("impact", "How bad would it be?", steps(matrix.impact), initial=str(impact)),
            private_input(
                "reason",
                "Why?",
                initial=typed.reason,
                multiline=True,
                hint="Its room reads it. Another colour asks people anew.",
                longest=LONGEST_TEXT,
            ),
        ],
        submit="Re-score it",
        metadata=Ref(crisis.id),
    )


def call(crisis: Crisis) -> View:
    return modal(
        CALL,
        "Call somebody",
        [about(crisis), user_input("person", "Whom?", hint="They are asked now, and may answer.")],
        submit="Call",
        metadata=Ref(crisis.id),
    )


def give_lead(crisis: Crisis) -> View:
    lead = mrkdwn("{} leads it.", person(crisis.lead)) if crisis.lead else mrkdwn("Nobody leads it yet.")
    return modal(
        GIVE_LEAD,
        "Give the lead",
        [about(crisis, lead), user_input("person", "To whom?", hint="They may update and resolve it.")],
        submit="Give the lead",
        metadata=Ref(crisis.id, crisis.lead),
    )


def give_voice(crisis: Crisis) -> View:
    lead = mrkdwn("{} speaks for us.", person(crisis.speaker)) if crisis.speaker else mrkdwn("Nobody is named yet.")
    return modal(
        GIVE_VOICE,
        "Who speaks for us",
        [about(crisis, lead), user_input("person", "Who speaks for us?", hint="From now on nobody else does.")],
        submit="Hand it over",
        metadata=Ref(crisis.id),
    )


def add_accounts(crisis: Crisis, chosen: Sequence[Outlet] = ()) -> View:
    return modal(
        ADD_ACCOUNTS,
        "Add accounts",
        [
            about(crisis),
            several_input(
                "accounts",
                "Accounts",
                action_id=RAISE_SEARCH,
                initial=[(str(each.id), each.full_label) for each in chosen],
            ),
        ],
        submit="Add them",
        metadata=Ref(crisis.id),
    )
