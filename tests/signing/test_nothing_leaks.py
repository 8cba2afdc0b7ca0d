"""No PIN, code or secret is anywhere but in Slack's own form."""

import base64
from pathlib import Path
from typing import Any

import prometheus_client
import pytest

from bot import audit
from bot.kernel.db import Base, as_stored
from sandbox.desk import readable
from tests.posts.steps import PRODUCT, press, register_account, submitted
from tests.signing.steps import OTHER, PIN, approve, authenticator, code_now, give, set_pin
from tests.signing.test_authenticators import PERIOD
from tests.world import Helvia


def test_codes_and_secrets_reach_no_log_row_entry_metric_export_message_or_metadata(
    signing: Helvia, log: list[Any], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    submitted(signing, **PRODUCT)
    submitted(signing, account=register_account(signing, handle="@Helvia"))
    secret = authenticator(signing)
    signing.leap(PERIOD)
    code = code_now(signing, secret)
    assert approve(signing, "lucas", totp=code).ok
    set_pin(signing)
    press(signing, "priya", "posts.approve")
    for _ in range(5):
        give(signing, "priya", pin=OTHER)
    signing.wait(120 * PERIOD)
    assert approve(signing, "priya", pin=PIN).ok
    assert set_pin(signing, pin=OTHER, before=PIN).ok

    private = {PIN, OTHER, code, base64.b32encode(secret).decode(), secret.hex(), str(secret)}
    people = [each for person in ("priya", "lucas", "ines") for each in signing.direct(person)]
    modals = [modal.content.get("private_metadata") for who in ("priya", "lucas") for modal in signing.desk(who).modals]
    with signing.database.snapshot() as session:
        audit.export(session, tmp_path / "all")
        rows = [tuple(row) for each in Base.metadata.tables.values() for row in session.execute(as_stored(each))]
    places = {
        "log": f"{log} {caplog.text}",
        "rows": str(rows),
        "metrics": prometheus_client.generate_latest(signing.concord.metrics.registry).decode(),
        "messages": str([(readable(each), each.blocks, each.metadata) for each in people]),
        "metadata": str(modals),
        "export": "".join(file.read_text("utf-8") for file in (tmp_path / "all").iterdir()),
    }
    assert log
    assert {place: each for place, words in places.items() for each in private if each in words} == {}
