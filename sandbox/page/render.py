"""Jinja2 with the page's own filters; everything that is not made here is escaped."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from sandbox.page import charts, dates, mrkdwn, people, rich_text, tokens, values
from sandbox.page.reader import Reader
from sandbox.page.surface import Surface
from sandbox.workspace.models import Json

Text = Mapping[str, Any]
HERE = Path(__file__).parent


def _mrkdwn(text: str, surface: Surface) -> Markup:
    return mrkdwn.mrkdwn(text, surface.reader)


def _words(text: Text | None, surface: Surface) -> Markup:
    """A text object, either kind; one that is missing shows nothing."""
    if not text:
        return Markup("")
    words = str(text.get("text", ""))
    if text.get("type") == "mrkdwn":
        return mrkdwn.mrkdwn(words, surface.reader, verbatim=bool(text.get("verbatim")))
    return mrkdwn.emoji(words) if text.get("emoji", True) else mrkdwn.bare(words)


def _says(text: Text | None) -> str:
    """A text object's bare characters, for an attribute."""
    return mrkdwn.plain(str(text.get("text", ""))) if text else ""


def _bookmark(row: Json, reader: Reader) -> Markup:
    """A link where it may lead there, else its title alone."""
    title = mrkdwn.emoji(f"{row['emoji']} {row['title']}".strip())
    return tokens.link(row["link"], title, reader) or Markup("<span>{}</span>").format(title)


@cache
def environment() -> Environment:
    jinja = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    jinja.filters.update(
        words=_words,
        says=_says,
        mrkdwn=_mrkdwn,
        inline=lambda part, surface: rich_text.inline(part, surface.reader),
        typed=values.typed,
        moment=values.moment,
        chosen=values.chosen,
        choices=values.choices,
        given=values.given,
        size=values.size,
        is_safe=tokens.safe_address,
        bookmark=_bookmark,
        clock=dates.time_of,
        full=dates.full,
        initials=people.initials,
        shade=people.shade,
        job=people.job,
        drawn=charts.drawn,
    )
    jinja.globals.update(pickers=values.PICKERS)
    return jinja


def template(name: str) -> Template:
    return environment().get_template(name)


def blocks(content: Sequence[Mapping[str, Any]], surface: Surface) -> Markup:
    """A list of Block Kit blocks as HTML."""
    return _macro("blocks.html", "blocks", surface, content)


def attachment(content: Mapping[str, Any], surface: Surface) -> Markup:
    """What older apps put under a message: a coloured bar with text or blocks."""
    return _macro("attachment.html", "attachment", surface, content)


def options(content: Mapping[str, Any], surface: Surface) -> Markup:
    """The options (or option groups) that an app suggested, as items of a listbox."""
    return _macro("elements.html", "options", surface, content)


def _macro(file: str, name: str, surface: Surface, content: object) -> Markup:
    """Calls one macro; Jinja2 returns Markup, for autoescape is on."""
    html: Markup = getattr(template(file).module, name)(surface, content)
    return html
