"""What the rules of a governance file answer: routes, the matrix, cadences, waits."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.governance import GovernanceError, Reviewable, load
from bot.settings import PACKAGED_GOVERNANCE
from tests.governance import ADS, TEXT


def test_the_first_route_that_fits_is_taken() -> None:
    rules = load(PACKAGED_GOVERNANCE)
    assert rules.route(Reviewable.POST, market="CH", kind="brand", names_product=True).name == "Product"
    assert (
        rules.route(Reviewable.POST, market="CH", kind="disease awareness", names_product=False).name
        == "Disease awareness"
    )
    assert rules.route(Reviewable.POST, market="CH", kind="corporate", names_product=False).name == "Corporate"


HEART = """  - name: Heart
    products: [cardiva]
    stages:
      - {name: Medical, roles: [medical]}
"""


def test_a_route_of_a_product_is_taken_by_what_names_it_whatever_it_names_besides(tmp_path: Path) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(TEXT.replace("routes:\n", f"routes:\n{HEART}", 1))

    def taken(*products: str) -> str:
        place = {"market": "CH", "kind": "brand"}
        return load(file).route(Reviewable.POST, **place, names_product=bool(products), products=products).name

    assert taken("Neurovent", "Cardiva") == "Heart"
    assert taken("Neurovent") == "Product"
    assert taken() == "Corporate"


def test_what_is_no_post_takes_the_routes_of_its_kind_and_posts_take_none_of_them(tmp_path: Path) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(
        TEXT.replace("routes:\n", f"routes:\n{ADS}", 1).replace(
            "- name: Corporate\n", "- name: Corporate\n    of: [post, governance]\n"
        )
    )
    rules = load(file)
    assert rules.route(Reviewable.POST, market="CH", kind="brand", names_product=True).name == "Product"
    assert rules.route(Reviewable.AD, market="CH", kind="brand", names_product=True).name == "Ads"
    assert [route.name for route in rules.routes_of(Reviewable.GOVERNANCE)] == ["Corporate"]
    assert rules.routes_of(Reviewable.PLAN) == []


def test_posts_need_a_route(tmp_path: Path) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(re.sub(r"(- name: (?:Product|Disease awareness|Corporate)\n)", r"\1    of: [ad]\n", TEXT))
    with pytest.raises(GovernanceError, match="routes: no route is of posts"):
        load(file)


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


def test_a_crisis_waits_a_minute_for_slack_unless_its_policy_says_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(TEXT.replace("cycles: 3\n", "cycles: 3\n    other_way_after: 5m\n"))
    rules = load(file)
    assert rules.policy("crisis_red").waits_for_slack == timedelta(minutes=1)
    assert rules.policy("crisis_yellow").waits_for_slack == timedelta(minutes=5)
    assert rules.policy("review").waits_for_slack is None
