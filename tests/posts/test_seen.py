"""What a card's button or a form carries: which post, which version and which stage somebody had before their eyes."""

import pytest

from bot.kernel.errors import NotFound
from bot.reviews.seen import Seen


def test_what_was_seen_reads_itself() -> None:
    assert str(Seen(12, 3, 1)) == "12:3:1"
    assert Seen.read("12:3:1") == Seen(12, 3, 1)


def test_a_form_that_says_no_stage_is_about_the_version_alone() -> None:
    assert Seen.read("12:3") == Seen(12, 3)


@pytest.mark.parametrize(
    "written", ["", "12", "12 3", "12:", "12:3:1:0", "12:3:x", "12:-3:1", "12:٣:1", f"{'9' * 40}:1:1"]
)
def test_what_concord_never_wrote_is_about_nothing(written: str) -> None:
    with pytest.raises(NotFound, match="This is gone"):
        Seen.read(written)
