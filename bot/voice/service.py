"""What can be done with statements: they are written, reviewed, said, answered for, replaced and taken back."""

from collections.abc import Collection, Sequence

from bot.accounts import Outlet, outlets_of
from bot.governance import Governance, Reviewable
from bot.kernel.act import Act
from bot.kernel.errors import Invalid, TooLate
from bot.kernel.problems import needed
from bot.networks import full_address, post_url_problem
from bot.private import end, keep
from bot.private.model import sha256_of
from bot.reviews import service as reviews
from bot.reviews.deciding import Reviewing
from bot.reviews.life import Deed
from bot.voice import queries
from bot.voice.checks import answer_of, statement_of
from bot.voice.drafts import AnswerDraft, Draft
from bot.voice.facts import (
    StatementAnswered,
    StatementApproved,
    StatementEvent,
    StatementOver,
    StatementRejected,
    StatementReplaced,
    StatementSentBack,
    StatementWidened,
    StatementWithdrawn,
    StatementWritten,
)
from bot.voice.life import LIFE, Action, move
from bot.voice.model import RULE, Statement, StatementAccount, StatementAnswer, Status

ALTERED = "{} was changed in the database after its reviewers saw it. Write it again."
WHY = "Say why it will not be posted."
NONE_OF_YOURS = "This is not one of your accounts that wait. Choose one of them."

REVIEWING = Reviewing(LIFE)
"""What its reviewers do."""


def write(
    act: Act,
    crisis_id: int,
    draft: Draft,
    chosen: Sequence[Outlet],
    language: str,
    room: str,
    rules: Governance,
    *,
    drill: bool = False,
) -> Statement:
    """A newer one in that language; one in review is replaced at once. Whoever writes holds the crisis; `drill`:
    whether that is one.
    """
    new = statement_of(act, draft, chosen, language)
    new.drill = drill
    return _submit(act, new, crisis_id, room, rules)


def write_answer(
    act: Act,
    crisis_id: int,
    draft: AnswerDraft,
    topic: int,
    language: str,
    room: str,
    rules: Governance,
    *,
    drill: bool = False,
) -> Statement:
    """To the question of that number, or to a new one where that is 0. Whoever writes holds the crisis."""
    new = answer_of(act, draft, language)
    latest = queries.latest_topic(act.session, crisis_id)
    new.topic = topic if 0 < topic <= latest else latest + 1
    new.drill = drill
    return _submit(act, new, crisis_id, room, rules)


def _submit(act: Act, new: Statement, crisis_id: int, room: str, rules: Governance) -> Statement:
    new.crisis_id, new.room, new.zone = crisis_id, room, rules.time_zone
    new.number = queries.latest_number(act.session, new) + 1
    for older in queries.unfinished_like(act.session, new):
        if older.status is Status.IN_REVIEW:
            _follow(act, older, Action.REPLACE, StatementReplaced)
    act.session.add(new)
    act.session.flush()
    act.record(StatementWritten, of=new)
    route = rules.route(Reviewable.STATEMENT, market="", kind="", names_product=False)
    reviews.begin(act, reviews.new(new.subject), route, "", version=1, sha256=sha256_of(new.text))
    return new


def put_in_force(act: Act, statement: Statement) -> None:
    """All stages have approved it: exactly what they were shown is said from now on, and nothing older."""
    if sha256_of(statement.text) != statement.review.sha256:
        raise TooLate(ALTERED.format(statement.name))
    for older in queries.unfinished_like(act.session, statement):
        if older.status is Status.IN_FORCE:
            _follow(act, older, Action.REPLACE, StatementReplaced)
    act.session.flush()
    _follow(act, statement, Action.TAKE_FORCE, StatementApproved)


def send_back(act: Act, statement: Statement, _why: str) -> None:
    """The record has of what kind the reason is; its words are kept apart."""
    _follow(act, statement, Deed.REQUEST_CHANGES, StatementSentBack, statement.review.code or "")


def turn_down(act: Act, statement: Statement, _why: str) -> None:
    _follow(act, statement, Deed.REJECT, StatementRejected, statement.review.code or "")


def withdraw(act: Act, statement: Statement) -> None:
    """Nothing is said in its language until somebody writes again."""
    LIFE.require(act, statement, Action.WITHDRAW)
    _follow(act, statement, Action.WITHDRAW, StatementWithdrawn)


def end_all(act: Act, crisis_id: int) -> None:
    """The crisis is over: nobody is asked any more, and the time runs after which all words are purged."""
    for each in (*queries.unfinished(act.session, crisis_id), *queries.answers(act.session, crisis_id)):
        _follow(act, each, Action.END, StatementOver)
    act.session.flush()
    if words := queries.words_of(queries.all_of(act.session, crisis_id)):
        end(act.session, words, act.when)


def _follow(act: Act, statement: Statement, action: Action | Deed, fact: type[StatementEvent], note: str = "") -> None:
    move(act, statement, action)
    act.record(fact, of=statement, note=note)


def widen(act: Act, statement: Statement, outlets: Sequence[Outlet]) -> None:
    """Those of these accounts that speak its language say it, too."""
    LIFE.check(statement, Action.WIDEN)
    has = {each.account_id for each in statement.accounts}
    new = [its for its in outlets if its.id not in has and statement.language in its.languages]
    if new:
        statement.accounts.extend(StatementAccount(account_id=its.id, label=its.label) for its in new)
        act.session.flush()
        act.record(StatementWidened, of=statement, accounts=tuple(sorted(its.id for its in new)))


def posted(act: Act, statement: Statement, account_id: int, url: str) -> StatementAnswer:
    """It is out on that account, also where that is frozen: it is the only thing to say."""
    LIFE.require(act, statement, Action.POST)
    its = next((each for each in waiting(act, statement) if each.account_id == account_id), None)
    if its is None:
        raise Invalid({"account": NONE_OF_YOURS})
    (there,), url = outlets_of(act.session, [account_id]), full_address(url)
    if problem := post_url_problem(there.handle, url):
        raise Invalid({"url": problem})
    return _answer(act, statement, StatementAnswer(url=url), [its])


def will_not_post(act: Act, statement: Statement, text: str) -> StatementAnswer:
    """On none of those accounts for which they have not answered; `text` says why."""
    LIFE.require(act, statement, Action.POST)
    answer = StatementAnswer()
    answer.reason = keep(act.session, RULE, needed("reason", text, WHY))
    return _answer(act, statement, answer, waiting(act, statement))


def require_answer(act: Act, statement: Statement) -> list[StatementAccount]:
    """Those of its accounts for which this person may still answer; raises Refused where there is none."""
    LIFE.require(act, statement, Action.POST)
    if not (theirs := waiting(act, statement)):
        raise TooLate(f"Your accounts are answered for. See `{statement.shown_by}`.")
    return theirs


def waiting(act: Act, statement: Statement) -> list[StatementAccount]:
    outlets = outlets_of(act.session, [each.account_id for each in statement.accounts])
    return queries.unanswered(statement, outlets, act.who.id)


def _answer(
    act: Act, statement: Statement, answer: StatementAnswer, accounts: Collection[StatementAccount]
) -> StatementAnswer:
    if not accounts:
        raise TooLate(f"Your accounts are answered for. See `{statement.shown_by}`.")
    answer.statement_id, answer.who, answer.at = statement.id, act.who.id, act.when
    act.session.add(answer)
    act.session.flush()
    for each in accounts:
        each.answer = answer
    act.session.flush()
    act.record(StatementAnswered, of=answer, accounts=tuple(sorted(each.account_id for each in accounts)))
    return answer
