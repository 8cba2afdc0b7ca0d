"""Why a post was sent back, given back or withdrawn is read by those whom it concerns, and shown to nobody else."""

import pytest

from sandbox.desk import texts
from tests.posts.steps import A_DAY, decide, press, register_account, scheduled, submitted
from tests.world import Helvia

pytestmark = pytest.mark.any_database

REASON = "The vials on the picture are ours of 2019"
CONCERNED = ("jonas", "sofia", "lucas", "marta", "ines")
"""Its author and owner, the account's backup, a reviewer of its route, the community manager, the administrator."""
OTHERS = ("hana", "thomas", "david")
EVERYBODY = (*CONCERNED, *OTHERS)


def sent_back(helvia: Helvia) -> int:
    post_id = submitted(helvia)
    assert decide(helvia, "lucas", "posts.request_changes", REASON).ok
    return post_id


def rejected(helvia: Helvia) -> int:
    post_id = submitted(helvia)
    assert decide(helvia, "lucas", "posts.reject", REASON).ok
    return post_id


def withdrawn(helvia: Helvia) -> int:
    post_id = submitted(helvia)
    jonas = helvia.desk("jonas")
    assert jonas.type("#general", f"/post withdraw {post_id}").ok
    jonas.fill(reason=REASON)
    assert jonas.submit().ok
    return post_id


def given_back(helvia: Helvia) -> int:
    post_id = scheduled(helvia, account=register_account(helvia, publisher="U0SOFIA000"))
    helvia.wait(A_DAY)
    assert press(helvia, "sofia", "posts.give_back").ok
    sofia = helvia.desk("sofia")
    sofia.fill(reason=REASON)
    assert sofia.submit().ok
    return post_id


@pytest.fixture(params=[sent_back, rejected, withdrawn, given_back], ids=lambda how: how.__name__)
def post_id(helvia: Helvia, request: pytest.FixtureRequest) -> int:
    """A post with a reason that not everybody may read."""
    made: int = request.param(helvia)
    helvia.wait(A_DAY)
    return made


def test_it_is_read_by_those_whom_it_concerns_and_by_nobody_else_wherever_they_look(
    helvia: Helvia, post_id: int
) -> None:
    assert readers(helvia, f"/post show {post_id}") == set(CONCERNED)
    assert readers(helvia, "/social audit") == {"ines"}
    assert readers(helvia, "/post list") == set()
    for channel in ("#social-reviews", "#social-reminders", "#war-room"):
        assert REASON not in str(helvia.messages(channel))
    for who in EVERYBODY:
        desk = helvia.desk(who)
        desk.open_home()
        helvia.settle()
        assert desk.home is not None
        assert REASON not in texts(desk.home.content["blocks"])
    for who in OTHERS:
        written = [message for message in helvia.direct(who) if not message.is_ephemeral]
        assert REASON not in str([helvia.desk(who).thread(each.channel, each.ts) for each in written])


def readers(helvia: Helvia, command: str) -> set[str]:
    return {who for who in EVERYBODY if REASON in helvia.desk(who).type("#general", command).text}
