"""A company with many accounts, people and scheduled posts, made without a form for each."""

from datetime import timedelta
from typing import cast

from sqlalchemy import Table, insert, select

from bot.accounts import outlet
from bot.accounts.model import Account
from bot.kernel.act import Act
from bot.people import Person
from bot.posts import queries, service
from bot.posts.deciding import REVIEWING
from bot.posts.drafts import Draft
from bot.reviews.seen import Seen
from tests.posts.steps import register_account
from tests.world import Helvia

ACCOUNTS = cast("Table", Account.__table__)


def many(helvia: Helvia, *, accounts: int, people: int, posts: int) -> list[str]:
    """Each of these people publishes on some accounts; on each of the first accounts a post is scheduled."""
    names = [f"U0MANY{number:04}" for number in range(people)]
    for each in names:
        helvia.concord.people.learn(Person(id=each, name=each, tz="UTC"))
    first = register_account(helvia, publisher=names[0])
    with helvia.session() as session:
        usual = session.execute(select(ACCOUNTS).where(ACCOUNTS.c.id == first)).one()._asdict()
        own = [
            {
                "handle": f"many{n}",
                "shown": f"@Many{n}",
                "url": f"https://x.com/many{n}",
                "publisher": names[n % people],
            }
            for n in range(1, accounts)
        ]
        session.execute(insert(ACCOUNTS), [usual | {"id": first + n} | each for n, each in enumerate(own, 1)])
    for number in range(first, first + posts):
        _schedule(helvia, number)
    return names


def _schedule(helvia: Helvia, account: int) -> None:
    jonas, lucas = (helvia.concord.people.actor(each) for each in ("U0JONAS000", "U0LUCAS000"))
    planned, rules = helvia.now + timedelta(hours=4), helvia.concord.company.rules
    draft = Draft(text="Every heart counts.", objective="Be read", content_type="text", planned_at=planned)
    with helvia.session() as session:
        number = service.submit(Act(session, jonas, helvia.now), draft, outlet(session, account), rules, names={}).id
    with helvia.session() as session:
        post = queries.held(session, number)
        REVIEWING.approve(Act(session, lucas, helvia.now), post, Seen(number, post.version, post.review.stage))
