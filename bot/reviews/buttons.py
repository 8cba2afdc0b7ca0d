"""What whoever reviews can press on a card."""

from slack_sdk.models.blocks import ButtonElement

from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Style, button, confirm
from bot.reviews.model import Reviewed, Verdict
from bot.reviews.seen import Seen


def show_it(kind: str, its: Reviewed, *, style: Style | None = None) -> ButtonElement:
    return button("Show it", f"{kind}.show", Ref(its.id), style=style)


def deciding(kind: str, its: Reviewed) -> list[ButtonElement]:
    """Approving asks once more, and says what it signs. `kind` begins the buttons' ids."""
    seen = str(Seen.now(its))
    signs = mrkdwn("You sign: “{}”.", its.meanings[Verdict.APPROVED])
    approve = button("Approve", f"{kind}.approve", seen, style="primary")
    approve.confirm = confirm(f"Approve {its.label}?", signs, "Approve")
    return [
        approve,
        button("Request changes…", f"{kind}.request_changes", seen),
        button("Reject…", f"{kind}.reject", seen, style="danger"),
        button("Ask…", f"{kind}.ask", seen),
    ]


def answering(kind: str, its: Reviewed) -> list[ButtonElement]:
    """For those whose it is, where somebody waits for their answer."""
    question = its.review.open_question
    return [button("Answer…", f"{kind}.answer", Ref(its.id, question.number), style="primary")] if question else []
