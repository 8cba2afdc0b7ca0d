"""What can be done with documents: add, write a new version, read, take out of force."""

import re

from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.kernel.problems import Problems
from bot.kernel.text.markup import canonical
from bot.policies import queries
from bot.policies.drafts import Draft
from bot.policies.facts import DocumentAdded, DocumentEnded, DocumentRead, DocumentRevised
from bot.policies.life import ADD, LIFE, Action
from bot.policies.model import Document, Reading, Status

NO_TITLE = "Write what it is called."
NO_LINK = "Give the link, such as https://…"
NO_HASH = "Give its SHA-256: 64 digits and letters from a to f."
NOBODY = "Choose who must read it."
TAKEN = "There is one with that name. Write a new version of it in `/social policy`."


def add(act: Act, draft: Draft) -> Document:
    """Raises Invalid with a sentence for each field that cannot stand."""
    ADD.require(act, None)
    document = Document(version=1, needed=1, status=Status.IN_FORCE)
    _fill(act, document, draft)
    act.session.add(document)
    act.session.flush()
    act.record(DocumentAdded, of=document)
    return document


def revise(act: Act, document: Document, seen: int, draft: Draft) -> None:
    """A new version of what was `seen`; only where it is material everybody reads it again."""
    LIFE.require(act, document, Action.REVISE)
    if document.version != seen:
        raise TooLate(f"{document.label} has a version {document.version} meanwhile. See `/social policy`.")
    due, is_material = document.due, draft.material == "yes"
    _fill(act, document, draft)
    document.version += 1
    if is_material:
        document.needed = document.version
    else:
        document.due = due
    act.record(DocumentRevised, of=document, is_material=is_material)


def end(act: Act, document: Document) -> None:
    LIFE.require(act, document, Action.END)
    LIFE.move(document, Action.END)
    act.record(DocumentEnded, of=document)


def read(act: Act, document: Document, version: int) -> Reading:
    """Whoever acts has read that version; raises TooLate where another one must be read by now."""
    LIFE.require(act, document, Action.READ)
    if version != document.version:
        raise TooLate(f"{document.label} has version {document.version} now. Read that one: `/social policy`.")
    if queries.has_read(act.session, document, act.who.id):
        raise TooLate(f"You have said that you read {document.label}.")
    reading = Reading(
        document_id=document.id,
        version=version,
        sha256=document.sha256,
        person=act.who.id,
        name=act.who.name,
        read_at=act.when,
    )
    act.session.add(reading)
    act.session.flush()
    act.record(DocumentRead, of=reading)
    return reading


def _fill(act: Act, document: Document, draft: Draft) -> None:
    problems = Problems()
    title = problems.needed("title", draft.title, NO_TITLE)
    other = queries.titled(act.session, title)
    problems.note("title", TAKEN if other is not None and other is not document else "")
    link, sha256 = canonical(draft.link), draft.sha256.strip().lower()
    problems.note("link", "" if link else NO_LINK)
    problems.note("sha256", "" if re.fullmatch("[0-9a-f]{64}", sha256) else NO_HASH)
    problems.note("roles", "" if draft.roles else NOBODY)
    problems.refuse()
    document.title, document.link, document.sha256 = title, link or "", sha256
    document.roles, document.since, document.due = list(draft.roles), draft.since, draft.due
    document.written_by, document.written_at = act.who.id, act.when
