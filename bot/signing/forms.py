"""The forms in which people choose their codes, and the question for one."""

from slack_sdk.models.blocks import Block, InputBlock
from slack_sdk.models.views import View

from bot.governance import Sign
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import modal, section, text_input
from bot.signing.pin import FEWEST, MOST

PIN = "signing.pin"
AUTHENTICATOR = "signing.authenticator"

OWN_HINT = "Slack shows what you type: use this PIN nowhere else."


def code(way: Sign) -> InputBlock:
    """Its id says which code it is: whatever form has it, the code is looked at before the form is."""
    if way is Sign.PIN:
        return text_input("pin", "Your PIN", longest=MOST)
    return text_input("totp", "The code that your app shows", longest=MOST)


def pin(*, has_one: bool) -> View:
    """It is typed twice."""
    before: list[Block] = [code(Sign.PIN)] if has_one else []
    new = text_input("new_pin", f"New PIN ({FEWEST} to {MOST} digits)", hint=OWN_HINT, longest=MOST)
    again = text_input("again", "The new PIN again", longest=MOST)
    return modal(PIN, "Your PIN", [*before, new, again], submit="Save")


def authenticator(secret: str, uri: str, *, has_one: bool) -> View:
    """The only place that ever shows the secret."""
    before: list[Block] = [code(Sign.TOTP)] if has_one else []
    lead = mrkdwn("Add Concord to your authenticator app with this key. It is shown only now.")
    first = text_input("first_code", "The code that your app shows for it", longest=MOST)
    blocks = [section(lead), section(mrkdwn("`{}`", secret)), section(mrkdwn("`{}`", uri)), *before, first]
    return modal(AUTHENTICATOR, "Your authenticator", blocks, submit="Confirm")
