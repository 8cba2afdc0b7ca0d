"""Long lists come in pages: by cursor, each item once, however the list changes meanwhile."""

from collections.abc import Callable, Iterator

import pytest

from tests.sandbox.refusals import GENERAL, Scene
from tests.sandbox.tiny import Json


def talk(scene: Scene) -> Json:
    for number in range(5):
        scene.posted(text=str(number))
    return {"channel": GENERAL}


def thread(scene: Scene) -> Json:
    root = scene.posted(text="Root")
    for number in range(4):
        scene.posted(text=str(number), thread_ts=root["ts"])
    return root


LISTS: dict[str, tuple[str, Callable[[Scene], Json]]] = {
    "conversations.list": ("channels", lambda scene: {"types": "public_channel,private_channel"}),
    "users.conversations": ("channels", lambda scene: {}),
    "conversations.members": ("members", lambda scene: {"channel": GENERAL}),
    "users.list": ("members", lambda scene: {}),
    "conversations.history": ("messages", talk),
    "conversations.replies": ("messages", thread),
}


def pages(scene: Scene, method: str, arguments: Json, limit: int = 2) -> Iterator[Json]:
    cursor = ""
    while True:
        page = scene.call(method, {**arguments, "limit": limit, "cursor": cursor})
        yield page
        cursor = page.get("response_metadata", {}).get("next_cursor", "")
        if not cursor:
            return


@pytest.mark.parametrize("method", LISTS)
def test_the_pages_together_are_the_list(scene: Scene, method: str) -> None:
    name, arrange = LISTS[method]
    arguments = arrange(scene)
    whole = scene.call(method, arguments)[name]
    parts = [page[name] for page in pages(scene, method, arguments)]
    assert [item for part in parts for item in part] == whole
    assert {len(part) for part in parts[:-1]} == {2}
    assert len(whole) > 4


@pytest.mark.parametrize("method", LISTS)
def test_a_limit_that_is_not_reached_gives_all(scene: Scene, method: str) -> None:
    _, arrange = LISTS[method]
    arguments = arrange(scene)
    assert len(list(pages(scene, method, arguments, limit=1000))) == 1


def test_the_last_page_has_an_empty_cursor_and_of_messages_none(scene: Scene) -> None:
    channels = scene.call("conversations.list", {})
    messages = scene.call("conversations.history", talk(scene))
    assert channels["response_metadata"] == {"next_cursor": ""}
    assert (messages["has_more"], "response_metadata" in messages) == (False, False)


def test_nothing_comes_twice_when_somebody_writes_while_an_app_reads(scene: Scene) -> None:
    read: list[str] = []
    for page in pages(scene, "conversations.history", talk(scene)):
        read += [message["text"] for message in page["messages"]]
        scene.posted(text="New")
    assert read == ["4", "3", "2", "1", "0"]


def test_a_cursor_dies_with_what_it_points_at(scene: Scene) -> None:
    arguments = talk(scene)
    page = scene.call("conversations.history", {**arguments, "limit": 1})
    following = scene.call("conversations.history", {**arguments, "limit": 2})["messages"][1]
    scene.client.chat_delete(channel=GENERAL, ts=following["ts"])
    cursor = page["response_metadata"]["next_cursor"]
    assert scene.call("conversations.history", {**arguments, "cursor": cursor})["error"] == "invalid_cursor"


def test_a_cursor_is_of_no_use_in_another_list(scene: Scene) -> None:
    cursor = scene.call("users.list", {"limit": 1})["response_metadata"]["next_cursor"]
    assert scene.call("conversations.list", {"cursor": cursor})["error"] == "invalid_cursor"


def test_no_page_of_messages_is_longer_than_999(scene: Scene) -> None:
    scene.manifest(events=frozenset())
    general = scene.workspace.channel(GENERAL)
    for _ in range(1001):
        scene.workspace.messages.post(general, "U0MARTA000", text="x")
    lengths = [len(page["messages"]) for page in pages(scene, "conversations.history", {"channel": GENERAL}, 5000)]
    assert lengths == [999, 2]
