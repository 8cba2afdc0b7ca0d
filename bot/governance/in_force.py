"""The governance that a process goes by: another one may be taken up while it runs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.governance import reading
from bot.governance.rules import Governance


class InForce:
    """What is in force now, when called; `file` is where it was read."""

    def __init__(self, rules: Governance, file: Path | None = None) -> None:
        self._rules, self.file = rules, file
        self._mine = threading.local()

    def __call__(self) -> Governance:
        held: Governance | None = getattr(self._mine, "rules", None)
        return held or self._rules

    @contextmanager
    def held(self) -> Iterator[None]:
        """One and the same for all that this thread does meanwhile, whatever is taken up; it may be held already."""
        before = getattr(self._mine, "rules", None)
        self._mine.rules = self()
        try:
            yield
        finally:
            self._mine.rules = before

    def take_up(self, rules: Governance) -> None:
        """For all that begins from now on."""
        self._rules = rules

    def is_in_file(self, sha256: str) -> bool:
        """Raises GovernanceError where it cannot be read."""
        return self.file is not None and reading.sha256_of(self.file) == sha256

    def read_again(self) -> Governance:
        """What the file says now, which changes nothing; raises GovernanceError."""
        return reading.load(self.file) if self.file else self._rules
