"""/crisis freeze and thaw: accounts on which nothing goes out, and who says that nothing is scheduled elsewhere."""

from collections.abc import Iterator, Sequence

from bot.accounts import Outlet
from bot.accounts import finding as registry
from bot.calendar import entries
from bot.calendar.model import Status
from bot.calendar.weeks import Week, week_of
from bot.crises import queries as crises
from bot.crises.life import LIFE as CRISES
from bot.crises.life import Action as CrisisAction
from bot.crises.model import Crisis
from bot.freezes import blocks, choosing, forms, queries, service
from bot.freezes.blocks import CRISIS, ONE
from bot.freezes.checks import NOTHING
from bot.freezes.drafts import Draft
from bot.freezes.life import FREEZE_ANYWHERE, LIFE, Action, may_thaw
from bot.freezes.model import Freeze
from bot.kernel import zones
from bot.kernel.errors import Invalid, NotFound
from bot.kernel.numbers import number_of
from bot.kernel.reference import Ref, numbered
from bot.kernel.views.blocks import Message
from bot.posts import queries as posts
from handlers.crises import crisis, looked_at
from handlers.gesture import Answer, Gesture, Now, Offer, Open, Replace, Say
from handlers.routing import Routes

routes = Routes(steadfast=True)


@crisis.word("freeze", example="/crisis freeze 7 Cardiva", about="nothing goes out on its accounts, or on others")
def freeze(gesture: Gesture) -> Answer:
    number, behind = numbered(gesture.words, "crisis") or (None, gesture.words)
    return _freeze_form(gesture, number, behind)


@routes.action(blocks.FREEZE)
def freeze_by_button(gesture: Gesture) -> Answer:
    return _freeze_form(gesture, gesture.ref.id)


@routes.suggestions(forms.SEARCH)
def search_scope(gesture: Gesture) -> Answer:
    return Offer(list(choosing.choices(gesture.session, gesture.words)))


@routes.form(forms.FREEZE)
def freeze_by_form(gesture: Gesture) -> Answer:
    form, number = gesture.form, gesture.ref.id if gesture.metadata else None
    draft = Draft(
        scope=form.choices("scope"),
        exceptions=form.choices("exceptions"),
        reason=form.text("reason"),
        again=form.choice("again") or "",
    )
    about = crises.held_by(gesture, number) if number else None
    if about:
        CRISES.require(gesture, about, CrisisAction.FREEZE)
    planned, own = _planned_for(gesture, about), _accounts_of(about)
    chosen = choosing.meant(gesture.session, draft.scope or planned or own, draft.exceptions)
    scope = choosing.spoken(gesture.session, draft.scope or planned, draft.exceptions)
    if same := queries.of_the_same(gesture.session, number, [its.id for its in chosen]):
        return _second(gesture, queries.held(gesture.session, same.id), chosen, draft.reason)
    before = _frozen_before(gesture, chosen)
    counts = list(_counts(gesture, chosen))
    marks = {"confidential": about.confidential, "drill": about.drill} if about else {}
    new = service.freeze(gesture, draft, chosen, scope, number, **marks)
    asked = dict.fromkeys(each for its in chosen for each in (its.publishers or (its.owner,)))
    return Replace(forms.in_force(new, counts, list(asked), before))


def _second(gesture: Gesture, freeze: Freeze, chosen: Sequence[Outlet], reason: str) -> Answer:
    service.second(gesture, freeze, chosen, reason)
    return Replace(forms.in_force_already(freeze, queries.standing(gesture.session, [freeze])))


@crisis.word("thaw", example="/crisis thaw 7", about="lets posts go out again, each once it is confirmed")
def thaw(gesture: Gesture) -> Answer:
    if named := numbered(gesture.words, "crisis"):
        return _thaw_form(gesture, Ref(CRISIS, named[0]), named[1])
    if gesture.words:
        raise NotFound("Which crisis? For instance `/crisis thaw 7`, or `/crisis thaw` for all that is frozen.")
    return Say(blocks.listing(queries.each_standing(gesture.session, queries.in_force(gesture.session))))


@routes.action(blocks.THAW)
def thaw_by_button(gesture: Gesture) -> Answer:
    return _thaw_form(gesture, gesture.ref)


@routes.form(forms.THAW)
def thaw_by_form(gesture: Gesture) -> Answer:
    thawed = [queries.held(gesture.session, each.id) for each in _meant(gesture, gesture.ref, hold=True)]
    for each in thawed:
        LIFE.require(gesture, each, Action.THAW)
    theirs = {each.account_id for each in queries.accounts_of(gesture.session, thawed)}
    if chosen := gesture.form.choices("scope"):
        theirs &= {its.id for its in choosing.meant(gesture.session, chosen)}
    if not theirs:
        raise Invalid({"scope": NOTHING})
    for each in thawed:
        service.thaw(gesture, each, theirs)
    return _now(gesture, thawed[0])


@routes.action(blocks.SHOW)
def show(gesture: Gesture) -> Answer:
    return Say(_card(gesture, queries.by_id(gesture.session, gesture.ref.id)))


@routes.action(blocks.NOTHING)
def nothing_elsewhere(gesture: Gesture) -> Answer:
    freeze = _held(gesture)
    service.nothing_elsewhere(gesture, freeze)
    return _now(gesture, freeze)


@routes.action(blocks.STOPPED)
def ask_what_was_stopped(gesture: Gesture) -> Answer:
    freeze = queries.by_id(gesture.session, gesture.ref.id)
    LIFE.require(gesture, freeze, Action.ANSWER)
    return Open(forms.stopped(freeze))


@routes.form(forms.STOPPED)
def stopped_elsewhere(gesture: Gesture) -> Answer:
    freeze = _held(gesture)
    service.stopped_elsewhere(gesture, freeze, gesture.form.text("stopped"))
    return _now(gesture, freeze)


@routes.action(blocks.KEEP)
def keep(gesture: Gesture) -> Answer:
    freeze = _held(gesture)
    service.keep_frozen(gesture, freeze)
    return _now(gesture, freeze)


def _freeze_form(gesture: Gesture, number: int | None, typed: str = "") -> Answer:
    """What was typed stands there already."""
    if number is None:
        FREEZE_ANYWHERE.require(gesture, None)
        return Open(forms.freeze(scope=_named(gesture, typed)))
    about = looked_at(gesture, number, CrisisAction.FREEZE)
    planned = _planned_for(gesture, about)
    words = choosing.spoken(gesture.session, planned) if planned else ""
    return Open(
        forms.freeze(
            about.label,
            len(about.accounts),
            Ref(number),
            planned=words,
            scope=_named(gesture, typed),
            is_drill=about.drill,
        )
    )


def _named(gesture: Gesture, typed: str) -> list[tuple[str, str]]:
    def account(name: str) -> int:
        return registry.named(gesture.session, name).id

    return choosing.named(gesture.session, typed, account) if typed else []


def _planned_for(gesture: Gesture, about: Crisis | None) -> list[str]:
    """What its playbook says is frozen, as it is chosen."""
    playbook = gesture.governance.playbook(about.kind) if about else None
    return playbook.freeze if playbook else []


def _accounts_of(about: Crisis | None) -> list[str]:
    """Those of the crisis, as they are chosen."""
    return [f"account:{each.account_id}" for each in about.accounts] if about else []


def _counts(gesture: Gesture, chosen: Sequence[Outlet]) -> Iterator[str]:
    """What goes out no more."""
    ids = [its.id for its in chosen]
    today = week_of("", gesture.when, zones.own(gesture.who.tz))
    until = Week(today.days[1], today.zone).start
    slots = [
        each for each in entries.within(gesture.session, gesture.when, until, ids) if each.status is Status.PLANNED
    ]
    yield number_of(len(ids), "account")
    yield number_of(posts.scheduled_on(gesture.session, ids), "scheduled post")
    yield f"{number_of(len(slots), 'slot')} today"


def _frozen_before(gesture: Gesture, chosen: Sequence[Outlet]) -> list[Freeze]:
    ids, every = {its.id for its in chosen}, queries.in_force(gesture.session)
    theirs = {each.freeze_id for each in queries.accounts_of(gesture.session, every) if each.account_id in ids}
    return [each for each in every if each.id in theirs]


def _thaw_form(gesture: Gesture, ref: Ref, typed: str = "") -> Answer:
    FREEZE_ANYWHERE.require(gesture, None)
    frozen = _meant(gesture, ref)
    for each in frozen:
        LIFE.require(gesture, each, Action.THAW)
    what = "; ".join(dict.fromkeys(f"{each.why}: {each.scope}" for each in frozen))
    return Open(forms.thaw(queries.standing(gesture.session, frozen), what, ref, _named(gesture, typed)))


def _meant(gesture: Gesture, ref: Ref, *, hold: bool = False) -> Sequence[Freeze]:
    """All that are in force for a crisis, or one; the crisis is held before its freezes."""
    number = Ref.read(ref.rest).id
    if ref.key == ONE:
        freeze = queries.by_id(gesture.session, number)
        if hold and freeze.crisis_id:
            crises.held(gesture.session, freeze.crisis_id)
        return [freeze]
    about = crises.held_by(gesture, number) if hold else crises.shown_to(gesture, number)
    frozen = queries.in_force_for(gesture.session, number)
    if not frozen:
        raise NotFound(f"Nothing is frozen for {about.label}. See `/crisis thaw`.")
    return frozen


def _held(gesture: Gesture) -> Freeze:
    """The crisis before its freezes, as everywhere."""
    freeze = queries.by_id(gesture.session, gesture.ref.id)
    if freeze.crisis_id:
        crises.held(gesture.session, freeze.crisis_id)
    return queries.held(gesture.session, freeze.id)


def _now(gesture: Gesture, freeze: Freeze) -> Answer:
    return Now(lambda: _card(gesture, freeze))


def _card(gesture: Gesture, freeze: Freeze) -> Message:
    session = gesture.session
    if freeze.thawed_at:
        return blocks.thawed(freeze)
    accounts = queries.accounts_of(session, [freeze])
    buttons = [blocks.thaw(ONE, freeze.id)] if may_thaw(gesture, freeze) else []
    standing, stopped = queries.standing(session, [freeze]), queries.answers(session, [freeze])
    return blocks.card(freeze, standing, accounts, stopped, queries.reasons(session, freeze), buttons)
