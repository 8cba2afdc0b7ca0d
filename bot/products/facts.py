"""What happens to products."""

from dataclasses import dataclass

from bot.kernel.events import Event, Named
from bot.products.model import Product


@dataclass(frozen=True, kw_only=True)
class ProductEvent(Event):
    of: Product


class ProductAdded(ProductEvent):
    pass


class ProductEdited(ProductEvent):
    pass


class ProductRanOut(ProductEvent):
    pass


class ProductWithdrawn(ProductEvent):
    pass


class ProductPutBack(ProductEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ProductSheetTakenIn(Event):
    """Somebody took in a file of products; it is called by the first digits of its SHA-256."""

    of: Named
