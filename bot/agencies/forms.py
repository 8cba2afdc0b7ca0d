"""The forms about agencies. A field's id is the name that checks give its problems to."""

from collections.abc import Sequence

from slack_sdk.models.blocks import InputBlock
from slack_sdk.models.views import View

from bot.accounts import Outlet
from bot.agencies.drafts import LONGEST_ACCOUNTS, LONGEST_TEXT
from bot.agencies.model import AgencyDraft
from bot.delegation.drafts import LONGEST_REASON
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message, date_input, modal, page, section, select_input, text_input, user_input

LET_IN = "agencies.let_in"
WRITE = "agencies.write"
CHANGE = "agencies.change"
NO_ACCOUNT = mrkdwn("None of your accounts is in use. Ask your contact in the company.")


def let_in() -> View:
    blocks = [
        user_input("person", "Who?", optional=True, hint="A guest of your workspace."),
        text_input("user_id", "Or a user id", optional=True, hint="Of another organisation.", example="U0AB12CD3"),
        text_input("accounts", "Accounts", example="@HelviaJapan, @HelviaToday", longest=LONGEST_ACCOUNTS),
        date_input("until", "Last day", hint="At most 12 months."),
        text_input("reason", "Why?", hint="Everybody can read it.", longest=LONGEST_REASON),
    ]
    return modal(LET_IN, "Let an agency in", blocks, submit="Let in")


def write(accounts: Sequence[Outlet]) -> View:
    if not accounts:
        return page(Message(NO_ACCOUNT, [section(NO_ACCOUNT)]))
    choices = [(str(each.id), each.label) for each in accounts]
    return modal(WRITE, "Write a draft", [select_input("account", "Account", choices), _text("")], submit="Save")


def change(draft: AgencyDraft) -> View:
    lead = section(mrkdwn("Draft {} for {}", draft.id, draft.account_label))
    return modal(CHANGE, "Change a draft", [lead, _text(draft.text)], submit="Save", metadata=Ref(draft.id))


def _text(initial: str) -> InputBlock:
    return text_input("text", "Text", multiline=True, initial=initial, longest=LONGEST_TEXT)
