"""Roles that somebody has until a date, through the wire."""

import pytest

from bot.delegation import overview
from bot.rulebook import roles_needed
from sandbox.desk import readable
from tests.delegation.steps import grant, roles
from tests.people.steps import leave
from tests.posts.steps import PRODUCT, REVIEWS, cards, directly, now, press, register_account, submitted
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_what_was_only_granted_is_not_passed_on(helvia: Helvia) -> None:
    assert grant(helvia, "ines", person="U0HANA0000", role="community_manager").ok
    assert helvia.concord.people.actor("U0HANA0000").has("community_manager")
    desk = helvia.desk("hana")
    desk.type("#general", "/social away")
    assert "Drug safety" in str(desk.modals[-1])
    assert "Community manager" not in str(desk.modals[-1])
    desk.close_all()
    assert "cannot pass it on" in str(grant(helvia, "hana", person="U0SOFIA000", role="brand"))
    assert len(helvia.audit("role_granted")) == 1


def test_a_grant_for_one_market_holds_there_alone_and_is_ended_by_a_button(helvia: Helvia) -> None:
    assert grant(helvia, "ines", person="U0HANA0000", role="community_manager", market="JP").ok
    register_account(helvia)
    register_account(helvia, handle="@HelviaJapan", market="JP")
    hana = helvia.desk("hana")
    assert "Only" in hana.type("#general", "/account retire @HelviaToday").text
    assert hana.type("#general", "/account retire @HelviaJapan").ok
    assert hana.modal is not None
    hana.close_all()
    overview = helvia.desk("marta").type("#general", "/social roles")
    assert "community manager (Japan)" in overview.text
    assert overview.message is not None
    assert helvia.press("marta", overview.message, "delegation.end").ok
    assert "Only" in hana.type("#general", "/account retire @HelviaJapan").text
    assert [each.who for each in helvia.audit("grant_ended")] == ["U0MARTA000"]
    assert "ended" in readable(helvia.direct("hana")[-1])


def test_only_an_administrator_makes_an_administrator(helvia: Helvia) -> None:
    grant(helvia, "marta", person="U0HANA0000", role="administrator")
    assert helvia.audit("role_granted") == []
    assert grant(helvia, "ines", person="U0HANA0000", role="administrator").ok
    assert helvia.concord.people.actor("U0HANA0000").has("administrator")


def test_a_role_that_is_asked_and_that_nobody_holds_is_shown_as_vacant(helvia: Helvia) -> None:
    helvia.workspace.roster.set_group("S0MEDICAL0", [])
    helvia.sandbox.events.settle()
    assert ":warning: nobody; needed for Product, Disease awareness, products" in roles(helvia)


def test_a_role_that_only_a_permission_needs_is_shown_as_vacant_too(helvia: Helvia) -> None:
    rules = helvia.concord.governance
    unasked = rules.model_copy(update={"roles": {}, "routes": [], "policies": []})
    listed = overview.roles(unasked, helvia.concord.people, roles_needed())
    needs = {each.name: each.needs for each in listed if each.is_vacant}
    assert needs["spokesperson"] == ["crises", "after-action", "statements"]
    assert needs["leadership"] == ["crises", "checklists", "after-action", "actions", "drills", "freezes", "statements"]
    assert needs["regulatory"] == ["products"]
    assert needs["author"] == ["calendar", "submissions"]
    assert {"signing", "audit", "governance"} <= set(needs["administrator"])


def test_a_granted_role_is_decided_with_in_ones_own_right(helvia: Helvia) -> None:
    assert grant(helvia, "ines", person="U0HANA0000", role="brand").ok
    post_id = submitted(helvia)
    assert press(helvia, "hana", "posts.approve").ok
    assert [each.on_behalf_of for each in now(helvia, post_id).review.decisions] == [None]


def test_when_somebody_leaves_to_whom_a_role_was_granted_others_are_asked_at_once(helvia: Helvia) -> None:
    assert grant(helvia, "ines", person="U0HANA0000", role="medical").ok
    helvia.concord.standings.look()
    leave(helvia, "priya")
    post_id = submitted(helvia, **PRODUCT)
    assert cards(helvia, "hana", "posts.approve")
    before = directly(helvia, "ines")
    leave(helvia, "hana")
    assert f"#{post_id}" in directly(helvia, "ines").removeprefix(before)
    assert "U0HANA0000" not in helvia.texts(REVIEWS)[-1]
    assert "<@U0HANA0000>" not in roles(helvia)
