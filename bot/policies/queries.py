"""What is asked about documents and trainings."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import loading
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.errors import NotFound
from bot.kernel.reference import GONE
from bot.kernel.views.pagination import Page, page_of
from bot.people.learning import Known, MustRead, RememberedLearning
from bot.policies.model import Document, Reading, Status, Training


def by_id(session: Session, document_id: int) -> Document:
    """To be looked at; raises NotFound."""
    return _there(session.get(Document, document_id))


def held(session: Session, document_id: int) -> Document:
    """To be changed, until the transaction ends; raises NotFound."""
    return _there(loading.held(session, Document, document_id))


def _there(document: Document | None) -> Document:
    if document is None:
        raise NotFound(GONE)
    return document


def listing(session: Session, number: int = 1) -> Page[Document]:
    """A page of those in force, by title."""
    in_force = select(Document).where(Document.status == Status.IN_FORCE)
    return page_of(session, in_force.order_by(func.lower(Document.title), Document.id), number)


def titled(session: Session, title: str) -> Document | None:
    """In force, however it is spelt."""
    is_it = func.lower(Document.title) == title.lower()
    return session.scalar(select(Document).where(Document.status == Status.IN_FORCE, is_it))


def readings(session: Session, document: Document) -> Sequence[Reading]:
    """Of the version that must be read, or later ones; each person's first."""
    wanted = Reading.document_id == document.id, Reading.version >= document.needed
    rows = session.scalars(select(Reading).where(*wanted).order_by(Reading.read_at, Reading.id))
    first: dict[str, Reading] = {}
    for each in rows:
        first.setdefault(each.person, each)
    return list(first.values())


def has_read(session: Session, document: Document, person: str) -> bool:
    """Whether this person has, the version that must be read or a later one."""
    theirs = Reading.document_id == document.id, Reading.version >= document.needed, Reading.person == person
    return session.scalar(select(Reading.id).where(*theirs).limit(1)) is not None


def readers(document: Document, company: Company) -> set[str]:
    """Who must read it now."""
    return {person for role in document.roles for person in company.people.anywhere(role)}


def trainings_of(session: Session, person: str) -> Sequence[Training]:
    return session.scalars(select(Training).where(Training.person == person).order_by(Training.key)).all()


def training(session: Session, person: str, key: str) -> Training | None:
    return session.scalar(select(Training).where(Training.person == person, Training.key == key))


def remembered(database: Database, clock: Clock) -> RememberedLearning:
    """For one process; what it changes itself it knows as soon as that is committed."""

    def read() -> Known:
        with database.snapshot() as session:
            return _known(session)

    learning = RememberedLearning(clock, read)
    database.after_commit.append(lambda _: learning.read_if_doubted())
    return learning


def _known(session: Session) -> Known:
    readers: defaultdict[int, dict[str, int]] = defaultdict(dict)
    newest = select(Reading.document_id, Reading.person, func.max(Reading.version))
    for document_id, person, version in session.execute(newest.group_by(Reading.document_id, Reading.person)):
        readers[document_id][person] = version
    in_force = session.scalars(select(Document).where(Document.status == Status.IN_FORCE).order_by(Document.id))
    trained = session.execute(select(Training.person, Training.key, Training.until))
    return Known(
        [must_read(each, readers[each.id]) for each in in_force],
        {(person, key): until for person, key, until in trained},
    )


def with_readers(session: Session, page: Page[Document]) -> Page[MustRead]:
    """The same page, with who has read each."""
    readers: defaultdict[int, dict[str, int]] = defaultdict(dict)
    wanted = select(Reading).where(Reading.document_id.in_([each.id for each in page.rows])).order_by(Reading.version)
    for each in session.scalars(wanted):
        readers[each.document_id][each.person] = each.version
    rows = [must_read(each, readers[each.id]) for each in page.rows]
    return Page(rows, page.number, page.pages, page.total)


def must_read(document: Document, readers: dict[str, int]) -> MustRead:
    return MustRead(
        document.id,
        document.title,
        document.link,
        document.sha256,
        document.version,
        document.needed,
        tuple(document.roles),
        document.since,
        document.due,
        readers,
    )
