"""A change of the governance that the one in force wants reviewed: nothing of it counts before those have decided."""

from pathlib import Path

import pytest

from bot import audit, governance
from bot.changes.model import Status
from bot.changes.service import take_past_review
from bot.governance import GovernanceError
from bot.kernel.act import Act, due
from bot.kernel.actor import OPERATOR
from bot.oversight import in_force
from bot.oversight.following import begun
from bot.oversight.in_force import take_into_use
from bot.oversight.keeping import GOVERNANCE, keep
from bot.subscriptions import ABOUT
from sandbox.desk import readable
from tests.changes.steps import HANA_TOO, REVIEWED, REVIEWS, brand, cards, change, decide, press
from tests.oversight.steps import RULES, Write, reload
from tests.posts.steps import directly
from tests.world import Helvia

BOTH = ["U0MARTA000", "U0HANA0000"]


def test_it_counts_once_its_last_stage_has_passed_exactly_as_it_was_shown(helvia: Helvia, write: Write) -> None:
    before = helvia.concord.governance
    write(HANA_TOO)
    assert "The review “Our rules” decides." in reload(helvia)
    [card] = cards(helvia, "lucas", "changes.approve")
    assert "brand: <@U0HANA0000>" in readable(card)
    assert "Governance change 1" in helvia.texts(REVIEWS)[-1]
    assert helvia.concord.governance is before
    assert press(helvia, "lucas", "changes.approve").ok
    assert brand(helvia) == ["U0MARTA000"]
    assert "waits for <@U0DAVID000> (leadership)" in helvia.texts(REVIEWS)[-1]
    assert press(helvia, "david", "changes.approve").ok
    assert brand(helvia) == BOTH
    now, made = helvia.concord.governance, change(helvia).review.decisions
    assert {each.sha256 for each in made} == {now.sha256}
    assert made[0].meaning == "I approve this change of the governance, as legal reviewer"
    assert "In force" in helvia.texts(REVIEWS)[-1]
    assert "Governance change 1*: Taken into use" in directly(helvia, "ines")
    [taken] = helvia.audit("change_taken")
    assert (taken.who, taken.subject) == ("U0DAVID000", "governance:1")
    assert helvia.audit("rules_taken_up")[-1].note.startswith(f"SHA-256 {now.sha256} instead of {before.sha256}")


def test_a_start_with_another_file_goes_by_what_is_in_force_and_proposes_it_once(
    helvia: Helvia, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "other.yml"
    file.write_text(HANA_TOO)
    monkeypatch.setattr(in_force, "VERSION", "9.9.9")  # both at once, as an update may bring them
    for _ in range(2):
        with helvia.another(governance_file=file) as other:
            other.warm()
            other.following.look()
            assert other.governance.sha256 == helvia.concord.governance.sha256
            assert other.following.look()
    assert [each.who for each in helvia.audit("change_proposed")] == ["concord"]
    assert helvia.audit("rules_taken_up")[-1].note.endswith("Concord 9.9.9; no key changed")
    helvia.settle()
    assert decide(helvia, "lucas", "changes.reject", code="claim").ok
    assert "Lucas Martin rejected it" in directly(helvia, "ines")
    with helvia.another(governance_file=file) as other:
        other.following.look()
    assert len(helvia.audit("change_proposed")) == 1


def test_a_start_that_cannot_know_what_would_review_its_file_goes_by_no_other(
    helvia: Helvia, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older version wrote nothing down; or an address takes what this process has not in its environment."""
    file, other = tmp_path / "now.yml", tmp_path / "other.yml"
    other.write_text(HANA_TOO)
    file.write_text(f"{REVIEWED}\nother_ways: {{everyone: ['${{CONCORD_WAY_PAGER}}']}}\n")
    monkeypatch.setenv("CONCORD_WAY_PAGER", "pagerduty://key@token/Source/Component")
    rules = governance.load(file)
    with helvia.session() as session:
        keep(due(session, helvia.now), GOVERNANCE, {"sha256": rules.sha256, "version": "0.1", "keys": rules.keys})
    with pytest.raises(GovernanceError, match="is not the one in force"):
        begun(helvia.database, other)
    assert begun(helvia.database, file)().sha256 == rules.sha256
    with helvia.session() as session:
        take_into_use(due(session, helvia.now), rules)
    assert begun(helvia.database, other)().sha256 == rules.sha256
    monkeypatch.delenv("CONCORD_WAY_PAGER")
    with pytest.raises(GovernanceError, match=r"this process cannot read it:\n.*CONCORD_WAY_PAGER"):
        begun(helvia.database, other)


def test_the_operator_can_take_it_past_its_review_on_record_and_everybody_is_told(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    helvia.concord.following.read_again()
    assert [each.who for each in helvia.audit("change_proposed")] == ["operator"]
    helvia.settle()
    helvia.workspace.roster.deactivate("david")
    helvia.settle()
    helvia.concord.standings.notice()
    assert "Nobody is left to approve this as leadership. Whoever runs Concord can take it" in directly(helvia, "ines")
    write(HANA_TOO.replace("Helvia Pharma", "Helvetia Pharma"))
    helvia.concord.vetting.look()
    refusal = helvia.desk("ines").type("#general", "/social reload").text
    assert "The route “Our rules” cannot be passed: nobody is left as leadership in the stage “Leadership”" in refusal
    write(RULES)
    with helvia.session() as session:
        rules = helvia.concord.in_force.read_again()
        take_past_review(Act(session, OPERATOR, helvia.now), rules, "Lucas and David have left")
    helvia.concord.following.look()
    assert helvia.concord.governance.sha256 == rules.sha256
    assert change(helvia).status == Status.OVERTAKEN
    assert "another governance came into force" in directly(helvia, "lucas")
    for words in (helvia.texts(REVIEWS)[-1], directly(helvia, "ines")):
        assert "without its review" in words
        assert "Lucas and David have left" in words
    [entry] = helvia.audit("taken_past_review")
    assert (entry.who, entry.subject, entry.note) == ("operator", "governance", "Lucas and David have left")
    with helvia.database.snapshot() as session:
        assert audit.verify(session, of=ABOUT, against=[]).misfits == []
