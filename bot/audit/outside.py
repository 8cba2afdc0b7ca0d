"""Checks a folder that `python -m bot audit export` wrote, with nothing but Python's standard library.

    python verify.py [--key KEY] [--against FILE]

KEY is the public key of whoever signs the checkpoints, FILE holds checkpoints that reached you by another way.
It is one file, to be read by whoever is to trust it, and to be run where Concord is not.
"""

import argparse
import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

HASHED = ("at", "changes", "note", "previous", "subject", "what", "who", "who_name")
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
BASE = (4 * pow(5, -1, P) % P).to_bytes(32, "little")
Point = tuple[int, int, int, int]
Line = dict[str, Any]
Lines = list[Line]
Numbered = dict[int, Line]


def main(folder: Path, words: list[str] | None = None) -> int:
    """0 where everything fits, 1 where something does not."""
    arguments = _arguments(words)
    entries, checkpoints = _lines(folder / "entries.jsonl"), _notes((folder / "checkpoints.txt").read_text("utf-8"))
    if arguments.against:
        checkpoints += _notes(arguments.against.read_text("utf-8"))
    proofs = {proof["number"]: proof for proof in _lines(folder / "proofs.jsonl")}
    is_whole = not (folder / "proofs.jsonl").exists()
    wrong = [*_entries(entries, is_whole), *_signatures(checkpoints, arguments.key)]
    wrong += _roots(entries, checkpoints) if is_whole else _proofs(entries, proofs, checkpoints)
    wrong += _posts(entries, _lines(folder / "versions.jsonl"), _lines(folder / "decisions.jsonl"))
    wrong += _timeline(entries, timeline := _lines(folder / "timeline.jsonl"), recorded := _recorded(entries))
    print("\n".join(wrong) or f"Everything fits. Entries: {len(entries)}. Checkpoints: {len(checkpoints)}.")
    if older := len([line for line in timeline if line["id"] not in recorded]):
        print(f"Not checked, because it was not recorded: the text of timeline lines ({older}).")
    for sentence in _unchecked(entries, is_whole, proofs, checkpoints, arguments.key):
        print(sentence)
    return int(bool(wrong))


def _arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--key", help="the public key that signs the checkpoints")
    parser.add_argument("--against", type=Path, help="a file of checkpoints that reached you another way")
    return parser.parse_args(words)


def _lines(file: Path) -> Lines:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line] if file.exists() else []


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


def _entries(entries: Lines, is_whole: bool) -> Iterator[str]:
    """Each hash; where all entries are here, that each follows the one before it."""
    previous = ""
    for position, entry in enumerate(entries, 1):
        if hashlib.sha256(_canonical({name: entry[name] for name in HASHED})).hexdigest() != entry["hash"]:
            yield f"Entry {entry['number']}: its hash does not fit its content."
        if is_whole and (entry["number"], entry["previous"]) != (position, previous):
            yield f"Entry {entry['number']}: it does not follow the entry before it."
        previous = entry["hash"]


def _leaf(entry: Line) -> bytes:
    return hashlib.sha256(b"\0" + bytes.fromhex(entry["hash"])).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def _roots(entries: Lines, checkpoints: Lines) -> Iterator[str]:
    """RFC 6962, section 2.1: the root over the first entries is that of each checkpoint."""
    peaks: list[bytes] = []
    roots = {0: hashlib.sha256().digest()}
    wanted = {checkpoint["size"] for checkpoint in checkpoints}
    for count, entry in enumerate(entries):
        hashed, size = _leaf(entry), count
        while size & 1:
            hashed, size = _node(peaks.pop(), hashed), size >> 1
        peaks.append(hashed)
        if count + 1 in wanted:
            roots[count + 1] = peaks[-1]
            for peak in reversed(peaks[:-1]):
                roots[count + 1] = _node(peak, roots[count + 1])
    for checkpoint in checkpoints:
        if roots.get(checkpoint["size"]) != checkpoint["root"]:
            yield f"The entries do not match checkpoint {checkpoint['size']}."


def _proofs(entries: Lines, proofs: Numbered, checkpoints: Lines) -> Iterator[str]:
    """RFC 9162, section 2.1.3.2: each entry lies where it says in the tree of a checkpoint."""
    known = {(checkpoint["size"], checkpoint["root"]) for checkpoint in checkpoints}
    for entry in entries:
        proof = proofs.get(entry["number"])
        if proof and (proof["size"], _climbed(entry, proof)) not in known:
            yield f"Entry {entry['number']}: it is not in the tree of checkpoint {proof['size']}."


def _climbed(entry: Line, proof: Line) -> bytes | None:
    """The root to which the path leads."""
    at, last, root = entry["number"] - 1, proof["size"] - 1, _leaf(entry)
    for beside in map(bytes.fromhex, proof["path"]):
        if last == 0:
            return None
        if at & 1 or at == last:
            root = _node(beside, root)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            root = _node(root, beside)
        at, last = at >> 1, last >> 1
    return root if last == 0 else None


def _posts(entries: Lines, versions: Lines, decisions: Lines) -> Iterator[str]:
    """Each version is what its hash says and what was recorded, and so is each decision: of a post, on one of them."""
    signed = {}
    recorded = {(entry["subject"], entry["what"], _after(entry, "sha256"), _after(entry, "who")) for entry in entries}
    for version in versions:
        of = subject, _ = f"post:{version['post_id']}", version["number"]
        contents = {"post": version["post_id"], "version": version["number"], "content": version["content"]}
        signed[of] = hashlib.sha256(_canonical(contents)).hexdigest()
        if signed[of] != version["sha256"] or (subject, "version_written", signed[of], None) not in recorded:
            yield f"Version {version['number']} of #{version['post_id']} is not what was recorded."
    for decision in decisions:
        subject, sha256 = decision["matter"], decision["sha256"]
        is_of_version = subject[:5] != "post:" or signed.get((subject, decision["version"])) == sha256
        if not is_of_version or (subject, "decision_made", sha256, decision["who"]) not in recorded:
            yield f"The decision of {decision['who_name']} on {subject} is not what was recorded."


def _recorded(entries: Lines) -> Numbered:
    """Each line of a timeline as the trail has it, its text by its SHA-256."""
    lines = filter(None, (_after(entry, "line") for entry in entries))
    return {line["id"]: {**line, "at": _time(line), "words_id": None} for line in lines}


def _timeline(entries: Lines, timeline: Lines, recorded: Numbered) -> Iterator[str]:
    """Each line is what was put on record, and none is missing. Of older ones the trail has the time and the author."""
    older = Counter((entry["subject"], _time(entry), entry["who"]) for entry in entries if not _after(entry, "line"))
    for line in timeline:
        moment = f"crisis:{line['crisis_id']}", _time(line), line["who"]
        words = line["text"].encode("utf-8", "surrogatepass")
        text = line["text"] if line["words_id"] else hashlib.sha256(words).hexdigest()
        if line["id"] not in recorded and older[moment]:
            older[moment] -= 1
        elif recorded.get(line["id"]) != {**line, "at": _time(line), "text": text, "words_id": None}:
            yield f"Line {line['id']} of the timelines is not what was recorded."
    for missing in recorded.keys() - {line["id"] for line in timeline}:
        yield f"Line {missing} of the timelines is missing."


def _time(of: Line) -> datetime:
    return datetime.fromisoformat(of["at"])


def _after(entry: Line, name: str) -> Any:
    return entry["changes"].get(name, [None, None])[1]


def _notes(text: str) -> Lines:
    """Checkpoints as C2SP writes them, one after the other, with or without signatures."""
    notes: Lines = []
    for paragraph in filter(None, re.split(r"\n(?:[ \t]*\n)+", text.replace("\r\n", "\n").strip("\n"))):
        lines = paragraph.splitlines()
        if all(line.startswith("— ") for line in lines):
            notes[-1]["signatures"] += [line.split(" ")[1:3] for line in lines]
        else:
            size, root = int(lines[1]), base64.b64decode(lines[2])
            notes.append({"text": f"{paragraph}\n", "size": size, "root": root, "signatures": []})
    return notes


def _signatures(checkpoints: Lines, key: str | None) -> Iterator[str]:
    """https://c2sp.org/signed-note: by that key, and good."""
    if key is None:
        return
    name, _, encoded = key.split("+", 2)
    public = base64.b64decode(encoded)
    key_id = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
    for checkpoint in checkpoints:
        blobs = [base64.b64decode(blob) for signer, blob in checkpoint["signatures"] if signer == name]
        theirs = [blob[4:] for blob in blobs if blob[:4] == key_id]
        if not theirs or not all(is_signed(public[1:], checkpoint["text"].encode(), blob) for blob in theirs):
            yield f"Checkpoint {checkpoint['size']} is not signed by {name}."


def _unchecked(entries: Lines, is_whole: bool, proofs: Numbered, checkpoints: Lines, key: str | None) -> Iterator[str]:
    """For what nothing here vouches."""
    reach = max([0, *(checkpoint["size"] for checkpoint in checkpoints)])
    beyond = [each for each in entries if (each["number"] > reach if is_whole else each["number"] not in proofs)]
    if newer := len(beyond):
        yield f"Only the chain protects the newest {newer}: no checkpoint here covers them."
    if key is None:
        yield "No key was given, so no signature was checked: see README.txt."


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Ed25519 of RFC 8032, section 5.1.7; nothing here is secret, so it need not take the same time for all."""
    base, key, point = map(_point, (BASE, public, signature[:32]))
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or base is None or key is None or point is None or scalar >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    one, other = _times(scalar, base), _plus(point, _times(challenge, key))
    return not any((one[axis] * other[2] - other[axis] * one[2]) % P for axis in (0, 1))


def _point(data: bytes) -> Point | None:
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * pow(2, (P - 1) // 4, P) % P if (x * x - square) % P else x
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def _plus(one: Point, other: Point) -> Point:
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar: int, point: Point) -> Point:
    result: Point = (0, 1, 1, 0)
    while scalar:
        result, point, scalar = _plus(result, point) if scalar & 1 else result, _plus(point, point), scalar >> 1
    return result


if __name__ == "__main__":
    raise SystemExit(main(Path(__file__).parent))
