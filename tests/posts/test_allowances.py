"""What a company says that a network allows to its accounts: an instance of Mastodon, long posts on X."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.kernel.db import Database
from bot.settings import PACKAGED_GOVERNANCE
from sandbox.server import Sandbox
from tests.conftest import OVER
from tests.posts.steps import press, register_account, submit, submitted
from tests.world import Helvia, connected

ALLOWANCES = 'allowances:\n  x: ["@HelviaGlobal"]\n  mastodon: {Pharma.example: 5000}\n'
ON_PHARMA = {"network": "mastodon", "handle": "@helvia@pharma.example"}


@pytest.fixture
def generous(own_sandbox: Sandbox, database: Database, tmp_path: Path) -> Iterator[Helvia]:
    rules = tmp_path / "governance.yml"
    rules.write_text(PACKAGED_GOVERNANCE.read_text() + ALLOWANCES)
    url = database.engine.url.render_as_string(hide_password=False)
    with connected(own_sandbox, url, OVER, governance_file=rules) as concord:
        yield Helvia(own_sandbox, own_sandbox.workspace, concord)


def test_an_instance_and_an_account_take_what_the_company_says(generous: Helvia) -> None:
    submitted(generous, account=register_account(generous, **ON_PHARMA), text="a" * 700)
    submitted(generous, account=register_account(generous, handle="@HelviaGlobal"), text="a" * 400)
    other = register_account(generous, handle="@HelviaToday")
    assert "120 over: X counts 400 of 280" in submit(generous, account=other, text="a" * 400).errors["text"]


def test_the_form_says_what_this_account_takes(generous: Helvia) -> None:
    register_account(generous, **ON_PHARMA)
    jonas = generous.desk("jonas")
    assert jonas.type("#general", "/post submit @helvia@pharma.example").ok
    assert "Mastodon takes 5,000 characters." in str(jonas.modals[-1])


def test_where_nobody_says_so_the_usual_holds(helvia: Helvia) -> None:
    account = register_account(helvia, **ON_PHARMA)
    assert "200 over: Mastodon counts 700 of 500" in submit(helvia, account=account, text="a" * 700).errors["text"]


def test_an_edited_post_may_be_as_long_as_a_new_one(generous: Helvia) -> None:
    submitted(generous, account=register_account(generous, **ON_PHARMA))
    assert press(generous, "jonas", "posts.edit").ok
    jonas = generous.desk("jonas")
    jonas.fill(text="a" * 700)
    assert jonas.submit().ok
