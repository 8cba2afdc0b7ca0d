"""/crisis say: what the company says in a crisis, who approves it, and who says that it is posted."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.accounts import Outlet, outlets_in_use, outlets_of
from bot.crises import queries as crises
from bot.crises import steering
from bot.crises.life import LIFE as CRISES
from bot.crises.life import Action as CrisisAction
from bot.crises.model import Crisis
from bot.crises.rooms import room_of
from bot.governance.templates import Responsibility
from bot.kernel.errors import NotFound
from bot.kernel.numbers import number_of
from bot.kernel.reference import Ref, is_number
from bot.kernel.views.blocks import Message
from bot.kernel.views.warned import warned
from bot.outgoing import Warned, heed
from bot.voice import blocks, forms, messages, overview, queries, service
from bot.voice.around import Around
from bot.voice.drafts import Draft
from bot.voice.lengths import lengths, too_long
from bot.voice.life import LIFE, Action
from bot.voice.model import Statement
from bot.voice.templates import Beginning, proposed, template
from bot.voice.wording import whole
from handlers.crises import crisis, named
from handlers.deciding import Deciding
from handlers.gesture import Answer, Gesture, Now, Open, Replace, Say
from handlers.routing import Routes

routes = Routes(steadfast=True)
A_QUARTER = timedelta(minutes=15)


@crisis.word("say", example="/crisis say 7", about="shows what we say, language by language")
def say(gesture: Gesture) -> Answer:
    number, rest = named(gesture, "say")
    if rest:
        raise NotFound("To write what we say: `/crisis say`, then *Speak for us…*.")
    return Say(_overview(gesture, crises.shown_to(gesture, number)))


@routes.action(blocks.SAY)
def say_by_button(gesture: Gesture) -> Answer:
    return Say(_overview(gesture, crises.shown_to(gesture, gesture.ref.id)))


@routes.action(blocks.SPEAK)
def speak(gesture: Gesture) -> Answer:
    about = crises.shown_to(gesture, gesture.ref.id)
    steering.require_voice(gesture, about)
    tongues = list(languages_of(gesture.session, about))
    latest = queries.unfinished(gesture.session, about.id)
    first = proposed(about.kind, gesture.governance)
    return Open(forms.begin(about.label, tongues, first, latest, Ref(about.id)))


@routes.form(forms.BEGIN)
def begin(gesture: Gesture) -> Answer:
    """The next form, with the words that it begins with."""
    about = crises.shown_to(gesture, gesture.ref.id)
    steering.require_voice(gesture, about)
    language, start = gesture.form.choice("language") or "", gesture.form.choice("start") or ""
    chosen = _speaking(_scope(gesture.session, about), language)
    return _form(gesture, about, language, chosen, _beginning(gesture, about, start, language))


def _form(gesture: Gesture, about: Crisis, language: str, chosen: Sequence[Outlet], begins: Beginning) -> Replace:
    next_at, many = _next(gesture.when + about.respond_within), number_of(len(chosen), "account")
    return Replace(forms.write(about.label, language, begins, next_at, many, Ref(about.id, language)))


@routes.form(forms.WRITE)
def write(gesture: Gesture) -> Answer:
    about, language = crises.held_by(gesture, gesture.ref.id), gesture.ref.rest
    steering.require_voice(gesture, about)
    chosen, draft = _speaking(_scope(gesture.session, about), language), _draft(gesture)
    try:
        heed(_warnings(gesture, draft, chosen, language), gesture.heeded)
    except Warned as warning:
        again = _form(gesture, about, language, chosen, Beginning(draft.words, language))
        return Replace(warned(again.view, warning.sentences, warning.key))
    room = room_of(about, gesture.company)
    written = service.write(gesture, about.id, draft, chosen, language, room, gesture.governance, drill=about.drill)
    return now(gesture, written)


def now(gesture: Gesture, statement: Statement) -> Answer:
    """After something was done with it."""

    def line() -> Message:
        return messages.in_short(statement, Around.of(gesture.company, gesture.session, statement))

    return Now(line, lambda: _card(gesture, statement))


def _held(session: Session, number: int) -> Statement:
    """The crisis before its statements, as everywhere."""
    crises.held(session, queries.by_id(session, number).crisis_id)
    return queries.held(session, number)


Deciding(blocks.KIND, queries.by_id, _held, service.REVIEWING, now).answer_in(routes)


@routes.action(blocks.SHOW)
def show(gesture: Gesture) -> Answer:
    statement = queries.by_id(gesture.session, gesture.ref.id)
    if not LIFE.allowed(gesture, statement):  # whoever may do something with it may see it
        crises.shown_to(gesture, statement.crisis_id)
    return Say(_card(gesture, statement))


@routes.action(blocks.WITHDRAW)
def withdraw(gesture: Gesture) -> Answer:
    statement = _held(gesture.session, gesture.ref.id)
    service.withdraw(gesture, statement)
    return now(gesture, statement)


@routes.action(blocks.POSTED)
def ask_for_the_link(gesture: Gesture) -> Answer:
    statement = queries.by_id(gesture.session, gesture.ref.id)
    return Open(forms.posted(statement, service.require_answer(gesture, statement)))


@routes.form(forms.POSTED)
def posted(gesture: Gesture) -> Answer:
    statement, account = _held(gesture.session, gesture.ref.id), gesture.form.choice("account") or ""
    number = int(account) if is_number(account) else 0
    service.posted(gesture, statement, number, gesture.form.text("url"))
    return now(gesture, statement)


@routes.action(blocks.WILL_NOT)
def ask_why_not(gesture: Gesture) -> Answer:
    statement = queries.by_id(gesture.session, gesture.ref.id)
    return Open(forms.will_not(statement, service.require_answer(gesture, statement)))


@routes.form(forms.WILL_NOT)
def will_not_post(gesture: Gesture) -> Answer:
    statement = _held(gesture.session, gesture.ref.id)
    service.will_not_post(gesture, statement, gesture.form.text("reason"))
    return now(gesture, statement)


def _overview(gesture: Gesture, about: Crisis) -> Message:
    statements = queries.unfinished(gesture.session, about.id)
    in_force = {each.language for each in queries.in_force(gesture.session, about.id)}
    spoken = languages_of(gesture.session, about)
    unsaid = {tag: many for tag, many in spoken.items() if tag not in in_force}
    speakers = crises.speakers(gesture.session, about, gesture.company)
    may_speak = not about.confidential and CRISES.allows(gesture, about, CrisisAction.SPEAK)
    ways = [blocks.speak(about.id), blocks.add_answer(about.id)] if may_speak else []
    answers = queries.answers(gesture.session, about.id)
    return overview.overview(about.label, speakers, statements, answers, unsaid, ways)


def languages_of(session: Session, about: Crisis) -> dict[str, int]:
    """Those of its accounts, by how many speak them."""
    return _languages(_scope(session, about))


def _scope(session: Session, about: Crisis) -> Sequence[Outlet]:
    """Its accounts that are in use; without any it is about all of them."""
    named = outlets_of(session, [each.account_id for each in about.accounts])
    return [its for its in named if its.is_open] if named else outlets_in_use(session)


def _languages(scope: Sequence[Outlet]) -> dict[str, int]:
    """Those of the accounts, by how many speak them; English where there are none."""
    return dict(Counter(tag for its in scope for tag in its.languages).most_common()) or {"en": 0}


def _speaking(scope: Sequence[Outlet], language: str) -> list[Outlet]:
    """Those that speak it; raises NotFound for a language that the form did not offer."""
    if language not in _languages(scope):
        raise NotFound("No account speaks that language any more. Begin again.")
    return [its for its in scope if language in its.languages]


def _next(at: datetime) -> datetime:
    """The next full quarter of an hour."""
    full = at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
    return full if full >= at else full + A_QUARTER


def _beginning(gesture: Gesture, about: Crisis, start: str, language: str) -> Beginning:
    if is_number(start):
        before = queries.by_id(gesture.session, int(start))
        return Beginning(before.words, before.language)
    return template(about.kind, Responsibility(start), language, gesture.governance)


def _warnings(gesture: Gesture, draft: Draft, chosen: Sequence[Outlet], language: str) -> list[str]:
    """On which networks it is too long, and by how much."""
    text = whole(draft.words, draft.next_at or gesture.when, gesture.governance.time_zone, language)
    return list(too_long(lengths(text, chosen, gesture.governance)))


def _draft(gesture: Gesture) -> Draft:
    form = gesture.form
    return Draft(
        known=form.text("known"),
        unknown=form.text("unknown"),
        doing=form.text("doing"),
        advice=form.text("advice"),
        contact=form.text("contact"),
        next_at=form.moment("next_at"),
    )


def _card(gesture: Gesture, statement: Statement) -> Message:
    """All of it, with what this person may do with it."""
    around = Around.of(gesture.company, gesture.session, statement)
    offered = service.REVIEWING.offered(gesture, statement, around.holders)
    if not queries.unanswered(statement, around.outlets, gesture.who.id):
        offered -= {Action.POST}
    return blocks.card(statement, around, offered, with_reasons=True)
