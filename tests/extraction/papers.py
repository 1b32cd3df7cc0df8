"""Files as people have them: Word files, and PDFs whose lines a printer broke."""

import io
import unicodedata
import zlib
from itertools import pairwise

import docx

PAGE_WIDTH, PAGE_HEIGHT, EDGE, SIZE = 595, 842, 70, 12


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def width_of(text: str) -> float:
    """In points, of letters that are all of one width, and twice that in Chinese."""
    return sum(SIZE if unicodedata.east_asian_width(c) in "WF" else SIZE / 2 for c in text)


def broken(paragraph: str, *, width: float, indent: float = 0) -> list[str]:
    """The lines a printer makes of a paragraph: at blanks, and between Chinese characters."""
    pieces, line, lines, room = [], "", [], width - indent
    for before, after in pairwise(paragraph + " "):
        pieces.append(before)
        is_wide = "W" in (unicodedata.east_asian_width(before), unicodedata.east_asian_width(after))
        if after == " " or (is_wide and before != " " and after not in "，。、；：”》"):
            piece = "".join(pieces)
            pieces = []
            if line and width_of((line + piece).rstrip()) > room:
                lines.append(line.rstrip())
                line, room = piece.lstrip(), width
            else:
                line += piece
    return [*lines, line.rstrip()]


def printed(
    *paragraphs: str, gap: float = 8, indent: float = 0, numbers: bool = False, step: float = 16
) -> bytes:
    """A PDF of these paragraphs: `gap` points between them, the first line of each set in, pages numbered."""
    placed, y = [[]], PAGE_HEIGHT - EDGE
    for paragraph in paragraphs:
        for number, line in enumerate(broken(paragraph, width=PAGE_WIDTH - 2 * EDGE, indent=indent)):
            if y < EDGE:
                placed.append([])
                y = PAGE_HEIGHT - EDGE
            placed[-1].append((EDGE + (0 if number else indent), y, line))
            y -= step
        y -= gap
    if numbers:
        for number, lines in enumerate(placed, 1):
            lines.insert(0, (PAGE_WIDTH / 2, EDGE / 2, f"– {number} –"))
    return pdf(placed)


def pdf(pages: list[list[tuple[float, float, str]]], *, letters: bool = True) -> bytes:
    """A PDF with a text layer: for each page its lines with their place. Without `letters` it hides which they are."""
    known = {c: n for n, c in enumerate(sorted({c for page in pages for *_, line in page for c in line}), 1)}
    streams = [
        "".join(
            f"BT /F 12 Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{known[c]:04x}' for c in line)}> Tj ET\n"
            for x, y, line in page
        )
        for page in pages
    ]
    return made_of(
        streams, to_unicode(known) if letters else to_unicode(dict.fromkeys("\0", 1)), widths(known)
    )


def widths(known: dict[str, int]) -> str:
    return " ".join(f"{n} [{round(width_of(c) / SIZE * 1000)}]" for c, n in known.items())


def to_unicode(known: dict[str, int]) -> str:
    lines = "\n".join(f"<{n:04x}> <{c.encode('utf-16-be').hex()}>" for c, n in known.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(known)} beginbfchar\n{lines}\nendbfchar endcmap end end"
    )


def made_of(streams: list[str | bytes], letters: str = "", widths: str = "", forms: str = "") -> bytes:
    """A PDF file of these content streams, with one font and perhaps forms among its resources."""
    objects: dict[int, bytes] = {}
    pages = range(10, 10 + 2 * len(streams), 2)
    kids = " ".join(f"{n} 0 R" for n in pages)
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode()
    objects[3] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
    )
    objects[4] = (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        f" /Supplement 0 >> /DW 500 /W [{widths}] >>"
    ).encode()
    objects[5] = stream(letters.encode())
    for number, content in zip(pages, streams, strict=True):
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] /Contents {number + 1} 0 R"
            f" /Resources << /Font << /F 3 0 R >> {forms} >> >>"
        ).encode()
        objects[number + 1] = stream(content.encode() if isinstance(content, str) else content)
    return file_of(objects)


def stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)


def file_of(objects: dict[int, bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %c \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)
