"""Where files are kept: a folder and a bucket are alike."""

from itertools import count
from pathlib import Path

import pytest

from bot.files.store import Store, store_at

NUMBERS = count()


@pytest.fixture(params=["a folder", "a bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return store_at(str(tmp_path / "media") if request.param == "a folder" else f"memory://concord/{next(NUMBERS)}")


def test_what_was_put_is_there_under_its_hash_until_it_is_forgotten(store: Store) -> None:
    first, again, other = store.put(b"one"), store.put(b"one"), store.put(b"")
    assert first == again != other
    assert (store.get(first), store.get(other)) == (b"one", b"")
    store.forget(first)
    store.forget(first)
    with pytest.raises(OSError, match=first):
        store.get(first)
    assert store.get(other) == b""
