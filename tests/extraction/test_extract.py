"""The text of uploaded files: the same sentences as when pasted, and a sentence of its own for each refusal."""

import io
from pathlib import Path

import pytest

from commitments.extraction import Unreadable, extract
from commitments.extraction.kinds import MAX_BYTES
from commitments.suggestions.sentences import sentences
from commitments.vocabulary import READOUT_LIMIT
from tests.extraction.papers import printed, word

TEXTS = sorted((Path(__file__).parent.parent.parent / "commitments/demo/texts").glob("*.txt"))


def read(content, name):
    return extract(name, io.BytesIO(content))


def refusal(content, name):
    with pytest.raises(Unreadable) as refused:
        read(content, name)
    return str(refused.value)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem.removeprefix("readout-summary-"))
@pytest.mark.parametrize(
    ("suffix", "made"),
    [
        (".txt", lambda *paragraphs: "\r\n\r\n".join(paragraphs).encode("utf-8-sig")),
        (".docx", word),
        (".pdf", printed),
        (".pdf", lambda *paragraphs: printed(*paragraphs, gap=0, indent=36)),
        (".pdf", lambda *paragraphs: printed(*paragraphs, gap=4, numbers=True)),
    ],
    ids=["txt", "docx", "pdf", "pdf indented", "pdf numbered"],
)
def test_a_file_gives_the_sentences_of_its_text(path, suffix, made):
    text, language = path.read_text("utf-8").strip(), path.stem.rpartition(".")[2]

    found = read(made(*text.split("\n\n")), f"readout{suffix}")

    assert sentences(found.text, language) == sentences(text, language)
    assert (found.format, found.paragraphs) == (suffix, len(text.split("\n\n")))


UNKNOWN = "This is not a Word (.docx), PDF or text (.txt) file."
OLDER = (
    "This is a file of an older Word, or one with a password. Save it as .docx without one, and choose that."
)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.txt", "This file is empty."),
        (b" \n\r\n\t", "a.txt", "This file holds no text."),
        (b"x" * (MAX_BYTES + 1), "a.txt", "This file is larger than 10 MB."),
        (b"\x89PNG\r\n\x1a\n", "a.png", UNKNOWN),
        (b"\x89PNG\r\n\x1a\n", "a.pdf", UNKNOWN),
        (b"PK\x03\x04 no package", "a.docx", UNKNOWN),
        (b"<!doctype html><p>Words", "a.html", UNKNOWN),
        (b"Words", "a", UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.doc", OLDER),
        (b"{\\rtf1 Words}", "a.docx", OLDER),
        (b"MZ\x90\x00\x03", "a.txt", "This is not a text file, although its name says so."),
    ],
)
def test_what_is_no_readable_file_is_told_why(content, name, sentence):
    assert refusal(content, name) == sentence


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".pdf"])
def test_a_name_that_says_otherwise_is_refused(suffix):
    files = {".txt": b"Words.", ".docx": word("Words."), ".pdf": printed("Words.")}

    for found, content in files.items():
        if found == suffix:
            assert read(content, f"READOUT{suffix.upper()}").format == suffix
        else:
            assert f"ends in {suffix}, but that is not what it holds" in refusal(content, f"readout{suffix}")


def test_the_text_is_no_longer_than_a_readout():
    lines = ["字" * 1000] * (READOUT_LIMIT // 1000) + ["字"]
    sentence = "The text of this file is longer than 200,000 characters."

    assert refusal("\n".join(lines).encode(), "a.txt") == sentence
    assert refusal(word(*lines), "a.docx") == sentence
    assert refusal(b"x" * (5 * READOUT_LIMIT), "a.txt") == sentence


def test_a_text_of_the_greatest_length_is_taken():
    assert len(read(("𠀋" * READOUT_LIMIT).encode(), "a.txt").text) == READOUT_LIMIT
