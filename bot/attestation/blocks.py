"""How the question of a quarter looks: one message with a row for each account."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.accounts import blocks as accounts
from bot.accounts.model import Account
from bot.attestation.model import Answered, Attestation, AttestationLine, in_words
from bot.kernel.numbers import number_of
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, day, mrkdwn, person, quote, several, shorten
from bot.kernel.views.blocks import Message, actions, button, context, divider, section
from bot.kernel.views.pagination import page_in, turning

RIGHT = "attestation.right"
LACKS = "attestation.lacks"
ALL = "attestation.all"
SHOW = "attestation.show"
PAGE = "attestation.page"
AT_ONCE = 12
"""Rows of a message, which takes fifty blocks."""
LONGEST_PURPOSE = 200
MARKS = {
    Answered.RIGHT: mrkdwn(":white_check_mark:"),
    Answered.RETIRED: mrkdwn(":white_circle:"),
    Answered.MOVED: mrkdwn(":arrow_right:"),
    Answered.LAPSED: mrkdwn(":grey_question:"),
}


def card(
    attestation: Attestation, lines: Sequence[AttestationLine], profile: Sequence[str], number: int = 1
) -> Message:
    """Those of its lines that this reader is asked about: what waits with its buttons, then what was answered."""
    waiting = [line for line in lines if line.is_waiting]
    page = page_in(waiting, number, AT_ONCE)
    when = in_words(attestation.quarter)
    if not waiting:
        text = mrkdwn(":white_check_mark: *{}*: nothing waits any more.", when)
        return Message(text, [section(text), *_answered(lines)])
    text = mrkdwn("*{}*: {}. Still right?", when, number_of(len(waiting), "account"))
    blocks: list[Block] = [section(text), context(_meaning(profile))]
    for line in page.rows:
        blocks += _row(line)
    blocks += [divider(), actions(*_for_all(attestation, page.rows, is_first=number == 1, others=page.pages > 1))]
    blocks += turning(page, PAGE, lambda to: Ref(attestation.id, to)) if number > 1 else []
    return Message(text, [*blocks, *_answered(lines)])


def _meaning(profile: Sequence[str]) -> Markup:
    says = mrkdwn(", ").join(mrkdwn("{}", each) for each in profile)
    right = mrkdwn("*Still right* says that purpose, audience and people are right.")
    return mrkdwn("{} Its profile says: {}.", right, says) if profile else right


def _row(line: AttestationLine) -> list[Block]:
    account, ref = line.account, Ref(line.id)
    purpose = quote(shorten(account.purpose, LONGEST_PURPOSE)) if account.purpose else Markup()
    return [
        section(mrkdwn("{}\n{}", accounts.row(account), purpose)),
        actions(
            button("Still right", RIGHT, ref, style="primary"),
            button("Profile lacks…", LACKS, ref),
            retire(account),
        ),
    ]


def retire(account: Account) -> ButtonElement:
    return button("Retire…", accounts.RETIRE, Ref(account.id), style="danger")


def _for_all(
    attestation: Attestation, lines: Sequence[AttestationLine], *, is_first: bool, others: bool
) -> list[ButtonElement]:
    label = f"All {len(lines)} still right" if len(lines) > 1 else "Still right"
    these = Ref(attestation.id, " ".join(str(line.id) for line in lines))
    more = [button("Show the others", SHOW, Ref(attestation.id, 2))] if others and is_first else []
    return [button(label, ALL, these, style="primary"), *more]


def _answered(lines: Sequence[AttestationLine]) -> list[Block]:
    done = [line for line in lines if not line.is_waiting]
    rows = [_said(line) for line in done]
    return [context(several(rows, "\n", most=AT_ONCE))] if rows else []


def _said(line: AttestationLine) -> Markup:
    by = mrkdwn(", {}", person(line.answered_by)) if line.answer == Answered.RIGHT else Markup()
    lacks = mrkdwn(". Its profile lacks: {}", ", ".join(line.lacks)) if line.lacks else Markup()
    return mrkdwn("{} {}: {}{}{}", MARKS[line.answer], line.account.label, line.answer, by, lacks)


def line_said(line: AttestationLine) -> Message:
    """For whoever answered."""
    text = _said(line)
    return Message(text, [section(text)])


def row(attestation: Attestation, waiting: Sequence[AttestationLine]) -> Markup:
    """On somebody's Home."""
    many, when = number_of(len(waiting), "account"), in_words(attestation.quarter)
    return mrkdwn(":ballot_box_with_check: *Still right?* {} for {}, asked {}", many, when, day(attestation.asked_at))


def show(attestation: Attestation) -> ButtonElement:
    return button("Look through", SHOW, Ref(attestation.id))
