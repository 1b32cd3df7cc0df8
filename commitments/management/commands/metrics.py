"""`manage.py metrics`: how the installation stands, in the text format of Prometheus."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import Max, Min

from commitments import clock
from commitments.models import Letter, LogHead
from commitments.reports.setup import timer_runs
from commitments.views.installation import TIMERS

Sample = tuple[str, float]


class Command(BaseCommand):
    help = "Print figures for Prometheus: last runs of timers, outbox, size of the log, clock, disk."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        for name, words, samples in figures():
            self.stdout.write(f"# HELP {name} {words}\n# TYPE {name} gauge")
            for labels, value in samples:
                self.stdout.write(f"{name}{labels} {value:.0f}")


def figures() -> Iterator[tuple[str, str, list[Sample]]]:
    """Each figure with what it means and its values by labels. Moments are seconds since 1970, 0 for never."""
    now = clock.of_this_machine()
    runs = timer_runs()
    ended, succeeded = [], []
    for name in TIMERS:
        run, label = runs.get(name), f'{{timer="{name}"}}'
        ended.append((label, run.ended_at.timestamp() if run else 0.0))
        succeeded.append((label, run.succeeded_at.timestamp() if run and run.succeeded_at else 0.0))
    yield "accord_timer_ended_seconds", "When each timer's command ended last.", ended
    yield "accord_timer_succeeded_seconds", "When it last left nothing undone.", succeeded
    waiting = Letter.objects.filter(sent_at=None, given_up_at=None)
    oldest = waiting.aggregate(oldest=Min("made_at"))["oldest"]
    yield "accord_outbox_letters", "Letters that wait for the mail server.", [("", waiting.count())]
    age = (now - oldest).total_seconds() if oldest else 0.0
    yield "accord_outbox_oldest_seconds", "How long the oldest of them has waited.", [("", age)]
    given_up = Letter.objects.exclude(given_up_at=None).count()
    yield "accord_outbox_given_up", "Letters the mail server refused for good.", [("", given_up)]
    heads = LogHead.objects.order_by("commission__slug").values_list("commission__slug", "size")
    sizes = [(f'{{commission="{slug}"}}', float(size)) for slug, size in heads]
    yield "accord_log_entries", "Entries in each log.", sizes
    last = LogHead.objects.aggregate(last=Max("last_recorded_at"))["last"]
    yield "accord_clock_right", "1 where the clock may date an entry.", [("", float(not clock.fault(last)))]
    folder = settings.MEDIA_ROOT
    while not folder.exists():
        folder = folder.parent
    yield (
        "accord_disk_free_bytes",
        "Free on the disk of the evidence.",
        [("", shutil.disk_usage(folder).free)],
    )
