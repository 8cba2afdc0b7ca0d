"""Signed notes are those of C2SP: what others sign is accepted here, and nothing that was changed is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kernel.notes import Note, Signer, Verifier, read

SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
SIGNED = f"{TEXT}\n— PeterNeumann {SIGNATURE}\n"
"""The example of Go's note package."""


def test_a_note_is_signed_as_others_sign_it() -> None:
    signer = Signer.parse(SECRET)
    assert signer.sign(TEXT) == SIGNED
    assert (str(signer.verifier), signer.secret) == (PUBLIC, SECRET)


def test_a_note_that_others_signed_is_accepted_and_one_that_was_changed_is_not() -> None:
    verifier = Verifier.parse(PUBLIC)
    [note] = read(SIGNED)
    assert note.text == TEXT
    assert note.is_signed_by(verifier)
    [changed] = read(SIGNED.replace("your problem is", "your problem was"))
    assert not changed.is_signed_by(verifier)
    assert not note.is_signed_by(Signer.generate("PeterNeumann").verifier)
    assert not Note(TEXT).is_signed_by(verifier)


@pytest.mark.parametrize(
    "text", ["", "PeterNeumann", "a+b+c", PUBLIC.replace("c74f20a3", "c74f20a4"), PUBLIC[:-4], f"{PUBLIC}!"]
)
def test_what_is_no_key_is_refused_without_being_repeated(text: str) -> None:
    for parse, given_text in ((Verifier.parse, text), (Signer.parse, f"PRIVATE+KEY+{text}")):
        with pytest.raises(ValueError, match=r"^(is no|its parts|something in it|does not)") as raised:
            parse(given_text)
        assert not text or text not in str(raised.value)


@given(st.lists(st.tuples(st.text("abc 1", min_size=1).map(str.strip).filter(bool), st.booleans()), max_size=4))
def test_notes_that_follow_one_another_are_read_one_by_one(pairs: list[tuple[str, bool]]) -> None:
    signer = Signer.parse(SECRET)
    file = "\n".join(signer.sign(f"{text}\n") if signed else f"{text}\n" for text, signed in pairs)
    notes = list(read(file))
    assert [note.text for note in notes] == [f"{text}\n" for text, _ in pairs]
    assert [note.is_signed_by(signer.verifier) for note in notes] == [signed for _, signed in pairs]
