"""Files in an S3-like bucket, or wherever else fsspec reaches, each under its SHA-256; needs the extra `bucket`."""

import hashlib
from importlib import import_module

from bot.kernel.db import require_no_transaction


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
        if not self._objects.exists(place):
            self._objects.pipe_file(place, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        content: bytes = self._objects.cat_file(self._place(sha256))
        return content

    def forget(self, sha256: str) -> None:
        if self._objects.exists(place := self._place(sha256)):
            self._objects.rm_file(place)

    def _place(self, sha256: str) -> str:
        return f"{self._folder.rstrip('/')}/{sha256[:2]}/{sha256}"
