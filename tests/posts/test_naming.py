"""A product that is named is found, however its name is written and wherever it stands."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.governance import load
from bot.kernel.kinds import Kind
from bot.kernel.text.lookalikes import plain, skeleton
from bot.posts.checks import content_of
from bot.posts.content import Medium
from bot.posts.drafts import ANOTHER, Draft
from bot.posts.routing import chosen, with_naming
from bot.products.naming import named_in
from bot.settings import PACKAGED_GOVERNANCE
from tests.kernel.world import NOON
from tests.outlets import outlet_on

RULES = load(PACKAGED_GOVERNANCE)
NAMES = RULES.product_names
WRITTEN = st.sampled_from(sorted(NAMES))
INVISIBLE = ("\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}", "\N{WORD JOINER}", "\N{RIGHT-TO-LEFT MARK}", "\N{TAG SPACE}")
CYRILLIC = {
    "a": "\N{CYRILLIC SMALL LETTER A}",
    "o": "\N{CYRILLIC SMALL LETTER O}",
    "e": "\N{CYRILLIC SMALL LETTER IE}",
    "i": "\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}",
    "C": "\N{CYRILLIC CAPITAL LETTER ES}",
}


def bold(letter: str) -> str:
    return unicodedata.lookup(f"MATHEMATICAL BOLD SMALL {letter.upper()}") if "a" <= letter <= "z" else letter


def circled(letter: str) -> str:
    return chr(0x1F150 + ord(letter) - ord("a")) if "a" <= letter <= "z" else letter


DISGUISES = st.sampled_from(
    [
        str.upper,
        str.lower,
        lambda letter: CYRILLIC.get(letter, letter),
        lambda letter: {"i": "1", "o": "0"}.get(letter, letter),
        lambda letter: f"{letter}\N{COMBINING ACUTE ACCENT}" if letter.isascii() else letter,
        bold,
        circled,
        *(lambda letter, sign=sign: letter + sign for sign in INVISIBLE),
    ]
)
DISGUISED = st.builds(
    lambda name, disguises: "".join(disguise(letter) for letter, disguise in zip(name, disguises * 9, strict=False)),
    WRITTEN,
    st.lists(DISGUISES, min_size=4, max_size=4),
)
AROUND = st.text(alphabet=st.characters(exclude_categories=["L", "M", "N", "Cs", "Pc"]), max_size=9)
BARE = Draft(text="Every heart counts.", objective="Be read", content_type="text")


OUTLET = outlet_on(kind="corporate")


@given(DISGUISED, AROUND, AROUND)
def test_no_letters_that_look_the_same_and_nothing_that_nobody_sees_hides_a_name(
    written: str, before: str, after: str
) -> None:
    assert named_in(f"Our {before} {written} {after} works", NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "Ask about cardiva.",
        "CARDIVA's label",
        "Cardivas Wirkung",
        "#CardivaCares",
        "#AskCardiva",
        "with @cardiva_ch",
        "see https://www.my-cardiva.example/start",
        "see mycardiva.example",
        "see https://helvia.example/products/car%64iva?x=1",
        "see https://xn--crdiva-pta.example",
        "C a r d i v a helps",
        "C.a.r.d.i.v.a helps",
        "Car-diva helps",
        "Cardiva/Placebo",
        "カルディバを飲む",
        "Cardiva\N{TRADE MARK SIGN} helps",
        "Cardiva\N{REGISTERED SIGN}10mg",
        "CardivaTM helps",
        "Cardiva10mg",
        "#Cardiva10mg",
        "Cardiva helps\N{SUPERSCRIPT ONE} where cardiva\N{SUPERSCRIPT TWO} is taken",
    ],
)
def test_a_name_is_found_in_hashtags_handles_addresses_and_between_other_letters(text: str) -> None:
    assert named_in(text, NAMES) == ["Cardiva"]


@pytest.mark.parametrize(
    "text", ["", "Discardivated", "A car, diva and all", "https://helvia.example/science", "cardi va"]
)
def test_another_word_is_no_name(text: str) -> None:
    assert named_in(text, NAMES) == []


def test_a_name_of_several_words_is_found_with_and_without_blanks() -> None:
    names = {"Heart Plus": "Heart Plus", "Xy": "Xy"}
    for text in ("Take heart plus daily", "#HeartPlus", "heart-plus.example", "Heartplus"):
        assert named_in(text, names) == ["Heart Plus"]
    assert named_in("#XyWeek", names) == ["Xy"]
    assert named_in("Heart\N{TRADE MARK SIGN} Plus", names) == ["Heart Plus"]
    assert named_in("#Xy10mg", names) == ["Xy"]
    assert named_in("Heart and plus, see galaxy.example", names) == []


SIGNS = st.sampled_from(("", "\N{TRADE MARK SIGN}", "\N{REGISTERED SIGN}", "\N{SERVICE MARK}", "TM"))


@given(DISGUISED, SIGNS, st.sampled_from(("", "10mg", "\N{SUPERSCRIPT ONE}", "4")))
def test_no_sign_dose_or_footnote_that_is_joined_to_a_name_hides_it(written: str, sign: str, dose: str) -> None:
    assert named_in(f"Our {written}{sign}{dose} works", NAMES)


def test_a_name_that_the_governance_file_writes_with_its_sign_is_found_without_it() -> None:
    names = {"Cardiva\N{TRADE MARK SIGN}": "Cardiva"}
    assert named_in("Cardiva helps", names) == named_in("Cardiva\N{TRADE MARK SIGN} helps", names) == ["Cardiva"]


@given(st.text(max_size=60), st.text(min_size=1, max_size=12))
def test_any_name_is_found_as_a_word_of_its_own(text: str, name: str) -> None:
    assume(any(letter.isalnum() for letter in plain(name)))
    assert named_in(f"{text} {name} {text}", {name: name}) == [name]


@given(st.text())
def test_what_is_compared_is_the_same_when_it_is_compared_again(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert skeleton(skeleton(text)) == skeleton(text)


PLACES = st.sampled_from(("text", "title", "link", "media", "alt", "hashtag"))


@given(DISGUISED, PLACES, st.booleans())
def test_wherever_a_product_is_named_its_route_applies_whatever_the_author_ticks(
    written: str, place: str, ticked: bool
) -> None:
    content = content_of(replace(BARE, products=(ANOTHER,) if ticked else ()), OUTLET, NOON)
    placed = {
        "text": replace(content, text=f"Our {written} works"),
        "title": replace(content, title=f"On {written}"),
        "link": replace(content, link=f"https://helvia.example/{written}"),
        "media": replace(content, media=(Medium(f"{written} box.jpg", "A box"),)),
        "alt": replace(content, media=(Medium("box.jpg", f"A box of {written}"),)),
        "hashtag": replace(content, text=f"It works. #{written}Works"),
    }[place]
    named = with_naming(placed, OUTLET, RULES, {}).content
    assert named.naming
    assert chosen(named, OUTLET, RULES).route.name == "Product"


@given(st.text(max_size=200), st.sampled_from([Kind.BRAND, Kind.CORPORATE, Kind.DISEASE_AWARENESS]))
def test_a_tick_only_ever_raises(text: str, kind: Kind) -> None:
    outlet = replace(OUTLET, kind=kind)
    content = replace(content_of(BARE, OUTLET, NOON), text=text)
    unticked = with_naming(content, outlet, RULES, {}).content
    ticked = with_naming(replace(content, names_product=True), outlet, RULES, {}).content
    assert chosen(ticked, outlet, RULES).route.name == "Product"
    assert unticked.naming == ticked.naming
    if unticked.naming:
        assert chosen(unticked, outlet, RULES).route.name == "Product"
