"""The README, and the commands that it shows."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
TRY = ["make run"]
COPY = ["cp .env.example .env"]
START = ["make run"]
CHECK_FILE = [".venv/bin/python -m bot check"]
SOMEBODY = "U0123456789"
"""Stands for the reader's own id."""
IMPORT = [f".venv/bin/python -m bot import accounts.csv --as {SOMEBODY}"]
INSTALL = ["python -m pip install --require-hashes -r requirements.txt"]
DEPLOY = ["python -m bot migrate", "python -m bot serve", "python -m bot work"]
AUDIT = ["python -m bot audit verify"]
CHECK = ["make test", "make check", "make pictures", ".ci/run"]


def blocks(language: str) -> list[str]:
    """The README's fenced blocks, without the indentation of the list that they stand in."""
    fenced = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", README, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in fenced]
