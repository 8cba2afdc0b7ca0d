"""How much the state machines try: some lives in each run, ten times as many in `make torture`."""

import os

TIMES = int(os.environ.get("THOROUGHNESS") or 1)


def examples(usual: int) -> int:
    return usual * TIMES
