"""Private notes: no way to them but by naming a side."""

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, transaction
from django.utils import timezone

from commitments import actions
from commitments.models import Commitment, Party, PrivateNote, User
from commitments.models.private import NeedsParty


@pytest.fixture
def note(world):
    return actions.write_private_note(world.vaccine, by=world.by.analyst, text="Ask the embassy.")


@pytest.mark.parametrize("ask", ["all", "count", "first", "exists", "values_list", "none", "get", "filter"])
def test_without_a_party_there_is_no_answer(note, ask):
    with pytest.raises(NeedsParty):
        getattr(PrivateNote.objects, ask)()


def test_a_side_has_its_own(world, note):
    assert list(PrivateNote.objects.of(world.by.party)) == [note]
    assert not PrivateNote.objects.of(world.cn.party).exists()
    assert not PrivateNote.objects.of(None).exists()


@pytest.mark.parametrize("model", [Commitment, Party, User])
def test_no_other_table_leads_there(note, model):
    assert not hasattr(model, "privatenote_set")
    for path in ("privatenote__text", "privatenote", "private_note__text"):
        with pytest.raises(FieldError):
            list(model.objects.filter(**{path: "x"}))


def test_its_name_says_nothing(note):
    assert "embassy" not in str(note) + repr(note)
    assert str(note.public_id) in str(note)


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"revision": 1}, {"edited_at": timezone.now()}],
    ids=["without words", "changed, but not when", "changed, but never"],
)
def test_what_must_hold_holds_below_the_actions(world, note, wrong):
    fields = {"party": note.party, "commitment": note.commitment, "author": note.author, "text": "x"}
    row = PrivateNote(**fields | {"written_at": note.written_at} | wrong)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
