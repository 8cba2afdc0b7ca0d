"""Accounts as files: sent to whoever asks, and taken in."""

from bot.accounts import exchange, import_cards, importing, messages
from bot.accounts.life import IMPORT
from handlers.accounts import account
from handlers.gesture import Answer, Gesture, Now, Open, Say
from handlers.routing import Routes

routes = Routes()


@account.word("export", example="/account export", about="sends you the accounts as a CSV file")
def export(gesture: Gesture) -> Answer:
    exchange.ask_for_all(gesture)
    return Say(messages.exported())


@account.word("import", example="/account import", about="takes accounts in from a CSV file")
def ask_for_file(gesture: Gesture) -> Answer:
    IMPORT.require(gesture, None)
    return Open(import_cards.form())


@routes.form(import_cards.IMPORT)
def give_file(gesture: Gesture) -> Answer:
    file = gesture.form.file("sheet")
    importing.give(gesture, file.id, file.name)
    return Now(lambda: import_cards.given(file.name))
