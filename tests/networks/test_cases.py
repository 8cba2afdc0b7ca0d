"""Addresses out of public bug reports and lists of accounts: each means one account or post, or is refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.networks import Handle, HandleError, Network, is_same_post, parse, post_url_problem, trace

CASES = Path(__file__).parents[1] / "cases"


def cases(file: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = yaml.safe_load((CASES / file).read_text())
    return listed


ACCOUNTS, POSTS = cases("addresses-of-accounts.yml"), cases("addresses-of-posts.yml")


def network_of(case: dict[str, Any]) -> Network | None:
    return Network(case["network"]) if case["network"] else None


def account_of(case: dict[str, Any]) -> Handle:
    return parse(network_of(case), case["account"])


def each(key: str) -> Iterator[Any]:
    for case in POSTS:
        for address in case.get(key, ()):
            yield pytest.param(case, address, id=f"{case['id']} {address}")


@pytest.mark.parametrize(
    ("network", "typed", "account"),
    [
        pytest.param(network_of(case), typed, account, id=f"{case['id']} {typed}")
        for case in ACCOUNTS
        for typed, account in case["accounts"].items()
    ],
)
def test_an_address_means_its_account_or_is_refused(network: Network | None, typed: str, account: str) -> None:
    if account == "refused":
        with pytest.raises(HandleError) as refused:
            parse(network, typed)
        assert refused.value.sentence.endswith(".")
        return
    handle = parse(network, typed)
    assert handle.handle == account
    assert parse(handle.network, handle.shown) == parse(handle.network, handle.url) == handle


def test_a_link_to_a_page_with_a_direction_mark_leads_to_that_page() -> None:
    handle = parse(Network.LINKEDIN, "https://www.linkedin.com/company/%E2%80%8Fhelvia-gulf%E2%80%8F/")
    assert handle.url == "https://www.linkedin.com/company/%E2%80%8Fhelvia-gulf%E2%80%8F"
    assert handle.shown.isprintable()


@pytest.mark.parametrize(("case", "address"), [*each("taken"), *each("one_post")])
def test_a_published_posts_address_is_taken(case: dict[str, Any], address: str) -> None:
    assert post_url_problem(account_of(case), address) is None


@pytest.mark.parametrize(("case", "address"), list(each("refused")))
def test_what_is_no_address_of_the_accounts_post_says_why(case: dict[str, Any], address: str) -> None:
    assert case["refused"][address] in (post_url_problem(account_of(case), address) or "")


@pytest.mark.parametrize("case", [case for case in POSTS if "one_post" in case], ids=lambda case: str(case["id"]))
def test_however_it_is_written_one_post_is_one_post(case: dict[str, Any]) -> None:
    network, (first, *others) = Network(case["network"]), case["one_post"]
    for other in others:
        assert is_same_post(network, first, other)
        assert trace(network, first) in other
    assert not is_same_post(network, first, case["other_post"])
