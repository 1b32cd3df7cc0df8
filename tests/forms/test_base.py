"""What every form that acts carries: who typed it, what they saw, and a key that makes it one entry."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from commitments.actions import RuleBroken
from commitments.forms.base import ActForm
from commitments.forms.commitment import HandOverForm
from commitments.forms.fields import WordsField
from commitments.forms.standpoint import UpdateForm


class NoteForm(ActForm):
    note = WordsField(limit=20)
    day = WordsField(limit=20, required=False)

    refused_as = {"effective_on": "day"}


@pytest.fixture
def posted(world, rf):
    """`posted(data)`: a form with this data, and the request it came with."""

    def build(data, **files):
        request = rf.post("/by-cn/register/BY-CN-2021-01/update/", {**data, **files})
        return NoteForm(request.POST, request.FILES, seat=world.by.analyst), request

    return build


def key_of(posted, data, **files):
    form, request = posted(data, **files)
    assert form.is_valid(), form.errors
    return form.submission_of(request)


def test_new_form_says_whose_and_what_was_seen(world):
    form = NoteForm(seat=world.by.analyst, seen=12)

    assert form["seen"].value() == 12
    assert form["typed_by"].value() == str(world.by.analyst.user.public_id)
    assert len(form["submission"].value()) == 24
    assert form["submission"].value() != NoteForm(seat=world.by.analyst)["submission"].value()


def test_same_words_have_the_same_digest_whatever_was_seen(posted):
    first = key_of(
        posted, {"note": "It arrived.", "submission": "k", "seen": "1", "csrfmiddlewaretoken": "a"}
    )
    again = key_of(
        posted, {"note": "It arrived.", "submission": "k", "seen": "2", "csrfmiddlewaretoken": "b"}
    )
    other = key_of(posted, {"note": "It left.", "submission": "k", "seen": "1"})

    assert first == again
    assert (first.key, first.digest != other.digest) == (other.key, True)


def test_a_file_belongs_to_what_was_sent(posted):
    data = {"note": "It arrived.", "submission": "k"}

    with_file = key_of(posted, data, source_file=SimpleUploadedFile("a.pdf", b"%PDF-"))
    with_other = key_of(posted, data, source_file=SimpleUploadedFile("b.pdf", b"%PDF-"))

    assert len({key_of(posted, data).digest, with_file.digest, with_other.digest}) == 3


def test_form_without_a_key_is_sent_as_often_as_it_is(posted):
    assert key_of(posted, {"note": "It arrived."}) is None


@pytest.mark.parametrize("seen", ["x", "-1", "1e3", "9" * 30])
def test_what_was_seen_is_a_number(posted, seen):
    form, _request = posted({"note": "It arrived.", "seen": seen})

    assert set(form.errors) == {"seen"}


def test_refusals_find_their_field(posted):
    form, _request = posted({"note": "It arrived."})
    assert form.is_valid()

    form.refuse(RuleBroken({"effective_on": "Too early.", "note": "Too short.", "sector": "Not here."}))
    form.refuse(ValidationError("Nothing was changed."))

    assert form.errors == {
        "day": ["Too early."],
        "note": ["Too short."],
        "__all__": ["Not here.", "Nothing was changed."],
    }


def test_asked_again_it_keeps_every_value_of_a_name(world):
    data = QueryDict("note=It+arrived.&more=1&more=2&seen=3&submission=old")
    form = NoteForm(data, seat=world.by.analyst)

    form.ask_again(seen=7)

    assert form.data.getlist("more") == ["1", "2"]
    assert (form["note"].value(), form["seen"].value()) == ("It arrived.", "7")
    assert form["submission"].value() not in ("", "old")
    assert data["seen"] == "3"


def test_machinery_is_no_part_of_the_action(posted):
    form, _request = posted({"note": "It arrived.", "seen": "1", "submission": "k", "typed_by": "x"})
    assert form.is_valid()

    assert form.fields_of_action() == {"note": "It arrived.", "day": ""}


def test_what_was_typed_bears_the_names_of_the_log(world):
    update = UpdateForm(
        {
            "status": "blocked",
            "note": "No plane.",
            "reason": "Winter.",
            "waits_on": "both",
            "effective_on": "1.2.2021",
        },
        seat=world.by.analyst,
        commitment=world.vaccine,
    )
    owner = HandOverForm(
        {"body": str(world.by.company.pk), "post": "Head of exports"},
        seat=world.by.secretary,
        commitment=world.vaccine,
    )
    assert (update.is_valid(), owner.is_valid()) == (True, True)

    assert update.typed()["status"] == ("Status", "blocked")
    assert update.typed()["effective_on"] == ("Date it happened", "2021-02-01")
    assert owner.typed() == {
        "owner": ("Body", "trade-by"),
        "post": ("Post", "Head of exports"),
        "note": ("Note", ""),
    }
