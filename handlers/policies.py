"""What must be read, who has read it, and who was trained in what."""

from datetime import date, datetime, timedelta

from bot.kernel.errors import Invalid
from bot.kernel.zones import midnight, own
from bot.policies import blocks, forms, queries, service, training
from bot.policies.drafts import Draft
from bot.policies.life import ADD, LIFE, LOOK, TRAIN, WHO_HAS_NOT, Action
from handlers.gesture import Answer, Gesture, Now, Open, Say
from handlers.routing import Routes

routes = Routes()


def asked(gesture: Gesture) -> Answer:
    LOOK.require(gesture, None)
    return _page(gesture, 1)


@routes.list(blocks.PAGE)
def turn(gesture: Gesture) -> Answer:
    return _page(gesture, gesture.ref.page)


def _page(gesture: Gesture, number: int) -> Answer:
    page = queries.listing(gesture.session, number)
    allowed = [LIFE.allowed(gesture, each) for each in page.rows]
    mine = queries.trainings_of(gesture.session, gesture.who.id)
    documents = queries.with_readers(gesture.session, page)
    return Say(blocks.listing(documents, gesture.who.id, allowed, mine, may_keep=ADD.allows(gesture, None)))


@routes.action(blocks.READ)
def read(gesture: Gesture) -> Answer:
    document = queries.held(gesture.session, gesture.ref.id)
    reading = service.read(gesture, document, gesture.ref.page)
    return Now(lambda: blocks.has_read(document.title, reading))


@routes.action(blocks.ADD)
def ask_for_document(gesture: Gesture) -> Answer:
    ADD.require(gesture, None)
    return Open(forms.add(list(gesture.governance.roles), _today(gesture)))


@routes.form(forms.ADD)
def add(gesture: Gesture) -> Answer:
    document = service.add(gesture, _draft(gesture))
    return Now(lambda: blocks.now(queries.must_read(document, {})))


@routes.action(blocks.REVISE)
def ask_for_version(gesture: Gesture) -> Answer:
    document = queries.by_id(gesture.session, gesture.ref.id)
    LIFE.require(gesture, document, Action.REVISE)
    it = queries.must_read(document, {})
    return Open(forms.revise(it, list(gesture.governance.roles), _today(gesture)))


@routes.form(forms.REVISE)
def revise(gesture: Gesture) -> Answer:
    document = queries.held(gesture.session, gesture.ref.id)
    service.revise(gesture, document, gesture.ref.page, _draft(gesture))
    return Now(lambda: blocks.now(queries.must_read(document, {})))


@routes.action(blocks.END)
def end(gesture: Gesture) -> Answer:
    document = queries.held(gesture.session, gesture.ref.id)
    service.end(gesture, document)
    return Now(lambda: blocks.over(document.title, "it is not in force any more."))


@routes.action(blocks.WHO)
def who(gesture: Gesture) -> Answer:
    WHO_HAS_NOT.require(gesture, None)
    document = queries.by_id(gesture.session, gesture.ref.id)
    readings = queries.readings(gesture.session, document)
    missing = queries.readers(document, gesture.company) - {each.person for each in readings}
    return Say(blocks.who(queries.must_read(document, {}), sorted(missing), readings))


@routes.action(blocks.TRAIN)
def ask_for_trainings(gesture: Gesture) -> Answer:
    TRAIN.require(gesture, None)
    return Open(forms.train())


@routes.form(forms.TRAIN)
def train(gesture: Gesture) -> Answer:
    zone = own(gesture.governance.time_zone)
    report = training.take_in(gesture, gesture.form.text("sheet"), gesture.people.called, zone)
    return Now(lambda: blocks.taken_in(report))


def _draft(gesture: Gesture) -> Draft:
    form = gesture.form
    since, due = form.date("since"), form.date("due")
    if since is None or due is None or due < since:
        raise Invalid(
            {"due" if since else "since": "Choose a day that is not before the first." if since else "Choose a day."}
        )
    return Draft(
        title=form.text("title"),
        link=form.text("link"),
        sha256=form.text("sha256"),
        roles=form.choices("roles"),
        since=_midnight(gesture, since),
        due=_midnight(gesture, due + timedelta(days=1)),
        material=form.choice("material") or "yes",
    )


def _midnight(gesture: Gesture, day: date) -> datetime:
    """Where the company is, for all read it by the same day."""
    return midnight(day, own(gesture.governance.time_zone))


def _today(gesture: Gesture) -> date:
    return gesture.when.astimezone(own(gesture.governance.time_zone)).date()
