"""What somebody had before their eyes when they pressed or wrote."""

from dataclasses import dataclass

from bot.kernel.errors import NotFound
from bot.kernel.reference import GONE, is_number
from bot.reviews.model import Reviewed


@dataclass(frozen=True, slots=True)
class Seen:
    """Which matter, by its number, which version and stage; written `12:3:1`."""

    id: int
    version: int
    stage: int = 0

    def __str__(self) -> str:
        return f"{self.id}:{self.version}:{self.stage}"

    @classmethod
    def read(cls, written: str) -> "Seen":
        """Raises NotFound for what Concord never wrote."""
        numbers = written.split(":")
        if len(numbers) not in {2, 3} or not all(map(is_number, numbers)):
            raise NotFound(GONE)
        return cls(*map(int, numbers))

    @classmethod
    def now(cls, its: Reviewed) -> "Seen":
        return cls(its.id, its.review.version, its.review.stage)
