"""What a post says, as reviewers see and sign it."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot import networks
from bot.kernel.canonical import canonical
from bot.networks import Network

PHOTOS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".avif")


class ContentType(StrEnum):
    TEXT = "text"
    IMAGE = "image"
    CAROUSEL = "carousel"
    VIDEO = "video"
    SHORT_VIDEO = "short video"
    STORY = "story"
    ARTICLE = "article"
    POLL = "poll"
    LIVE = "live"


class Funnel(StrEnum):
    AWARENESS = "awareness"
    CONSIDERATION = "consideration"
    ACTION = "action"
    LOYALTY = "loyalty"
    ADVOCACY = "advocacy"


@dataclass(frozen=True, slots=True)
class Medium:
    """A file by its name or address, and what it shows for those who cannot see it."""

    name: str
    alt: str

    @property
    def is_photo(self) -> bool:
        return self.name.lower().endswith(PHOTOS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything about a post that a reviewer decides on."""

    account: str
    network: Network
    text: str
    title: str
    link: str
    media: tuple[Medium, ...]
    planned_at: datetime | None
    content_type: str
    objective: str
    funnel: str
    source: str
    permission: str
    names_product: bool
    """Its author says so."""
    initials: str
    naming: tuple[str, ...] = ()
    """What of it was found to name products, each place a clause: `the text names Cardiva`."""
    products: tuple[str, ...] = ()
    """By name: those that its author chose, and those that were found."""
    no_claim: str = ""
    """Why that says nothing about a product, where its author says so."""

    @property
    def signed_text(self) -> str:
        """With the author's initials where the account signs off."""
        sign = f"^{self.initials}"
        if not self.initials or self.text.endswith(sign):
            return self.text
        return f"{self.text} {sign}"

    @property
    def texts(self) -> tuple[str, ...]:
        """All that somebody typed."""
        media = (text for medium in self.media for text in (medium.name, medium.alt))
        return (
            self.title,
            self.signed_text,
            self.link,
            *media,
            self.source,
            self.permission,
            self.objective,
            self.no_claim,
        )

    @property
    def for_network(self) -> networks.Draft:
        photos = bool(self.media) and all(medium.is_photo for medium in self.media)
        return networks.Draft(
            text=self.signed_text, title=self.title, media=len(self.media), photos=photos, link=self.link
        )

    @property
    def to_publish(self) -> str:
        """What the publisher copies."""
        return networks.published_text(self.network, self.for_network)

    def as_json(self) -> dict[str, Any]:
        planned = self.planned_at.isoformat() if self.planned_at else None
        media = [asdict(medium) for medium in self.media]
        lists = {"naming": list(self.naming), "products": list(self.products)}
        return {**asdict(self), "network": self.network.value, "planned_at": planned, "media": media, **lists}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Content":
        planned = datetime.fromisoformat(stored["planned_at"]) if stored["planned_at"] else None
        media = tuple(Medium(**medium) for medium in stored["media"])
        lists = {name: tuple(stored.get(name, ())) for name in ("naming", "products")}
        return cls(**{**stored, "network": Network(stored["network"]), "planned_at": planned, "media": media, **lists})


def fingerprint(post_id: int, version: int, content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of one version of one post: what a decision is about."""
    signed = {"post": post_id, "version": version, "content": content}
    return hashlib.sha256(canonical(signed).encode("utf-8", "surrogatepass")).hexdigest()


def gist(text: str) -> str:
    """What two texts share that look alike but for blanks and capitals; a hash, to be compared."""
    alike = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(" ".join(alike.split()).encode("utf-8", "surrogatepass")).hexdigest()
