"""How many there are: one of a thing is no plural, and everything else is."""

from hypothesis import given
from hypothesis import strategies as st

from bot.kernel.numbers import number_of


@given(number=st.integers(min_value=0), word=st.sampled_from([("post", ""), ("bad row", ""), ("crisis", "crises")]))
def test_one_alone_is_singular(number: int, word: tuple[str, str]) -> None:
    one, many = word
    digits, _, words = number_of(number, one, many).partition(" ")
    assert int(digits.replace(",", "")) == number
    assert (words == one) is (number == 1)
    assert words in {one, many or f"{one}s"}
