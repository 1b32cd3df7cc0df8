"""A program of its own that makes a PDF, so that a page that is too long or too wide harms no server.

It reads one line of JSON: `html` (one or more versions, the longest first), `styles`, `sizes` (of type, in points, the
largest first), `most` (how many pages each version may have, or none), `identifier`. It writes a line with the place of the
version that it printed and the size, and then the PDF: the first version in the first size or, with `most`, the first
version that its pages hold. Nothing is fetched but the fonts of this folder.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

FONTS = Path(__file__).resolve().parent / "fonts"
# Bytes of memory and seconds of work that a document may take.
MEMORY, SECONDS = 1_500 * 2**20, 30


class OwnFonts(URLFetcher):
    """Fetches the fonts that lie here, and nothing else from anywhere."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if not url.startswith(FONTS.as_uri()):
            raise ValueError(f"not fetched: {url}")
        return super().fetch(url, headers)


class Layout:
    """Lays out versions of one document, in the fonts that lie here."""

    def __init__(self, styles: str) -> None:
        self.fetcher, self.fonts = OwnFonts(allowed_protocols={"file"}), FontConfiguration()
        self.base = f"{FONTS.as_uri()}/"
        self.styles = CSS(string=styles, base_url=self.base, url_fetcher=self.fetcher, font_config=self.fonts)

    def pages(self, html: str, size: float) -> Document:
        sized = CSS(string=f"html {{ font-size: {size}pt }}", font_config=self.fonts)
        source = HTML(string=html, base_url=self.base, url_fetcher=self.fetcher)
        return source.render(
            font_config=self.fonts, stylesheets=[self.styles, sized], pdf_variant="pdf/ua-1", pdf_tags=True
        )

    def on_pages(
        self, versions: list[str], most: list[int], sizes: list[float]
    ) -> tuple[int, float, Document]:
        """The place of the first version that fits on its pages in the smallest size, and the largest size that does.

        `most` is how many pages each version may have.
        """
        place, pages = 0, self.pages(versions[0], sizes[-1])
        while len(pages.pages) > most[place] and place + 1 < len(versions):
            place += 1
            pages = self.pages(versions[place], sizes[-1])
        fits, too_large = len(sizes) - 1, -1 if len(pages.pages) <= most[place] else len(sizes) - 2
        while fits - too_large > 1:
            middle = (fits + too_large) // 2
            tried = self.pages(versions[place], sizes[middle])
            if len(tried.pages) <= most[place]:
                fits, pages = middle, tried
            else:
                too_large = middle
        return place, sizes[fits], pages


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    asked = json.loads(sys.stdin.buffer.read())
    layout, versions, sizes = Layout(asked["styles"]), asked["html"], asked["sizes"]
    place, size = 0, sizes[0]
    if asked["most"]:
        place, size, pages = layout.on_pages(versions, asked["most"], sizes)
    else:
        pages = layout.pages(versions[0], size)
    printed = pages.write_pdf(
        pdf_identifier=asked["identifier"].encode(), pdf_variant="pdf/ua-1", pdf_tags=True
    )
    sys.stdout.buffer.write(f"{place} {size}\n".encode() + printed)
    sys.stdout.buffer.flush()
    # The libraries of type are not taken down one by one: the PDF is whole, and what fails after it would lose it.
    os._exit(0)


if __name__ == "__main__":
    main()
