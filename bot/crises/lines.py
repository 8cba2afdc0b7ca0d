"""What people do with a timeline: they add a line to it, and star what its review is to tell."""

from bot.crises.checks import NO_LINE
from bot.crises.entries import CrisisEntry
from bot.crises.facts import LineAdded, LineStarred, StarTakenOff, tell
from bot.crises.life import LIFE, Action
from bot.crises.model import RULE, Crisis
from bot.crises.stars import CrisisSource, CrisisStar
from bot.kernel.act import Act
from bot.kernel.errors import NotFound
from bot.kernel.problems import needed
from bot.kernel.reference import GONE
from bot.private import keep


def add(act: Act, crisis: Crisis, text: str, source: str = "") -> None:
    """`source` is the address of the message that it was taken from, if it was."""
    LIFE.require(act, crisis, Action.ADD_LINE)
    words = keep(act.session, RULE, needed("line", text, NO_LINE))
    line = tell(act, LineAdded, crisis, words=words).entry
    if source:
        act.session.flush()
        act.session.add(CrisisSource(entry_id=line.id, address=source))


def star(act: Act, crisis: Crisis, number: int) -> None:
    """The review tells this line; once is enough."""
    LIFE.require(act, crisis, Action.STAR)
    line = _line(act, crisis, number)
    if act.session.get(CrisisStar, line.id) is None:
        act.session.add(CrisisStar(entry_id=line.id, by=act.who.id, at=act.when))
        act.record(LineStarred, of=line, note=_named(line))


def take_star_off(act: Act, crisis: Crisis, number: int) -> None:
    LIFE.require(act, crisis, Action.STAR)
    line = _line(act, crisis, number)
    if there := act.session.get(CrisisStar, line.id):
        act.session.delete(there)
        act.record(StarTakenOff, of=line, note=_named(line))


def _line(act: Act, crisis: Crisis, number: int) -> CrisisEntry:
    line = act.session.get(CrisisEntry, number)
    if line is None or line.crisis_id != crisis.id:
        raise NotFound(GONE)
    return line


def _named(line: CrisisEntry) -> str:
    return f"line {line.id}"
