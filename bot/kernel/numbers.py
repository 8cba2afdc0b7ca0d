"""How many there are, as people say it."""


def number_of(number: int, one: str, many: str = "") -> str:
    """“1 post”, “1,234 posts”; `many` is the plural of a word that does not only add an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
