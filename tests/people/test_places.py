"""Roles that have other people in other places, through the wire."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.kernel.db import Database
from bot.settings import PACKAGED_GOVERNANCE
from sandbox.desk import readable
from sandbox.server import Sandbox
from tests.conftest import OVER
from tests.crises import steps as crises
from tests.posts.steps import cards, now, press, register_account, submitted
from tests.world import Helvia, connected

SCOPED = {
    "  brand: [U0MARTA000]\n": "  brand:\n"
    "    - {who: [U0ELENA000], markets: [JP], deputy: [U0DAVID000]}\n"
    "    - {who: [U0MARTA000]}\n"
    "  privacy: [U0INES0000]\n",
    "  community_manager: [U0MARTA000]\n": "  community_manager:\n"
    "    - {who: [U0HANA0000], regions: [Asia]}\n"
    "    - {who: [U0MARTA000]}\n",
    "risk:\n": "regions: {Asia: [JP, KR]}\noperating_model: hub per region\nrisk:\n",
    "{name: Brand and legal, roles: [brand, legal], decide: any, within: 1d}\n": (
        "{name: Brand, roles: [brand], within: 1d}\n      - {name: Privacy, roles: [privacy], within: 1d}\n"
    ),
}
JAPANESE = {"handle": "@HelviaJapan", "market": "JP"}


@pytest.fixture
def regional(own_sandbox: Sandbox, database: Database, tmp_path: Path) -> Iterator[Helvia]:
    text = PACKAGED_GOVERNANCE.read_text()
    for old, new in SCOPED.items():
        assert old in text
        text = text.replace(old, new)
    rules = tmp_path / "governance.yml"
    rules.write_text(text)
    url = database.engine.url.render_as_string(hide_password=False)
    with connected(own_sandbox, url, OVER, governance_file=rules) as concord:
        yield Helvia(own_sandbox, own_sandbox.workspace, concord)


def test_a_post_asks_the_reviewer_of_its_market_and_then_a_role_of_the_companys_own(regional: Helvia) -> None:
    post_id = submitted(regional, account=register_account(regional, **JAPANESE))
    assert cards(regional, "elena", "posts.approve")
    assert not cards(regional, "marta", "posts.approve")
    room = regional.messages("#social-reviews")[-1]
    assert regional.press("marta", room, "posts.approve").ok
    assert "only the brand reviewer can approve" in regional.whispers("marta", "#social-reviews")[-1]
    assert press(regional, "elena", "posts.approve").ok
    assert press(regional, "ines", "posts.approve").ok
    decisions = now(regional, post_id).review.decisions
    assert [(each.who, each.roles) for each in decisions] == [("U0ELENA000", ["brand"]), ("U0INES0000", ["privacy"])]


def test_where_the_reviewer_of_a_market_leaves_the_deputy_is_asked_and_may_decide(regional: Helvia) -> None:
    post_id = submitted(regional, account=register_account(regional, **JAPANESE))
    regional.workspace.roster.deactivate("U0ELENA000")
    regional.sandbox.events.settle()
    assert press(regional, "david", "posts.approve").ok
    assert [each.who for each in now(regional, post_id).review.decisions] == ["U0DAVID000"]


def test_the_hub_of_a_region_keeps_its_accounts_and_no_others(regional: Helvia) -> None:
    swiss, japanese = register_account(regional), register_account(regional, **JAPANESE)
    assert swiss != japanese
    hana, marta = regional.desk("hana"), regional.desk("marta")
    assert hana.type("#general", "/account retire @HelviaJapan").ok
    assert hana.modal is not None
    assert (
        "Only the owner, the backup and the community manager can retire"
        in hana.type("#general", "/account retire @HelviaToday").text
    )
    assert "Only" in marta.type("#general", "/account retire @HelviaJapan").text
    assert marta.type("#general", "/account retire @HelviaToday").ok
    assert marta.modal is not None


def test_a_crisis_asks_the_community_manager_of_its_accounts(regional: Helvia) -> None:
    account = register_account(regional, **JAPANESE)
    crises.raise_crisis(regional, impact="1", accounts=[str(account)])
    assert "needs you" in readable(regional.direct("hana")[-1])
    assert not [each for each in regional.direct("marta") if "needs you" in readable(each)]
