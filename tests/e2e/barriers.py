"""What keeps people from using a page: what axe finds in both colour schemes and on a phone, and a page too wide."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
# What a narrow window can break, besides the colours of what only it shows.
OF_LAYOUT = ["target-size", "scrollable-region-focusable", "nested-interactive", "region", *OF_COLOUR]
PHONE = {"width": 390, "height": 844}
# What stays at an edge of the window covers what one scrolls to; it is measured in its own place.
IN_PLACE = """(position) => document.querySelectorAll('.save, .actbar, .fits th').forEach((one) => {
  one.style.position = position;
})"""
RUN = "([type, values]) => axe.run(document, {runOnly: {type, values}, resultTypes: ['violations']})"


def barriers(page: Page) -> list[tuple[str, str]]:
    """The broken rule and the element, for each: all rules of WCAG 2.2 AA, those of colour in the dark as well, and those

    of layout and colour on a phone.
    """
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    # Colours that are still on their way to the other scheme would be measured half-way.
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.evaluate(IN_PLACE, "static")
    found = _violations(page, "tag", TAGS)
    page.emulate_media(color_scheme="dark")
    found += [(f"{rule}, dark", html) for rule, html in _violations(page, "rule", OF_COLOUR)]
    size = page.viewport_size
    page.set_viewport_size(PHONE)
    found += [(f"{rule}, dark, phone", html) for rule, html in _violations(page, "rule", OF_LAYOUT)]
    page.emulate_media(color_scheme="light")
    found += [(f"{rule}, phone", html) for rule, html in _violations(page, "rule", OF_COLOUR)]
    page.set_viewport_size(size)
    page.evaluate(IN_PLACE, "")
    return found


def _violations(page: Page, kind: str, names: list[str]) -> list[tuple[str, str]]:
    found = page.evaluate(RUN, [kind, names])["violations"]
    return [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]]


def runs_over(page: Page, *, width: int | None = None) -> bool:
    """True when the page has to be pushed sideways; in a window of another width if one is given."""
    size = page.viewport_size
    if width:
        page.set_viewport_size({"width": width, "height": size["height"]})
    over = page.evaluate("document.scrollingElement.scrollWidth > innerWidth")
    if width:
        page.set_viewport_size(size)
    return over
