"""What is read for all at once is there for whoever asks for one, and is read again afterwards."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from bot.kernel.lookups import Lookup


def test_what_was_read_ahead_is_not_read_again_until_the_block_ends_though_there_is_nothing() -> None:
    read = list[list[int]]()

    def squares(_session: Session, keys: Collection[int]) -> dict[int, int]:
        read.append(sorted(keys))
        return {each: each * each for each in keys if each != 3}

    lookup, session = Lookup(squares), Session()
    with lookup.ahead(session, [2, 3]):
        assert (lookup.of(session, 2), lookup.of(session, 3)) == (4, None)
        assert lookup.each(session, [2, 3, 4, 5]) == {2: 4, 4: 16, 5: 25}
        with lookup.ahead(session, [6]):
            assert (lookup.of(session, 2), lookup.of(session, 6)) == (4, 36)
    assert lookup.of(session, 2) == 4
    assert lookup.each(session, []) == {}
    assert read == [[2, 3], [4, 5], [6], [2]]
