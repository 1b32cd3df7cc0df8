"""The clock of the demonstration, for tests that build one; all others live on the day of the machine."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.test import override_settings

from commitments import clock


@contextmanager
def its_own_clock() -> Iterator[None]:
    """Within: what is built as the demonstration lives on its own day, as for those who try it out."""
    clock.behind_in_demonstration.cache_clear()
    with override_settings(DEMO_CLOCK=True):
        yield
    clock.behind_in_demonstration.cache_clear()
