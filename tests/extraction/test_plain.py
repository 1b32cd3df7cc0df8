"""Plain text: encodings that can be told are read, others are asked about."""

import io

import pytest

from commitments.extraction import Unreadable, extract

RUSSIAN = "Стороны условились: поставки начнутся в 2021 году — «Великий камень», №1."
BELARUSIAN = "Бакі дамовіліся аб пастаўках; ёсць і ўзгоднены спіс."
CHINESE = "双方同意加强疫苗合作，共88种产品（见附件）。“一带一路”倡议"
ENGLISH = "The sides “agreed” – at last – on trade…"
UNCLEAR = "Accord cannot tell the encoding of this text file. Save it as UTF-8 and choose it again."


def read(content):
    return extract("a.txt", io.BytesIO(content)).text


@pytest.mark.parametrize("text", [RUSSIAN, BELARUSIAN, CHINESE, ENGLISH, "Words 𠀋."])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read(text, encoding):
    assert read(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (BELARUSIAN, "cp1251"),
        (ENGLISH, "cp1251"),
        (CHINESE, "gb18030"),
        (f"COVID-19: {CHINESE}", "gbk"),
    ],
)
def test_older_encodings_are_read_where_they_are_clear(text, encoding):
    assert read(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN.replace("—", "-").replace("«", "").replace("»", "").replace("№", ""), "koi8-r"),
        (RUSSIAN.replace("—", "-").replace("«", "").replace("»", "").replace("№", ""), "cp866"),
        ("Les parties ont décidé d’élargir la coopération à l’été.", "cp1252"),
        ("Die Parteien haben Maßnahmen für die Häfen vereinbart.", "latin-1"),
        ("日本語の共同声明を発表した。", "shift_jis"),
        ("中方再次表示願意提供協助，雙方同意。", "big5"),
    ],
)
def test_what_could_be_something_else_is_not_guessed(text, encoding):
    with pytest.raises(Unreadable, match=UNCLEAR):
        read(text.encode(encoding))


@pytest.mark.parametrize(
    "content", ["\ufeffslово".encode("utf-16-le") + b"a", b"\xef\xbb\xbf\xff", b"\xff\xfe\x00\xd8a\x00"]
)
def test_a_mark_that_promises_too_much_is_no_encoding(content):
    with pytest.raises(Unreadable, match=UNCLEAR):
        read(content)


@pytest.mark.parametrize(
    "content", [b"a\0b", "слово".encode("utf-16-le"), "a\0b".encode("utf-16"), b"a\x07b"]
)
def test_what_is_no_text_is_refused(content):
    with pytest.raises(Unreadable):
        read(content)


def test_lines_stay_as_they_are():
    assert read(b"\r\nOne.\r\nTwo.\r\rThree.\fFour.\n") == "One.\nTwo.\n\nThree.\nFour."
