"""The governance file: its mistakes are told with line and key, and its rules decide."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.governance import GovernanceError, load
from bot.settings import PACKAGED_GOVERNANCE

TEXT = PACKAGED_GOVERNANCE.read_text()


@pytest.mark.parametrize(
    ("old", "new", "where", "sentence"),
    [
        ("war_room: C0WARROOM0", "war_room: war-room", "channels.war_room", "is no channel id"),
        ("time_zone: Europe/Zurich", "time_zone: Zurich", "time_zone", "is no time zone"),
        ("administrator: [U0INES0000]", "administrator: [ines]", "roles", "neither a person"),
        ("administrator: [U0INES0000]", "administrator: []", "roles", "somebody must be administrator"),
        ("within: 1d", "within: soon", "routes.2.stages.0.within", ""),
        ("policy: crisis_red", "policy: crisis_purple", "the whole file", "no policy is called crisis_purple"),
        ("company: Helvia Pharma", "firm: Helvia Pharma", "company", "required"),
        ("medical: [S0MEDICAL0]", "medical: [everyone]", "the whole file", "medical cannot be everyone"),
        ("from: 5,", "from: 50,", "risk", "must begin at 1 and rise"),
        ('whom: ["role:crisis_lead"], every: 2h', 'whom: ["everybody"], every: 2h', "policies", "pings 'everybody'"),
        (
            "  - name: Corporate\n",
            "  - name: Corporate\n    kinds: [corporate]\n",
            "the whole file",
            "must fit every post",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_key(tmp_path: Path, old: str, new: str, where: str, sentence: str) -> None:
    assert old in TEXT
    file = tmp_path / "rules.yml"
    file.write_text(TEXT.replace(old, new))
    with pytest.raises(GovernanceError) as raised:
        load(file)
    told = next(each for each in raised.value.sentences if f", {where}: " in each)
    assert sentence in told
    assert told.startswith("rules.yml, line ")


def test_the_line_is_the_one_of_the_mistake(tmp_path: Path) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(TEXT.replace("within: 1d", "within: soon"))
    line = 1 + file.read_text().splitlines().index(next(x for x in file.read_text().splitlines() if "soon" in x))
    with pytest.raises(GovernanceError, match=f"line {line}, "):
        load(file)


@pytest.mark.parametrize("text", ["", "a: [", "- 1"])
def test_a_file_that_is_no_governance_at_all_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(text)
    with pytest.raises(GovernanceError):
        load(file)


def test_a_missing_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(GovernanceError, match="cannot be read"):
        load(tmp_path / "none.yml")


def test_the_first_route_that_fits_is_taken() -> None:
    rules = load(PACKAGED_GOVERNANCE)
    assert rules.route(market="CH", kind="brand", names_product=True).name == "Product"
    assert rules.route(market="CH", kind="disease awareness", names_product=False).name == "Disease awareness"
    assert rules.route(market="CH", kind="corporate", names_product=False).name == "Corporate"


def test_the_matrix_gives_score_and_colour() -> None:
    risk = load(PACKAGED_GOVERNANCE).risk
    assert [risk.band(risk.score(*pair)).colour for pair in [(1, 1), (2, 3), (3, 4), (5, 5)]] == [
        "green",
        "yellow",
        "amber",
        "red",
    ]


def test_a_kind_without_a_cadence_has_the_usual_one() -> None:
    rules = load(PACKAGED_GOVERNANCE)
    assert rules.cadence_days("customer service") == 2
    assert rules.cadence_days("something else") == timedelta(days=7).days
