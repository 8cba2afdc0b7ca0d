"""Posts that are being written and products that get a name do not pass each other by: one waits for the other."""

from sqlalchemy.orm import Session

from bot.kernel import statements

_LOCK = 0x4E414D45  # any number does that nothing else locks


def hold_names(session: Session) -> None:
    """No product gets a name until this transaction ends; those that have one by now are all there to be read."""
    statements.together(session, _LOCK)


def wait_for_posts(session: Session) -> None:
    """All that were written without the name that is to be given are there for whoever searches for it afterwards."""
    statements.alone(session, _LOCK)
