"""What can be done about freezes. Each is one transaction: when the form closes, nothing goes out there any more."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import insert, update

from bot.accounts import Outlet, outlets_of
from bot.freezes import queries
from bot.freezes.checks import NO_REASON, freeze_of
from bot.freezes.drafts import Draft
from bot.freezes.facts import (
    AccountsFrozen,
    AccountsThawed,
    ElsewhereAnswered,
    FreezeKept,
    FreezeMadePublic,
    FreezeSeconded,
)
from bot.freezes.life import FREEZE, LIFE, Action
from bot.freezes.model import RULE, Freeze, FreezeAnswer, FreezeReason, calls, frozen_accounts
from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.kernel.problems import needed
from bot.kernel.statements import add_new
from bot.private import end, keep

WHAT = "Say what you stopped."


def freeze(
    act: Act,
    draft: Draft,
    chosen: Sequence[Outlet],
    scope: str,
    crisis_id: int | None = None,
    *,
    confidential: bool = False,
    drill: bool = False,
) -> Freeze:
    """The accounts that were `chosen`, which `scope` says in words. Raises Invalid with a sentence for each field that
    cannot stand. `confidential`, `drill`: whether its crisis is.
    """
    for its in chosen:
        FREEZE.require(act, its)
    new = freeze_of(act, draft, chosen, scope, crisis_id, confidential=confidential)
    new.drill = drill
    act.session.add(new)
    act.session.flush()
    rows = [{"freeze_id": new.id, "account_id": its.id, "label": its.label, "drill": drill} for its in chosen]
    act.session.execute(insert(frozen_accounts), rows)
    act.record(AccountsFrozen, of=new, accounts=tuple(its.id for its in chosen))
    return new


def second(act: Act, freeze: Freeze, chosen: Sequence[Outlet], text: str) -> FreezeReason:
    """The accounts that were chosen are all that it holds: it goes on as it is, and `text` says why as well."""
    for its in chosen:
        FREEZE.require(act, its)
    LIFE.require(act, freeze, Action.SECOND)
    new = FreezeReason(freeze=freeze, who=act.who.id, at=act.when)
    new.reason = keep(act.session, RULE, needed("reason", text, NO_REASON))
    act.session.add(new)
    act.session.flush()
    act.record(FreezeSeconded, of=new)
    return new


def call(act: Act, freeze: Freeze, asked: Mapping[str, Collection[int]]) -> None:
    """These people are asked about these accounts, and may answer from now on; the freeze itself is not touched."""
    rows = [
        {"freeze_id": freeze.id, "account_id": each, "person": person} for person, ids in asked.items() for each in ids
    ]
    add_new(act.session, calls, rows)


def nothing_elsewhere(act: Act, freeze: Freeze) -> FreezeAnswer:
    """On the accounts about which they were asked."""
    return _answer(act, freeze, FreezeAnswer())


def stopped_elsewhere(act: Act, freeze: Freeze, text: str) -> FreezeAnswer:
    """Something was scheduled elsewhere; `text` says what they stopped."""
    LIFE.require(act, freeze, Action.ANSWER)
    answer = FreezeAnswer()
    answer.stopped = keep(act.session, RULE, needed("stopped", text, WHAT))
    return _answer(act, freeze, answer)


def _answer(act: Act, freeze: Freeze, answer: FreezeAnswer) -> FreezeAnswer:
    LIFE.require(act, freeze, Action.ANSWER)
    ids = queries.asked_of(act.session, freeze, act.who.id)
    if not ids:
        raise TooLate(f"Your accounts under {freeze.label} are answered for. See `/crisis thaw`.")
    answer.freeze, answer.who, answer.at = freeze, act.who.id, act.when
    act.session.add(answer)
    act.session.flush()
    mine = (frozen_accounts.c.freeze_id == freeze.id, frozen_accounts.c.account_id.in_(ids))
    act.session.execute(update(frozen_accounts).where(*mine).values(answer_id=answer.id))
    act.record(ElsewhereAnswered, of=answer, accounts=tuple(sorted(ids)))
    return answer


def make_public(act: Act, freeze: Freeze) -> None:
    """Its crisis is not confidential any more."""
    freeze.confidential = False
    act.record(FreezeMadePublic, of=freeze)


def keep_frozen(act: Act, freeze: Freeze) -> None:
    """It is still needed: nobody asks for as long again."""
    LIFE.require(act, freeze, Action.KEEP)
    act.record(FreezeKept, of=freeze)


def thaw(act: Act, freeze: Freeze, ids: Collection[int]) -> None:
    """These of its accounts; with the last of them it is over."""
    LIFE.require(act, freeze, Action.THAW)
    theirs = queries.ids_of(act.session, freeze)
    if not (freed := sorted(theirs.intersection(ids))):
        return
    for its in outlets_of(act.session, freed):
        FREEZE.require(act, its)
    _thaw(act, freeze, theirs, freed)


def end_drill(act: Act, freeze: Freeze) -> None:
    """What was rehearsed is over, whoever ended the drill."""
    theirs = queries.ids_of(act.session, freeze)
    _thaw(act, freeze, theirs, sorted(theirs))


def _thaw(act: Act, freeze: Freeze, theirs: set[int], freed: Sequence[int]) -> None:
    rows = (frozen_accounts.c.freeze_id == freeze.id, frozen_accounts.c.account_id.in_(freed))
    act.session.execute(update(frozen_accounts).where(*rows).values(thawed_at=act.when))
    if theirs == set(freed):
        LIFE.move(freeze, Action.THAW)
        freeze.thawed_by, freeze.thawed_name, freeze.thawed_at = act.who.id, act.who.name, act.when
        end(act.session, queries.words_of(act.session, freeze), act.when)
    act.record(AccountsThawed, of=freeze, accounts=tuple(freed))
