"""Changes of the governance that wait for a review: what those who decide, propose or look at one press."""

from bot.changes import blocks, messages, queries, service
from bot.changes.around import Around
from bot.changes.life import READ
from bot.changes.model import Change
from bot.kernel.errors import NotFound
from bot.kernel.reference import numbered
from bot.kernel.text.markup import quotation
from bot.kernel.views.blocks import Message
from handlers.deciding import Deciding
from handlers.gesture import Answer, Gesture, Now, Say
from handlers.routing import Routes

routes = Routes()


def now(gesture: Gesture, change: Change) -> Answer:
    """After something was done with it."""
    around = Around.of(gesture.company, gesture.session, change)
    return Now(lambda: messages.in_short(change, around), lambda: _card(gesture, change))


Deciding(blocks.KIND, queries.by_id, queries.held, service.REVIEWING, now).answer_in(routes)


def asked(gesture: Gesture) -> Answer:
    """The one whose number was typed, else the newest."""
    if not gesture.words:
        newest = queries.latest(gesture.session)
        return Say(_card(gesture, newest) if newest else messages.nothing())
    named = numbered(gesture.words, "governance change") or numbered(gesture.words, "governance")
    if named is None:
        raise NotFound(f"{quotation(gesture.words)} is no number of a change. See `/social governance`.")
    return Say(_card(gesture, queries.by_id(gesture.session, named[0])))


@routes.action(blocks.SHOW)
def show_by_button(gesture: Gesture) -> Answer:
    return Say(_card(gesture, queries.by_id(gesture.session, gesture.ref.id)))


@routes.action(blocks.WITHDRAW)
def withdraw(gesture: Gesture) -> Answer:
    change = queries.held(gesture.session, gesture.ref.id)
    service.withdraw(gesture, change)
    return now(gesture, change)


def _card(gesture: Gesture, change: Change) -> Message:
    """All of it, with what this person may do with it."""
    READ.require(gesture, change)
    around = Around.of(gesture.company, gesture.session, change)
    return blocks.particulars(change, around, service.REVIEWING.offered(gesture, change, around.holders))
