"""The triggers that keep what is on record: which tables have them, and whether they are there."""

from sqlalchemy import text
from sqlalchemy.orm import Session

KEPT = (
    "audit_checkpoints",
    "audit_entries",
    "decisions",
    "remarks",
    "post_versions",
    "crisis_entries",
    "governance_revisions",
)
"""Tables to which rows are only added; their triggers refuse all else."""
_GUARDED = {
    "sqlite": text("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' GROUP BY tbl_name HAVING count(*) >= 2"),
    "postgresql": text(
        "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE t.tgname = c.relname || '_keep' AND t.tgenabled <> 'D' AND c.oid = to_regclass(c.relname)"
    ),
}


def unguarded(session: Session) -> list[str]:
    """The tables that anybody who may write them could change unnoticed."""
    guarded = set(session.scalars(_GUARDED[session.get_bind().dialect.name]))
    return [table for table in KEPT if table not in guarded]
