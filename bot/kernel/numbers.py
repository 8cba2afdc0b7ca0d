"""How many there are, as people say it."""

from collections.abc import Iterable


def number_of(number: int, one: str, many: str = "") -> str:
    """“1 post”, “1,234 posts”; `many` is the plural of a word that does not only add an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def spans(numbers: Iterable[int]) -> str:
    """In order, as `1-4 7 9-10`."""
    pairs: list[list[int]] = []
    for number in sorted(numbers):
        if pairs and number == pairs[-1][1] + 1:
            pairs[-1][1] = number
        else:
            pairs.append([number, number])
    return " ".join(f"{first}-{last}" if first < last else f"{first}" for first, last in pairs)
