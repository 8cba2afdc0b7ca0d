"""What the forms about documents and trainings say, before it is checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

LONGEST_TITLE, LONGEST_LINK = 100, 500


@dataclass(frozen=True, kw_only=True)
class Draft:
    """`due` is when the last day has ended on which it is to be read. Of a new version `material` says whether it is
    read again.
    """

    title: str
    link: str
    sha256: str
    roles: Sequence[str]
    since: datetime
    due: datetime
    material: str = "yes"
