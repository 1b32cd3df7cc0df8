"""A source: naming anything of it asks for its title and class; its file is kept under a name of ours."""

import hashlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.actions import Source
from commitments.forms.evidence import EvidenceMixin, clean_name, discard, source_language, unused


@pytest.fixture
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return lambda: [path for path in tmp_path.rglob("*") if path.is_file()]


def pdf(name="a.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7")


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ({}, set()),
        ({"source_title": "A protocol", "source_class": "act"}, set()),
        ({"source_title": "A protocol"}, {"source_class"}),
        ({"source_class": "act"}, {"source_title"}),
        ({"source_publisher": "Xinhua"}, {"source_title", "source_class"}),
        ({"source_address": "https://example.org"}, {"source_title", "source_class"}),
        ({"source_day": "1.2.2021"}, {"source_title", "source_class"}),
    ],
)
def test_what_a_source_lacks(typed, missing):
    assert set(EvidenceMixin(typed).errors) == missing


def test_a_file_alone_is_no_source(kept):
    form = EvidenceMixin({}, {"source_file": pdf()})

    assert set(form.errors) == {"source_title", "source_class"}
    assert (form.given_file_name(), kept()) == ("a.pdf", [])


def test_no_source_named_is_no_source(kept):
    form = EvidenceMixin({})

    assert form.is_valid()
    assert form.take_sources() == ()


def test_source_with_its_file(kept):
    typed = {"source_title": "Протокол приёмки", "source_class": "act", "source_day": "1.2.2021"}
    form = EvidenceMixin(typed, {"source_file": pdf("C:\\docs\\..\\прото\u202eкол.pdf")})

    assert form.is_valid()
    (source,) = form.take_sources()
    (path,) = kept()
    assert (source.title, source.language, str(source.published_on)) == (
        "Протокол приёмки",
        "ru",
        "2021-02-01",
    )
    stored, name, kind, digest = source.upload
    assert (name, kind, digest) == (
        "протокол.pdf",
        "application/pdf",
        hashlib.sha256(b"%PDF-1.7").hexdigest(),
    )
    assert default_storage.path(stored) == str(path)
    assert "протокол" not in str(path)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("доклад.pdf", "доклад.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\报告.docx", "报告.docx"),
        ("a\x00\n\u202eb.pdf", "ab.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("", "file"),
        ("\u200b", "file"),
        ("и\u0306.pdf", "й.pdf"),
    ],
)
def test_name_of_a_file_as_it_can_be_shown(name, shown):
    assert clean_name(name) == shown


@pytest.mark.parametrize(
    ("title", "language"),
    [("A protocol", "en"), ("Протокол", "ru"), ("Пратакол прыёмкі", "be"), ("中国援助疫苗", "zh-hans")],
)
def test_language_of_a_source(title, language):
    assert source_language(title) == language


def test_discarding_takes_the_files_away(kept):
    form = EvidenceMixin({"source_title": "A", "source_class": "act"}, {"source_file": pdf()})
    assert form.is_valid()
    sources = form.take_sources()

    discard((*sources, Source(evidence_class="act", title="Without a file")))

    assert kept() == []


def test_unused_are_the_files_an_entry_does_not_hold(world, kept):
    form = EvidenceMixin({"source_title": "A", "source_class": "act"}, {"source_file": pdf()})
    assert form.is_valid()
    held, again = form.take_sources(), form.take_sources()
    entry = world.close(world.vaccine, by=world.by.secretary, sources=held)

    assert unused(held, entry) == ()
    assert unused(again, entry) == again
