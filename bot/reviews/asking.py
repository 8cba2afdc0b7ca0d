"""What reviewers ask before they decide, and what they are answered: the time limit goes on."""

from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.kernel.problems import needed
from bot.reviews.facts import QuestionAnswered, QuestionAsked
from bot.reviews.life import Deed
from bot.reviews.model import Remark, Reviewed
from bot.reviews.seen import Seen
from bot.reviews.service import require_reviewer

NO_QUESTION = "Write your question."
NO_ANSWER = "Write your answer."


def ask(act: Act, its: Reviewed, seen: Seen, text: str) -> None:
    """Whoever reviews it in this stage asks those who wrote it."""
    require_reviewer(act, its, seen, Deed.ASK)
    act.record(QuestionAsked, of=_remark(act, its, needed("question", text, NO_QUESTION)))


def answer(act: Act, its: Reviewed, number: int, text: str) -> None:
    """The question of that number; who may is for the matter to say."""
    require_open(its, number)
    act.record(QuestionAnswered, of=_remark(act, its, needed("answer", text, NO_ANSWER), answers=number))


def require_open(its: Reviewed, number: int) -> Remark:
    """The question of that number; raises TooLate where it waits for no answer any more."""
    asked = {each.number: each for each in its.review.asked_now if each.is_question}
    if number not in asked:
        raise TooLate(f"This question is about an older version of {its.label}. See `{its.shown_by}`.")
    for each in its.review.asked_now:
        if each.answers == number:
            raise TooLate(f"{each.who_name} has answered already. See `{its.shown_by}`.")
    return asked[number]


def _remark(act: Act, its: Reviewed, text: str, answers: int | None = None) -> Remark:
    review = its.review
    remark = Remark(
        matter=review.matter,
        number=len(review.remarks) + 1,
        answers=answers,
        version=review.version,
        stage=review.stage,
        who=act.who.id,
        who_name=act.who.name,
        text_sha256=text,
        at=act.when,
    )
    if words := its.keep(act.session, text, act.when):
        remark.text = words
    review.remarks.append(remark)
    return remark
