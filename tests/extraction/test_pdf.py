"""PDF files: paragraphs out of broken lines, and what no text can be taken from."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from commitments.extraction import Unreadable, extract
from commitments.extraction import pdf as pdf_files
from tests.extraction.papers import EDGE, PAGE_HEIGHT, made_of, pdf, printed

TOP = PAGE_HEIGHT - EDGE
DAMAGED = "This PDF is damaged, or made in a way that is not read here. Copy its text and paste it instead."
WIDE = "The sides agreed to widen the list of goods that are traded and also"


def read(content):
    return extract("a.pdf", io.BytesIO(content)).text


def refusal(content):
    with pytest.raises(Unreadable) as refused:
        read(content)
    return str(refused.value)


def page(*lines, x=EDGE, top=TOP):
    return [(x, top - 16 * number, line) for number, line in enumerate(lines)]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The sides will help", "each other."], "The sides will help each other."),
        (["上限は双方同意加强", "疫苗合作。"], "上限は双方同意加强疫苗合作。"),
        (["向白俄罗斯提供 88 种", "COVID-19 疫苗"], "向白俄罗斯提供88种COVID-19疫苗"),
        (["a joint plan for COVID-", "19"], "a joint plan for COVID-19"),
        (["in 2021–", "2023, and/", "or later"], "in 2021–2023, and/or later"),
        (["он сказал —", "и ушёл"], "он сказал — и ушёл"),
        (["co\u00adoper\u00ad", "ation"], "cooperation"),
        (["coop\u2010", "eration"], "cooperation"),
        (["long-", "term, and long-term again"], "long-term, and long-term again"),
        (["coop-", "eration, and cooperation again"], "cooperation, and cooperation again"),
        (["торгово-", "экономическое дело"], "торгово-экономическое дело"),
        (["eﬃcient \uf0b7 ﬁrst"], "efficient • first"),
    ],
)
def test_lines_are_joined(lines, text):
    assert read(pdf([page(*lines)])) == text


def test_a_chinese_page_printed_by_chromium_gives_the_letters_that_were_printed():
    """Chromium 140 with Noto Sans CJK SC writes radicals for 21 of these characters."""
    content = (Path(__file__).parent / "chromium-zh.pdf").read_bytes()
    printed_with = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    found = extract("a.pdf", io.BytesIO(content))

    assert "⽅" in printed_with and "⺠" in printed_with
    assert found.text == (
        "2021年1月26日。中方愿向白方提供疫苗，继续为白俄罗斯人民提供帮助。\n\n"
        "双方将于2027年5月1日前建立文化机制，提高能力，长期用于户外、小麦、青年。"
    )
    assert found.missing == (
        "21 characters only looked like letters (for example “⽉”). The letters themselves (“月”) are in their place now.",
    )


def test_a_printer_that_breaks_words_is_noticed():
    lines = ["it is a mat-", "ter of coop-", "eration bet-", "ween them"]

    assert read(pdf([page(*lines)])) == "it is a matter of cooperation between them"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([(0, 0, WIDE), (0, 16, "to trade."), (0, 32, "They met again.")], [f"{WIDE} to trade.", "They met again."]),
        ([(0, 0, WIDE), (0, 16, "it went"), (0, 40, "on with")], [f"{WIDE} it went", "on with"]),
        ([(0, 0, WIDE), (30, 16, f"{WIDE},"), (0, 32, "as said")], [WIDE, f"{WIDE}, as said"]),
        (
            [(0, 0, f"{WIDE}:"), (0, 16, "• " + WIDE), (12, 32, "of farms;"), (0, 48, "• potash.")],
            [f"{WIDE}:", f"• {WIDE} of farms;", "• potash."],
        ),
        ([(0, 0, "Results of the call"), (0, 16, WIDE), (0, 32, "this.")], ["Results of the call", f"{WIDE} this."]),
    ],
    ids=["room left", "gap", "indent", "points", "heading"],
)  # fmt: skip
def test_paragraphs_begin_where_the_page_shows_it(lines, paragraphs):
    content = pdf([[(EDGE + x, TOP - y, line) for x, y, line in lines]])

    assert read(content).split("\n\n") == paragraphs


def test_a_paragraph_goes_on_over_the_page():
    first = [*page(WIDE, WIDE), (300, 30, "1")]
    second = [*page("goods and", "The end."), (300, 30, "2")]

    assert read(pdf([first, second])) == f"{WIDE} {WIDE} goods and\n\nThe end."


def test_columns_are_read_one_after_the_other():
    left = page("The sides agreed", "to widen the list", "of goods.")
    right = [(320, y, line) for _x, y, line in page("They also agreed", "to trade more and", "to meet.")]

    assert read(pdf([left + right])) == (
        "The sides agreed to widen the list of goods.\n\nThey also agreed to trade more and to meet."
    )


def test_what_runs_on_every_page_is_no_text():
    pages = [[(EDGE, TOP + 40, "President of Belarus"), *page(f"{word} {WIDE}", f"{word}."), (300, 30, f"Page {n} of 3")]
             for n, word in enumerate(("One", "Two", "Three"), 1)]  # fmt: skip

    assert read(pdf(pages)) == f"One {WIDE} One.\n\nTwo {WIDE} Two.\n\nThree {WIDE} Three."


def test_what_a_browser_prints_around_a_page_is_no_text():
    around = [
        (EDGE, TOP + 40, "11/23/26, 12:50 PM Readout of a call"),
        (EDGE, 30, "https://example.org/1 1/1"),
    ]

    assert read(pdf([[*around, *page("The sides met on", "26/01/2021.")]])) == "The sides met on 26/01/2021."


def test_a_number_that_is_no_page_number_stays():
    assert read(pdf([page("The year was", "2021")])) == "The year was 2021"


def test_a_stamp_across_the_page_is_no_text():
    turned = "BT /F 12 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <0001> Tj ET\n"
    content = pdf([page("abc", "bca")])
    lines = "BT /F 12 Tf 1 0 0 1 70 {y} Tm <00010002> Tj ET\n"

    assert read(content) == "abc bca"
    stamped = made_of([turned + lines.format(y=700) + lines.format(y=684)], TWO_LETTERS)
    assert read(stamped) == "ab ab"


TWO_LETTERS = (
    "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    "2 beginbfchar\n<0001> <0061>\n<0002> <0062>\nendbfchar endcmap"
)


# --- What no text can be taken from ---------------------------------------------------------------------------


def test_a_scan_is_told_from_a_damaged_file():
    sentence = (
        "This PDF holds pictures of pages and no text, as a scanner makes them. Paste the text instead."
    )

    assert refusal(made_of(["0 0 1 rg 10 10 500 700 re f"])) == sentence


def test_a_page_without_text_among_others_is_told():
    bare, words = [], page("Words.")

    assert extract("a.pdf", io.BytesIO(pdf([words, words]))).missing == ()
    assert extract("a.pdf", io.BytesIO(pdf([words, bare, words, bare]))).missing == (
        "Pages 2, 4 hold no text, perhaps pictures of it: look whether something is missing.",
    )


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_protected_file_is_refused(password):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed("Words."))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)

    assert refusal(data.getvalue()).startswith("This PDF is protected.")


def test_fonts_that_hide_their_letters_are_told():
    sentence = (
        "The fonts of this PDF do not tell which letters they show. Copy the text from where it was written."
    )

    assert refusal(pdf([page("Words")], letters=False)) == sentence


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\n" + b"\xff" * 500,
        printed("Words.")[:-200],
        printed("Words.").replace(b"/Kids [10 0 R]", b"/Kids [2 0 R] "),
        printed("Words.").replace(b"/Kids [10 0 R]", b"/Kids (words) "),
        printed("Words.").replace(b"/FlateDecode", b"/OtherDecode"),
    ],
    ids=["a name", "noise", "cut off", "a circle", "nonsense", "a filter to come"],
)
def test_a_damaged_file_is_no_fault_of_ours(content):
    with pytest.raises(Unreadable):
        read(content)


def test_more_pages_than_a_readout_has_are_refused(monkeypatch):
    monkeypatch.setattr(pdf_files, "MAX_PAGES", 2)

    assert read(pdf([page("One."), page("Two.")]))
    assert refusal(pdf([page("One."), page("Two."), page("Three.")])) == "This PDF has more than 2 pages."


def test_a_page_that_unpacks_to_too_much_is_refused():
    assert refusal(made_of([b" " * 13_000_000])) == DAMAGED


def test_more_text_than_a_readout_has_is_refused():
    lines = "BT /F 12 Tf 1 0 0 1 70 700 Tm <" + "0001" * 2000 + "> Tj ET\n"

    sentence = "The text of this file is longer than 200,000 characters."
    assert refusal(made_of([lines * 101], TWO_LETTERS)) == sentence


def test_a_page_that_takes_too_long_is_left(monkeypatch):
    monkeypatch.setattr(pdf_files, "MAX_SECONDS", -1.0)

    assert (
        refusal(printed("Words.")) == "Reading this PDF takes too long. Copy its text and paste it instead."
    )
