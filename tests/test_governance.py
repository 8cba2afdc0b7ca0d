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
        ("lateness:", "other_ways: {crisis_leed: []}\nlateness:", "other_ways", "'crisis_leed' is neither a person"),
        ("lateness:", "other_ways: {everyone: [email]}\nlateness:", "other_ways.everyone.0", "no address that apprise"),
        ("lateness:", "other_ways: {everyone: ['${PAGER}']}\nlateness:", "other_ways.everyone.0", "it needs PAGER"),
        ("cycles: 3\n", "cycles: 3\n    other_way_after: 0s\n", "policies.2", "cannot be nothing"),
        (
            "- name: review\n",
            "- name: review\n    other_way_after: 5m\n",
            "policies.7",
            "for policies of “urgency: crisis”",
        ),
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


def test_a_secret_of_an_address_is_never_part_of_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "nonsense://very-secret@nowhere")
    file = tmp_path / "rules.yml"
    file.write_text(TEXT + "other_ways: {everyone: ['${PAGER}', 'mailto://me:other-secret@']}\n")
    with pytest.raises(GovernanceError) as raised:
        load(file)
    assert len(raised.value.sentences) == 2
    assert "secret" not in str(raised.value)


def test_an_address_may_be_in_the_environment_or_in_dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("PAGER=json://localhost/from-file\n")
    file = tmp_path / "rules.yml"
    file.write_text(TEXT + "other_ways: {crisis_lead: ['${PAGER}'], everyone: ['${PAGER}', 'json://localhost/all']}\n")
    rules = load(file)
    ways = rules.ways("crisis_lead", "everyone")
    assert [(whose, way.url) for whose, way in ways] == [
        ("crisis_lead", "json://localhost/from-file"),
        ("everyone", "json://localhost/all"),
    ]
    assert rules.ways("everyone", besides=[ways[0][1]]) == [ways[1]]
    assert "localhost" not in repr(rules)


def test_a_crisis_waits_a_minute_for_slack_unless_its_policy_says_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(TEXT.replace("cycles: 3\n", "cycles: 3\n    other_way_after: 5m\n"))
    rules = load(file)
    assert rules.policy("crisis_red").waits_for_slack == timedelta(minutes=1)
    assert rules.policy("crisis_yellow").waits_for_slack == timedelta(minutes=5)
    assert rules.policy("review").waits_for_slack is None
