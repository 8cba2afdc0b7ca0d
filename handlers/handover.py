"""The accounts of somebody who left: whoever is asked takes them over."""

from collections.abc import Collection

from bot.accounts import blocks, forms, handover, messages, queries
from bot.accounts.life import LIFE, Action
from bot.governance import Governance
from handlers.gesture import Answer, Gesture, Now, Open
from handlers.routing import Routes

routes = Routes()


def takers(_rules: Governance) -> Collection[str]:
    """Who signs for it, besides an account's own people."""
    return LIFE.permission(Action.TAKE_OVER).roles


@routes.action(blocks.TAKE_OVER, opens=forms.TAKE_OVER)
def ask_who(gesture: Gesture) -> Answer:
    leaver = gesture.ref.key
    theirs = queries.of_keeper(gesture.session, leaver)
    mine = handover.of_leaver(gesture, leaver, gesture.people.may_be_asked, theirs)
    return Open(forms.take_over(leaver, len(mine.accounts), len(mine.hashtags), gesture.who.id))


@routes.form(forms.TAKE_OVER, signs=takers)
def take_over(gesture: Gesture) -> Answer:
    leaver, form, is_here = gesture.ref.key, gesture.form, gesture.people.may_be_asked
    owner, backup = form.person("owner") or "", form.person("backup") or ""
    handover.take_over(gesture, leaver, owner, backup, is_here)
    return Now(lambda: messages.taken_over(gesture.who.id, owner, gesture.people.name_of(leaver)))
