"""Who is asked to read what; all processes learn of it."""

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import outbox
from bot.kernel.events import Event
from bot.people import news
from bot.policies import blocks, queries
from bot.policies.facts import DocumentAdded, DocumentEnded, DocumentEvent, DocumentRead, DocumentRevised
from bot.policies.model import Document


def renew(session: Session, event: Event, company: Company) -> None:
    """Whoever remembers who has read and learned what reads it anew."""
    company.people.holdings.learning.doubt()
    news.tell(session, news.GRANTS, event.of.subject, event.when)


def ask_readers(session: Session, event: DocumentAdded | DocumentRevised, company: Company) -> None:
    """Each who must read it, at once and on its last day; a version that is not material asks nobody anew."""
    document = event.of
    if isinstance(event, DocumentRevised) and not event.is_material:
        _settle(session, event, f"version {document.version} is there. See `/social policy`.")
        have_read = {each.person for each in queries.readings(session, document)}
        _ask(session, document, company, event, missing=queries.readers(document, company) - have_read)
        return
    if isinstance(event, DocumentRevised):
        _settle(session, event, f"version {document.version} replaces it.")
    _ask(session, document, company, event, missing=queries.readers(document, company))


def _ask(session: Session, document: Document, company: Company, event: Event, missing: set[str]) -> None:
    it = queries.must_read(document, {})
    for person in sorted(missing):
        card = f"{_cards(document)}:{document.version}:{person}:first"
        outbox.show(session, card=card, channel=person, message=blocks.to_read(it), at=event.when)
        last = max(it.last_day, event.when)
        again = blocks.still_to_read(it)
        key = f"{_reminders(document)}:{person}:{document.version}"
        outbox.post(session, key=key, channel=person, message=again, at=event.when, not_before=last)


def settle_reader(session: Session, event: DocumentRead, _company: Company) -> None:
    reading = event.of
    document = queries.by_id(session, reading.document_id)
    card = f"{_cards(document)}:{reading.version}:{reading.person}"
    outbox.settle(session, path=card, message=blocks.has_read(document.title, reading), at=event.when)
    outbox.withdraw(session, path=f"{_reminders(document)}:{reading.person}")


def end(session: Session, event: DocumentEnded, _company: Company) -> None:
    _settle(session, event, "it is not in force any more.")


def _settle(session: Session, event: DocumentEvent, why: str) -> None:
    path, message = _cards(event.of), blocks.over(event.of.title, why)
    outbox.settle(session, path=path, message=message, at=event.when)
    outbox.withdraw(session, path=_reminders(event.of))


def _cards(document: Document) -> str:
    return f"{document.subject}:read"


def _reminders(document: Document) -> str:
    return f"{document.subject}:last_day"
