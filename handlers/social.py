"""/social: everything else."""

import re

from bot.accounts import blocks as account_blocks
from bot.accounts import finding as registry
from bot.accounts import queries as accounts
from bot.accounts.report import report
from bot.audit import blocks as audit_blocks
from bot.audit import queries as audit
from bot.audit.access import READ
from bot.crises import matrix, visible
from bot.delegation.forms import AWAY
from bot.kernel.errors import NotFound
from bot.kernel.reference import numbered
from bot.kernel.subject import Subject
from bot.kernel.text.markup import mrkdwn, quotation
from bot.kernel.views import limits
from bot.kernel.views.blocks import Message
from bot.kernel.views.pagination import page_in
from bot.networks import folded
from bot.rulebook import CHAPTERS
from bot.rulebook import blocks as rule_blocks
from handlers import changes, governance, home, policies, setup, signing
from handlers import products as register
from handlers import roles as holding
from handlers.gesture import Answer, Gesture, Say
from handlers.routing import Routes

NUMBERED = ("post", "governance", "crisis", "account", "slot", "series", "review", "product", "revision")
"""What is called by its kind and number; posts also by their number alone, as in `#12`."""
_SUBJECT = re.compile(r"[a-z_]+:[^/]+")

routes = Routes()
social = routes.command(
    "/social",
    about="Everything else",
    hint="home · report · roles · away · policy · rules · matrix · products · hashtags · audit · setup · reload · "
    "governance · pin · authenticator",
)


@social.bare
@social.word("home", example="/social home", about="shows what waits for you")
def desk(gesture: Gesture) -> Answer:
    return Say(Message(mrkdwn("Your desk"), home.desk(gesture, limits.MESSAGE_BLOCKS, limits.MESSAGE)))


@social.word("report", example="/social report", about="counts the accounts")
def figures(gesture: Gesture) -> Answer:
    return Say(report(accounts.by_status(gesture.session)))


@social.word("roles", example="/social roles", about="shows who holds which role")
def roles(gesture: Gesture) -> Answer:
    return holding.shown(gesture)


@social.word("away", example="/social away @sofia", about="names who stands in for you", opens=AWAY)
def away(gesture: Gesture) -> Answer:
    return holding.ask_for_stand_in(gesture)


@social.word("policy", example="/social policy", about="shows what must be read, and what you were trained in")
def policy(gesture: Gesture) -> Answer:
    return policies.asked(gesture)


@social.word("rules", example="/social rules crises", about="shows who may do what")
def rules(gesture: Gesture) -> Answer:
    names = [each.name for each in CHAPTERS]
    wanted = gesture.words.lower() or names[0]
    if wanted not in names:
        known = ", ".join(f"`{name}`" for name in names)
        raise NotFound(f"There are no rules about {quotation(wanted)}. `/social rules` knows {known}.")
    return Say(rule_blocks.chapter(names.index(wanted) + 1))


@routes.list(rule_blocks.RULES)
def turn_rules(gesture: Gesture) -> Answer:
    return Say(rule_blocks.chapter(gesture.ref.page))


@routes.action(matrix.SHOW)
@social.word("matrix", example="/social matrix", about="shows how bad is how urgent, and who is asked")
def risk_matrix(gesture: Gesture) -> Answer:
    return Say(matrix.shown(gesture.governance, gesture.groups))


@social.word("products", example="/social products Cardiva", about="lists the products, or shows one")
def products(gesture: Gesture) -> Answer:
    return register.asked(gesture)


@social.word("hashtags", example="/social hashtags", about="lists the campaign hashtags")
def hashtags(gesture: Gesture) -> Answer:
    return _hashtags(gesture, 1)


@routes.list(account_blocks.HASHTAGS)
def turn_hashtags(gesture: Gesture) -> Answer:
    return _hashtags(gesture, gesture.ref.page)


def _hashtags(gesture: Gesture, page: int) -> Answer:
    known = page_in(accounts.hashtags(gesture.session), page)
    return Say(account_blocks.hashtags(known, gesture.mention))


@social.word("audit", example="/social audit @HelviaGlobal", about="reads the audit trail (administrators)")
def trail(gesture: Gesture) -> Answer:
    READ.require(gesture, None)
    subject, hidden = _subject(gesture), visible.hidden_from(gesture)
    return Say(audit_blocks.trail(audit.latest(gesture.session, subject, besides=hidden), gesture.words))


@social.word("pin", example="/social pin", about="sets the PIN that you sign with")
def pin(gesture: Gesture) -> Answer:
    return signing.pin(gesture)


@social.word("authenticator", example="/social authenticator", about="sets up the app whose codes you sign with")
def authenticator(gesture: Gesture) -> Answer:
    return signing.authenticator(gesture)


def _subject(gesture: Gesture) -> Subject:
    """As the trail calls what was typed: `account:12` itself, `Crisis 7`, `#12` for a post, a hashtag, or an account by
    its name.
    """
    typed = gesture.words.strip()
    kind, colon, key = typed.partition(":")
    written = Subject.read(f"{kind.lower()}{colon}{key}")
    if not typed or audit.latest(gesture.session, written, limit=1) or _SUBJECT.fullmatch(written):
        return written
    if typed[0] == "#" or typed[0].isalpha():
        for kind in NUMBERED:
            if named := numbered(typed, kind):
                return Subject(kind, named[0])
    tag = accounts.hashtag(gesture.session, folded(typed[1:])) if typed[0] == "#" else None
    return tag.subject if tag else registry.named(gesture.session, typed).subject


@routes.ahead
@social.word("setup", example="/social setup", about="sets Concord up (administrators)")
def set_up(gesture: Gesture) -> Answer:
    match gesture.words.lower():
        case "":
            return setup.ask(gesture)
        case "groups":
            return setup.ask_for_groups(gesture)
        case "export":
            return setup.export(gesture)
    raise NotFound("Type `/social setup`, `/social setup groups`, or `/social setup export` for a file.")


@social.word("governance", example="/social governance", about="shows a change of the rules that waits or waited")
def governance_change(gesture: Gesture) -> Answer:
    return changes.asked(gesture)


@social.word("reload", example="/social reload", about="reads the governance file again (administrators)")
def reload(gesture: Gesture) -> Answer:
    return governance.reload(gesture)
