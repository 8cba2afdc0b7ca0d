"""Looking at an account is not holding it, and a name that nobody bears is looked for without loading the registry."""

import pytest

from bot.accounts import finding
from bot.kernel.errors import NotFound
from tests.statements import is_locking, statements
from tests.steps import register_account
from tests.world import Helvia


@pytest.mark.parametrize("line", ["/account show @Cardiva", "/account log @Cardiva", "/account retire @Cardiva"])
def test_to_show_an_account_or_a_form_about_it_locks_nothing(helvia: Helvia, line: str) -> None:
    register_account(helvia, handle="@Cardiva")
    with statements(helvia) as asked:
        assert helvia.desk("jonas").type("#general", line).ok
    about_accounts = [each for each in asked if "FROM accounts" in each]
    assert about_accounts
    assert not [*filter(is_locking, about_accounts)]


def test_a_name_that_nobody_bears_is_told_with_the_nearest_and_loads_no_account(helvia: Helvia) -> None:
    for handle in ("@Cardiva", "@Neurova"):
        register_account(helvia, handle=handle)
    with helvia.session() as session:
        with pytest.raises(NotFound, match="Did you mean `@Cardiva`"):
            finding.named(session, "@Cardvia")
        assert list(session) == []


def test_an_account_is_found_by_any_spelling(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@Cardiva", name="Cardiva for professionals")
    with helvia.session() as session:
        for typed in ("Cardiva", "@cardiva ", "cardiva for professionals on x", "https://x.com/Cardiva/"):
            assert finding.named(session, typed.rstrip("/")).id == account_id
            assert finding.held_named(session, typed.rstrip("/")).id == account_id
