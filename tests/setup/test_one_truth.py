"""What is set up counts for everybody: for two who save at once, and for each process, with a file and without."""

from pathlib import Path

import pytest

from bot import governance
from bot.governance import GovernanceError, Role
from bot.oversight.following import begun
from bot.settings import PACKAGED_GOVERNANCE
from sandbox.desk import Desk, texts
from tests.setup.conftest import INES, MARTA, THOMAS, WHOLE, set_up
from tests.world import Helvia


def top(desk: Desk) -> str:
    """What the modal says that is open."""
    assert desk.modal
    return texts(desk.modal.blocks)


def test_of_two_who_save_at_once_the_second_sees_what_has_changed_and_presses_once_more(unset: Helvia) -> None:
    set_up(unset, administrator=[INES, MARTA], legal=[THOMAS], medical=[THOMAS])
    ines, marta = unset.desk("ines"), unset.desk("marta")
    for each in (ines, marta):
        each.type("#general", "/social setup")
    ines.fill(
        company="Helvia International", drug_safety=["U0HANA0000"], brand=[THOMAS], legal=[], reminders="C0REMIND00"
    )
    assert ines.submit().ok
    marta.fill(company="Helvia", brand=[MARTA], medical=[], markets="DACH: DE")
    assert "Somebody else has just saved this. Press Save again" in str(marta.submit().errors)
    unset.concord.following.look()
    assert marta.submit().action == "update"
    assert "Not saved yet: somebody else has saved this." in top(marta)
    assert "Helvia Pharma → Helvia International" in top(marta)
    assert unset.concord.governance.company == "Helvia International"
    assert marta.submit().ok
    unset.concord.following.look()
    rules = unset.concord.governance
    assert (rules.company, rules.regions, rules.channels.reminders) == ("Helvia", {"DACH": ["DE"]}, "C0REMIND00")
    people = {role: rules.named(role) for role in ("drug_safety", "brand", "legal", "medical")}
    assert people == {"drug_safety": ["U0HANA0000"], "brand": [THOMAS, MARTA], "legal": [], "medical": []}


def test_of_two_who_name_groups_at_once_the_second_presses_once_more(unset: Helvia) -> None:
    set_up(unset, administrator=[INES, MARTA], legal=[THOMAS])
    unset.concord.warm()
    marta = unset.desk("marta")
    marta.type("#general", "/social setup groups")
    marta.search("groups", "legal")
    marta.fill(role="legal", groups=["S0LEGAL000"])
    set_up(unset, company="Helvia International", administrator=[INES, MARTA])
    assert marta.submit().action == "update"
    assert "Helvia Pharma → Helvia International" in top(marta)
    assert marta.submit().ok
    unset.concord.following.look()
    assert unset.concord.people.holders(Role.LEGAL) == [THOMAS, "U0LUCAS000"]


def test_every_process_goes_by_what_was_set_up(unset: Helvia) -> None:
    set_up(unset)
    with unset.another(governance_file=None) as other:
        assert other.governance.is_set_up
        unset.desk("ines").type("#general", "/social setup")
        unset.desk("ines").fill(brand=[THOMAS])
        assert unset.desk("ines").submit().ok
        assert other.following.look()
        assert other.people.holders(Role.BRAND) == [THOMAS]
    reload = unset.desk("ines").type("#general", "/social reload").text
    assert reload == "There is no governance file here. `/social setup` changes the governance."
    unset.concord.following.read_again()
    assert unset.concord.governance.is_set_up


def test_what_was_set_up_is_exported_as_a_file_that_counts_once_it_is_set(unset: Helvia, tmp_path: Path) -> None:
    set_up(unset, **WHOLE)
    assert "your messages from Concord" in unset.desk("ines").type("#general", "/social setup export").text
    [letter] = [each for each in unset.direct("ines") if each.files]
    [exported] = letter.files
    file = tmp_path / exported["name"]
    file.write_bytes(unset.workspace.files.content(exported["id"]))
    assert "# A post takes the first route that fits" in file.read_text()
    with unset.another(governance_file=file) as other:
        assert other.governance.sha256 == unset.concord.governance.sha256


def test_where_a_file_is_set_it_is_the_truth(helvia: Helvia) -> None:
    helvia.concord.following.look()
    answer = helvia.desk("ines").type("#general", "/social setup").text
    assert "The governance file says this." in answer
    assert "<#C0WARROOM0>" in answer
    with pytest.raises(GovernanceError, match="goes by a governance file"):
        begun(helvia.database, None)
    assert helvia.concord.governance.sha256 == governance.load(PACKAGED_GOVERNANCE).sha256
