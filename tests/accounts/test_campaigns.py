"""A campaign that wants an account: a hashtag, or a reason that the decider reads."""

import pytest

from bot.accounts.drafts import LONGEST
from sandbox.desk import readable
from tests.accounts.steps import propose
from tests.world import Helvia

pytestmark = pytest.mark.any_database

PROSE = ("name", "purpose", "audience", "business_unit", "brand", "why")


class TestACampaign:
    def test_is_answered_with_a_hashtag_which_can_be_registered_instead(self, helvia: Helvia) -> None:
        jonas = helvia.desk("jonas")
        propose(jonas, kind="campaign")
        assert jonas.modal is not None
        jonas.fill(hashtag="#HeartWeek26")
        assert jonas.submit().ok
        assert "*#HeartWeek26* is yours" in helvia.whispers("jonas", "#general")[-1]
        assert helvia.direct("marta") == []
        assert "#HeartWeek26" in jonas.type("#general", "/social hashtags").text

    def test_may_insist_with_a_reason_that_the_decider_reads(self, helvia: Helvia) -> None:
        jonas = helvia.desk("jonas")
        propose(jonas, kind="campaign")
        jonas.fill(insistence="The patient organisation wants to co-own it")
        assert jonas.submit().ok
        assert "The patient organisation wants to co-own it" in readable(helvia.direct("marta")[0])

    def test_must_do_one_or_the_other(self, helvia: Helvia) -> None:
        jonas = helvia.desk("jonas")
        propose(jonas, kind="campaign")
        assert "hashtag" in jonas.submit().errors["insistence"]

    def test_cannot_do_both_and_nothing_typed_is_lost(self, helvia: Helvia) -> None:
        jonas = helvia.desk("jonas")
        propose(jonas, kind="campaign")
        jonas.fill(hashtag="#HeartWeek26", insistence="The patient organisation wants to co-own it")
        assert "Leave this or the hashtag empty" in jonas.submit().errors["insistence"]
        jonas.fill(hashtag="")
        assert jonas.submit().ok
        assert "The patient organisation wants to co-own it" in readable(helvia.direct("marta")[0])
        assert "#HeartWeek26" not in jonas.type("#general", "/social hashtags").text

    def test_hears_when_its_hashtag_is_none_or_taken(self, helvia: Helvia) -> None:
        jonas = helvia.desk("jonas")
        propose(jonas, kind="campaign")
        jonas.fill(hashtag="#2026")
        assert "one word" in jonas.submit().errors["hashtag"]
        jonas.fill(hashtag="HeartWeek")
        assert jonas.submit().ok
        propose(jonas, kind="campaign")
        jonas.fill(hashtag="#heartweek")
        assert "belongs to the campaign" in jonas.submit().errors["hashtag"]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("#CaféCoeur", "#Cafe\u0301Coeur"),
            ("#HeartWeek", "#\uff28eartWeek"),
            ("#Stra\u00dfe", "#STRASSE"),
            ("#HeartWeek", "#Heart\ufe0fWeek"),
        ],
    )
    def test_hears_that_a_hashtag_which_looks_the_same_is_taken(self, helvia: Helvia, first: str, second: str) -> None:
        jonas = helvia.desk("jonas")
        propose(jonas, kind="campaign")
        jonas.fill(hashtag=first)
        assert jonas.submit().ok
        propose(jonas, kind="campaign")
        jonas.fill(hashtag=second)
        assert "belongs to the campaign" in jonas.submit().errors["hashtag"]


@pytest.mark.parametrize("sign", ['"', "\\", "x\n"])
def test_a_campaign_filled_to_its_limits_with_quotation_marks_or_lines_goes_on(helvia: Helvia, sign: str) -> None:
    full = {name: (sign * longest)[: longest - 1] + "." for name, longest in LONGEST.items() if name in PROSE}
    jonas = helvia.desk("jonas")
    assert propose(jonas, kind="campaign", **full).ok
    jonas.fill(insistence="The patient organisation wants to co-own it")
    assert jonas.submit().ok
    assert "The patient organisation wants to co-own it" in readable(helvia.direct("marta")[0])
