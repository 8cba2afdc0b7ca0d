"""The form about a product. A field's id is the name that checks give its problems to."""

from slack_sdk.models.blocks import InputBlock
from slack_sdk.models.views import View

from bot.kernel.reference import Ref
from bot.kernel.views.blocks import modal, select_input, text_input
from bot.products.drafts import LONGEST, Draft

ADD = "products.add"
EDIT = "products.edit"

A_LINE = "One a line: a market, and a language if it matters."


def add(offered: Draft) -> View:
    return _form(ADD, "Add a product", offered, "Add")


def edit(product_id: int, now: Draft) -> View:
    return _form(EDIT, "Edit a product", now, "Save", Ref(product_id))


def _form(callback_id: str, title: str, draft: Draft, submit: str, metadata: str = "") -> View:
    prescription = [("no", "No"), ("yes", "Yes")]
    blocks = [
        text_input("name", "Name", initial=draft.name, longest=LONGEST["name"]),
        _line("local_names", "Other names", draft.local_names, "Kardiva, Cardivan"),
        _line("markets", "Markets", draft.markets, "CH, Germany, JP"),
        select_input("prescription", "Prescription only", prescription, initial=draft.prescription or "no"),
        _lines("statements", "What posts must say", draft.statements, "CH de: Lesen Sie die Packungsbeilage."),
        _lines("safety", "Safety line", draft.safety, "CH: Report side effects to safety@helvia.example"),
        _lines("help", "Where to get help", draft.help, "CH: 0800 123 456"),
    ]
    return modal(callback_id, title, blocks, submit=submit, metadata=metadata)


def _line(field: str, label: str, typed: str, example: str) -> InputBlock:
    return text_input(field, label, initial=typed, optional=True, example=example, longest=LONGEST[field])


def _lines(field: str, label: str, typed: str, example: str) -> InputBlock:
    longest = LONGEST[field]
    return text_input(
        field, label, initial=typed, multiline=True, optional=True, example=example, hint=A_LINE, longest=longest
    )
