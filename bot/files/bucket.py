"""Files in an S3-like bucket, or wherever else fsspec reaches, each under its SHA-256; needs the extra `bucket`."""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from bot.kernel.db import require_no_transaction

LIBRARIES = (("botocore.exceptions", "BotoCoreError"), ("aiohttp", "ClientError"))
"""What fsspec's ways to a service raise besides OSError where it does not answer."""


def problem(url: str) -> str:
    """Why no such bucket can be reached from here; empty where it can."""
    try:
        import_module("fsspec").get_filesystem_class(url.partition("://")[0])
    except (ImportError, ValueError) as error:
        return f"cannot be reached from here ({error}): pip install fsspec s3fs, or write a folder"
    return ""


class Bucket:
    """An object is there whole or not at all. Raises OSError where it is refused, or the bucket is not there."""

    def __init__(self, url: str) -> None:
        self._objects, self._folder = import_module("fsspec.core").url_to_fs(url)

    def put(self, content: bytes) -> str:
        require_no_transaction("A file is written")
        sha256 = hashlib.sha256(content).hexdigest()
        place = self._place(sha256)
        with _answered():
            if not self._objects.exists(place):
                self._objects.pipe_file(place, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        with _answered():
            content: bytes = self._objects.cat_file(self._place(sha256))
        return content

    def forget(self, sha256: str) -> None:
        with _answered():
            if self._objects.exists(place := self._place(sha256)):
                self._objects.rm_file(place)

    def _place(self, sha256: str) -> str:
        return f"{self._folder.rstrip('/')}/{sha256[:2]}/{sha256}"


@contextmanager
def _answered() -> Iterator[None]:
    loaded = [(sys.modules[module], name) for module, name in LIBRARIES if module in sys.modules]
    try:
        yield
    except tuple(getattr(module, name) for module, name in loaded) as error:
        raise OSError(f"The bucket does not answer: {type(error).__name__}") from error
