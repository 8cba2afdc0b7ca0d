"""docs/operations.md names each metric that there is, and its alerts none that there is not."""

import re
from pathlib import Path

from tests.world import Helvia

PAGE = Path(__file__).parents[1] / "docs" / "operations.md"
OF_A_HISTOGRAM = ("_bucket", "_count", "_sum")


def metrics(helvia: Helvia) -> set[str]:
    """By the names that a question to Prometheus has."""
    helvia.concord.health.beat.mark()
    helvia.concord.health.line.mark()
    families = helvia.concord.metrics.registry.collect()
    return {f"{each.name}_total" if each.type == "counter" else each.name for each in families}


def named() -> set[str]:
    words = re.findall(r"\bconcord_(?!app|owner)\w+", PAGE.read_text())
    return {re.sub(f"({'|'.join(OF_A_HISTOGRAM)})$", "", word) for word in words}


def test_each_metric_is_named_and_each_that_is_named_exists(helvia: Helvia) -> None:
    assert named() == metrics(helvia)
