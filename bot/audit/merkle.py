"""The Merkle tree of RFC 6962, section 2.1, kept as its right edge: what it costs to add a leaf does not grow."""

import hashlib
from collections.abc import Iterable, Sequence

Hash = bytes


def leaf(data: bytes) -> Hash:
    return hashlib.sha256(b"\0" + data).digest()


def node(left: Hash, right: Hash) -> Hash:
    return hashlib.sha256(b"\1" + left + right).digest()


class Edge:
    """A tree of `size` leaves; `peaks` are the roots of its full subtrees, the largest and leftmost first."""

    def __init__(self, size: int = 0, peaks: Iterable[Hash] = ()) -> None:
        self.size, self.peaks = size, list(peaks)

    def add(self, hashed: Hash) -> None:
        """Append what `leaf` made."""
        size, peaks = self.size, self.peaks
        while size & 1:
            hashed = node(peaks.pop(), hashed)
            size >>= 1
        peaks.append(hashed)
        self.size += 1

    def root(self) -> Hash:
        if not self.peaks:
            return hashlib.sha256().digest()
        *others, root = self.peaks
        for peak in reversed(others):
            root = node(peak, root)
        return root


class Tree:
    """All of a tree, for proofs about any of its leaves."""

    def __init__(self, leaves: Sequence[Hash]) -> None:
        self._levels = [list(leaves)]
        while len(self._levels[-1]) > 1:
            self._levels.append(_above(self._levels[-1]))

    def path(self, index: int) -> list[Hash]:
        """The audit path of section 2.1.1 for that leaf, counted from 0: from the leaf's neighbour upwards."""
        path = []
        for level in self._levels[:-1]:
            if (beside := index ^ 1) < len(level):
                path.append(level[beside])
            index >>= 1
        return path


def _above(level: Sequence[Hash]) -> list[Hash]:
    """An odd one out goes up as it is."""
    pairs = [node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    return pairs + [level[-1]] * (len(level) % 2)
