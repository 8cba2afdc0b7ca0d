"""What the audit trail and the engines call a matter."""


class Subject(str):
    """`crisis:12`: a kind, and the number or name that tells it from others of that kind, if there are others."""

    __slots__ = ()

    def __new__(cls, kind: str, key: int | str = "") -> "Subject":
        return super().__new__(cls, kind if key == "" else f"{kind}:{key}")

    @classmethod
    def read(cls, written: str) -> "Subject":
        """One that was written before, as it was; without a colon all of it is the kind."""
        return str.__new__(cls, written)

    @property
    def kind(self) -> str:
        return self.partition(":")[0]

    @property
    def key(self) -> str:
        return self.partition(":")[2]

    @property
    def number(self) -> int:
        """Of a matter that has a row; raises ValueError for others."""
        return int(self.key)
