"""Signed notes as C2SP writes them (https://c2sp.org/signed-note), and the keys they are signed with."""

import base64
import binascii
import hashlib
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519 = b"\x01"
PRIVATE = "PRIVATE+KEY+"
_NAME = re.compile(r"[^\s+]+")
_SIGNATURE = re.compile(r"— (\S+) (\S+)")


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key and the name of whoever signs with it."""

    name: str
    key: bytes

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """As `str` writes it; raises ValueError."""
        name, key = _parse(text)
        if cls(name, key).id.hex() != text.split("+", 2)[1]:
            raise ValueError("its parts do not belong together; copy all of it")
        return cls(name, key)

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:4]

    def accepts(self, text: str, signature: bytes) -> bool:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_encoded(ED25519 + self.key)}"


@dataclass(frozen=True, slots=True)
class Signer:
    name: str
    seed: bytes = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> "Signer":
        """As `secret` writes it; raises ValueError with a sentence that does not repeat it."""
        if not text.startswith(PRIVATE):
            raise ValueError(f"does not start with {PRIVATE}")
        text = text.removeprefix(PRIVATE)
        name, seed = _parse(text)
        if cls(name, seed).verifier.id.hex() != text.split("+", 2)[1]:
            raise ValueError("its parts do not belong together; copy all of it")
        return cls(name, seed)

    @classmethod
    def generate(cls, name: str) -> "Signer":
        """Raises ValueError where that can be no name."""
        if not _NAME.fullmatch(name):
            raise ValueError("a key's name has neither blanks nor a plus; write one such as example.com/concord")
        return cls(name, secrets.token_bytes(32))

    @property
    def secret(self) -> str:
        """The way in which Go's note package writes private keys, which other tools read too."""
        return f"{PRIVATE}{self.name}+{self.verifier.id.hex()}+{_encoded(ED25519 + self.seed)}"

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self._key.public_key().public_bytes_raw())

    @property
    def _key(self) -> "Ed25519PrivateKey":
        # Loaded by the first who signs: most processes never do.
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def sign(self, text: str) -> str:
        """The note: the text, an empty line, the signature."""
        return f"{text}\n— {self.name} {_encoded(self.verifier.id + self._key.sign(text.encode()))}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """`text` ends with its last line's newline; each signature comes with the name of its key."""

    text: str
    signatures: Sequence[tuple[str, bytes]] = ()

    def is_signed_by(self, verifier: Verifier) -> bool:
        """Whether there is a signature by that key and every one of them is good."""
        theirs = [blob for name, blob in self.signatures if name == verifier.name and blob[:4] == verifier.id]
        return bool(theirs) and all(verifier.accepts(self.text, blob[4:]) for blob in theirs)


def read(text: str) -> Iterator[Note]:
    """Several notes one after the other, each with or without signatures; raises ValueError."""
    waiting: str | None = None
    for paragraph in re.split(r"\n(?:[ \t]*\n)+", text.replace("\r\n", "\n").strip("\n")):
        signatures = [_SIGNATURE.fullmatch(line) for line in paragraph.splitlines()]
        if all(signatures) and waiting is not None:
            yield Note(waiting, [(each[1], _decoded(each[2])) for each in signatures if each])
            waiting = None
        else:
            if waiting is not None:
                yield Note(waiting)
            waiting = f"{paragraph}\n" if paragraph else None
    if waiting is not None:
        yield Note(waiting)


def _parse(text: str) -> tuple[str, bytes]:
    parts = text.split("+", 2)
    data = _decoded(parts[2]) if len(parts) == 3 else b""
    if len(parts) != 3 or not _NAME.fullmatch(parts[0]) or data[:1] != ED25519 or len(data) != 33:
        raise ValueError("is not an Ed25519 key; `python -m bot audit key NAME` makes one")
    return parts[0], data[1:]


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("something in it is not base64; copy all of it") from None
