"""The forms of whoever reviews, whatever is reviewed. A field's id is the name that checks give its problems to."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import modal, section, select_input, text_input
from bot.reviews.course import capacity
from bot.reviews.model import Reason, Remark, Reviewed, Verdict
from bot.reviews.progress import words_of
from bot.reviews.seen import Seen
from bot.reviews.signature import Signature, asked

LONGEST = 1000
READ_BY = "Whoever wrote it will read this."


def approve(callback_id: str, its: Reviewed, seen: Seen, signature: Signature) -> View:
    lead = section(mrkdwn("{}, version {}.", its.name, its.review.version))
    signed = asked(its, Verdict.APPROVED, signature)
    return modal(callback_id, "Approve", [lead, *signed], submit="Approve", metadata=str(seen))


def request_changes(callback_id: str, its: Reviewed, seen: Seen, signature: Signature) -> View:
    questions = _reason(its, signature, Verdict.CHANGES_REQUESTED, "What has to change?")
    return modal(callback_id, "Request changes", questions, submit="Request", metadata=str(seen))


def reject(callback_id: str, its: Reviewed, seen: Seen, signature: Signature) -> View:
    questions = _reason(its, signature, Verdict.REJECTED, "Why do you reject it?")
    return modal(callback_id, "Reject", questions, submit="Reject", metadata=str(seen))


def _reason(its: Reviewed, signature: Signature, verdict: Verdict, question: str) -> list[Block]:
    as_what = capacity(signature.roles, several=its.review.same_person)
    lead = mrkdwn("{}, version {}, as {}.", its.name, its.review.version, as_what)
    code = select_input("code", "What is wrong?", [(each, each.capitalize()) for each in Reason])
    words = text_input("reason", question, optional=True, multiline=True, hint=READ_BY, longest=LONGEST)
    return [section(lead), code, words, *asked(its, verdict, signature)]


def ask(callback_id: str, its: Reviewed, seen: Seen) -> View:
    lead = mrkdwn("{}, version {}. The review goes on.", its.name, its.review.version)
    question = text_input("question", "What do you want to know?", multiline=True, hint=READ_BY, longest=LONGEST)
    return modal(callback_id, "Ask", [section(lead), question], submit="Ask", metadata=str(seen))


def answer(callback_id: str, its: Reviewed, question: Remark) -> View:
    asks = [section(mrkdwn("{}. {} asks:", its.name, question.who_name)), words_of(question.text, LONGEST)]
    words = text_input("answer", "Your answer", multiline=True, longest=LONGEST)
    return modal(callback_id, "Answer", [*asks, words], submit="Answer", metadata=Ref(its.id, question.number))
