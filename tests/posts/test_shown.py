"""One post shown: what it says, and what each person may do with it."""

import pytest

from bot.networks import Network
from sandbox.desk import readable
from tests.posts.steps import A_DAY, URL, approved, cards, now, register_account, submitted
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_a_post_is_shown_with_its_decisions_and_to_everyone_their_own_buttons(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    texts = {
        handle: helvia.desk(handle).type("#general", f"/post show #{post_id}").text
        for handle in ("lucas", "jonas", "hana")
    }
    assert "Approve" in texts["lucas"]
    assert "Withdraw…" in texts["jonas"]
    assert "Approve" not in texts["jonas"]
    assert "Withdraw…" not in texts["hana"]
    assert "Approve" not in texts["hana"]


@pytest.mark.parametrize(
    ("handle", "buttons"),
    [
        ("jonas", {"plan", "edit", "withdraw"}),
        ("sofia", {"plan", "edit", "withdraw", "published"}),
        ("marta", {"plan", "edit", "withdraw", "published"}),
        ("lucas", set()),
    ],
)
def test_a_cleared_post_offers_its_hands_a_time_and_its_publishers_that_it_is_out(
    helvia: Helvia, handle: str, buttons: set[str]
) -> None:
    post_id = approved(helvia, account=register_account(helvia, publisher="U0SOFIA000"))
    assert offered(helvia, handle, post_id) == buttons


def test_whoever_wrote_a_post_is_not_offered_to_decide_on_it_whatever_their_role(helvia: Helvia) -> None:
    post_id = submitted(helvia, "marta")
    assert offered(helvia, "marta", post_id) == {"edit", "withdraw"}
    assert offered(helvia, "lucas", post_id) == {"approve", "request_changes", "reject", "ask"}


def offered(helvia: Helvia, handle: str, post_id: int) -> set[str]:
    """What a person may press on the post that they are shown."""
    post = helvia.desk(handle).type("#general", f"/post show {post_id}").message
    assert post is not None
    rows = [block["elements"] for block in post.blocks if block["type"] == "actions"]
    return {button["action_id"].removeprefix("posts.") for row in rows for button in row}


def test_a_reviewer_decides_from_the_shown_post_which_then_says_so(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    lucas = helvia.desk("lucas")
    card = lucas.type("#general", f"/post show {post_id}").message
    assert card is not None
    assert lucas.press("#general", card.ts, "posts.approve").ok
    assert now(helvia, post_id).status == "approved"
    [turned] = [message for message in lucas.read("#general") if message.is_ephemeral]
    assert "Lucas Martin" in readable(turned)
    assert "posts.approve" not in str(turned.blocks)


def test_a_reminder_opens_the_post_to_be_decided_on(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    helvia.wait(A_DAY)
    reminder = cards(helvia, "lucas", "posts.show")[-1]
    assert helvia.press("lucas", reminder, "posts.show").ok
    helvia.settle()
    [whisper] = [each for each in helvia.direct("lucas") if each.is_ephemeral]
    assert helvia.press("lucas", whisper, "posts.approve").ok
    assert now(helvia, post_id).status == "approved"


def test_a_published_post_links_to_where_it_is(helvia: Helvia) -> None:
    post_id = approved(helvia)
    helvia.desk("jonas").type("#general", f"/post published {post_id} {URL}")
    assert f"<{URL}|{URL}>" in str(helvia.desk("hana").type("#general", "/post list").message)
    assert now(helvia, post_id).network == Network.X
