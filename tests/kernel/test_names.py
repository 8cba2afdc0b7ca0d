"""What a matter is called in the trail and by the engines, and what buttons carry: written and read in one place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kernel.errors import NotFound
from bot.kernel.reference import Ref
from bot.kernel.subject import Subject

NUMBERS = st.integers(0, 999_999_999)


@given(kind=st.sampled_from(["crisis", "account"]), number=NUMBERS)
def test_a_subject_is_read_as_it_was_written(kind: str, number: int) -> None:
    subject = Subject(kind, number)
    assert subject == f"{kind}:{number}"
    read = Subject.read(str(subject))
    assert (read, read.kind, read.number) == (subject, kind, number)


def test_a_subject_may_have_a_name_or_be_alone_of_its_kind() -> None:
    assert Subject.read("role:crisis_lead").key == "crisis_lead"
    assert (Subject.read("governance"), Subject.read("governance").kind) == ("governance", "governance")


@given(number=NUMBERS, rest=st.sampled_from(["", "3", "U0THOMAS00", "two words"]))
def test_a_reference_is_read_as_it_was_written(number: int, rest: str) -> None:
    read = Ref.read(str(Ref(number, rest)))
    assert (read, read.id, read.rest) == (Ref(number, rest), number, rest)


def test_a_reference_may_be_a_word_and_carry_the_number_of_a_page() -> None:
    assert [Ref.read(written).page for written in ("7", "7 3", "open 2", "7 U0THOMAS00", "7 ")] == [1, 3, 2, 1, 1]
    assert Ref.read("open 2").key == "open"


@pytest.mark.parametrize("written", ["", "crisis", "-1", "7:2", "\N{FULLWIDTH DIGIT ONE}", "1" * 10, " 7"])
def test_what_concord_never_wrote_is_not_found(written: str) -> None:
    with pytest.raises(NotFound, match="This is gone"):
        assert Ref.read(written).id
