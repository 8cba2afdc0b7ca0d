"""What makes a submission stand: each field's rule, and the sentence under the field."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from bot import networks
from bot.accounts import Outlet, outlet
from bot.kernel.act import Act
from bot.kernel.errors import Invalid, TooLate
from bot.kernel.problems import Problems
from bot.kernel.text.markup import quotation
from bot.networks import USUAL, Allowance, full_address, post_url_problem
from bot.outgoing.rules import closed
from bot.posts import queries
from bot.posts.content import Content, ContentType, Funnel, Medium
from bot.posts.drafts import ANOTHER, Draft
from bot.posts.model import Post

NO_TEXT = "Write the text of the post."
NO_OBJECTIVE = "Say what this post is to achieve."
NO_TYPE = "Choose the content type."
NO_FUNNEL = "Choose a stage, or leave this empty."
NO_PERMISSION = "Say who allowed it and how (A. Meier by email, 3 March), or leave both empty."
NO_SOURCE = "Say whose it is and where it was first, or leave both empty."
NO_INITIALS = "{} signs off with initials: write yours, such as AB."
ODD_INITIALS = "Initials are two to four letters, such as AB."
NO_SIGNING = "{} has no initials: leave this empty."
NO_LINK = "Paste the whole address, starting with https://."
PAST = "This is in the past. Choose a later time, or leave this empty."
NOT_YET = "Choose a time in the future."
TO_COME = "This is still to come. When did it go out?"
CHOOSE = "{} Choose another account: see `/account list`."
NO_ALT = "{} has no alt text. Write `name | what it shows`, one file a line."
NO_NAME = "Line {} names no file. Write `name | what it shows`, one file a line."

INITIALS = re.compile(r"\^?([^\W\d_]{2,4})")
FIELDS = {"tags": "text"}
"""Where a network's problem is shown when the form has no such field."""


def content_of(draft: Draft, outlet: Outlet, now: datetime, allowance: Allowance = USUAL) -> Content:
    """What reviewers will be shown; raises Invalid with a sentence for each field that cannot stand."""
    problems = Problems()
    problems.note("account", closed(outlet) and CHOOSE.format(closed(outlet)))
    problems.note("content_type", "" if draft.content_type in set(ContentType) else NO_TYPE)
    problems.note("funnel", "" if draft.funnel in {"", *Funnel} else NO_FUNNEL)
    problems.note("permission", NO_PERMISSION if draft.source and not draft.permission else "")
    problems.note("source", NO_SOURCE if draft.permission and not draft.source else "")
    problems.note("planned_at", PAST if draft.planned_at and draft.planned_at <= now else "")
    link = full_address(draft.link) if draft.link else ""
    problems.note("link", NO_LINK if link and not _is_web_address(link) else "")
    content = Content(
        account=outlet.label,
        network=outlet.network,
        text=problems.needed("text", draft.text, NO_TEXT),
        title=draft.title,
        link=link,
        media=_media(draft.media, problems),
        planned_at=draft.planned_at,
        content_type=draft.content_type,
        objective=problems.needed("objective", draft.objective, NO_OBJECTIVE),
        funnel=draft.funnel,
        source=draft.source,
        permission=draft.permission,
        names_product=ANOTHER in draft.products,
        products=tuple(each for each in draft.products if each != ANOTHER),
        no_claim=draft.no_claim,
        initials=_initials(draft.initials, outlet, problems),
    )
    for problem in networks.problems(outlet.network, content.for_network, allowance):
        problems.also(FIELDS.get(problem.field, problem.field), problem.sentence)
    problems.refuse()
    return content


def check_open(outlet: Outlet) -> None:
    """Raise TooLate, before a form asks for a text that can go nowhere."""
    if why := closed(outlet):
        raise TooLate(CHOOSE.format(why))


def check_ahead(field: str, moment: datetime | None, now: datetime) -> datetime:
    """The moment, where it is still to come; raises Invalid."""
    if moment is None or moment <= now:
        raise Invalid({field: NOT_YET})
    return moment


def check_past(field: str, moment: datetime, now: datetime) -> datetime:
    """The moment, where it is not still to come; raises Invalid."""
    if moment > now:
        raise Invalid({field: TO_COME})
    return moment


def address_of(act: Act, post: Post, typed: str) -> str:
    """The whole address of this post, which was `typed`; raises Invalid where it cannot be this post's."""
    account, url, problems = outlet(act.session, post.account_id), full_address(typed), Problems()
    other = queries.published_at(act.session, account.network, url)
    problems.note("url", post_url_problem(account.handle, url))
    problems.note(
        "url",
        f"This is the address of {other.label}. Paste this post's." if other else "",
    )
    problems.refuse()
    return url


def _media(typed: str, problems: Problems) -> tuple[Medium, ...]:
    media = []
    for number, line in enumerate(filter(None, map(str.strip, typed.splitlines())), start=1):
        name, _, alt = (part.strip() for part in line.partition("|"))
        problems.note("media", "" if name else NO_NAME.format(number))
        problems.note("media", "" if alt else NO_ALT.format(quotation(name)))
        media.append(Medium(name, alt))
    return tuple(media)


def _initials(typed: str, outlet: Outlet, problems: Problems) -> str:
    if not outlet.signs_off:
        problems.note("initials", NO_SIGNING.format(outlet.label) if typed else "")
        return ""
    initials = INITIALS.fullmatch(problems.needed("initials", typed, NO_INITIALS.format(outlet.label)))
    problems.note("initials", "" if initials else ODD_INITIALS)
    return initials[1].upper() if initials else ""


def _is_web_address(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not re.search(r"\s", typed)
