"""Posts whose author has left: others go on with them."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import outbox
from bot.posts import messages, queries
from bot.posts.model import Post


def hand_on(
    session: Session,
    leaver: str,
    company: Company,
    at: datetime,
    hears: Callable[[Post, str], bool] = lambda _post, _heir: True,
) -> None:
    """The author of these posts left: whoever may go on with them and `hears` it does, in one message each."""
    heirs: dict[str, list[Post]] = {}
    for post in queries.open_of(session, leaver):
        for each in queries.called(session, post, ["author"], company):
            if hears(post, each):
                heirs.setdefault(each, []).append(post)
    for each, theirs in heirs.items():
        key, message = f"person:{leaver}:posts:{each}:{at.isoformat()}", messages.left_behind(theirs)
        outbox.post(session, key=key, channel=each, message=message, at=at, urgency=outbox.Urgency.DECISION)
