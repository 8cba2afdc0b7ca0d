"""What a test keeps need not outlive a power cut, so it does not wait for the disk; processes that die lose nothing."""

from bot.kernel import connecting

PRAGMAS_OF_CONCORD = connecting.PRAGMAS


def sqlite_does_not_wait() -> None:
    connecting.PRAGMAS = (*PRAGMAS_OF_CONCORD, "synchronous=OFF")
