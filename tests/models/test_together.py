"""Several questions in one statement: their rows are those that each would have had alone, on both databases."""

import datetime as dt
import sys
import threading

from django.db import connection
from django.db.models import Count, ExpressionWrapper, F, FloatField, Value
from django.test.utils import CaptureQueriesContext

from commitments.models import Commission, Commitment, Entry, Party, Tally
from commitments.models.prepared import compiled_of, prepared
from commitments.models.together import asked_ahead


@prepared
def _commitments(*, commission):
    rows = Commitment.objects.filter(commission=commission)
    return rows.select_related("sector", "first_owner", "second_owner", "meeting").order_by("-place")


@prepared
def _entries(*, until):
    return Entry.objects.filter(recorded_at__lte=until).select_related("texts").order_by("number")


@prepared
def _names(*, commission):
    sectors = Tally.objects.filter(commission=commission).values_list(Value("tally"), "sector__code", "count")
    parties = Party.objects.filter(commission=commission).values_list(Value("party"), "code", F("position"))
    return sectors.order_by().union(parties.order_by(), all=True)


@prepared
def _days(*, keys):
    rows = Commitment.objects.filter(pk__among=keys).order_by("place")
    return rows.values("code", "titles", "first_word_at", "owed_on", "first_need_at", n=Count("entry"))


@prepared
def _nothing(*, commission):
    return Commitment.objects.filter(commission=commission, pk__in=[])


def test_rows_that_come_together_are_those_of_each_question(world):
    commission, now = world.commission.pk, dt.datetime.now(dt.UTC)
    keys = [world.vaccine.pk, world.trade.pk]
    asked = {
        _commitments: {"commission": commission},
        _entries: {"until": now},
        _names: {"commission": commission},
        _days: {"keys": keys},
        _nothing: {"commission": commission},
    }
    alone = {question: question(**values) for question, values in asked.items()}
    questions = [question.of(**values) for question, values in asked.items()]
    with CaptureQueriesContext(connection) as queries, asked_ahead(questions):
        together = {question: question(**values) for question, values in asked.items()}
    assert len(queries) == 1
    for question, rows in alone.items():
        found = [_shown(row) for row in rows]
        given = [_shown(row) for row in together[question]]
        if question is _names:  # a union without an order
            found, given = sorted(found), sorted(given)
        assert given == found, question.build.__name__
    assert all(alone[question] for question in asked if question is not _nothing)


def _shown(row):
    """All that a row holds, and what is beside it."""
    if not hasattr(row, "_state"):
        return row
    beside = {name: one and _columns(one) for name, one in row._state.fields_cache.items()}
    return _columns(row) | {"beside": beside}


def _columns(row):
    own = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in own.items()}


def test_what_came_ahead_is_given_once_and_only_inside(world):
    question, commission = _commitments, world.commission.pk
    with CaptureQueriesContext(connection) as queries:
        with asked_ahead([question.of(commission=commission), _names.of(commission=commission)]):
            question(commission=commission)
            assert len(queries) == 1
            question(commission=commission)  # somebody may have written since
            assert len(queries) == 2
            assert question(commission=commission + 1) == []
            assert len(queries) == 3
        _names(commission=commission)
    assert len(queries) == 4


def test_a_single_question_is_asked_as_it_is(world):
    questions = [_commitments.of(commission=world.commission.pk), None]
    with CaptureQueriesContext(connection) as queries, asked_ahead(questions):
        assert _commitments(commission=world.commission.pk)
    assert len(queries) == 1
    assert "json" not in queries[0]["sql"]


@prepared
def _cutoffs(*, commission):
    return Commission.objects.filter(pk=commission).values_list("slug", "cutoff_time")


def test_every_kind_of_column_comes_as_it_would_have_alone(world):
    questions = [_cutoffs.of(commission=world.commission.pk), _names.of(commission=world.commission.pk)]
    alone = questions[0].rows()

    with asked_ahead(questions):
        assert questions[0].rows() == alone


@prepared
def _halves(*, commission):
    half = ExpressionWrapper(F("last_number") / 3.0, output_field=FloatField())
    return Commitment.objects.filter(commission=commission).values_list(half)


def test_numbers_that_json_shortens_are_asked_by_themselves(world):
    questions = [_halves.of(commission=world.commission.pk), _names.of(commission=world.commission.pk)]
    questions.append(_cutoffs.of(commission=world.commission.pk))
    alone = questions[0].rows()

    with CaptureQueriesContext(connection) as queries, asked_ahead(questions):
        assert questions[0].rows() == alone
        questions[1].rows()

    assert len(queries) == 2


def test_rows_are_given_once_also_where_blocks_nest(world):
    question, other = _days.of(keys=[world.vaccine.pk]), _names.of(commission=world.commission.pk)
    with asked_ahead([question, other]):
        with asked_ahead([question, other]):
            given = question.rows()
        with CaptureQueriesContext(connection) as queries:
            again = question.rows()

    assert len(queries) == 1
    assert given == again and given[0] is not again[0]


def test_threads_that_write_the_same_text_at_once_write_it_alike(world):
    """While a query is written it counts its joins; a count that is not one's own loses a join."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    texts = set()

    def write(compiled, barrier):
        barrier.wait()
        texts.add(compiled.with_names()[0])

    try:
        for _time in range(20):
            compiled = compiled_of(_commitments.of(commission=world.commission.pk))
            barrier = threading.Barrier(4)
            threads = [threading.Thread(target=write, args=(compiled, barrier)) for _n in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    finally:
        sys.setswitchinterval(interval)

    assert len(texts) == 1
