"""The door: what Slack did not sign is turned away before anything of it is read as more than bytes.

Slack's rule: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
import re
from collections.abc import Mapping

from bot.kernel.clock import Clock

OLDEST_S = 300
"""Older a request may be one that somebody has recorded and plays again."""
_TIMESTAMP = re.compile(rb"[0-9]{1,12}")
_SIGNATURE = re.compile(rb"v0=[0-9a-f]{64}")


class Door:
    def __init__(self, secret: str, clock: Clock) -> None:
        self._secret, self._clock = secret.encode(), clock

    def may_be_slack(self, headers: Mapping[bytes, bytes]) -> bool:
        """Whether the headers, whose names are in lower case, look like Slack's and are of now."""
        timestamp = headers.get(b"x-slack-request-timestamp", b"")
        return (
            _TIMESTAMP.fullmatch(timestamp) is not None
            and _SIGNATURE.fullmatch(headers.get(b"x-slack-signature", b"")) is not None
            and abs(self._clock.now().timestamp() - int(timestamp)) <= OLDEST_S
        )

    def is_slack(self, headers: Mapping[bytes, bytes], body: bytes) -> bool:
        """Whether Slack signed these bytes, just now."""
        if not self.may_be_slack(headers):
            return False
        signed = b"v0:" + headers[b"x-slack-request-timestamp"] + b":" + body
        expected = "v0=" + hmac.new(self._secret, signed, hashlib.sha256).hexdigest()
        return hmac.compare_digest(expected.encode(), headers[b"x-slack-signature"])
