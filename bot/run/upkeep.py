"""What every process keeps up with, whatever else it does: people, the governance, its clock and its database."""

from bot.accounts.indexing import Indexing
from bot.app import Concord
from bot.health.sign_of_life import EVERY_S
from bot.kernel.schedule import Beat


def keep_up(concord: Concord, beat: Beat) -> None:
    """With what changes about people, told or not, and whether the database still takes what is written."""
    beat.every(EVERY_S, "sign_of_life", concord.sign.give, at_once=True)
    beat.every(1, "news", concord.news.read)
    beat.every(1, "governance", concord.following.look, at_once=True)
    beat.every(2, "vetting", concord.vetting.look)
    beat.every(15, "governance_file", lambda: tell_of_file(concord))
    beat.every(60, "warm", concord.warm)
    beat.every(60, "clock", lambda: concord.watch.hear(concord.host_clock.look()))
    beat.every(60, "indexing", Indexing(concord.database).look, at_once=True)
    beat.daily("people", concord.standings.meet)
    beat.every(15, "standings", concord.standings.look, at_once=True)


def tell_of_file(concord: Concord) -> None:
    """Administrators hear of a process with another governance file than the one in force."""
    concord.watch.hear(concord.own_file.look(concord.following.trouble))


def read_again(concord: Concord) -> None:
    """As the operator asks: what the file says is taken into use, unless Slack knows something against it."""
    if concord.vetting.is_right():
        concord.following.read_again()
