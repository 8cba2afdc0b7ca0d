"""The benchmarks run: with tiny sizes, and without a word about how fast anything is."""

import json
from pathlib import Path

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks.figures import Figure, Target, percentile
from benchmarks.report import table

TINY = ["--forms", "2", "--bursts", "1", "--commands", "1", "--accounts", "2", "--rows", "150", "--letters", "2"]


def test_every_line_is_printed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmarks.main(["--only", "command", "due", "--on", "SQLite", "--results", str(tmp_path), *TINY]) == 0
    (file,) = tmp_path.iterdir()
    written = json.loads(file.read_text())
    printed = capsys.readouterr().out
    assert len(written["figures"]) == 7
    assert all(figure["what"] in printed for figure in written["figures"])
    assert written["sizes"]["rows"] == 150


def test_what_is_aimed_at_holds_for_the_figure_or_for_the_ratio() -> None:
    assert Figure("worst", 900, "ms", 1, Target("ours", 1000)).reached
    assert not Figure("one command", 9, "ms", 2, Target("ratio", 3)).reached
    assert Figure("nothing to compare with", 9, "ms", None, Target("ratio", 3)).reached is None
    assert "NO" in table([Figure("one command", 9, "ms", 2, Target("ratio", 3))])


def test_the_worst_is_a_percentile_too() -> None:
    values = list(range(1, 101))
    assert [percentile(values, share) for share in (0.5, 0.99, 1.0)] == [51, 100, 100]
