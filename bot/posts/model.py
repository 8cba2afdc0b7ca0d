"""A post: its versions, and its life from review to publication."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, cast
from sqlalchemy.orm import Mapped, Session, foreign, mapped_column, relationship

from bot.accounts import outlet
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject
from bot.networks import Network
from bot.posts.content import Content
from bot.posts.intact import differences, require_intact
from bot.products.checks import key_of
from bot.products.model import Product
from bot.reviews.model import Review, Verdict


class Status(StrEnum):
    IN_REVIEW = "in review"
    CHANGES_REQUESTED = "changes requested"
    REJECTED = "rejected"
    APPROVED = "approved"
    """It waits for a time to be set: none was planned, or it has passed."""
    SCHEDULED = "scheduled"
    ON_HOLD = "on hold"
    """Its account was frozen while it was scheduled; it goes out only once somebody confirms it."""
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


OPEN = (Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.APPROVED, Status.SCHEDULED, Status.ON_HOLD)
"""Something is still to come."""


KIND = "post"
REVIEW = "review"
"""The kind of the subjects to which the time limits of its reviews belong."""
APPROVES = "I approve this post for publication"
MEANINGS = {
    Verdict.APPROVED: APPROVES,
    Verdict.CHANGES_REQUESTED: "I ask for changes to this post before it may be published",
    Verdict.REJECTED: "I reject this post; it must not be published",
}


class Post(Audited, Base):
    """People are Slack ids."""

    __tablename__ = "posts"
    held_before = (Review,)
    __table_args__ = (Index(None, "status", "planned_at"), Index(None, "author", "status"))

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    account_label: Mapped[str]
    network: Mapped[Network]
    author: Mapped[str]
    text: Mapped[str]
    """Of the current version."""
    gist: Mapped[str] = mapped_column(index=True)
    status: Mapped[Status]
    version: Mapped[int]
    sha256: Mapped[str] = mapped_column(default="")
    """Of the current version, as reviewers sign it."""
    planned_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime]
    moved_by: Mapped[str]
    """The printed name of whoever last changed its status."""
    moved_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    """Why it stands where it stands, where somebody had to say so."""
    published_at: Mapped[datetime | None]
    published_by: Mapped[str | None]
    published_url: Mapped[str | None] = mapped_column(index=True)

    versions: Mapped[list["PostVersion"]] = relationship(back_populates="post", order_by="PostVersion.number")
    review: Mapped[Review] = relationship(
        primaryjoin=lambda: foreign(Review.matter) == f"{KIND}:" + cast(Post.id, String),
        viewonly=True,
        lazy="joined",
        innerjoin=True,
    )
    """Of the current version."""

    products: Mapped[list["PostProduct"]] = relationship(cascade="all, delete-orphan", order_by="PostProduct.name")
    """Which its newest version names."""

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.id)

    def scopes(self, session: Session) -> Sequence[Scope]:
        return outlet(session, self.account_id).scopes(session)

    @property
    def review_subject(self) -> Subject:
        """What the time limit of its review belongs to."""
        return Subject(REVIEW, self.id)

    @property
    def label(self) -> str:
        return f"#{self.id}"

    @property
    def name(self) -> str:
        """`#12 for @HelviaGlobal on X`."""
        return f"{self.label} for {self.account_label}"

    @property
    def current(self) -> "PostVersion":
        return self.versions[-1]

    @property
    def writers(self) -> frozenset[str]:
        """The author and all who edited it; none of them decides on it."""
        return frozenset({self.author, *(version.written_by for version in self.versions)})

    @property
    def shown_by(self) -> str:
        return f"/post show {self.id}"

    @property
    def changed_by_name(self) -> str:
        return self.current.written_by_name

    @property
    def meanings(self) -> Mapping[Verdict, str]:
        return MEANINGS

    def keep(self, _session: Session, _words: str, _at: datetime) -> None:
        """What reviewers write is a part of the record of what was approved, and stays as long as that."""

    @property
    def missed_its_time(self) -> bool:
        """It was cleared when its planned time had passed already."""
        return self.status == Status.APPROVED and self.planned_at is not None

    def is_due(self, at: datetime) -> bool:
        """Whether it was to go out by then, and is not out."""
        return self.status == Status.SCHEDULED and self.planned_at is not None and self.planned_at <= at

    @property
    def is_intact(self) -> bool:
        """What stands in the tables is what was submitted and signed."""
        return not any(differences(self))


class PostProduct(Base):
    """A product that a post's newest version names. The version, which is on record, says so too, but of one that was
    registered later.
    """

    __tablename__ = "post_products"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"), index=True)
    """In the register; empty where it has none of that name."""
    asked_at: Mapped[datetime | None]
    """Since when its author is asked whether the post is still right."""
    asked_about: Mapped[str | None]
    """What became of the product, as a verb: `is out of stock`."""

    product: Mapped[Product | None] = relationship(lazy="joined", viewonly=True)

    @property
    def ref(self) -> str:
        """Of the product: its number in the register, or its name."""
        return str(self.product_id or key_of(self.name))

    @property
    def question(self) -> str:
        """Which one is asked; empty where none is."""
        return f"{self.ref} {self.asked_at.isoformat()}" if self.asked_at else ""

    @property
    def called(self) -> str:
        """By now: it may have another name."""
        return self.product.name if self.product else self.name


class ProductSearch(Base):
    """A product whose names are searched for: all posts up to `after` were looked at."""

    __tablename__ = "product_searches"

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    after: Mapped[int]
    began: Mapped[int]
    """How often: whoever looks meanwhile looks for the names of before."""


class NameSearch(Base):
    """A way to write a product that stands in the governance, searched for in the same way; `name` is what the product
    is called.
    """

    __tablename__ = "name_searches"

    written: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    after: Mapped[int]
    began: Mapped[int]


class PostVersion(Audited, Base):
    """One version as it was submitted; never changed afterwards."""

    __tablename__ = "post_versions"
    told_apart_by = ("number",)
    __table_args__ = (UniqueConstraint("post_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    written_by: Mapped[str]
    written_by_name: Mapped[str]
    written_at: Mapped[datetime]

    post: Mapped[Post] = relationship(back_populates="versions")

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.post_id)

    @property
    def as_signed(self) -> Content:
        """What reviewers see and sign; raises Altered where it is not what was submitted: nobody is shown that."""
        require_intact(self.post)
        return Content.from_json(self.content)
