"""`manage.py sample`: large, invented, and true to its own log."""

import random
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.test import override_settings
from django.utils import timezone

from commitments import actions
from commitments.management.commands import sample, verify_quotes
from commitments.management.sample import words
from commitments.management.sample.plan import make_plan
from commitments.models import Body, Commission, Commitment, Entry, ObservedValue, Seat, Sector, Session, User
from commitments.models.search import matching
from commitments.reports import replay
from commitments.vocabulary import EntryKind

# What is invented depends on the day; what is asserted of shares was seen with this one and its seed.
pytestmark = pytest.mark.time_machine("2026-11-30T09:00:00Z")


def run(**options):
    out = StringIO()
    call_command("sample", stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_every_projection_equals_its_log():
    said = run(commitments=200, updates=20, seed=2)

    commission = Commission.objects.get(slug="sample")
    assert list(replay.problems(commission)) == []
    assert Commitment.objects.filter(commission=commission).count() == 200
    entries = Entry.objects.filter(commission=commission, commitment__isnull=False)
    assert entries.exclude(kind="decided").count() == 200 * 21
    assert list(verify_quotes.misplaced(verify_quotes.Quote.objects.select_related("readout"))) == []
    # It is as mixed as a register of that age would be.
    kinds = set(Entry.objects.values_list("kind", flat=True))
    intake = {"marked", "readout_closed", "readout_reopened", "noted", "reworded", "wording_kept"}
    rare = {"quoted", "amended", "handed_over", "corrected", "withdrawn", "request_declined", "request_ready"}
    untold = {
        "briefing_issued",
        "countered",
        "retracted",
        "note_kept",
        "session_moved",
        "item_taken_off",
        "draft_withdrawn",
        "translated",
    }
    by_the_administration = {"redacted", "account_changed", "settings_changed"}
    assert kinds >= set(EntryKind.values) - intake - rare - untold - by_the_administration
    assert Sector.objects.count() == 8
    assert Body.objects.count() == 40
    rows = Commitment.objects.all()
    assert 0.1 < rows.filter(is_open=False).count() / 200 < 0.5
    assert 0.02 < rows.filter(agreed="differ").count() / 200 < 0.4
    assert rows.late(on=timezone.now().date()).exists()
    assert set(rows.values_list("language", flat=True)) == {"en", "ru", "zh-hans"}
    # A request is known by its day, and is no promise before it is accepted.
    requests = [row for row in rows if row.asked_on]
    answers = {row.answer for row in requests}
    assert "accepted" in answers and len(answers) > 1
    assert not rows.filter(speech_act="request", asked_on=None).exists()
    assert not [row for row in requests if row.is_request and row.first_status != "not_assessed"]
    # What is delivered has met its test, where it has one.
    delivered = rows.filter(agreed="delivered").exclude(criteria=[])
    assert delivered.exists() and set(delivered.values_list("test", flat=True)) <= {"met", "none"}
    counted = rows.filter(figures_count=2)
    assert 30 <= counted.count() <= 40  # two indicators on every fifth, but where it was withdrawn at once
    stated = ObservedValue.objects.values("commitment", "indicator").annotate(values=Count("pk"))
    assert {row["values"] for row in stated} <= set(range(41)) and stated.filter(values=40).count() > 20
    assert set(counted.values_list("figures_differ", flat=True)) == {True, False}
    closed, planned = Session.objects.order_by("held_on")
    assert (closed.state, planned.state) == ("closed", "agreed")
    assert not closed.items.filter(signed_entry=None).exists()
    assert f"200 commitments, {Entry.objects.count():,} entries" in said


@pytest.mark.django_db
def test_copies_of_what_is_told_are_as_true(monkeypatch):
    monkeypatch.setattr(sample, "TOLD", 60)

    said = run(commitments=180, updates=12)

    commission = Commission.objects.get(slug="sample")
    assert list(replay.problems(commission)) == []
    assert f"180 commitments, {Entry.objects.count():,} entries" in said
    assert commission.loghead.size == Entry.objects.filter(commission=commission).count()
    rows = Commitment.objects.order_by("place")
    assert len({row.code for row in rows}) == 180
    first = rows.filter(superseded_by__isnull=False, meeting=rows[0].meeting).first() or rows.first()
    alike = rows.filter(title=first.title, statement=first.statement, meeting=first.meeting)
    assert alike.count() == 3
    assert len({row.last_number for row in alike}) == 3
    # Each copy is found by its own code, and by the words of all three.
    for row in alike:
        assert list(matching(rows, row.code)) == [row]
        assert set(matching(rows, row.title)) >= set(alike)
    replaced = rows.filter(superseded_by__isnull=False)
    assert replaced and all((row.superseded_by_id - row.pk) % 3 == 0 for row in replaced), "another copy's"
    assert ObservedValue.objects.count() % 3 == 0 and ObservedValue.objects.exists()


def test_more_than_a_thousand_come_in_whole_thousands():
    with pytest.raises(CommandError, match="whole thousands"):
        run(commitments=1_500, updates=1)


@pytest.mark.django_db
def test_people_go_on_writing_where_it_ends():
    run(commitments=3, updates=2)
    seat = Seat.objects.select_related("user", "party", "commission").get(party__position=1, role="analyst")
    commitment = Commitment.objects.filter(is_open=True).first()
    last = Entry.objects.last()

    entry = actions.log_update(
        commitment,
        by=seat,
        status=commitment.first_status,
        note="It goes on.",
        effective_on=timezone.now().date(),
    )

    assert (entry.number, entry.pk) == (last.number + 1, last.pk + 1)
    assert list(replay.problems(seat.commission)) == []


@pytest.mark.django_db
def test_an_address_in_use_is_refused(world):
    with pytest.raises(CommandError, match="already"):
        run(commitments=1, updates=1, commission_slug=world.commission.slug)


@pytest.mark.django_db
def test_its_accounts_have_a_password_in_the_demonstration_only():
    assert "sample-register" in run(commitments=1, updates=0)
    with override_settings(DEMO=False):
        said = run(commitments=1, updates=0, commission_slug="elsewhere")

    assert "sample-register" not in said
    assert not User.objects.get(email="analyst.arv.elsewhere@sample.invalid").has_usable_password()


def test_the_same_seed_draws_the_same_plan():
    now = timezone.now()

    one, other = (
        make_plan(50, 5, now=now, rng=random.Random(7))  # noqa: S311 (invented data)
        for _ in range(2)
    )

    assert [at for at, _turn in one.turns] == [at for at, _turn in other.turns]
    assert [story.phrase for story in one.stories] == [story.phrase for story in other.stories]


def test_titles_say_the_same_in_three_languages():
    phrase = words.Phrase("transport", 3, 3, 0, 7)

    assert [phrase.title(language) for language in words.LANGUAGES] == [
        "Modernise the border bridge in the northern province, part 7",
        "Модернизировать пограничный мост в северной провинции, часть 7",
        "在北部省份升级界河大桥第7期",
    ]
    assert phrase.statement("ru", "both").startswith("Обе стороны обязуются модернизировать")
