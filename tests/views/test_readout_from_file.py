"""A readout out of a file: read into the form first, filed as text afterwards."""

import re
from html import unescape

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.models import Entry, Readout
from commitments.vocabulary import READOUT_LIMIT
from tests.extraction.papers import printed, saved, word
from tests.pages import parsed
from tests.views.test_readout import HTMX, filled

URL = "/by-cn/readouts/file/"
WORDS = ("The presidents met.", "China will send textbooks.")


def form_of(response):
    return parsed(response.content).find(id="readout-form")


def text_in(response):
    return form_of(response).find("textarea", attrs={"name": "text"}).text.strip()


def said(part):
    return re.sub(r"\s+", " ", part.get_text(" ", strip=True))


def send(client, content, name="readout.docx", *, headers=None, **fields):
    data = filled(**{"text": ""} | fields) | {"file": SimpleUploadedFile(name, content)}
    return client.post(URL, data, headers=headers)


@pytest.fixture
def at_home(client, world, media):
    """The analyst of the first side; nothing may be stored of what is only read."""
    world.sign_in(client, world.by.analyst)
    before = Entry.objects.count()
    yield client
    assert (Entry.objects.count(), media()) == (before, [])


@pytest.mark.parametrize("headers", [None, HTMX], ids=["whole page", "htmx"])
@pytest.mark.parametrize(("name", "made"), [("r.docx", word), ("r.pdf", printed), ("r.txt", None)])
def test_a_file_is_read_into_the_form_and_not_filed(at_home, headers, name, made):
    content = made(*WORDS) if made else "\n\n".join(WORDS).encode()

    response = send(at_home, content, name, headers=headers, title="Visit – to Minsk")

    form = form_of(response)
    assert response.status_code == 200
    assert text_in(response) == "\n\n".join(WORDS)
    assert said(form.find(attrs={"data-returned": True})) == (
        f"Read from {name}: 2 paragraphs. Check the text, then file it."
    )
    assert form.find(attrs={"name": "title"})["value"] == "Visit – to Minsk"
    assert form.find(attrs={"name": "kind", "checked": True})["value"] == "visit"
    assert form.find(class_="summary") is None
    assert form.find("details") is None
    assert (response.content.lstrip().startswith(b"<form")) == bool(headers)


def test_what_the_text_lacks_is_told_with_it(at_home):
    document = docx.Document()
    document.add_paragraph(WORDS[0])
    document.sections[0].header.paragraphs[0].text = "UNOFFICIAL TRANSLATION"

    notice = said(form_of(send(at_home, saved(document))).find(attrs={"data-returned": True}))

    assert notice.endswith("The header of this file reads “UNOFFICIAL TRANSLATION”. It is not in the text.")


def test_what_was_read_is_filed_as_text(client, world):
    world.sign_in(client, world.by.analyst)
    form = form_of(send(client, word(*WORDS)))
    fields = {
        one["name"]: one.get("value", "") for one in form("input") if one.get("type") not in ("radio", "file")
    }

    response = client.post(URL, filled() | {"submission": fields["submission"], "text": form.textarea.text})

    readout = Readout.objects.latest("pk")
    assert (response.status_code, response.url) == (302, readout.get_absolute_url())
    assert readout.text == "\n\n".join(WORDS)


def test_a_form_that_is_not_filled_in_yet_can_have_its_file_read(at_home):
    response = send(at_home, word(*WORDS), publisher="", published_on="soon", title="")

    assert response.status_code == 200
    assert form_of(response).find(class_="has-error") is None
    assert form_of(response).find(attrs={"name": "published_on"})["value"] == "soon"


def test_words_that_a_file_replaces_are_not_lost(at_home):
    response = send(at_home, word(*WORDS), text="Typed by hand <b>before</b>.\r\nAnd more.")

    assert text_in(response) == "\n\n".join(WORDS)
    assert form_of(response).find("details").p.text == "Typed by hand <b>before</b>.\nAnd more."


def test_the_same_words_read_again_replace_nothing(at_home):
    response = send(at_home, word(*WORDS), text="\r\n\r\n".join(WORDS))

    assert form_of(response).find("details") is None


@pytest.mark.parametrize("headers", [None, HTMX], ids=["whole page", "htmx"])
def test_a_refused_file_is_told_at_its_field_and_all_words_stay(at_home, headers):
    response = send(at_home, b"MZ\x90\x00", "r.docx", headers=headers, text="Typed by hand.")

    sentence = "This is not a Word (.docx), PDF or text (.txt) file."
    form = form_of(response)
    assert response.status_code == 422
    assert said(form.find(id="id_file_error")) == sentence
    assert [(link["href"], link.text) for link in form.find(class_="summary")("a")] == [
        ("#id_file", sentence)
    ]
    assert form.find(id="id_file")["aria-invalid"] == "true"
    assert text_in(response) == "Typed by hand."
    assert form.find(attrs={"name": "title"})["value"] == "Visit to Minsk"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "r.txt", "This file is empty."),
        (b"a" * (10 * 1024 * 1024 + 1), "r.txt", "This file is larger than 10 MB."),
        (b"a" * (READOUT_LIMIT + 1), "r.txt", "The text of this file is longer than 200,000 characters."),
        (word(*WORDS), "r.pdf", "The name of this file ends in .pdf, but that is not what it holds. Give it its right name."),
    ],
    ids=["empty", "large", "long", "another kind"],
)  # fmt: skip
def test_each_refusal_has_its_sentence(at_home, content, name, sentence):
    response = send(at_home, content, name)

    assert (response.status_code, said(form_of(response).find(id="id_file_error"))) == (422, sentence)


def test_a_name_is_shown_as_a_name(at_home):
    response = send(at_home, b"Words.", "<b>доклад.txt")

    assert "Read from <b>доклад.txt: 1 paragraph." in unescape(response.content.decode())
    assert "<b>доклад" not in response.content.decode()


def test_an_observer_reads_no_files_here(client, world):
    world.sign_in(client, world.by.observer)

    assert send(client, word(*WORDS)).status_code == 403


def test_reading_a_file_writes_nothing(at_home, only_reading):
    with only_reading():
        assert send(at_home, word(*WORDS)).status_code == 200


def test_a_paste_of_five_megabytes_is_refused_as_too_large(at_home):
    response = at_home.post(URL, filled(text="a" * 5_000_000))

    page = parsed(response.content)
    assert response.status_code == 413
    assert page.h1.text == "This is too large to send"
    assert "2 MB of text" in page.main.text


def test_a_paste_that_is_only_too_long_stays_in_the_form(at_home):
    response = at_home.post(URL, filled(text="字" * (READOUT_LIMIT + 3)))

    assert response.status_code == 422
    assert said(form_of(response).find(id="id_text_error")) == (
        "This is 3 characters too long: the limit is 200,000."
    )
    assert len(text_in(response)) == READOUT_LIMIT + 3
