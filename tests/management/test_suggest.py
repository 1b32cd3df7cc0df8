"""`manage.py suggest`: a line per sentence, and one clear line when the file cannot be read."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def lines(path, language="en"):
    out = StringIO()
    call_command("suggest", str(path), lang=language, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_one_json_line_a_sentence(tmp_path):
    file = tmp_path / "readout.txt"
    file.write_text(
        "Thanks were given.\n\nThe sides agreed to meet by 14 May 2025. They shook hands.\n", "utf-8"
    )

    found = lines(file)

    assert [each["paragraph"] for each in found] == [1, 2, 2]
    assert [each["commitment"] for each in found] == [False, True, False]
    text = file.read_text("utf-8")
    assert all(text[each["start"] : each["end"]] == each["sentence"] for each in found)
    assert found[1].keys() >= {"class", "score", "reasons", "speech_act", "performer", "due", "sector"}
    assert found[1]["due"]["last"] == "2025-05-14"
    assert found[1]["reasons"][0]["words"] == "agreed to meet"


def test_windows_line_breaks_and_a_byte_order_mark_change_nothing(tmp_path):
    plain, windows = tmp_path / "plain.txt", tmp_path / "windows.txt"
    plain.write_bytes("Стороны договорились.\nБеседа прошла тепло.".encode())
    windows.write_bytes(b"\xef\xbb\xbf" + "Стороны договорились.\r\nБеседа прошла тепло.".encode())

    assert lines(plain, "ru") == lines(windows, "ru")


def test_an_empty_file_has_no_sentences(tmp_path):
    file = tmp_path / "empty.txt"
    file.write_text("", "utf-8")

    assert lines(file) == []


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_what_cannot_be_read_is_told_in_one_line(tmp_path, content):
    file = tmp_path / "odd.txt"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(CommandError) as failed:
        lines(file)

    assert str(file) in str(failed.value)
    assert "\n" not in str(failed.value)


def test_an_unknown_language_is_told_with_those_there_are(tmp_path):
    file = tmp_path / "text.txt"
    file.write_text("Bonjour.", "utf-8")

    with pytest.raises(CommandError, match=r"fr.*en, ru, be, zh"):
        lines(file, "fr")
