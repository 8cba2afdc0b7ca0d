"""A statement begins with the company's own words in its language, else with those that the company has."""

import pytest
import yaml

from bot.governance import parse
from bot.governance.templates import Responsibility
from bot.voice.templates import USUAL, template
from tests.checklists.steps import FAKES, LEAK
from tests.crises.steps import headline, raise_crisis
from tests.governance import TEXT
from tests.steps import register_account
from tests.voice.steps import SPEAK, begin, crisis_with_an_account
from tests.world import Helvia

OWN = {
    "de": {"victim": {"known": "Fälschungen [wo]"}, "accident": {"known": "Ein Unfall [wo]"}},
    "de-CH": {"victim": {"known": "Fälschungen in der Schweiz [wo]"}},
}


@pytest.mark.parametrize(
    ("language", "responsibility", "known", "tongue"),
    [
        ("de", "victim", "Fälschungen [wo]", "de"),
        ("de-CH", "victim", "Fälschungen in der Schweiz [wo]", "de-CH"),
        ("de-CH", "accident", "Ein Unfall [wo]", "de"),
        ("ja", "victim", "Fälschungen [wo]", "de"),
        ("ja", "preventable", USUAL[Responsibility.PREVENTABLE].known, "en"),
        ("en", "victim", USUAL[Responsibility.VICTIM].known, "en"),
    ],
)
def test_the_words_are_those_of_the_language_then_those_of_the_company(
    language: str, responsibility: str, known: str, tongue: str
) -> None:
    rules = parse(yaml.safe_dump(yaml.safe_load(TEXT) | {"language": "de", "statement_templates": OWN}))
    begins = template("", Responsibility(responsibility), language, rules)
    assert (begins.words.known, begins.language) == (known, tongue)


@pytest.mark.parametrize(
    ("language", "responsibility", "known"),
    [
        ("de-CH", "victim", "Fälschungen in der Schweiz [wo]"),
        ("de", "victim", "Gefälschte Packungen [wo]"),
        ("de", "accident", "Ein Unfall [wo]"),
        ("en", "victim", USUAL[Responsibility.VICTIM].known),
    ],
)
def test_in_each_language_the_words_for_its_kind_of_crisis_come_first(
    language: str, responsibility: str, known: str
) -> None:
    rules = yaml.safe_load(TEXT) | {"language": "en", "statement_templates": OWN}
    fakes = next(each for each in rules["playbooks"] if each["name"] == FAKES)
    fakes["statement_templates"] = {"de": {"victim": {"known": "Gefälschte Packungen [wo]"}}}
    begins = template(FAKES, Responsibility(responsibility), language, parse(yaml.safe_dump(rules)))
    assert begins.words.known == known


@pytest.mark.any_database
def test_a_kind_of_crisis_proposes_how_its_statements_begin(helvia: Helvia) -> None:
    account = register_account(helvia)
    raise_crisis(helvia, accounts=[str(account)], kind=LEAK)
    helvia.settle()
    assert helvia.press("thomas", headline(helvia), SPEAK).ok
    form = helvia.desk("thomas").modal
    assert form is not None
    [chosen] = [each["element"] for each in form.blocks if each["block_id"] == "start"]
    assert chosen["initial_option"]["value"] == "accident"


@pytest.mark.any_database
def test_the_form_begins_with_the_template_of_its_language_and_says_where_that_is_another(helvia: Helvia) -> None:
    crisis_with_an_account(helvia, languages="de, ja")
    form = str(begin(helvia, language="de", start="victim").modal.content)
    assert "Uns ist bekannt, dass" in form
    assert "These words are in" not in form
    helvia.desk("thomas").close_all()
    form = str(begin(helvia, language="ja", start="victim").modal.content)
    assert "We know of [what happened" in form
    assert "These words are in English: write them in Japanese." in form
