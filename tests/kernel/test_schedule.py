"""The beat, and the job runner."""

import threading

from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot.kernel.schedule import Beat, attempt
from tests.patience import PATIENCE_S


def test_a_job_that_fails_is_logged_and_stops_nothing() -> None:
    def broken() -> None:
        raise LookupError("gone")

    with capture_logs(processors=[merge_contextvars]) as logs:
        assert not attempt("broken", broken)
        assert attempt("whole", lambda: None)
    assert [(line["event"], line["job"]) for line in logs] == [("job_failed", "broken")]


def test_the_beat_goes_on_until_it_is_stopped() -> None:
    beats = threading.Semaphore(0)
    beat = Beat()

    def job() -> None:
        beats.release()
        raise LookupError("each time")

    beat.every(0.01, "nag", job)
    beat.daily("tidy", lambda: None)
    beat.start()
    assert beats.acquire(timeout=PATIENCE_S)
    assert beats.acquire(timeout=PATIENCE_S)
    beat.stop()


def test_a_job_that_is_wanted_at_once_does_not_wait_for_its_first_pause() -> None:
    done = threading.Event()
    beat = Beat()
    beat.every(3600, "look", done.set, at_once=True)
    beat.start()
    assert done.wait(PATIENCE_S)
    beat.stop()


def test_whoever_cannot_wait_for_the_pause_ends_it() -> None:
    done = threading.Event()
    beat = Beat()
    hasten = beat.every(3600, "look", done.set)
    beat.start()
    hasten()
    assert done.wait(PATIENCE_S)
    beat.stop()
