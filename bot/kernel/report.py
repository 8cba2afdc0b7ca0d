"""What became of a sheet's rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.kernel.errors import Invalid
from bot.kernel.numbers import number_of


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is where it begins, as an editor counts; `trouble` is why it cannot be read, if it cannot."""

    line: int
    values: dict[str, str] = field(default_factory=dict)
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the row on that line is not taken in; `name` is the field that is wrong, if it is one."""

    line: int
    words: str
    name: str = ""

    @property
    def why(self) -> str:
        return f"{self.name}: {self.words}" if self.name else self.words

    def __str__(self) -> str:
        return f"line {self.line}, {self.why}" if self.name else f"line {self.line}: {self.words}"


@dataclass
class Report:
    """What became of its rows, each of which is such a `thing`."""

    thing: str
    added: int = 0
    known: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        rows = len({each.line for each in self.problems})
        bad = f", {number_of(rows, 'bad row')} left out" if rows else ""
        return f"{number_of(self.added, self.thing)} imported, {self.known:,} known already{bad}."

    def take(self, rows: Iterable[Row], enter: Callable[[Row], bool]) -> None:
        """Each row that can be read is given to `enter`, which says whether it was new; a bad one stops nothing."""
        for row in rows:
            if row.trouble:
                self.problems.append(Problem(row.line, row.trouble))
                continue
            try:
                is_new = enter(row)
            except Invalid as error:
                self.problems += [Problem(row.line, why, name) for name, why in error.problems.items()]
            else:
                self.added, self.known = self.added + is_new, self.known + (not is_new)

    def plus(self, other: "Report") -> "Report":
        """Of both their rows."""
        problems = [*self.problems, *other.problems]
        return Report(self.thing, self.added + other.added, self.known + other.known, problems)

    def note(self, sha256: str) -> str:
        """For the trail: what became of the file with that hash."""
        return f"{self.sentence} SHA-256 {sha256}"
