"""Files in a bucket that speaks as S3 does: kept whole under their hash, and a sentence where it refuses or is gone."""

import hashlib
from collections.abc import Iterator
from importlib import import_module

import pytest

from bot.files.bucket import problem
from bot.files.store import Store, store_at
from tests.bucket.served import S3, served

KEY, PLACE = "AKIDCONCORD", "s3://concord/media"
NOTHING = hashlib.sha256().hexdigest()


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3]:
    with served(KEY) as server:
        given = {"ACCESS_KEY_ID": KEY, "SECRET_ACCESS_KEY": "secret", "DEFAULT_REGION": "eu-central-1"}
        for name, value in {**given, "ENDPOINT_URL": server.url}.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        yield server


def reached() -> Store:
    """As a process that has just begun reaches it."""
    import_module("s3fs").S3FileSystem.clear_instance_cache()
    assert problem(PLACE) == ""
    return store_at(PLACE)


def test_what_was_put_is_there_under_its_hash_until_it_is_forgotten(s3: S3) -> None:
    store = reached()
    first, again, other = store.put(b"one"), store.put(b"one"), store.put(b"")
    assert first == again != other
    contents = [(first, b"one"), (other, b"")]
    assert s3.objects == {f"concord/media/{sha256[:2]}/{sha256}": content for sha256, content in contents}
    assert (store.get(first), store.get(other)) == (b"one", b"")
    store.forget(first)
    store.forget(first)
    with pytest.raises(OSError, match=first):
        store.get(first)
    assert [*s3.objects.values()] == [b""]


def test_what_another_process_has_forgotten_is_put_again(s3: S3) -> None:
    store = reached()
    sha256 = store.put(b"one")
    assert store.get(sha256) == b"one"
    s3.objects.clear()
    store.put(b"one")
    assert store.get(sha256) == b"one"


def test_a_bucket_that_does_not_let_it_in_or_is_gone_raises_what_a_full_disk_raises(
    s3: S3, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3.key = "somebody else's"
    with pytest.raises(OSError, match="Forbidden"):
        reached().put(b"one")
    with served(KEY) as gone:
        monkeypatch.setenv("AWS_ENDPOINT_URL", gone.url)
    with pytest.raises(OSError, match="does not answer: EndpointConnectionError"):
        reached().get(NOTHING)
