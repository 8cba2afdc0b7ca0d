"""People who log posts one after the other, and do again what they are told to try again."""

from itertools import count
from threading import Barrier, Event

from handlers.sentences import BUSY
from sandbox.workspace.line import UNREACHABLE
from tests.patience import PATIENCE_S
from tests.steps import register_account
from tests.world import Helvia

PREPARED = 7
"""So many posts each logs before, that the driver has prepared its statements."""
TRIES = 100
LOGGED, KNOWN = "Logged on", "This post is logged already"


class Keeper:
    """One of them, with an account of their own. `is_refused` is set once somebody was told to try again."""

    def __init__(self, helvia: Helvia, name: str, is_refused: Event) -> None:
        self._sandbox, self._desk, self._handle = helvia.sandbox, helvia.desk(name), f"h_{name}"
        self._is_refused = is_refused
        register_account(helvia, handle=f"@{self._handle}", owner=self._desk.person.id, backup="U0DAVID000")

    def act(self, begun: Barrier, is_over: Event) -> list[str]:
        """Log posts until all is over, and one more then; which."""
        posts: list[str] = []
        for number in count():
            is_last = is_over.is_set()
            posts.append(f"https://x.com/{self._handle}/status/{1000 + number}")
            self._log(posts[-1])
            if number == PREPARED:
                begun.wait(PATIENCE_S)
            if is_last:
                break
        return posts

    def _log(self, post: str) -> None:
        """Whoever was not reached cannot know whether it was done, and is told so at the next try."""
        done = [LOGGED]
        for _ in range(TRIES):
            outcome = self._desk.type("#general", f"/account log @{self._handle} {post}")
            answer = outcome.text or outcome.error
            if any(words in answer for words in done):
                return
            assert answer in (BUSY, UNREACHABLE), answer
            if answer == BUSY:
                self._is_refused.set()
            else:
                done = [LOGGED, KNOWN]
                assert self._sandbox.sockets.wait_for(connections=1, timeout=PATIENCE_S), "nobody is there"
        raise AssertionError(f"{post} was never logged")
