"""Nobody approves an account that they proposed."""

from sqlalchemy import select

from bot.accounts import service
from bot.accounts.model import Account
from sandbox.desk import readable
from tests.accounts.steps import propose
from tests.handlers.test_home import home_of
from tests.world import Helvia


def proposal(helvia: Helvia) -> Account:
    with helvia.session() as session:
        return session.scalars(select(Account)).one()


def test_what_the_only_community_manager_proposes_is_decided_on_by_an_administrator(helvia: Helvia) -> None:
    propose(helvia.desk("marta"))
    [waiting] = helvia.direct("marta")
    assert "<@U0INES0000> decides." in readable(waiting)
    assert "accounts.approve" not in str(waiting.blocks)
    assert "company/helvia-heart" in home_of(helvia, "ines")
    assert "company/helvia-heart" not in home_of(helvia, "marta")
    [card] = helvia.direct("ines")
    assert helvia.press("ines", card, "accounts.approve").ok
    assert proposal(helvia).decided_by == "U0INES0000"
    assert "<@U0INES0000> approved" in readable(helvia.direct("marta")[0])


def test_an_administrator_is_not_asked_where_a_community_manager_can_decide(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    assert helvia.direct("ines") == []
    assert "company/helvia-heart" not in home_of(helvia, "ines")


def test_whoever_proposed_it_is_refused_kindly_whatever_they_press(helvia: Helvia) -> None:
    propose(helvia.desk("marta"))
    [card] = helvia.direct("ines")
    helvia.desk("marta", force=True).press(card.channel, card.ts, "accounts.approve")
    assert helvia.audit("account_approved") == []
    [refused] = helvia.audit("signature_refused")
    assert "another community manager or an administrator decides" in refused.note


def test_where_nobody_else_could_decide_the_proposer_hears_it_at_once(helvia: Helvia) -> None:
    helvia.workspace.state.people["U0INES0000"].is_deleted = True
    helvia.introduce()
    propose(helvia.desk("marta"))
    [waiting] = helvia.direct("marta")
    assert "Nobody else can decide: name another" in readable(waiting)


def test_of_two_community_managers_the_other_one_is_asked(helvia: Helvia) -> None:
    propose(helvia.desk("marta"))
    held = {"community_manager": ["U0MARTA000", "U0SOFIA000"], "administrator": ["U0INES0000"]}
    assert service.deciders(proposal(helvia), held.__getitem__) == ["U0SOFIA000"]
