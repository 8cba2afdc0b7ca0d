"""A form that is sent says what became of it where it was opened, and what was read there is no longer as it was."""

from collections import Counter
from collections.abc import Iterator

import pytest

import handlers
from sandbox.desk import Desk, readable, texts
from tests.handlers.forms import FORMS
from tests.handlers.opening import GENERAL
from tests.world import Helvia

ELSEWHERE = {
    "agencies.write",
    "agencies.change",
    "oversight.take",
    "posts.approve",
    "signing.authenticator",
    "setup.save",
    "setup.groups",
    "voice.begin",
    "debriefs.begin",
    *(
        f"{kind}.{deed}"
        for kind in ("changes", "debriefs", "voice")
        for deed in ("approve", "request_changes", "reject", "ask", "answer")
    ),
}
"""They need rules, people or a key of their own: `tests/agencies`,
`tests/oversight/test_reloading.py`, `tests/signing`,
`tests/setup`, `tests/changes`, `tests/debriefs` and `tests/voice` send them.
"""


def test_each_form_is_among_these() -> None:
    assert FORMS.keys() | ELSEWHERE == set(handlers.routes().forms)


@pytest.mark.any_database
@pytest.mark.parametrize("form", FORMS)
def test_whoever_sends_a_form_sees_there_what_became_of_it(helvia: Helvia, form: str) -> None:
    desk, answers, says = FORMS[form](helvia)
    assert desk.modal is not None
    assert desk.modal.content["callback_id"] == form
    before = Counter(seen(helvia, desk))
    desk.fill(answers)
    assert desk.submit().ok
    assert not desk.modal or "submit" not in desk.modal.content
    news = Counter(seen(helvia, desk)) - before
    assert [each for each in news if says in each], list(news)


def seen(helvia: Helvia, desk: Desk) -> Iterator[str]:
    """What only this person reads where they are: whispers, direct messages, the page on top."""
    yield from (readable(each) for each in helvia.messages(GENERAL, desk.person.handle) if each.is_ephemeral)
    yield from map(readable, helvia.direct(desk.person.handle))
    if desk.modal:
        yield texts(desk.modal.content["blocks"])
