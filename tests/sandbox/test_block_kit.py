"""Block Kit's limits by HTTP: what just fits is taken, one more is refused with Slack's words at its place."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from tests.sandbox.examples import EXAMPLES
from tests.sandbox.limits import ANYWHERE, IN_MESSAGES, OF_MODALS, OF_VIEWS, Limit
from tests.sandbox.refusals import GENERAL, Scene
from tests.sandbox.showing import is_refused, post, show
from tests.sandbox.situations import MARTA
from tests.sandbox.tiny import FORM, Json, words
from tests.thoroughness import examples

LIMITS = [*IN_MESSAGES, *OF_MODALS, *OF_VIEWS]
WIRE = settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXT = some.characters(exclude_categories=["Cs"])
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=5),
    lambda inside: some.lists(inside, max_size=3) | some.dictionaries(some.text(max_size=5), inside, max_size=3),
    max_leaves=8,
)


def offer(scene: Scene, limit: Limit, content: int | str) -> tuple[Json, str]:
    """The answer to a message or view with the example so filled, and the place where the example stands in it."""
    if limit.example in ("modal", "home"):
        return show(scene, limit.filled(content)), "/view"
    return post(scene, limit.filled(content)), "/blocks/0"


@pytest.mark.parametrize("limit", LIMITS, ids=str)
def test_what_just_fits_is_taken_and_one_more_is_not(scene: Scene, limit: Limit) -> None:
    answer, _ = offer(scene, limit, limit.most)
    assert answer["ok"], answer
    answer, place = offer(scene, limit, limit.most + 1)
    assert is_refused(answer, f"[ERROR] {limit.refusal(limit.most + 1)} [json-pointer:{place}{limit.place}]"), answer


@pytest.mark.parametrize("limit", [each for each in LIMITS if not each.place.endswith("url")], ids=str)
def test_nothing_at_all_is_taken_where_that_says_something(scene: Scene, limit: Limit) -> None:
    answer, place = offer(scene, limit, 0)
    if limit.least:
        assert is_refused(answer, f"[ERROR] {limit.refusal(0)} [json-pointer:{place}{limit.place}]"), answer
    else:
        assert answer["ok"], answer


@pytest.mark.parametrize("limit", ANYWHERE, ids=str)
def test_blocks_have_the_same_limits_in_views(scene: Scene, limit: Limit) -> None:
    assert show(scene, {**FORM, "blocks": [limit.filled(limit.most)]})["ok"]
    answer = show(scene, {**FORM, "blocks": [{"type": "divider"}, limit.filled(limit.most + 1)]})
    problem = f"[ERROR] {limit.refusal(limit.most + 1)} [json-pointer:/view/blocks/1{limit.place}]"
    assert is_refused(answer, problem), answer


@pytest.mark.parametrize("limit", [each for each in LIMITS if each.published], ids=str)
def test_slacks_own_library_has_the_same_numbers(limit: Limit) -> None:
    assert limit.most == limit.published


@WIRE
@given(
    limit=some.sampled_from([each for each in LIMITS if not each.counts_items and "url" not in each.place]),
    data=some.data(),
)
def test_characters_are_counted_whatever_they_are(scene: Scene, limit: Limit, data: some.DataObject) -> None:
    size = data.draw(some.integers(limit.most - 2, limit.most + 3))
    content = data.draw(TEXT) + data.draw(TEXT) * (size - 1)
    answer, _ = offer(scene, limit, content)
    assert answer["ok"] is (size <= limit.most), answer


@WIRE
@given(sizes=some.lists(some.integers(1, 3000), min_size=1, max_size=12))
@example(sizes=[3000] * 4 + [1200])
@example(sizes=[3000] * 4 + [1201])
def test_the_characters_of_all_blocks_count_together(scene: Scene, sizes: list[int]) -> None:
    answer = post(scene, *({"type": "section", "text": words("x" * size)} for size in sizes))
    assert answer.get("error") == (None if sum(sizes) <= 13_200 else "msg_blocks_too_long")


@WIRE
@given(name=some.sampled_from(sorted(EXAMPLES)), key=some.from_regex(r"[a-z_]{1,12}", fullmatch=True))
def test_a_property_that_slack_does_not_know_is_named(scene: Scene, name: str, key: str) -> None:
    whole = {**EXAMPLES[name], f"my_{key}": "x"}
    is_view = name in ("modal", "home")
    answer, place = (show(scene, whole), "/view") if is_view else (post(scene, whole), "/blocks/0")
    assert is_refused(answer, f"[ERROR] invalid additional property: my_{key} [json-pointer:{place}]"), answer


@WIRE
@given(content=JSON)
def test_no_json_makes_it_stumble(scene: Scene, content: object) -> None:
    answer = scene.call("chat.postMessage", {"channel": GENERAL, "text": "x", "blocks": content})
    assert answer["ok"] or answer["error"] in {"invalid_blocks", "invalid_blocks_format"}
    answer = scene.call("views.publish", {"user_id": MARTA, "view": content})
    assert answer["error"] == "invalid_arguments"
    assert scene.call("views.publish", {"user_id": MARTA, "view": {"type": "home", "blocks": [content]}})["error"]
