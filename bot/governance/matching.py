"""Who does what, where each person does one thing only: a maximum matching, by augmenting paths (Kuhn)."""

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

P = TypeVar("P", bound=Hashable)
S = TypeVar("S", bound=Hashable)


def matching(can_do: Mapping[P, Collection[S]]) -> dict[S, P]:
    """As many things as different people can do, each with its person. Those who come first choose first, and what they
    do together is done whoever comes after them, though perhaps by another of them.
    """
    taken: dict[S, P] = {}
    for person in can_do:
        _place(person, can_do, taken, set())
    return taken


def _place(person: P, can_do: Mapping[P, Collection[S]], taken: dict[S, P], tried: set[S]) -> bool:
    """Whether there is something for this person, if need be by moving others to something else."""
    for thing in can_do[person]:
        if thing not in tried:
            tried.add(thing)
            if thing not in taken or _place(taken[thing], can_do, taken, tried):
                taken[thing] = person
                return True
    return False
