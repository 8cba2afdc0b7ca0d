"""The card of a file of accounts: from when it was given to what became of it."""

from collections.abc import Sequence

from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from bot.kernel.numbers import number_of
from bot.kernel.report import Report
from bot.kernel.text.markup import Markup, mrkdwn, quotation, several
from bot.kernel.views.blocks import Message, field, modal, section

IMPORT = "accounts.import"
KINDS = ("csv", "tsv", "txt")
MOST_SHOWN = 5


def form() -> View:
    hint = "At most 10 MB. /account export shows the columns."
    element = FileInputElement(action_id="sheet", filetypes=list(KINDS), max_files=1)
    return modal(IMPORT, "Import accounts", [field("sheet", "CSV file", element, hint=hint)], submit="Import")


def given(name: str) -> Message:
    """For whoever gave it."""
    return _said(mrkdwn(":inbox_tray: I take in {}. See your messages from Concord.", name))


def begun(name: str, taken: int = 0, rows: int = 0) -> Message:
    far = mrkdwn(" {} of {}", f"{taken:,}", number_of(rows, "row")) if taken else ""
    return _said(mrkdwn(":hourglass_flowing_sand: Taking in {}…{}", name, far))


def put_off(name: str, why: str) -> Message:
    return _said(mrkdwn(":warning: {} is not taken in yet. {} I try again.", name, why))


def failed(name: str, why: str) -> Message:
    return _said(mrkdwn(":no_entry_sign: {} is not taken in. {}", name, why))


def broken_off(name: str, why: str, taken: int, report: Report) -> Message:
    """What is to be done about the rest is for whoever gave it: what came in is known when it is given again."""
    rows = number_of(taken, "row")
    return _said(mrkdwn(":no_entry_sign: {}: only {} taken in. {} {}", name, rows, report.sentence, why))


def left(name: str, leaver: str, taken: int) -> Message:
    rows = number_of(taken, "row")
    text = ":wave: {} has left: of their {} only {} taken in. `/account import` takes in the rest."
    return _said(mrkdwn(text, leaver, name, rows))


def done(name: str, report: Report, unread: Sequence[str]) -> Message:
    mark = ":warning:" if report.problems else ":white_check_mark:"
    text = mrkdwn("{} {}: {}", mrkdwn(mark), name, report.sentence)
    blocks = [section(text)]
    if unread:
        names = ", ".join(map(quotation, unread))
        blocks.append(section(mrkdwn("Unknown columns, not read: {}.", names)))
    if report.problems:
        listed = [mrkdwn("• {}", str(each)) for each in report.problems[:MOST_SHOWN]]
        blocks.append(section(several(listed, "\n")))
    if (rest := len(report.problems) - MOST_SHOWN) > 0:
        blocks.append(section(mrkdwn("And {}.", number_of(rest, "more problem"))))
    return Message(text, blocks)


def to_mend() -> Message:
    """Above the file."""
    return _said(mrkdwn(":pencil2: Correct these rows and import this file."))


def _said(text: Markup) -> Message:
    return Message(text, [section(text)])
