"""The life of a product: what leads where, and who keeps the register."""

from enum import StrEnum

from bot.governance import Role
from bot.kernel.lifecycle import Life, Permission, Row
from bot.products.model import Product, Status


class Action(StrEnum):
    """The words complete “it cannot be …”."""

    EDIT = "edited"
    RUN_OUT = "called out of stock"
    WITHDRAW = "withdrawn"
    PUT_BACK = "put back on the market"


KEEPERS = (Role.REGULATORY, Role.MEDICAL, Role.COMMUNITY_MANAGER)

ADD = Permission[object]("add products", KEEPERS)
TAKE_IN = Permission[object]("import products", (*KEEPERS, Role.ADMINISTRATOR))


def _keep(deed: str) -> Permission[Product]:
    return Permission(f"{deed} {{.label}}", KEEPERS)


def _why_not(product: Product, action: Action) -> str:
    return f"{product.label} is {product.status}, so it cannot be {action}. See `/social products`."


LIFE = Life[Product, Status, Action](
    "status",
    (
        Row(Action.EDIT, {each: each for each in Status}, _keep("edit")),
        Row(Action.RUN_OUT, {Status.SOLD: Status.OUT_OF_STOCK}, _keep("say out of stock of")),
        Row(
            Action.WITHDRAW,
            {Status.SOLD: Status.WITHDRAWN, Status.OUT_OF_STOCK: Status.WITHDRAWN},
            _keep("withdraw"),
        ),
        Row(
            Action.PUT_BACK,
            {Status.OUT_OF_STOCK: Status.SOLD, Status.WITHDRAWN: Status.SOLD},
            _keep("put back on the market"),
        ),
    ),
    why_not=_why_not,
)
