"""How a company begins a statement, in each of its languages."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.governance.section import Section
from bot.kernel.locales import language

LONGEST_PART = 700
"""Of one part of a statement."""


class Responsibility(StrEnum):
    """What people will think of the company's part: it suffers from it, it did not mean it, it could have known."""

    VICTIM = "victim"
    ACCIDENT = "accident"
    PREVENTABLE = "preventable"


Part = Annotated[str, Field(max_length=LONGEST_PART)]


class Template(Section):
    """What stands in [brackets] is to be filled in."""

    known: str = Field(min_length=1, max_length=LONGEST_PART)
    unknown: Part = ""
    doing: Part = ""
    advice: Part = ""
    contact: Part = ""


def _is_a_tag(tag: str) -> str:
    try:
        is_one = language(tag) == tag
    except ValueError:
        is_one = False
    if not is_one:
        raise ValueError(f"{tag!r} is no language tag such as de or pt-BR")
    return tag


Language = Annotated[str, AfterValidator(_is_a_tag)]
"""A BCP-47 tag."""
Templates = dict[Language, dict[Responsibility, Template]]
