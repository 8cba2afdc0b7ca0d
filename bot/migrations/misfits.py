"""Why the tables and this version do not go together, in a sentence for whoever runs it."""


class Misfit(Exception):
    """Nothing was changed."""


class OlderTables(Misfit):
    def __init__(self) -> None:
        super().__init__("The database lacks this version's tables. Run: python -m bot migrate")


class NewerTables(Misfit):
    def __init__(self, theirs: str, ours: str) -> None:
        super().__init__(
            f"A newer version was here: the tables are at {theirs}, this version knows {ours}. Start the newer one, or "
            "restore the backup from before it."
        )


class TablesBusy(Misfit):
    def __init__(self, tries: int) -> None:
        super().__init__(
            f"The tables were in use at all {tries} tries: nothing was changed. End what holds them "
            "(pg_stat_activity), or stop Concord; then run it again."
        )
