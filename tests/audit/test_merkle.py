"""The Merkle tree is that of RFC 6962, grown leaf by leaf."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from bot.audit.merkle import Edge, Tree, leaf, node

LEAVES = [
    bytes.fromhex(each)
    for each in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""Of the first 0 to 8 leaves: the vectors of certificate-transparency."""
DATA = st.lists(st.binary(max_size=40), max_size=70)


def root_by_the_book(leaves: list[bytes]) -> bytes:
    """Section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaf(leaves[0])
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(root_by_the_book(leaves[:split]), root_by_the_book(leaves[split:]))


def path_by_the_book(index: int, leaves: list[bytes]) -> list[bytes]:
    """Section 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if index < split:
        return [*path_by_the_book(index, leaves[:split]), root_by_the_book(leaves[split:])]
    return [*path_by_the_book(index - split, leaves[split:]), root_by_the_book(leaves[:split])]


def edge_of(data: list[bytes]) -> Edge:
    edge = Edge()
    for each in data:
        edge.add(leaf(each))
    return edge


def test_roots_are_those_that_others_publish() -> None:
    assert tuple(edge_of(LEAVES[:size]).root().hex() for size in range(9)) == ROOTS


@given(DATA, st.integers(0, 70))
def test_a_tree_that_grows_on_from_where_it_was_left_has_the_root_of_the_whole(data: list[bytes], cut: int) -> None:
    before = edge_of(data[:cut])
    after = Edge(before.size, before.peaks)
    for each in data[cut:]:
        after.add(leaf(each))
    assert (after.size, after.root()) == (len(data), root_by_the_book(data))
    assert len(after.peaks) == len(data).bit_count()


@given(DATA.filter(bool), st.data())
def test_the_path_of_each_leaf_is_that_of_the_book(data: list[bytes], draw: st.DataObject) -> None:
    index = draw.draw(st.integers(0, len(data) - 1))
    assert Tree([leaf(each) for each in data]).path(index) == path_by_the_book(index, data)
