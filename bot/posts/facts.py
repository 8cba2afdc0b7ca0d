"""What happens to posts."""

from dataclasses import dataclass

from bot.kernel.events import Event
from bot.posts.model import Post, PostVersion


@dataclass(frozen=True, kw_only=True)
class PostEvent(Event):
    of: Post


class PostSubmitted(PostEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PostEdited(PostEvent):
    version: int

    @property
    def noted(self) -> str:
        return f"version {self.version}"


@dataclass(frozen=True, kw_only=True)
class ReviewLowered(PostEvent):
    """A product is named, and the post's author says why that is no claim; `note` has the reason."""

    route: str
    """The stricter one, which it does not go through."""
    dropped: tuple[str, ...]
    """The roles which that one would have asked, and this one does not."""


class PostApproved(PostEvent):
    """Its review has passed."""


class PostSentBack(PostEvent):
    """Its note says what has to change."""

    recorded_as = "changes_requested"


class PostRejected(PostEvent):
    """Its note says why."""


class PostPlanned(PostEvent):
    """A cleared post got a time, or another one."""


class PostHeld(PostEvent):
    """Its account is frozen."""


class PostGivenBack(PostEvent):
    """Its publisher cannot publish it; its note says why."""


@dataclass(frozen=True, kw_only=True)
class PostPublished(PostEvent):
    url: str

    @property
    def noted(self) -> str:
        return self.url


class PostWithdrawn(PostEvent):
    """Its note says why, if anybody did."""


@dataclass(frozen=True, kw_only=True)
class ProductFound(PostEvent):
    """It names a product, or a name of one, that was registered later."""

    product: str

    @property
    def noted(self) -> str:
        return self.product


@dataclass(frozen=True, kw_only=True)
class PostConfirmed(PostEvent):
    """It is still right, though something became of a product that it names."""

    product: str
    became: str

    @property
    def noted(self) -> str:
        return f"{self.product} {self.became}"


@dataclass(frozen=True, kw_only=True)
class AlterationFound(PostEvent):
    """It was changed past Concord."""

    difference: str
    """From what was signed, in a sentence."""

    @property
    def noted(self) -> str:
        return self.difference


@dataclass(frozen=True, kw_only=True)
class VersionWritten(Event):
    of: PostVersion
