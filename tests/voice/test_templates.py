"""A statement begins with the company's own words in its language, else with those that the company has."""

import pytest
import yaml

from bot.governance import parse
from bot.governance.templates import Responsibility
from bot.voice.templates import USUAL, template
from tests.governance import TEXT
from tests.voice.steps import begin, crisis_with_an_account
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
    begins = template(Responsibility(responsibility), language, rules)
    assert (begins.words.known, begins.language) == (known, tongue)


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
