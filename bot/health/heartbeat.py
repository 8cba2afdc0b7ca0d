"""The dead man's switch: a URL that is called while all is well, so that somebody notices when it is not any more."""

import httpx
import structlog

from bot.kernel.tls import trust

TIMEOUT = httpx.Timeout(5.0)

log = structlog.get_logger(__name__)


def call(url: str) -> None:
    """That it could not be reached is only logged, without the URL, which is a secret."""
    try:
        httpx.get(url, timeout=TIMEOUT, verify=trust()).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        log.warning("heartbeat_not_heard", error=type(error).__name__)
