"""What a verb says when it will not: a sentence for the one who acted, and for nobody else."""

from collections.abc import Mapping


class Refused(Exception):
    """Nothing was changed; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Forbidden(Refused):
    """This person may not do this."""


class NotFound(Refused):
    """There is no such thing, or not for this person."""


class TooLate(Refused):
    """Somebody or something was first."""


class Invalid(Refused):
    """What was typed cannot stand; `problems` maps a form's field to the sentence shown under it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)
