"""How products look in Slack: a list, and the card of one."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.kernel.locales import market_name
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn, several
from bot.kernel.views.blocks import Message, actions, button, confirm, context, header, section
from bot.kernel.views.pagination import Page, turning
from bot.products.checks import readable
from bot.products.life import Action
from bot.products.model import Product, Status

ADD = "products.add"
SHOW = "products.show"
PAGE = "products.page"
EDIT = "products.edit"
RUN_OUT = "products.run_out"
WITHDRAW = "products.withdraw"
PUT_BACK = "products.put_back"

MARKS = {
    Status.SOLD: mrkdwn(":large_green_circle:"),
    Status.OUT_OF_STOCK: mrkdwn(":hourglass_flowing_sand:"),
    Status.WITHDRAWN: mrkdwn(":no_entry_sign:"),
}
PLACES = 5
"""So many markets are named in a list."""


def listing(page: Page[Product], besides: Sequence[str], *, may_add: bool) -> Message:
    """`besides` are the names of products that the governance file alone has."""
    count = mrkdwn("{}", page.number_of("product"))
    rows = [section(_row(each), button("Show", SHOW, Ref(each.id))) for each in page.rows]
    add = [actions(button("Add a product…", ADD))] if may_add else []
    turns = turning(page, PAGE, lambda to: Ref("products", to))
    others = context(mrkdwn("Only in the governance: {}", several(besides)))
    return Message(count, [section(mrkdwn("*{}*", count)), *rows, *turns, *([others] if besides else []), *add])


def _row(product: Product) -> Markup:
    return mrkdwn("{} *{}* · {}\n{}", MARKS[product.status], product.name, product.status, _where(product))


def _where(product: Product) -> str:
    names = [market_name(each) for each in product.markets]
    more = f" and {len(names) - PLACES} more" if len(names) > PLACES else ""
    return f"{', '.join(names[:PLACES])}{more}" if names else "no market named"


def card(product: Product, allowed: Collection[Action]) -> Message:
    """All of it, with what this reader can do."""
    others = mrkdwn("\nAlso {}", ", ".join(product.local_names)) if product.local_names else Markup()
    sold = "prescription only" if product.needs_prescription else "without prescription"
    stands = mrkdwn("{} {} · {}\n{}{}", MARKS[product.status], product.status, sold, _where(product), others)
    blocks: list[Block] = [
        header(product.name),
        section(stands),
        *_said("Posts must say", product.statements),
        *_said("Safety line", product.safety),
        *_said("Where to get help", product.help),
    ]
    if buttons := list(_buttons(product, allowed)):
        blocks.append(actions(*buttons))
    return Message(mrkdwn("{} is {}", product.name, product.status), blocks)


def _said(title: str, lines: Mapping[str, str]) -> Iterator[Block]:
    if lines:
        each = [mrkdwn("{}: {}", readable(where), words) for where, words in lines.items()]
        yield section(mrkdwn("*{}*\n{}", title, mrkdwn("\n").join(each)))


def _buttons(product: Product, allowed: Collection[Action]) -> Iterator[ButtonElement]:
    ref = Ref(product.id)
    if Action.EDIT in allowed:
        yield button("Edit…", EDIT, ref)
    if Action.PUT_BACK in allowed:
        yield button("On the market again", PUT_BACK, ref)
    if Action.RUN_OUT in allowed:
        yield button("Out of stock", RUN_OUT, ref)
    if Action.WITHDRAW in allowed:
        withdraw = button("Withdraw", WITHDRAW, ref)
        withdraw.confirm = confirm("Withdraw it?", mrkdwn("{} is not sold any more.", product.name), "Withdraw")
        yield withdraw
