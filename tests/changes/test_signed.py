"""A change of the governance that is signed with codes, and one that a stand-in decides on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.kernel.db import Database
from sandbox.server import Sandbox
from tests.changes.steps import HANA_TOO, REVIEWED, REVIEWS, cards, change, press
from tests.conftest import OVER
from tests.delegation.steps import away
from tests.oversight.steps import Write, reload
from tests.posts.steps import last_whisper
from tests.signing.conftest import KEY
from tests.signing.steps import OTHER, PIN, authenticator, code_now, give, set_pin
from tests.signing.test_authenticators import PERIOD
from tests.steps import modal_text
from tests.world import Helvia, connected

BOTH = ["U0MARTA000", "U0HANA0000"]


def with_codes(rules: str) -> str:
    """Legal signs with a PIN, leadership with an authenticator."""
    signed = rules.replace("roles: [legal], within: 1d", "roles: [legal], sign: pin, within: 1d", 1)
    return signed.replace("roles: [leadership], within: 1d", "roles: [leadership], sign: totp, within: 1d", 1)


@pytest.fixture
def signing(own_sandbox: Sandbox, database: Database, tmp_path: Path) -> Iterator[Helvia]:
    """A change waits that gives a role to Hana, too."""
    url, file = database.engine.url.render_as_string(hide_password=False), tmp_path / "governance.yml"
    file.write_text(with_codes(REVIEWED))
    with connected(own_sandbox, url, OVER, governance_file=file, secret_key=KEY) as concord:
        concord.following.look()
        file.write_text(with_codes(HANA_TOO))
        concord.vetting.look()
        helvia = Helvia(own_sandbox, own_sandbox.workspace, concord)
        reload(helvia)
        yield helvia


def test_it_counts_once_each_stage_has_signed_with_its_own_kind_of_code(signing: Helvia) -> None:
    press(signing, "lucas", "changes.approve")
    assert "`/social pin` sets one" in last_whisper(signing, "lucas")
    set_pin(signing, "lucas")
    press(signing, "lucas", "changes.reject")
    assert "not your PIN" in give(signing, "lucas", code="claim", pin=OTHER).errors["pin"]
    assert press(signing, "lucas", "changes.approve").ok
    form = modal_text(signing.desk("lucas"))
    assert "You sign: “I approve this change of the governance, as legal reviewer”" in form
    assert "Lucas Martin" in form
    assert change(signing).review.decisions == []
    assert give(signing, "lucas", pin=PIN).ok
    secret = authenticator(signing, "david")
    signing.leap(PERIOD)
    assert press(signing, "david", "changes.approve").ok
    assert give(signing, "david", totp=code_now(signing, secret)).ok
    signing.concord.following.look()
    assert signing.concord.people.holders("brand") == BOTH
    made = change(signing).review.decisions
    assert [(each.who, each.signed) for each in made] == [("U0LUCAS000", "pin"), ("U0DAVID000", "totp")]
    assert all(each.code_given_at for each in made)


def test_a_stand_in_is_asked_while_it_waits_and_decides_for_the_holder(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    reload(helvia)
    assert cards(helvia, "lucas", "changes.approve")
    assert away(helvia, "lucas", "U0SOFIA000", roles=["legal"]).ok
    helvia.concord.standings.look()
    assert not cards(helvia, "lucas", "changes.approve")
    assert press(helvia, "sofia", "changes.approve").ok
    [made] = change(helvia).review.decisions
    assert (made.who, made.on_behalf_of) == ("U0SOFIA000", "U0LUCAS000")
    assert "*Sofia Lindqvist* for <@U0LUCAS000>" in helvia.desk("ines").type("#general", "/social governance 1").text
    assert "waits for <@U0DAVID000> (leadership)" in helvia.texts(REVIEWS)[-1]
