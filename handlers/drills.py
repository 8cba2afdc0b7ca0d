"""/crisis drill: a crisis is rehearsed; somebody plans it, others take part, one watches and rates it."""

from bot.accounts import finding as registry
from bot.crises import buttons
from bot.crises import queries as crises
from bot.crises.model import Crisis
from bot.drills import blocks, forms, messages, queries, service
from bot.drills.drafts import Draft, Rated
from bot.drills.life import LIFE, PLAN, Action
from bot.drills.model import Drill, Objective, State
from bot.drills.scoring import Score, scores_of
from bot.kernel.errors import NotFound
from bot.kernel.reference import numbered
from bot.kernel.views.blocks import Message
from handlers.alarms import affected
from handlers.crises import crisis
from handlers.gesture import Answer, Gesture, Now, Offer, Open, Say
from handlers.routing import Routes

routes = Routes()
WHICH = "Which drill? For instance `/crisis drill 7` or `/crisis drill end 7`; see `/crisis drill list`."


@crisis.word("drill", example="/crisis drill", about="rehearses one: plans a drill, shows one, ends one, lists all")
def drill(gesture: Gesture) -> Answer:
    words = gesture.words.strip()
    if not words:
        return plan(gesture)
    if words.lower() == "list":
        return _listing(gesture, 1)
    verb, _, rest = words.partition(" ")
    ends = verb.lower() == "end"
    if named := numbered(rest if ends else words, "drill"):
        return (
            _ask_whether_to_end(gesture, named[0])
            if ends
            else _shown(gesture, queries.of_crisis(gesture.session, named[0]))
        )
    raise NotFound(WHICH)


@routes.action(blocks.PLAN)
def plan(gesture: Gesture) -> Answer:
    PLAN.require(gesture, None)
    return Open(forms.plan(gesture.governance, gesture.who.id))


@routes.suggestions(forms.SEARCH)
def search_accounts(gesture: Gesture) -> Answer:
    return Offer([(str(each.id), each.full_label) for each in registry.matching(gesture.session, gesture.words)])


@routes.form(forms.PLAN)
def plan_by_form(gesture: Gesture) -> Answer:
    form = gesture.form
    draft = Draft(
        scenario=form.choice("scenario") or "",
        what=form.text("what"),
        likelihood=form.choice("likelihood") or "",
        impact=form.choice("impact") or "",
        players=form.people("players"),
        observer=form.person("observer") or "",
        begins_at=form.moment("begins_at"),
        accounts=affected(gesture, form.choices("accounts")),
    )
    planned = service.plan(gesture, draft, gesture.company, gesture.people.is_active)
    away = [each for each in planned.players if not gesture.company.is_at_work(each, planned.begins_at)]
    return Now(lambda: messages.planned(planned, away), lambda: messages.planned(planned, away))


@routes.list(blocks.LIST)
def turn_list(gesture: Gesture) -> Answer:
    return _listing(gesture, gesture.ref.page)


@routes.action(blocks.SHOW)
def show(gesture: Gesture) -> Answer:
    return _shown(gesture, queries.by_id(gesture.session, gesture.ref.id))


@routes.action(blocks.AGREE)
def agree(gesture: Gesture) -> Answer:
    seen = queries.by_id(gesture.session, gesture.ref.id)
    running = crises.held(gesture.session, seen.crisis_id) if seen.crisis_id else None
    agreed = queries.held(gesture.session, seen.id)
    service.agree(gesture, agreed, running)
    return _now(gesture, agreed)


@routes.action(blocks.CALL_OFF)
def call_off(gesture: Gesture) -> Answer:
    off = queries.held(gesture.session, gesture.ref.id)
    service.call_off(gesture, off)
    return _now(gesture, off)


@routes.action(buttons.END_DRILL)
def ask_whether_to_end(gesture: Gesture) -> Answer:
    return _ask_whether_to_end(gesture, gesture.ref.id)


def _ask_whether_to_end(gesture: Gesture, number: int) -> Answer:
    running = queries.of_crisis(gesture.session, number)
    LIFE.require(gesture, running, Action.END)
    return Open(forms.end(running))


@routes.form(forms.END)
def end(gesture: Gesture) -> Answer:
    """The crisis before its drill, as everywhere."""
    number = gesture.ref.id
    running = crises.held_by(gesture, number)
    ended = queries.held(gesture.session, queries.of_crisis(gesture.session, number).id)
    service.end(gesture, ended, running, gesture.company)
    return _now(gesture, ended)


@routes.action(blocks.RATE, opens=forms.RATE)
def ask_how_it_was(gesture: Gesture) -> Answer:
    over = queries.by_id(gesture.session, gesture.ref.id)
    LIFE.require(gesture, over, Action.RATE)
    return Open(forms.rate(over, _scores(gesture, over)))


@routes.form(forms.RATE)
def rate(gesture: Gesture) -> Answer:
    over, form = queries.held(gesture.session, gesture.ref.id), gesture.form
    names = {each: forms.field_of(each) for each in Objective}
    letters = {each: form.choice(name) or "" for each, name in names.items()}
    words = {
        Objective.ANSWERED: form.text("answered_words"),
        Objective.FROZEN: form.text("frozen_words"),
        Objective.FIRST_WORD: form.text("first_word_words"),
        Objective.CONFIRMED: form.text("confirmed_words"),
        Objective.CADENCE: form.text("cadence_words"),
    }
    service.rate(gesture, over, Rated(letters, words))
    return _now(gesture, over)


def _listing(gesture: Gesture, number: int) -> Answer:
    due = max(queries.over(gesture.session), key=lambda each: each.ended_at or each.begins_at, default=None)
    may_plan = PLAN.allows(gesture, None)
    return Say(blocks.listing(queries.listing(gesture.session, number), due, may_plan=may_plan))


def _shown(gesture: Gesture, seen: Drill) -> Answer:
    return Say(_card(gesture, seen))


def _card(gesture: Gesture, seen: Drill) -> Message:
    knows = gesture.who.id in {seen.planned_by, seen.observer}
    return blocks.card(seen, _scores(gesture, seen), _offered(gesture, seen), knows=knows)


def _offered(gesture: Gesture, seen: Drill) -> frozenset[Action]:
    has_agreed = seen.players.get(gesture.who.id, False)
    return LIFE.allowed(gesture, seen) - ({Action.AGREE} if has_agreed else set())


def _scores(gesture: Gesture, seen: Drill) -> list[Score]:
    if seen.state is not State.OVER or seen.crisis_id is None:
        return []
    return scores_of(gesture.session, gesture.session.get_one(Crisis, seen.crisis_id))


def _now(gesture: Gesture, seen: Drill) -> Answer:
    return Now(lambda: messages.done(seen), lambda: _card(gesture, seen))
