"""The fonts in a Word file: every letter of its words is in it, whatever the machine that opens it has."""

import io
import re
import zipfile

from docx import Document
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont

from commitments.exports.documents.content import PaperDocument, paragraph
from commitments.exports.documents.word import write_docx
from tests.exports.test_documents import MOMENT

CHINESE, RUSSIAN = "疫情缓解后举行会晤。Great Stone, 60 %", "Подъём: калийные удобрения, «Великий камень», Қ"


def written(words, *, language):
    blocks = (paragraph(words),)
    return write_docx(PaperDocument("BY-CN", words, language, "Belarus", MOMENT, "№ 1", blocks))


def fonts_in(content):
    """By name and weight: what the file holds, read as ISO/IEC 29500-4, 15.2.13 says."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        table = archive.read("word/fontTable.xml").decode()
        related = archive.read("word/_rels/fontTable.xml.rels").decode()
        for name, entry in re.findall(r'<w:font w:name="([^"]+)">(.*?)</w:font>', table, re.DOTALL):
            for weight, attributes in re.findall(r"<w:embed(Regular|Bold) ([^>]+)/>", entry):
                key = re.search(r'fontKey="\{([0-9A-F-]+)\}"', attributes)[1].replace("-", "")
                number = re.search(r'r:id="(\w+)"', attributes)[1]
                target = re.search(rf'<Relationship [^>]*Id="{number}"[^>]*>', related)[0]
                data = bytearray(archive.read("word/" + re.search(r'Target="([^"]+)"', target)[1]))
                mask = bytes.fromhex(key)[::-1]
                for place in range(32):
                    data[place] ^= mask[place % 16]
                found[name, weight] = TTFont(io.BytesIO(bytes(data)))
    return found


def test_every_letter_is_in_the_fonts_of_the_file_and_the_styles_name_them():
    for words, language in ((CHINESE, "zh-Hans"), (RUSSIAN, "ru")):
        content = written(words, language=language)
        style = Document(io.BytesIO(content)).styles["Normal"]
        fonts = fonts_in(content)
        for weight in ("Regular", "Bold"):
            font = fonts[style.font.name, weight]
            assert {ord(letter) for letter in words} <= set(font.getBestCmap())
            assert font["name"].getDebugName(1) == style.font.name  # or a program looks for another


def test_a_file_with_arabic_has_its_letters_and_names_them_for_what_is_written_from_the_right():
    words = "تورّد الصين اللقاح (2022)"
    content = written(words, language="ar")
    style = Document(io.BytesIO(content)).styles["Normal"]
    named = style.element.rPr.rFonts.get(qn("w:cs"))
    fonts = fonts_in(content)
    for weight in ("Regular", "Bold"):
        assert {ord(letter) for letter in words} <= set(fonts[named, weight].getBestCmap())
        assert {"init", "medi", "fina"} <= {
            one.FeatureTag for one in fonts[named, weight]["GSUB"].table.FeatureList.FeatureRecord
        }


def test_a_file_without_chinese_has_no_chinese_font():
    assert {name for name, _weight in fonts_in(written(RUSSIAN, language="ru"))} == {"PT Serif"}
    assert len(written(RUSSIAN, language="ru")) < 130_000


def test_a_chinese_font_with_other_letters_has_another_name():
    names = {
        name
        for words in (CHINESE, "白俄罗斯", CHINESE[::-1])
        for name, _weight in fonts_in(written(words, language="zh-Hans"))
        if name != "PT Serif"
    }

    assert len(names) == 2


def test_lines_have_one_height_in_every_program():
    for style in ("Normal", "Title", "Heading 1", "Accord note"):
        chosen = Document(io.BytesIO(written(RUSSIAN, language="ru"))).styles[style]
        assert chosen.paragraph_format.line_spacing.pt > chosen.font.size.pt
