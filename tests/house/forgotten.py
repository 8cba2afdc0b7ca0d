"""How a test of the house says what was forgotten."""

from collections.abc import Iterable, Set


def nothing(forgotten: Iterable[str]) -> None:
    """Each sentence says what was forgotten, and where it goes."""
    sentences = sorted(set(forgotten))
    assert not sentences, "\n".join(sentences)


def alike(places: dict[str, Set[str]]) -> None:
    everything = set().union(*places.values())
    nothing(f"“{each}” is missing from {place}." for place, there in places.items() for each in everything - there)
