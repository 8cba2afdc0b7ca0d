"""What views about crises are tried with, by type."""

from collections.abc import Collection, Sequence
from typing import Any

from bot.accounts.outlets import Outlet
from bot.checklists.checklist import Checklist
from bot.checklists.model import ChecklistLine
from bot.crises.entries import CrisisEntry
from bot.crises.frozen import Frozen
from bot.crises.life import Action as CrisisAction
from bot.crises.model import Crisis
from bot.crises.story import Line as CrisisLine
from bot.debriefs.around import Around as AroundDebrief
from bot.debriefs.figures import Figure
from bot.debriefs.life import Action as DebriefAction
from bot.debriefs.model import CorrectiveAction, Debrief
from bot.drills.life import Action as DrillAction
from bot.drills.model import Drill, Objective
from bot.drills.scoring import Score as DrillScore
from bot.freezes.model import Freeze, FreezeAnswer, FreezeReason, FrozenAccount
from bot.freezes.queries import Standing
from bot.governance.templates import Responsibility
from bot.kernel.views.pagination import Page
from bot.networks import Count, Network
from bot.reviews.life import Deed
from bot.voice.around import Around as AroundStatement
from bot.voice.life import Action as StatementAction
from bot.voice.model import Statement, StatementAccount, StatementAnswer
from tests.views import crisis_matters, matters
from tests.views.matters import Supply, page
from tests.views.words import Words


def figures() -> list[Figure]:
    return [Figure("Answered after", "59 minutes", is_good) for is_good in (True, False, None)]


def scores(words: Words) -> list[DrillScore]:
    return [DrillScore(each, words.full(60), words.full(60), is_met=True) for each in Objective]


def around_debrief(words: Words) -> AroundDebrief:
    actions = crisis_matters.corrective_actions(words) * words.many
    lines = [*crisis_matters.timeline(words)]
    return AroundDebrief(figures(), actions, lambda role: dict.fromkeys(words.people()), words.people(), lines)


def around_statement(words: Words) -> AroundStatement:
    outlets, counts = [*map(Outlet.of, matters.accounts(words))], dict.fromkeys(Network, Count(10**4, 280, "bytes"))
    before = {7: matters.ADDRESS}
    return AroundStatement(outlets, counts, lambda role: dict.fromkeys(words.people()), words.people(), before)


OF_CRISES: dict[Any, Supply] = {
    Crisis: crisis_matters.crises,
    Responsibility: lambda _: list(Responsibility),
    Sequence[Crisis]: lambda words: [crisis_matters.crises(words) * words.many],
    Sequence[tuple[Crisis, str]]: lambda words: [
        [(each, card) for each in crisis_matters.crises(words) for card in ("", f"https://x.example/{'p' * 100}")]
        * words.many
    ],
    Page[Crisis]: lambda words: [page(crisis_matters.crises(words))],
    CrisisEntry: crisis_matters.crisis_entries,
    Sequence[CrisisEntry]: lambda words: [[*crisis_matters.crisis_entries(words)]],
    Page[CrisisLine]: lambda words: [page(crisis_matters.timeline(words))],
    Collection[CrisisAction]: lambda words: [frozenset(CrisisAction)],
    Checklist: crisis_matters.checklists,
    ChecklistLine: crisis_matters.checklist_lines,
    Debrief: crisis_matters.debriefs,
    Collection[DebriefAction | Deed]: lambda words: [{*DebriefAction, *Deed}, frozenset()],
    CorrectiveAction: crisis_matters.corrective_actions,
    AroundDebrief: lambda words: [around_debrief(words)],
    Sequence[Figure]: lambda words: [[], figures()],
    Drill: crisis_matters.drills,
    Drill | None: lambda words: [None, *crisis_matters.drills(words)],
    Page[Drill]: lambda words: [page(crisis_matters.drills(words))],
    Collection[DrillAction]: lambda words: [frozenset(DrillAction)],
    Sequence[DrillScore]: lambda words: [[], scores(words)],
    Freeze: crisis_matters.freezes,
    Sequence[Freeze]: lambda words: [[], crisis_matters.freezes(words) * words.many],
    Standing: lambda words: [Standing(1, 0), Standing(10**4, 10**4 - 1)],
    Standing | None: lambda words: [None, Standing(10**4, 10**4 - 1)],
    Sequence[tuple[Freeze, Standing]]: lambda words: [
        [],
        [(each, Standing(10**4, 1)) for each in crisis_matters.freezes(words)] * words.many,
    ],
    Sequence[FrozenAccount]: lambda words: [crisis_matters.frozen_accounts(words)],
    Sequence[FreezeReason]: lambda words: [[], crisis_matters.freeze_reasons(words)],
    Sequence[FreezeAnswer]: lambda words: [[], crisis_matters.freeze_answers(words)],
    Frozen: lambda words: [
        Frozen(),
        Frozen(
            [(each, Standing(10**4, 1)) for each in crisis_matters.freezes(words)], crisis_matters.freeze_answers(words)
        ),
    ],
    Statement: crisis_matters.statements,
    Statement | None: lambda words: [None, crisis_matters.statements(words)[-1]],
    Sequence[Statement]: lambda words: [[], crisis_matters.statements(words) * words.many],
    Sequence[StatementAccount]: lambda words: [crisis_matters.statement_accounts(words)],
    StatementAnswer: lambda words: [each.answer for each in crisis_matters.statement_accounts(words) if each.answer],
    AroundStatement: lambda words: [around_statement(words)],
    Collection[StatementAction | Deed]: lambda words: [{*StatementAction, *Deed}, frozenset()],
}
