"""A crisis raised from a message: quoted or only linked."""

import pytest

from tests.crises.steps import crisis_now
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_a_message_is_quoted_only_by_whoever_says_that_no_patient_can_be_recognised_in_it(helvia: Helvia) -> None:
    message = helvia.desk("sofia").type("#corporate-social", "Somebody posts fake vials & nobody answers").message
    assert message is not None
    jonas = helvia.desk("jonas")
    jonas.join("#corporate-social")
    assert jonas.message_shortcut("crises.raise_from_message", message.channel, message.ts).ok
    assert "Can a patient be recognised in this message?" in str(jonas.modal)
    assert jonas.press_in_modal("crises.quote").ok
    jonas.fill(likelihood="4", impact="4")
    assert jonas.submit().ok
    assert crisis_now(helvia).what.words == "Somebody posts fake vials & nobody answers"
    jonas.close_all()

    assert jonas.message_shortcut("crises.raise_from_message", message.channel, message.ts).ok
    assert jonas.press_in_modal("crises.link").ok
    assert "fake vials" not in str(jonas.modal)
    jonas.fill(what="Somebody offers counterfeits", likelihood="4", impact="4")
    assert jonas.submit().ok
    raised = crisis_now(helvia, 2)
    assert (
        raised.evidence.words == f"https://helvia.slack.com/archives/{message.channel}/p{message.ts.replace('.', '')}"
    )
    assert raised.what.words == "Somebody offers counterfeits"


def test_a_reply_in_a_thread_is_addressed_in_its_thread(helvia: Helvia) -> None:
    sofia = helvia.desk("sofia")
    root = sofia.type("#corporate-social", "Look at this").message
    assert root is not None
    reply = sofia.type("#corporate-social", "Fake vials!", thread=root.ts).message
    assert reply is not None
    assert sofia.message_shortcut("crises.raise_from_message", reply.channel, reply.ts).ok
    assert sofia.press_in_modal("crises.link").ok
    sofia.fill(what="Counterfeits", likelihood="4", impact="4")
    assert sofia.submit().ok
    assert crisis_now(helvia).evidence.words.endswith(f"?thread_ts={root.ts}&cid={reply.channel}")
