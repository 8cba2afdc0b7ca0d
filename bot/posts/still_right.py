"""Whether a post is still right that names a product: its author is asked when something becomes of the product, until
somebody says so.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import outbox
from bot.kernel.text.markup import mrkdwn, name, person
from bot.kernel.views.again import asked_again
from bot.posts import calls, cards, messages, products, queries
from bot.posts.clearance import in_the_way
from bot.posts.facts import PostConfirmed, ProductFound
from bot.posts.model import Post, PostProduct
from bot.products.facts import ProductEdited, ProductPutBack, ProductRanOut, ProductWithdrawn
from bot.products.model import Product

BECAME = {ProductRanOut: "is out of stock", ProductWithdrawn: "is withdrawn", ProductEdited: "was changed"}
REGISTERED = "is in the register of products now"
IN_THE_GOVERNANCE = "is a product in the governance now"


def ask_again(session: Session, event: ProductRanOut | ProductWithdrawn | ProductEdited, company: Company) -> None:
    """About each post that names the product."""
    for post in products.open_about(session, event.of):
        if reasons := in_the_way(session, post, event.when):
            cards.replace_calls(session, [(post, calls.on_hold(post, reasons))], event.when)
        named = products.ask(session, post, event.of, BECAME[type(event)], event.when)
        _ask(session, post, named, reasons, company, event.when)


def ask_of_found(session: Session, event: ProductFound, company: Company) -> None:
    """About a post that named it before it was registered."""
    post, at = event.of, event.when
    its = next(each for each in post.products if each.called == event.product)
    named = products.ask_of(session, its, REGISTERED if its.product_id else IN_THE_GOVERNANCE, at)
    _ask(session, post, named, in_the_way(session, post, at), company, at)


def _ask(
    session: Session, post: Post, named: PostProduct | None, held: Sequence[str], company: Company, at: datetime
) -> None:
    """`named` is what to ask about; None where it is not named any more."""
    if named is None:
        return
    cards.show(session, post, company, at)
    message = calls.still_right(post, named, held)
    for each in queries.called(session, post, ["author"], company):
        asked = outbox.Ask(
            channel=each,
            path=f"{cards.still_right(post)}:{named.ref}:{each}",
            key=at.isoformat(),
            message=message,
            before=asked_again(post.name),
            urgency=outbox.Urgency.DECISION,
        )
        outbox.ask(session, asked, at=at)


def end(session: Session, event: PostConfirmed, company: Company) -> None:
    """Whoever was asked about that product sees who said so."""
    of = next(each.ref for each in event.of.products if each.called == event.product)
    how = mrkdwn("{} says that it is still right: {} {}.", person(event.who.id), name(event.product), event.became)
    path = f"{cards.still_right(event.of)}:{of}"
    outbox.settle(session, path=path, message=messages.ended(event.of, how), at=event.when)


def let_go(session: Session, event: ProductPutBack, company: Company) -> None:
    """What was on hold for the product's sake may go out, unless something else stands against it; and nobody is asked
    any more.
    """
    product = event.of
    products.ask_no_more(session, product)
    for post in products.open_about(session, product):
        reasons = in_the_way(session, post, event.when)
        message = calls.on_hold(post, reasons) if reasons else calls.let_go(post)
        cards.replace_calls(session, [(post, message)], event.when)
        _end_question(session, post, product, event.when)
        cards.show(session, post, company, event.when)


def _end_question(session: Session, post: Post, product: Product, at: datetime) -> None:
    message = messages.ended(post, mrkdwn("{} is on the market again.", name(product.name)))
    outbox.settle(session, path=f"{cards.still_right(post)}:{product.id}", message=message, at=at)
