"""How much is tried of what is endless: some of it in each run, ten times as much in `make torture`."""

import os

TIMES = int(os.environ.get("THOROUGHNESS") or 1)


def examples(usual: int) -> int:
    return usual * TIMES
