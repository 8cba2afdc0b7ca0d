"""A company whose routes are signed with codes: Product with a PIN, Corporate with an authenticator."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.kernel.db import Database
from bot.settings import PACKAGED_GOVERNANCE
from sandbox.server import Sandbox
from tests.conftest import OVER
from tests.world import Helvia, connected

KEY = "a key of this test alone"


@pytest.fixture
def signing(own_sandbox: Sandbox, database: Database, tmp_path: Path) -> Iterator[Helvia]:
    url = database.engine.url.render_as_string(hide_password=False)
    with connected(own_sandbox, url, OVER, governance_file=with_codes(tmp_path), secret_key=KEY) as concord:
        yield Helvia(own_sandbox, own_sandbox.workspace, concord)


def with_codes(folder: Path) -> Path:
    rules = folder / "governance.yml"
    text = PACKAGED_GOVERNANCE.read_text().replace("  - name: Product\n", "  - name: Product\n    sign: pin\n")
    text = text.replace("roles: [brand, legal],", "roles: [brand, legal], sign: totp,")
    rules.write_text(text)
    return rules
