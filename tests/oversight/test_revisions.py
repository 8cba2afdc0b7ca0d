"""Governance that is written down is no more than that until it is taken into use; then every process has it."""

import pytest

from bot import audit, governance
from bot.governance import Role
from bot.kernel.act import due
from bot.kernel.errors import TooLate
from bot.oversight.in_force import require_in_force, take_into_use
from bot.oversight.revisions import keep_revision
from bot.subscriptions import ABOUT
from tests.oversight.steps import HANA_TOO
from tests.world import Helvia

NEW = governance.parse(HANA_TOO)


def written(helvia: Helvia) -> None:
    with helvia.database.transaction() as session:
        keep_revision(due(session, helvia.now), NEW, based_on=helvia.concord.governance.sha256)


def test_what_is_written_down_is_not_in_force_and_on_record_without_its_text(helvia: Helvia) -> None:
    helvia.concord.following.look()
    written(helvia)
    assert helvia.concord.following.look()
    assert helvia.concord.people.holders(Role.BRAND) == ["U0MARTA000"]
    [entry] = helvia.audit("revision_kept")
    assert entry.subject == "revision:1"
    assert entry.changes["text"] == entry.changes["sha256"] == [None, NEW.sha256]
    with helvia.session() as session:
        assert audit.verify(session, of=ABOUT).misfits == []


def test_a_process_without_that_file_takes_it_up_from_the_database(helvia: Helvia) -> None:
    with helvia.another() as other:
        other.following.look()
        written(helvia)
        with helvia.database.transaction() as session:
            take_into_use(due(session, helvia.now), NEW)
        assert other.following.look()
        assert other.people.holders(Role.BRAND) == ["U0MARTA000", "U0HANA0000"]
        assert other.governance.sha256 == NEW.sha256


def test_who_looked_at_another_governance_than_is_in_force_by_now_is_refused(helvia: Helvia) -> None:
    helvia.concord.following.look()
    with helvia.database.transaction() as session:
        require_in_force(session, helvia.concord.governance.sha256)
        take_into_use(due(session, helvia.now), NEW)
    with pytest.raises(TooLate, match="changed the governance meanwhile"), helvia.database.transaction() as session:
        require_in_force(session, helvia.concord.governance.sha256)
