"""Why the tables and this version do not go together, in a sentence for whoever runs it."""


class Misfit(Exception):
    """Nothing was changed."""


class OlderTables(Misfit):
    def __init__(self) -> None:
        super().__init__("The database does not have this version's tables yet. Run: python -m bot migrate")


class NewerTables(Misfit):
    def __init__(self, theirs: str, ours: str) -> None:
        super().__init__(
            f"A newer version was here: the tables are at {theirs}, this version of Concord knows them up to {ours}. "
            "Start the newer version, or restore the backup that was made before it."
        )


class TablesBusy(Misfit):
    def __init__(self, tries: int) -> None:
        super().__init__(
            f"The tables were in use at each of {tries} tries, so nothing was changed. Look in pg_stat_activity for "
            "a transaction that does not end, or stop Concord's processes; then run it again."
        )
