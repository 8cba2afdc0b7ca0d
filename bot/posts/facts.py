"""What happens to posts."""

from dataclasses import dataclass

from bot.kernel.events import Event
from bot.posts.model import Decision, Post, PostVersion


@dataclass(frozen=True, kw_only=True)
class PostEvent(Event):
    of: Post


class PostSubmitted(PostEvent):
    pass


class PostEdited(PostEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ReviewLowered(PostEvent):
    """A product is named, and the post's author says why that is no claim; `note` has the reason."""

    route: str
    """The stricter one, which it does not go through."""
    dropped: tuple[str, ...]
    """The roles which that one would have asked, and this one does not."""


class StagePassed(PostEvent):
    pass


class PostApproved(PostEvent):
    """The last stage has passed."""


class ChangesRequested(PostEvent):
    pass


class PostRejected(PostEvent):
    pass


class PostPlanned(PostEvent):
    """A cleared post got a time, or another one."""


class PostGivenBack(PostEvent):
    """Its publisher cannot publish it."""


class PostPublished(PostEvent):
    pass


class PostWithdrawn(PostEvent):
    pass


class AlterationFound(PostEvent):
    """It was changed past Concord; the note says how it differs from what was signed."""


@dataclass(frozen=True, kw_only=True)
class VersionWritten(Event):
    of: PostVersion


@dataclass(frozen=True, kw_only=True)
class DecisionMade(Event):
    of: Decision
    signs = True
