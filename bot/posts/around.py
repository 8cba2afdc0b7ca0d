"""What a post's cards need to know beside it: who holds which role, and who helps when nobody does."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.company import Company
from bot.governance import Role
from bot.posts.model import Post
from bot.reviews.course import Holders

LEADS = Role.COMMUNITY_MANAGER
HELPERS = (Role.ADMINISTRATOR, LEADS)
"""Who is told when a review cannot go on by itself."""


@dataclass(frozen=True)
class Around:
    holders: Holders
    helpers: Sequence[str]
    held: Sequence[str] = ()
    """Why the post is on hold, each in a sentence or two."""

    @classmethod
    def of(cls, company: Company, session: Session, post: Post, held: Sequence[str] = ()) -> "Around":
        """Of the post's account."""
        company = company.at(session, post)
        helpers = dict.fromkeys(each for role in HELPERS for each in company.holders(role))
        return cls(company.steads, list(helpers), held)
