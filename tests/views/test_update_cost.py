"""What logging an update costs, and what of it while everybody else who writes waits: counted, on both databases."""

import datetime as dt
import re
import sys

import pytest
from django.core.management import call_command
from django.db import connection

from tests.views.test_statements import SLACK, TODAY, Sample

pytestmark = [pytest.mark.time_machine(TODAY, tick=False), pytest.mark.django_db]

BEFORE = ["SELECT signedin", "SELECT user", "SELECT seat", "SELECT commitment"]
UNDER_LOCK = [
    "SELECT loghead",
    "SELECT entry",  # whether it was sent before
    "SELECT commitment",
    "UPDATE commitment",
    "INSERT entry",
    "INSERT sealedtext",
    "UPDATE loghead",
]
AFTER = ["SELECT commitment"]  # the next task
# Thousands of Python calls of the whole, and under the lock.
CALLS, CALLS_UNDER_LOCK = 21, 6
STATEMENT = re.compile(r'(SELECT|INSERT|UPDATE|DELETE)\b.*?"?commitments_(\w+)', re.DOTALL)


class Trace:
    """The statements of what happens inside, and how many Python calls were made before each and in all."""

    def __init__(self):
        self.calls, self.statements = 0, []

    def __enter__(self):
        self.wrapper = connection.execute_wrapper(self.note)
        self.wrapper.__enter__()
        sys.setprofile(self.count)
        return self

    def __exit__(self, *exception):
        sys.setprofile(None)
        self.wrapper.__exit__(*exception)

    def count(self, _frame, event, _argument):
        self.calls += event in ("call", "c_call")

    def note(self, execute, sql, *rest):
        self.statements.append((self.calls, sql))
        return execute(sql, *rest)


def traced(sample, number):
    """An update of the same view as before, typed into the form as it is shown."""
    address = f"/{sample.slug}/register/{sample.plain.code}/update/"
    page = sample.client.get(address).text
    form = dict(re.findall(r'name="(seen|submission)" value="([^"]*)"', page))
    form |= {"status": "in_progress", "outlook": "on_track", "note": f"The ministries met, {number}."}
    with Trace() as trace:
        answer = sample.client.post(address, form | {"effective_on": f"{dt.date(2026, 11, 17)}"})
    assert answer.status_code == 302
    return trace


def test_what_an_update_costs_and_what_of_it_under_the_lock():
    call_command("sample", commitments=40, updates=8, figures_every=4, verbosity=0)
    sample = Sample("sample")
    traced(sample, 1)  # imports, and the outlook

    trace = traced(sample, 2)

    kinds = [re.match(r"\w+", sql)[0] for _calls, sql in trace.statements]
    begin, end = kinds.index("SAVEPOINT"), kinds.index("RELEASE")
    names = [" ".join(m.groups()) for _calls, sql in trace.statements if (m := STATEMENT.match(sql))]
    assert names == [*BEFORE, *UNDER_LOCK, *AFTER]
    locked = trace.statements[begin + 1 : end]
    assert [sql for _calls, sql in locked if " JOIN " in sql] == []
    if connection.vendor == "sqlite":  # other drivers make calls of their own
        under_lock = trace.statements[end][0] - trace.statements[begin][0]
        assert trace.calls <= CALLS * 1000 * SLACK
        assert under_lock <= CALLS_UNDER_LOCK * 1000 * SLACK
