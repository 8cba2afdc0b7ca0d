"""From two tokens to a company that can work: set up by an admin of the workspace, in Slack alone."""

import pytest

from bot import audit, governance
from bot.governance import Role
from bot.subscriptions import ABOUT
from handlers.home import home_of
from sandbox.desk import Desk, texts
from tests.posts.steps import submitted
from tests.setup.conftest import INES, MARTA, THOMAS, set_up
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def top(desk: Desk) -> str:
    """What the modal says that is open."""
    assert desk.modal
    return texts(desk.modal.blocks)


def test_whoever_types_a_command_before_hears_kindly_who_can_set_it_up(unset: Helvia) -> None:
    for command in ("/account list", "/post submit", "/crisis raise", "/calendar week", "/social home"):
        answer = unset.desk("jonas").type("#general", command).text
        assert answer == "Concord is not set up yet. Ask an admin of this Slack workspace to type `/social setup`."
    assert (
        "Only the administrator and an admin of the workspace"
        in unset.desk("jonas").type("#general", "/social setup").text
    )
    assert unset.desk("jonas").modal is None


def test_before_it_is_set_up_nothing_that_happens_by_itself_fails(unset: Helvia) -> None:
    concord = unset.concord
    for does in (concord.watch.look, concord.look_at_channels, concord.standings.look, concord.anchoring.look):
        does()
    concord.warm()
    concord.prune()
    unset.settle()
    assert concord.health.status().is_ready
    home = home_of(concord._provide, "U0JONAS000")
    assert home
    assert "Ask an admin" in texts(home["blocks"])


def test_an_admin_sets_it_up_and_it_works(unset: Helvia) -> None:
    assert "Two channels and two people" in unset.desk("ines").type("#general", "/account list").text
    assert set_up(unset).action == "update"
    saved, rules = top(unset.desk("ines")), unset.concord.governance
    assert rules.named(Role.ADMINISTRATOR) == [INES]
    assert rules.channels.reminders == "C0REVIEWS0"
    assert f"community manager: <@{MARTA}>" in saved.replace("_", " ")
    assert "UTC → Europe/Zurich" in saved
    assert "Nobody is medical, legal" in saved
    [entry] = [each for each in unset.audit("revision_kept") if each.who == INES]
    assert entry.changes["sha256"][1] == rules.sha256 == governance.parse(rules.text).sha256
    account = register_account(unset, handle="@Cardiva")
    submitted(unset, account=account)
    assert unset.texts("#social-reviews")
    with unset.session() as session:
        assert audit.verify(session, of=ABOUT).misfits == []


def test_where_nobody_is_left_the_way_out_that_a_card_names_is_there(unset: Helvia) -> None:
    set_up(unset)
    submitted(unset, account=register_account(unset, handle="@Cardiva"))
    assert "Nobody is left to approve this as " in unset.texts("#social-reviews")[-1]
    assert "Name somebody (`/social setup`)" in unset.texts("#social-reviews")[-1]
    set_up(unset, medical=["U0PRIYA000"], legal=["U0LUCAS000"], regulatory=["U0ELENA000"])
    unset.concord.standings.look()
    unset.settle()
    assert "Nobody is left" not in unset.texts("#social-reviews")[-1]


def test_what_a_check_would_refuse_is_refused_under_its_field(unset: Helvia) -> None:
    outcome = set_up(unset, time_zone="Europe/Zuerich", markets="DACH: DE, XX")
    assert outcome.errors == {
        "time_zone": "'Europe/Zuerich' is no time zone such as Europe/Zurich.",
        "markets": "'XX' is no country such as CH, nor global.",
    }
    outcome = set_up(unset, war_room="C0PARTNER0", reviews="C0CONCORD0", legal=["U0GINA0000"])
    assert outcome.errors == {
        "war_room": "Another company reads this channel. Choose another.",
        "legal": "Choose active full members only.",
    }
    assert not unset.concord.governance.is_set_up


def test_concord_joins_public_channels_and_asks_to_be_invited_to_private_ones(unset: Helvia) -> None:
    channels, concord = unset.workspace.state.channels, unset.workspace.bot.id
    for each in ("C0WARROOM0", "C0CONCORD0"):
        channels[each].members.remove(concord)
    outcome = set_up(unset, fallback="C0CONCORD0")
    assert outcome.errors == {
        "fallback": "Concord is not in this channel. Type /invite @Concord there, then save again."
    }
    channels["C0CONCORD0"].members.append(concord)
    assert set_up(unset, fallback="C0CONCORD0").action == "update"
    assert concord in channels["C0WARROOM0"].members


def test_a_user_group_may_hold_a_role_beside_people(unset: Helvia) -> None:
    set_up(unset, legal=[THOMAS])
    unset.concord.warm()
    ines = unset.desk("ines")
    ines.type("#general", "/social setup groups")
    assert [each["value"] for each in ines.search("groups", "legal")] == ["S0LEGAL000"]
    ines.fill(role="legal", groups=["S0LEGAL000"])
    assert ines.submit().ok
    unset.concord.following.look()
    assert unset.concord.people.holders(Role.LEGAL) == [THOMAS, "U0LUCAS000"]
    set_up(unset, legal=[])
    assert unset.concord.people.holders(Role.LEGAL) == ["U0LUCAS000"]
