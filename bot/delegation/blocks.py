"""Who holds which role: where, who stands in, what was granted until when, and what nobody holds."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from slack_sdk.models.blocks import Block

from bot.delegation.words import place, spell
from bot.governance import Role as Roles
from bot.kernel.actor import spoken
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mentions, mrkdwn, person
from bot.kernel.views import limits
from bot.kernel.views.blocks import Message, actions, button, section
from bot.kernel.views.within import as_far_as_shown
from bot.people.grants import Grant

NAME = "delegation.name"
GRANT = "delegation.give"
END = "delegation.end"
REFRESH = "delegation.refresh"
ENOUGH_ADMINISTRATORS = 2
MOST_HOLDERS = 50
"""So many people of each entry are named."""
MOST_GRANTS = 15
MOST_MINE = 5
NOBODY = mrkdwn(":warning: nobody")


@dataclass(frozen=True, slots=True)
class Entry:
    """`where` is empty where nothing else counts; `deputies` are asked when all holders are gone."""

    where: str
    holders: Sequence[str]
    deputies: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """`needs` name what asks it and what it may do something about; `is_everyones`: all full members hold it."""

    name: str
    entries: Sequence[Entry]
    needs: Sequence[str] = ()
    is_everyones: bool = False
    grants: Sequence[Grant] = field(default=())

    @property
    def is_vacant(self) -> bool:
        return not (self.is_everyones or self.grants or any(each.holders for each in self.entries))


def roles(
    all_roles: Sequence[Role],
    to_come: Sequence[Grant],
    mine: Collection[str],
    *,
    may_grant: bool,
    may_refresh: bool = False,
) -> Message:
    """What ends comes first, so that its buttons stay however many roles there are. `to_come` are grants that have not
    begun, `mine` the reader's own roles.
    """
    given = [grant for role in all_roles for grant in role.grants]
    rows = [section(_role(each)) for each in all_roles]
    temporary = [each for each in (*given, *to_come) if each.number]
    own = ", ".join(sorted(map(spoken, mine))) or "none; ask an administrator"
    buttons = [button("Name a stand-in…", NAME)] if mine else []
    buttons += [button("Grant a role…", GRANT)] if may_grant else []
    buttons += [button("Refresh", REFRESH)] if may_refresh else []
    rest = [section(mrkdwn("*Yours*  {}", own)), *([actions(*buttons)] if buttons else [])]
    return Message(
        mrkdwn("Who holds which role"), [*_few(all_roles), *_temporary(temporary, may_end=may_grant), *rows, *rest]
    )


def refreshing() -> Message:
    text = mrkdwn("Slack is asked again who is there and in which group. See `/social roles` in a minute.")
    return Message(text, [section(text)])


def _few(all_roles: Sequence[Role]) -> Iterator[Block]:
    """With one administrator alone nobody can help while that one is away."""
    people = {
        person
        for role in all_roles
        if role.name == Roles.ADMINISTRATOR
        for person in (
            *chain.from_iterable(each.holders for each in role.entries),
            *(each.person for each in role.grants),
        )
    }
    if len(people) < ENOUGH_ADMINISTRATORS:
        yield section(mrkdwn(":warning: Name at least two administrators: one alone may be away."))


def stand_ins(grants: Sequence[Grant], *, may_name: bool) -> list[Block]:
    """Who stands in for the reader and for whom they do, with what ends it, and the way to name one."""
    name = button("Name a stand-in…", NAME) if may_name else None
    if not grants:
        return [section(mrkdwn("*Stand-in*  Nobody stands in for you."), name)] if name else []
    more = [section(mrkdwn("See `/social roles` for {} more.", len(grants) - MOST_MINE))] if grants[MOST_MINE:] else []
    rows = [section(_until(each), button("End", END, Ref(each.number))) for each in grants[:MOST_MINE]]
    return [section(mrkdwn("*Stand-in*"), name), *rows, *more]


def _role(role: Role) -> Markup:
    lines = list(as_far_as_shown(_lines(role), limits.SECTION))
    name = mrkdwn("*{}*  ", spoken(role.name).capitalize())
    return mrkdwn("{}{}{}", name, mrkdwn("\n") if len(lines) > 1 else Markup(), mrkdwn("\n").join(lines))


def _lines(role: Role) -> Iterator[Markup]:
    if role.is_vacant:
        needed = mrkdwn("; needed for {}", ", ".join(map(spoken, role.needs))) if role.needs else Markup()
        yield mrkdwn("{}{}", NOBODY, needed)
        return
    for entry in role.entries:
        where = mrkdwn("{}: ", entry.where) if entry.where else Markup()
        people = mentions(entry.holders, " · ", most=MOST_HOLDERS)
        who = mrkdwn("everyone") if role.is_everyones and not people else people or NOBODY
        deputies = mentions(entry.deputies, " · ", most=MOST_HOLDERS)
        yield mrkdwn("{}{}{}", where, who, mrkdwn(" · deputy {}", deputies) if deputies else Markup())


def _temporary(grants: Sequence[Grant], *, may_end: bool) -> Iterator[Block]:
    """Each in a line, with the button that ends it."""
    for each in grants[:MOST_GRANTS]:
        yield section(_until(each), button("End", END, Ref(each.number)) if may_end or each.instead_of else None)
    if len(grants) > MOST_GRANTS:
        yield section(mrkdwn("and {} more", len(grants) - MOST_GRANTS))


def _until(grant: Grant) -> Markup:
    how = mrkdwn("stands in for {} as", person(grant.instead_of)) if grant.instead_of else mrkdwn("is")
    return mrkdwn("{} {} {}{}, {}", person(grant.person), how, spoken(grant.role), place(grant.scope), spell(grant))
