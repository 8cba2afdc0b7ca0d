"""What somebody had before their eyes when they pressed or wrote."""

from dataclasses import dataclass

from bot.kernel.errors import NotFound
from bot.kernel.reference import GONE, is_number
from bot.posts.model import Post


@dataclass(frozen=True, slots=True)
class Seen:
    """Which post, version and stage; written `12:3:1`."""

    post_id: int
    version: int
    stage: int = 0

    def __str__(self) -> str:
        return f"{self.post_id}:{self.version}:{self.stage}"

    @classmethod
    def read(cls, written: str) -> "Seen":
        """Raises NotFound for what Concord never wrote."""
        numbers = written.split(":")
        if len(numbers) not in {2, 3} or not all(map(is_number, numbers)):
            raise NotFound(GONE)
        return cls(*map(int, numbers))

    @classmethod
    def now(cls, post: Post) -> "Seen":
        return cls(post.id, post.version, post.stage)
