"""Accounts found in lists, and by whatever people write for them."""

from typing import Any

from sandbox.desk import readable
from tests.accounts.steps import offered
from tests.steps import register_account
from tests.world import Helvia

PROFESSIONALS: dict[str, Any] = {"network": "linkedin", "handle": "cardiva-hcp", "name": "Cardiva for professionals"}
KNOWN_BY = (
    "cardiva-hcp",
    "company/cardiva-hcp",
    "linkedin.com/company/cardiva-hcp",
    "cardiva for professionals",
    "Cardiva for professionals on LinkedIn",
    "Cardiva for professionals on LinkedIn · cardiva-hcp",
)
HALF_REMEMBERED = (
    "Cardiva for profesionals",
    "professionals cardiva",
    "Cardiva for",
    "cardivahcp",
    "Cardiva on Linkdin",
)
ADDRESSES = (
    "https://x.com/HelviaGlobal",
    "https://twitter.com/helviaglobal?s=20",
    "mobile.twitter.com/HelviaGlobal/with_replies",
    "https://x.com/HelviaGlobal/status/1001",
)


def test_the_list_comes_in_pages_of_ten_that_turn_in_place(helvia: Helvia) -> None:
    for number in range(12):
        register_account(helvia, handle=f"@Helvia{number:02}")
    marta = helvia.desk("marta")
    listing = marta.type("#general", "/account list").message
    assert listing is not None
    assert "12 accounts" in readable(listing)
    assert "Page 1 of 2" in readable(listing)
    assert marta.press("#general", listing.ts, "accounts.page.next").ok
    [page] = [message for message in marta.read("#general") if message.is_ephemeral]
    assert "Page 2 of 2" in readable(page)
    assert "@Helvia11" in readable(page)


def test_the_list_can_be_narrowed_by_words(helvia: Helvia) -> None:
    register_account(helvia, handle="@HelviaSwiss", market="CH")
    register_account(helvia, handle="@HelviaJapan", market="JP")
    outcome = helvia.desk("marta").type("#general", "/account list market:jp")
    assert "@HelviaJapan" in outcome.text
    assert "@HelviaSwiss" not in outcome.text


def test_a_filter_that_does_not_exist_is_answered_with_those_that_do(helvia: Helvia) -> None:
    assert "`market:`" in helvia.desk("marta").type("#general", "/account list colour:red").text


def test_an_account_is_found_however_its_handle_is_written(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    for typed in ("@cardiva", "Cardiva", "x.com/Cardiva", "https://x.com/cardiva"):
        assert "Cardiva on X" in helvia.desk("marta").type("#general", f"/account show {typed}").text


def test_an_unknown_handle_is_answered_with_the_closest(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    assert "Did you mean `@Cardiva`?" in helvia.desk("marta").type("#general", "/account show @Cardivva").text


def test_an_account_is_found_by_handle_address_name_and_label(helvia: Helvia) -> None:
    register_account(helvia, **PROFESSIONALS)
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/account log")
    for typed in KNOWN_BY:
        text = helvia.desk("marta").type("#general", f"/account show {typed}").text
        assert text.splitlines()[0] == "Cardiva for professionals on LinkedIn", typed
        assert offered(jonas, typed) == ["Cardiva for professionals on LinkedIn · cardiva-hcp"], typed


def test_a_long_name_that_was_half_remembered_is_answered_with_the_account(helvia: Helvia) -> None:
    register_account(helvia, **PROFESSIONALS)
    register_account(helvia, handle="@HelviaGlobal", name="Helvia Global")
    for typed in HALF_REMEMBERED:
        text = helvia.desk("marta").type("#general", f"/account show {typed}").text
        assert "Did you mean `company/cardiva-hcp` (Cardiva for professionals on LinkedIn)?" in text, typed


def test_what_is_like_no_account_is_answered_without_a_guess(helvia: Helvia) -> None:
    register_account(helvia, **PROFESSIONALS)
    text = helvia.desk("marta").type("#general", "/account show Neurovent").text
    assert "Did you mean" not in text
    assert "See `/account list`" in text


def test_a_name_that_ends_with_its_network_says_it_once(helvia: Helvia) -> None:
    register_account(helvia, network="bluesky", handle="helvia.bsky.social", name="Helvia on Bluesky")
    text = helvia.desk("marta").type("#general", "/account show Helvia on Bluesky").text
    assert text.splitlines()[0] == "Helvia on Bluesky"


def test_an_account_is_known_by_each_of_its_addresses(helvia: Helvia) -> None:
    register_account(helvia, handle="@HelviaGlobal")
    for address in ADDRESSES:
        assert "Explain heart failure" in helvia.desk("jonas").type("#general", f"/account show {address}").text, (
            address
        )


def test_a_list_calls_people_by_their_names_and_refuses_words_that_it_does_not_know(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    marta = helvia.desk("marta")
    assert "1 account (owner: Jonas Weber)" in marta.type("#general", "/account list owner:U0JONAS000").text
    assert "does not know “silent”" in marta.type("#general", "/account list silent").text
