"""The register of products: what people do with it in Slack, and what it does to reviews."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kernel.errors import Invalid
from bot.products.checks import fill, key_of
from bot.products.drafts import Draft
from bot.products.exchange import Sheet, draft_of, given_out
from bot.products.model import Product, Status
from sandbox.desk import Desk, Outcome
from tests.posts.steps import submitted
from tests.world import Helvia

ANSWERS: dict[str, Any] = {
    "name": "Respirol",
    "local_names": "レスピロール; Respirolum",
    "markets": "Switzerland, de",
    "prescription": "yes",
    "statements": "CH de: Lesen Sie die Packungsbeilage.\nDE: Zu Risiken fragen Sie Ihren Arzt.",
    "safety": "CH: Report side effects.",
    "help": "CH: 0800 123 456",
}


def add(desk: Desk, **answers: Any) -> Outcome:
    desk.type("#general", "/social products")
    press(desk, "products.add")
    desk.fill(ANSWERS | answers)
    return desk.submit()


def press(desk: Desk, action_id: str) -> Outcome:
    [*_, message] = [each for each in desk.read("#general") if each.is_ephemeral and action_id in str(each.blocks)]
    return desk.press(message.channel, message.ts, action_id)


def shown(desk: Desk, words: str = "Respirol") -> str:
    return desk.type("#general", f"/social products {words}").text


def test_a_product_is_added_listed_shown_and_on_record(helvia: Helvia) -> None:
    marta = helvia.desk("marta")
    assert "0 products" in (nothing := shown(marta, ""))
    assert "Only in the governance: Cardiva, Neurovent" in nothing
    assert add(marta).ok
    assert "1 product" in (everything := shown(marta, ""))
    assert "*Respirol* · on the market\nSwitzerland, Germany" in everything
    card = shown(marta)
    assert "Also レスピロール, Respirolum" in card
    assert "prescription only" in card
    assert "Switzerland (de): Lesen Sie die Packungsbeilage." in card
    assert "Where to get help*\nSwitzerland: 0800 123 456" in card
    [entry] = helvia.audit("product_added")
    assert entry.subject == "product:1"


def test_a_product_of_the_governance_file_that_is_registered_is_listed_once(helvia: Helvia) -> None:
    assert add(helvia.desk("marta"), name="CARDIVA", local_names="").ok
    listed = shown(helvia.desk("jonas"), "")
    assert "*CARDIVA* · on the market" in listed
    assert "Only in the governance: Neurovent" in listed


@pytest.mark.parametrize("typed", ["respirol", "RESPIROL", "Réspirol", "レスピロール", "Respir\u043el"])
def test_a_product_is_found_however_its_name_is_spelt(helvia: Helvia, typed: str) -> None:
    assert add(helvia.desk("marta")).ok
    assert "Switzerland" in shown(helvia.desk("jonas"), typed)


@pytest.mark.any_database
def test_only_its_keepers_change_the_register(helvia: Helvia) -> None:
    marta, jonas = helvia.desk("marta"), helvia.desk("jonas")
    assert add(marta).ok
    assert "Add a product" not in shown(jonas, "")
    card = shown(jonas)
    assert not any(word in card for word in ("Edit…", "Withdraw", "Out of stock"))


@pytest.mark.any_database
def test_it_runs_out_comes_back_and_is_withdrawn(helvia: Helvia) -> None:
    marta = helvia.desk("marta")
    assert add(marta).ok
    for action, status in (
        ("products.run_out", "out of stock"),
        ("products.put_back", "on the market"),
        ("products.withdraw", "withdrawn"),
    ):
        shown(marta)
        assert press(marta, action).ok
        assert f"{status} · prescription only" in shown(marta)
    assert [len(helvia.audit(f"product_{what}")) for what in ("ran_out", "put_back", "withdrawn")] == [1, 1, 1]


def test_an_edit_changes_what_is_said_and_one_that_changes_nothing_is_not_on_record(helvia: Helvia) -> None:
    marta = helvia.desk("marta")
    assert add(marta).ok
    for help_line in ("CH: 0800 123 456", "JP: 0120 000 000"):
        shown(marta)
        press(marta, "products.edit")
        marta.fill(help=help_line)
        assert marta.submit().ok
    assert "Japan: 0120 000 000" in shown(marta)
    assert len(helvia.audit("product_edited")) == 1


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "…", "needs a letter or digit"),
        ("name", "Respirol", "is registered already"),
        ("local_names", "Good, ™", "needs a letter or digit"),
        ("markets", "CH, Atlantis", "“Atlantis” is no country"),
        ("statements", "Read the leaflet.", "Line 1: begin with a market"),
        ("statements", "CH: a\nAtlantis: b", "Line 2: begin with a market"),
        ("safety", "CH:", "Line 1: write something"),
        ("help", "CH: 1\nSwitzerland: 2", "Switzerland has a line already"),
    ],
)
def test_what_cannot_stand_is_said_under_its_field(helvia: Helvia, field: str, typed: str, sentence: str) -> None:
    marta = helvia.desk("marta")
    assert add(marta).ok
    answers = {"name": "Otherol"} | {field: typed}
    refused = add(marta, **answers)
    assert sentence in str(refused.errors[field])


@pytest.mark.any_database
def test_a_text_that_names_a_product_of_the_register_takes_the_products_route(helvia: Helvia) -> None:
    assert add(helvia.desk("marta")).ok
    post = submitted(helvia, text="Breathing with respirol™ is easier.")
    assert "the text names Respirol" in helvia.desk("jonas").type("#general", f"/post show {post}").text


TEXTS = st.text(st.sampled_from("abÄё カ-™ \u200b;,:'\"\n"), max_size=12)
LINES = st.lists(st.sampled_from(["CH: Frag.", "CH de: Lies; sofort, bitte.", "JP: はい", "global: x"]), unique=True)


@given(name=TEXTS, local_names=TEXTS, statements=LINES)
def test_what_the_register_takes_it_gives_back_as_csv_and_takes_again_alike(
    name: str, local_names: str, statements: list[str]
) -> None:
    product = Product(status=Status.SOLD)
    try:
        fill(product, Draft(name=name, local_names=local_names, markets="CH", statements="\n".join(statements)))
    except Invalid:
        return
    [row] = Sheet(given_out([product])).rows
    again = Product(status=Status.SOLD)
    fill(again, Draft(**row.values))
    assert draft_of(again) == draft_of(product)
    assert key_of(again.name) == product.key
