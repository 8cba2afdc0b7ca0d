"""What the form does not ask stays as the governance says it."""

from dataclasses import replace

import pytest

from bot import governance
from bot.governance import Governance, Role
from bot.governance.editing import edited
from bot.kernel.errors import Invalid
from bot.setup import checks, groups
from bot.setup.drafts import MOST_PEOPLE, Draft
from tests.governance import TEXT


def saved(rules: Governance, draft: Draft) -> Governance:
    return checks.rules_of(draft, rules, slack={}, is_active=lambda _: True)


@pytest.mark.parametrize("company", ["company: |\n  Helvia\n", "company: >-\n  Helvia\n\n", "company: Helvia\n"])
def test_the_key_after_one_that_is_written_stays_however_that_one_was_written(company: str) -> None:
    text = f"{company}# our workspace\nteam: T1\ntime_zone: UTC"
    now = edited(text, {"company": "Helvia Pharma", "products": [{"name": "Cardiva"}]})
    assert now == "company: Helvia Pharma\n# our workspace\nteam: T1\ntime_zone: UTC\nproducts:\n- {name: Cardiva}\n"


def test_people_beyond_those_whom_a_form_can_show_stay() -> None:
    people = [f"U{number:010}" for number in range(MOST_PEOPLE + 5)]
    before = governance.parse(TEXT.replace("author: [U0JONAS000, U0SOFIA000]", f"author: {people}"))
    draft = Draft.of(before)
    assert len(draft.author) == MOST_PEOPLE
    now = saved(before, replace(draft, author=draft.author[1:]))
    assert set(now.named(Role.AUTHOR)) == {*people[1:]}


def test_what_is_wrong_with_a_role_that_the_form_lacks_is_said_under_its_first_field() -> None:
    asia = "regions: {Asia: [JP]}\nlateness:"
    local = "translator: [{who: [U0HANA0000], regions: [Asia]}, {who: [U0HANA0000]}]\n  medical:"
    stage = "roles: [brand, legal, translator]"
    text = TEXT.replace("lateness:", asia, 1).replace("medical:", local, 1).replace("roles: [brand, legal]", stage)
    before = governance.parse(text)
    with pytest.raises(Invalid) as raised:
        saved(before, replace(Draft.of(before), markets=""))
    assert "no region is called Asia" in raised.value.problems["company"]


@pytest.mark.parametrize(
    "entries",
    ["[{who: [S0MEDICAL0], markets: [JP]}, {who: [U0PRIYA000]}]", "[{who: [U0PRIYA000], deputy: [U0HANA0000]}]"],
)
def test_who_holds_a_role_by_place_or_as_a_deputy_is_not_made_one_list(entries: str) -> None:
    before = governance.parse(TEXT.replace("medical: [S0MEDICAL0]", f"medical: {entries}"))
    draft = Draft.of(before)
    assert saved(before, replace(draft, company="Helvia")).roles == before.roles
    with pytest.raises(Invalid) as raised:
        saved(before, replace(draft, medical=["U0HANA0000"]))
    assert "depends on the place" in raised.value.problems["medical"]
    with pytest.raises(Invalid):
        groups.rules_of(groups.Draft("medical", ["S0LEGAL000"]), before)
