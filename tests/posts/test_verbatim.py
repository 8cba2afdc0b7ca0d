"""What was written and what changed since is shown letter by letter, and a fingerprint knows each of them."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from bot.kernel.text.characters import UNSEEN
from bot.kernel.views.budget import size
from bot.kernel.views.verbatim import quoted, to_copy
from bot.posts.content import Medium, fingerprint, gist
from bot.posts.diff import Kind, Run, abridged, runs
from bot.posts.verbatim import compared, listed


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_comparison_loses_nothing_of_either_text(before: str, after: str) -> None:
    comparison = runs(before, after)
    assert "".join(run.text for run in comparison if run.kind is not Kind.NEW) == before
    assert "".join(run.text for run in comparison if run.kind is not Kind.GONE) == after
    assert all(run.text for run in comparison)


@given(st.lists(st.sampled_from(["heart ", "beats ", "for ", "you. "]), max_size=400), st.integers(0, 400))
def test_a_comparison_shortens_what_was_kept_and_never_what_changed(words: list[str], place: int) -> None:
    before = "".join(words)
    comparison = runs(before, "".join([*words[:place], "NEW ", *words[place:]]))
    changed = [run for run in abridged(comparison) if run.kind is not Kind.KEPT]
    assert changed == [run for run in comparison if run.kind is not Kind.KEPT]
    assert sum(len(run.text) for run in abridged(comparison)) <= sum(len(run.text) for run in comparison)


def test_a_comparison_of_two_long_texts_stays_within_a_message() -> None:
    assert size([compared([("Text", runs("gone " * 600, "new " * 750))] * 3, room=3000)]) <= 3000


def test_what_is_gone_and_what_is_new_do_not_run_into_each_other() -> None:
    _, line = compared([("Text", runs("I do not", "I don't"))], room=100).to_dict()["elements"]
    assert [(part["text"], part.get("style")) for part in line["elements"]] == [
        ("I ", None),
        ("do not", {"strike": True}),
        (" ", None),
        ("don't", {"bold": True}),
    ]


@given(st.text(min_size=1))
def test_what_is_to_be_copied_is_shown_letter_by_letter(text: str) -> None:
    assert to_copy(text).to_dict()["elements"][0]["elements"] == [{"type": "text", "text": text}]


@given(st.text(min_size=1))
def test_what_was_written_is_shown_letter_by_letter_but_for_what_cannot_be_seen(text: str) -> None:
    [line] = listed([Medium(text, text)]).to_dict()["elements"][0]["elements"]
    for element, written in ((quoted(text).to_dict()["elements"][0], text), (line, f"{text}  {text}")):
        parts = [(part["text"], (part.get("style") or {}).get("code", False)) for part in element["elements"]]
        assert len("".join(words for words, _ in parts)) == len(written)
        for (words, is_sign), piece in zip(parts, _cut_like(parts, written), strict=True):
            assert words == (UNSEEN if is_sign else piece)


def _cut_like(parts: list[tuple[str, bool]], text: str) -> Iterator[str]:
    for words, _ in parts:
        yield text[: len(words)]
        text = text[len(words) :]


def test_only_whole_words_change() -> None:
    assert runs("Every heart counts.", "Every patient counts.") == (
        Run(Kind.KEPT, "Every "),
        Run(Kind.GONE, "heart"),
        Run(Kind.NEW, "patient"),
        Run(Kind.KEPT, " counts."),
    )


def test_the_fingerprint_knows_post_version_and_every_letter() -> None:
    known = {fingerprint(1, 1, {"text": "a"})}
    for other in (fingerprint(2, 1, {"text": "a"}), fingerprint(1, 2, {"text": "a"}), fingerprint(1, 1, {"text": "á"})):
        assert other not in known
        known.add(other)
    assert fingerprint(1, 1, {"a": 1, "b": 2}) == fingerprint(1, 1, {"b": 2, "a": 1})


def test_the_gist_forgets_blanks_and_capitals_only() -> None:
    assert gist("Every  Heart\ncounts ") == gist("every heart counts")
    assert gist("every heart counts") != gist("every heart counts!")
