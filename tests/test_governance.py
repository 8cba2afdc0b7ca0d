"""The governance file: its mistakes are told with line and key."""

from pathlib import Path

import pytest

from bot.governance import GovernanceError, load
from tests.governance import ADS, STAGES, TEXT


@pytest.mark.parametrize(
    ("old", "new", "where", "sentence"),
    [
        ("war_room: C0WARROOM0", "war_room: war-room", "channels.war_room", "is no channel id"),
        ("time_zone: Europe/Zurich", "time_zone: Zurich", "time_zone", "is no time zone"),
        ("administrator: [U0INES0000]", "administrator: [ines]", "roles.administrator.0.who", "no person"),
        (
            "administrator: [U0INES0000]",
            "administrator: []",
            "roles.administrator",
            "nobody is administrator",
        ),
        ("within: 1d", "within: soon", "routes.2.stages.0.within", ""),
        ("policy: crisis_red", "policy: crisis_purple", "risk.bands.3.policy", "no policy is called crisis_purple"),
        ("company: Helvia Pharma", "firm: Helvia Pharma", "company", "required"),
        ("medical: [S0MEDICAL0]", "medical: [everyone]", "roles.medical", "medical cannot be everyone"),
        ("from: 5,", "from: 50,", "risk", "must begin at 1 and rise"),
        (
            'whom: ["role:crisis_lead"], every: 2h',
            'whom: ["everybody"], every: 2h',
            "policies.2.levels.0.whom",
            "pings 'everybody'",
        ),
        ("  to: 17:30", "  to: 08:30", "working_hours", "must be later than “from”"),
        ("days: [Mon,", "days: [Monday,", "working_hours.days.0", "'Mon', 'Tue'"),
        ("to: 17:30\n", "to: 17:30\n  markets: {Atlantis: {}}\n", "working_hours.markets", "is no country"),
        (
            "to: 17:30\n",
            "to: 17:30\n  markets: {SA: {from: 18:00}}\n",
            "working_hours.markets.SA",
            "must be later than “from”",
        ),
        (
            "lateness:",
            "other_ways: {crisis_leed: []}\nlateness:",
            "other_ways.crisis_leed",
            "'crisis_leed' is no person",
        ),
        (
            "lateness:",
            "other_ways: {everyone: [email]}\nlateness:",
            "other_ways.everyone.0",
            "no address as apprise has it",
        ),
        (
            "lateness:",
            "other_ways: {everyone: ['${CONCORD_WAY_PAGER}']}\nlateness:",
            "other_ways.everyone.0",
            "needs CONCORD_WAY_PAGER",
        ),
        ("cycles: 3\n", "cycles: 3\n    other_way_after: 0s\n", "policies.2", "cannot be zero"),
        (
            "- name: review\n",
            "- name: review\n    other_way_after: 5m\n",
            "policies.7",
            "for policies of “urgency: crisis”",
        ),
        (
            "  - name: Corporate\n",
            "  - name: Corporate\n    kinds: [corporate]\n",
            "routes.2",
            "must fit every post",
        ),
        ("kinds: [disease awareness]", "kinds: [disease awarness]", "routes.1.kinds.0", "'disease awareness'"),
        ("kinds: [disease awareness]", "markets: [Atlantis]", "routes.1.markets", "'Atlantis' is no country"),
        ("kinds: [disease awareness]", "markets: [NO]", "routes.1.markets", 'write Norway as "NO"'),
        ("campaign: 3d", "campain: 3d", "cadences.campain", "'campaign'"),
        ("campaign: 3d", "campaign: 12h", "cadences.campaign", "whole days"),
        ("    names_product: true", "    products: [Cardiwa]", "routes.0.products.0", "no product is called Cardiwa"),
        (
            "    names_product: true",
            "    names_product: false\n    products: [Cardiva]",
            "routes.0.names_product",
            "is for posts that name one",
        ),
        ("campaign: 3d", "campaign: 3", "cadences.campaign", "needs a unit"),
        ("campaign: 3d", "campaign: 99999w", "cadences.campaign", "ten years"),
        ("campaign: 3d", "brand: 3d", "cadences.brand", "is on line"),
        ("crisis_lead: [U0THOMAS00]", "crisis_lead: [everyone]", "roles.crisis_lead", "cannot be everyone"),
        ("administrator: [U0INES0000]", "administrator: [everyone]", "roles.administrator", "cannot be everyone"),
        ("administrator: [U0INES0000]", "administrator: everyone", "roles.administrator", "valid list"),
        ("  medical: [S0MEDICAL0]\n", "", "routes.0.stages.0.roles", "nobody is medical"),
        (
            "  leadership: [U0DAVID000]\n",
            "",
            "policies.0.levels.2.whom",
            "nobody is leadership",
        ),
        ("  legal: [S0LEGAL000]", "  leagal: [S0LEGAL000]", "routes.0.stages.1.roles", "nobody is legal"),
        (
            "medical: [S0MEDICAL0]",
            "medical: [{who: [S0MEDICAL0], markets: [JP]}]",
            "roles.medical.0",
            "must fit everywhere",
        ),
        (
            "medical: [S0MEDICAL0]",
            "medical: [{who: [S0MEDICAL0]}, {who: [U0PRIYA000]}]",
            "roles.medical.0",
            "no later entry",
        ),
        (
            "medical: [S0MEDICAL0]",
            "medical: [{who: [S0MEDICAL0], regions: [Asia]}, {who: [U0PRIYA000]}]",
            "roles.medical.0.regions.0",
            "no region is called Asia",
        ),
        ("medical: [S0MEDICAL0]", "medical: [{who: [priya]}]", "roles.medical.0.who", "is no person"),
        ("medical: [S0MEDICAL0]", "medical: [{whom: [U0PRIYA000]}]", "roles.medical.0.whom", "not permitted"),
        (
            "medical: [S0MEDICAL0]",
            "medical: [S0MEDICAL0]\n  Privacy: [U0INES0000]",
            "roles.Privacy",
            "cannot be a role",
        ),
        (
            "medical: [S0MEDICAL0]",
            "medical: [S0MEDICAL0]\n  privacy: [U0INES0000]",
            "roles.privacy",
            "nothing asks privacy",
        ),
        ("roles: [brand, legal]", "roles: [privacy]", "routes.2.stages.0.roles", "nobody is privacy"),
        (
            'authority", who: "role:regulatory"',
            'authority", who: channel',
            "playbooks.0.checklist.1.who",
            "'channel' is nobody",
        ),
        (
            "{name: Safety, role: drug_safety}",
            "{name: Safety, role: safety}",
            "playbooks.0.departments.2.role",
            "safety",
        ),
        (
            "{name: Safety, role: drug_safety}",
            "{name: Legal, role: legal}",
            "playbooks.0.departments.2",
            "Legal is there",
        ),
        ("name: Side-effect rumour", "name: Counterfeit product", "playbooks.2.name", "is there already"),
        ('told: ["role:leadership"]', "told: [owner]", "playbooks.0.told.0", "'owner' is nobody"),
        ("freeze: [all]", "freeze: [everything]", "playbooks.1.freeze", "'everything' is no scope"),
        ("freeze: [all]", "freeze: ['kind: shop']", "playbooks.1.freeze", "no kind of account"),
        ("https://helvia.example/fake-products", "fake-products", "playbooks.0.dark_site.link", "is no link"),
        ("tested: 2026-09-01", "tested: last year", "playbooks.0.dark_site.tested", "date"),
        (
            "administrator: [U0INES0000]",
            "administrator: [{who: [U0INES0000], markets: [JP]}, {who: [U0INES0000]}]",
            "roles.administrator.0",
            "for the whole company",
        ),
        (
            "community_manager: [U0MARTA000]",
            "community_manager: [{who: [U0HANA0000], markets: [JP]}, {who: [U0MARTA000]}]",
            "roles.community_manager.0",
            "“operating_model: one hub” it has one entry",
        ),
        (
            "lateness:",
            "operating_model: hub per brand\nlateness:",
            "operating_model",
            "has no entry with brands",
        ),
        (
            "lateness:",
            "operating_model: hub per region\nregions: {Asia: [JP]}\nlateness:",
            "regions.Asia",
            "no entry of community_manager is for this region",
        ),
        ("lateness:", "regions: {Asia: [JP], East: [JP]}\nlateness:", "regions.East.0", "belongs to Asia already"),
        ("roles: [legal, regulatory]", "roles: [legal, legal]", "routes.0.stages.1.roles", "names legal twice"),
        ("policy: crisis_green", "policy: crisis_red", "policies.3.name", "nothing uses the policy"),
        ("- name: crisis_green", "- name: crisis_red", "policies.3.name", "crisis_red is there already"),
        (
            "- name: Disease awareness\n    kinds",
            "- name: Product\n    kinds",
            "routes.1.name",
            "is there already",
        ),
        ("    names_product: true\n", "", "routes.1", "no post ever takes Disease awareness"),
        ("    names_product: true\n", "    of: [post, poem]\n", "routes.0.of.1", "'governance'"),
        ("    names_product: true\n", "    of: []\n    names_product: true\n", "routes.0.of", "at least 1 item"),
        ("  - name: Corporate\n", "  - name: Corporate\n    of: [ad]\n", "routes.1", "must fit every post"),
        ("    names_product: true\n", "    of: [post, ad]\n    names_product: true\n", "routes.0", "must fit every ad"),
        (
            "  - name: Corporate\n",
            f"{ADS}  - name: Late\n    of: [ad]\n    markets: [CH]\n{STAGES}  - name: Corporate\n    of: [post, ad]\n",
            "routes.3",
            "no ad ever takes Late: Ads before it fits them all",
        ),
        ("- {name: Neurovent}", "- {name: '®'}", "products.1.name", "has no letter"),
        (
            "likelihood_weights: [1,",
            "likelihood_weights: [0,",
            "risk.likelihood_weights.0",
            "greater than or equal",
        ),
        ("time_zone: Europe/Zurich", "time_zone: Europe", "time_zone", "is no time zone"),
        ("lateness:", "allowances: {x: ['@helvia-global']}\nlateness:", "allowances.x.0", "is no name on X"),
        ("lateness:", "allowances: {x: [HelviaGlobal, '@share']}\nlateness:", "allowances.x.1", "own pages"),
        (
            "lateness:",
            "allowances: {mastodon: {pharma: 5000}}\nlateness:",
            "allowances.mastodon.pharma",
            "no instance",
        ),
        (
            "lateness:",
            "allowances: {mastodon: {pharma.example: many}}\nlateness:",
            "allowances.mastodon.pharma.example",
            "valid integer",
        ),
        (
            "lateness:",
            "allowances: {mastodon: {pharma.example: 5000, Pharma.Example: 700}}\nlateness:",
            "allowances.mastodon",
            "is there twice",
        ),
        ("lateness:", "allowances: {threads: 1000}\nlateness:", "allowances.threads", "not permitted"),
        ("lateness:", "other_ways: {level 4: []}\nlateness:", "other_ways.level 4", "more than 3 levels"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_key(tmp_path: Path, old: str, new: str, where: str, sentence: str) -> None:
    assert old in TEXT
    file = tmp_path / "rules.yml"
    file.write_text(TEXT.replace(old, new))
    with pytest.raises(GovernanceError) as raised:
        load(file)
    problem = next(each for each in raised.value.sentences if f", {where}: " in each)
    assert sentence in problem
    assert problem.startswith("rules.yml, line ")


def test_the_line_is_the_one_of_the_mistake(tmp_path: Path) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(TEXT.replace("within: 1d", "within: soon"))
    line = 1 + file.read_text().splitlines().index(next(x for x in file.read_text().splitlines() if "soon" in x))
    with pytest.raises(GovernanceError, match=f"line {line}, "):
        load(file)
