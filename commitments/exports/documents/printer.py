"""A program of its own that makes a PDF, so that a page that is too long or too wide harms no server.

It reads one line of JSON from its input: `html` (one or more versions, the longest first), `styles`, `sizes` (of
type, in points, the largest first), `one_page`, `identifier`. It writes the place of the version that it printed
and its size in a line, and the PDF. Without one page asked for it prints the first version in the first size; else the first that has
one, by versions and then sizes, or the last. Nothing is fetched but the fonts of this folder.
"""

from __future__ import annotations

import json
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
MEMORY, SECONDS = 1_500 * 2**20, 60


class OwnFonts(URLFetcher):
    """Fetches the fonts that lie here, and nothing else from anywhere."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if not url.startswith(FONTS.as_uri()):
            raise ValueError(f"not fetched: {url}")
        return super().fetch(url, headers)


def laid_out(asked: dict[str, Any]) -> tuple[int, float, Document]:
    """The version that is printed, its size of type, and its pages."""
    fetcher, fonts = OwnFonts(allowed_protocols={"file"}), FontConfiguration()
    base = f"{FONTS.as_uri()}/"
    styles = CSS(string=asked["styles"], base_url=base, url_fetcher=fetcher, font_config=fonts)
    place, size, pages = 0, 0.0, None
    for place, html in enumerate(asked["html"]):
        for size in asked["sizes"]:
            sized = CSS(string=f"html {{ font-size: {size}pt }}", font_config=fonts)
            source = HTML(string=html, base_url=base, url_fetcher=fetcher)
            pages = source.render(
                font_config=fonts, stylesheets=[styles, sized], pdf_variant="pdf/ua-1", pdf_tags=True
            )
            if not asked["one_page"] or len(pages.pages) == 1:
                return place, size, pages
    if pages is None:
        raise ValueError("nothing to print")
    return place, size, pages


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    asked = json.loads(sys.stdin.buffer.read())
    place, size, pages = laid_out(asked)
    printed = pages.write_pdf(
        pdf_identifier=asked["identifier"].encode(), pdf_variant="pdf/ua-1", pdf_tags=True
    )
    sys.stdout.buffer.write(f"{place} {size}\n".encode() + printed)


if __name__ == "__main__":
    main()
