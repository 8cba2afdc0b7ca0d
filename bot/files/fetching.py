"""The bytes of a file that somebody gave in Slack: with the token, of bounded size, in bounded time."""

import time
from typing import Any
from urllib.parse import urlsplit

import httpx
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.kernel.db import require_no_transaction
from bot.kernel.errors import Refused
from bot.kernel.outbox.verdicts import UNREACHED, is_refused
from bot.kernel.tls import trust

LARGEST = 10 * 1024 * 1024
"""Bytes: Slack's own bound for what is given in a form."""
SECONDS = 60.0
GONE = {"file_not_found", "file_deleted", "not_visible", "access_denied"}

NO_FILE = "Slack does not have this file any more. Upload it again."
NO_RIGHT = "Slack does not let Concord read files. Ask an administrator to install Concord again."
TOO_LARGE = "This file is larger than 10 MB."


class NotNow(Exception):
    """Slack does not answer, or is in trouble: later it may go well."""


class Fetching:
    def __init__(self, slack: WebClient) -> None:
        self._slack = slack

    def fetch(self, file: str) -> bytes:
        """Of Slack's file with that id; raises Refused where nobody will ever get it, else NotNow."""
        require_no_transaction("Slack is asked for a file")
        known = self._known(file)
        if int(known.get("size") or 0) > LARGEST:
            raise Refused(TOO_LARGE)
        url = str(known.get("url_private_download") or known.get("url_private") or "")
        if not self._is_slacks(url):
            raise Refused(NO_RIGHT)
        try:
            return self._read(url)
        except httpx.HTTPError as error:
            raise NotNow(type(error).__name__) from error

    def _known(self, file: str) -> dict[str, Any]:
        try:
            return dict(self._slack.files_info(file=file)["file"])
        except SlackApiError as error:
            if error.response["error"] in GONE:
                raise Refused(NO_FILE) from error
            if is_refused(error):
                raise Refused(NO_RIGHT) from error
            raise NotNow(str(error.response["error"])) from error
        except UNREACHED as error:
            raise NotNow(type(error).__name__) from error

    def _read(self, url: str) -> bytes:
        headers, until = {"Authorization": f"Bearer {self._slack.token}"}, time.monotonic() + SECONDS
        with httpx.stream("GET", url, headers=headers, verify=trust(), timeout=10.0) as response:
            if response.status_code != httpx.codes.OK:
                raise NotNow(f"http_{response.status_code}")
            if response.headers.get("Content-Type", "").startswith("text/html"):
                raise Refused(NO_RIGHT)  # the login page, which Slack sends instead
            content = bytearray()
            for piece in response.iter_bytes():
                content += piece
                if len(content) > LARGEST:
                    raise Refused(TOO_LARGE)
                if time.monotonic() > until:
                    raise NotNow("too_slow")
            return bytes(content)

    def _is_slacks(self, url: str) -> bool:
        """The token goes to nobody else."""
        asked, own = urlsplit(url), urlsplit(self._slack.base_url)
        is_slack = asked.scheme == "https" and (asked.hostname or "").endswith(".slack.com")
        return is_slack or (asked.scheme, asked.netloc) == (own.scheme, own.netloc)
