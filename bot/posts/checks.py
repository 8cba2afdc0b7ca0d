"""What makes a submission stand: each field's rule, and the sentence under the field."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from bot import networks
from bot.accounts import Outlet
from bot.kernel.errors import Invalid
from bot.kernel.text.markup import quotation
from bot.posts.content import Content, ContentType, Draft, Funnel, Medium

NO_TEXT = "Write the text of the post."
NO_OBJECTIVE = "Say in a sentence what this post is to achieve. A post without an objective is one too many."
NO_TYPE = "Choose what kind of content it is."
NO_FUNNEL = "Choose one of the stages offered, or leave it empty."
NO_PERMISSION = "Say how its owner allowed it, for instance: by email from A. Meier, 3 March. Or leave both empty."
NO_SOURCE = "Say whose content it is and where it was first. Or leave both empty."
NO_INITIALS = "{} signs off with its author's initials: write yours, such as AB."
ODD_INITIALS = "Initials are two to four letters, such as AB."
NO_SIGNING = "Only customer-service accounts sign off with initials: leave this empty for {}."
NO_LINK = "Paste the whole address, starting with https://."
PAST = "This time has passed. Choose one that is still to come, or leave it empty and set it after the approval."
CLOSED = "{} is {}, so nothing can be published there. Choose an active account: `/account list` shows them."
NO_ALT = "{} has no alt text. Write `name | what it shows`, one file a line, for those who cannot see it."
NO_NAME = "Line {} names no file. Write `name | what it shows`, one file a line."

INITIALS = re.compile(r"\^?([^\W\d_]{2,4})")
FIELDS = {"tags": "text"}
"""Where a network's problem is shown when the form has no such field."""


def content_of(draft: Draft, outlet: Outlet, now: datetime) -> Content:
    """What reviewers will be shown; raises Invalid with a sentence for each field that cannot stand."""
    problems: dict[str, str] = {}
    if not outlet.is_open:
        problems["account"] = CLOSED.format(outlet.label, outlet.status)
    if not draft.objective:
        problems["objective"] = NO_OBJECTIVE
    if draft.content_type not in set(ContentType):
        problems["content_type"] = NO_TYPE
    if draft.funnel and draft.funnel not in set(Funnel):
        problems["funnel"] = NO_FUNNEL
    if draft.source and not draft.permission:
        problems["permission"] = NO_PERMISSION
    if draft.permission and not draft.source:
        problems["source"] = NO_SOURCE
    if draft.planned_at and draft.planned_at <= now:
        problems["planned_at"] = PAST
    if draft.link and not _is_web_address(draft.link):
        problems["link"] = NO_LINK
    content = Content(
        account=outlet.label,
        network=outlet.network,
        text=draft.text,
        title=draft.title,
        link=draft.link,
        media=_media(draft.media, problems),
        planned_at=draft.planned_at,
        content_type=draft.content_type,
        objective=draft.objective,
        funnel=draft.funnel,
        source=draft.source,
        permission=draft.permission,
        names_product=draft.names_product,
        no_claim=draft.no_claim,
        initials=_initials(draft.initials, outlet, problems),
    )
    if not draft.text:
        problems["text"] = NO_TEXT
    for problem in networks.problems(outlet.network, content.for_network):
        field = FIELDS.get(problem.field, problem.field)
        problems[field] = f"{problems[field]} {problem.sentence}" if field in problems else problem.sentence
    if problems:
        raise Invalid(problems)
    return content


def require_future(field: str, moment: datetime | None, now: datetime) -> datetime:
    if moment is None or moment <= now:
        raise Invalid({field: "Choose a time that is still to come."})
    return moment


def _media(typed: str, problems: dict[str, str]) -> tuple[Medium, ...]:
    media = []
    for number, line in enumerate(filter(None, map(str.strip, typed.splitlines())), start=1):
        name, _, alt = (part.strip() for part in line.partition("|"))
        if not name:
            problems.setdefault("media", NO_NAME.format(number))
        elif not alt:
            problems.setdefault("media", NO_ALT.format(quotation(name)))
        media.append(Medium(name, alt))
    return tuple(media)


def _initials(typed: str, outlet: Outlet, problems: dict[str, str]) -> str:
    if not outlet.signs_off:
        if typed:
            problems["initials"] = NO_SIGNING.format(outlet.label)
        return ""
    if not typed:
        problems["initials"] = NO_INITIALS.format(outlet.label)
        return ""
    if not (match := INITIALS.fullmatch(typed)):
        problems["initials"] = ODD_INITIALS
        return ""
    return match[1].upper()


def _is_web_address(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not re.search(r"\s", typed)
