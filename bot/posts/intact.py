"""Whether what stands in the tables is what was submitted and signed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from bot.kernel.errors import Refused
from bot.posts.content import fingerprint

DIGITS = 12
"""So many of the SHA-256's hexadecimal digits are told."""


class Version(Protocol):
    @property
    def number(self) -> int: ...
    @property
    def content(self) -> Mapping[str, Any]: ...
    @property
    def sha256(self) -> str: ...


class Decision(Protocol):
    @property
    def version(self) -> int: ...
    @property
    def who_name(self) -> str: ...
    @property
    def sha256(self) -> str: ...


class Review(Protocol):
    @property
    def version(self) -> int: ...
    @property
    def sha256(self) -> str: ...
    @property
    def decisions(self) -> Sequence[Decision]: ...


class Post(Protocol):
    """What of a post hashes hold together."""

    @property
    def id(self) -> int: ...
    @property
    def version(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def versions(self) -> Sequence[Version]: ...
    @property
    def review(self) -> Review: ...


class Altered(Refused):
    """The post was changed past Concord: nobody decides on it, and nobody publishes it."""

    def __init__(self, post: Post) -> None:
        super().__init__(
            f"#{post.id} was changed outside Concord; administrators are told. Do not publish it: "
            f"`/post withdraw {post.id}`, then submit it again."
        )
        self.post_id = post.id


def require_intact(post: Post) -> None:
    """Raise Altered where a hash does not fit what it was taken from."""
    if any(differences(post)):
        raise Altered(post)


def differences(post: Post) -> Iterator[str]:
    """Each in a sentence, the same for as long as it is the same difference."""
    signed = {version.number: version.sha256 for version in post.versions}
    if list(signed) != list(range(1, post.version + 1)):
        yield f"It is at version {post.version}, and its versions are {', '.join(map(str, signed)) or 'gone'}."
    for version in post.versions:
        is_now = fingerprint(post.id, version.number, version.content)
        if is_now != version.sha256:
            yield f"Version {version.number} was submitted as {_short(version.sha256)} and is {_short(is_now)} now."
    for decision in post.review.decisions:
        if decision.sha256 != signed.get(decision.version):
            yield f"{decision.who_name} signed {_short(decision.sha256)}, which is not version {decision.version}."
    if signed and post.review.sha256 != signed.get(post.version):
        yield f"Its review is about {_short(post.review.sha256)}, which is not version {post.version}."
    if post.versions and post.sha256 != post.versions[-1].sha256:
        yield f"It is shown as {_short(post.sha256)}, which is not its newest version."
    if post.versions and post.text != post.versions[-1].content.get("text"):
        is_now = fingerprint(post.id, post.version, {"text": post.text})
        yield f"Its text in lists and searches, {_short(is_now)}, is not that of version {post.version}."


def _short(sha256: str) -> str:
    return sha256[:DIGITS]
