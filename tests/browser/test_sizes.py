"""Pages fit a projector, a laptop, a phone and 320 pixels, and come out of a printer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import LANGUAGES, Visit, pages

SIZES = {
    "projector": (1920, 1080),
    "laptop": (1280, 720),
    "phone": (390, 844),
    "narrow": (320, 640),
}
# The everyday suite sees a few at their narrowest, in Finnish: the words are longer.
EVERYDAY = [(page, "fi", "narrow") for page in ("now", "municipalities", "goals", "pack")]


def every_view() -> list:
    """All pages x languages x sizes; all but a few are slow."""
    return [
        pytest.param(
            *view,
            id="-".join(view),
            marks=() if view in EVERYDAY else pytest.mark.slow,
        )
        for view in (
            (address, lang, size) for address in pages() for lang in LANGUAGES for size in SIZES
        )
    ]


@pytest.mark.parametrize(("address", "lang", "size"), every_view())
def test_a_page_fits_its_screen_without_sideways_scrolling(
    *, address: str, lang: str, size: str, visit: Callable[..., Visit], shots: Path
) -> None:
    seen = visit(size=SIZES[size])
    page = seen.open(address, lang=lang)
    page.screenshot(path=shots / f"{address}-{lang}-{size}.png")
    # Streamlit scrolls an inner element, not the document: both have to fit.
    wider = page.evaluate(
        """() => [document.documentElement, document.body,
                  document.querySelector('[data-testid="stMain"]')]
            .filter(e => e.scrollWidth > e.clientWidth + 1)
            .map(e => `${e.tagName} ${e.scrollWidth} > ${e.clientWidth}`)"""
    )
    assert wider == []
    # Language and link stand in a corner of their own: nothing that is read runs under them.
    assert not page.evaluate(
        """() => {
            const tools = document.querySelector('.st-key-frame-tools').getBoundingClientRect();
            const heading = document.createRange();
            heading.selectNodeContents(document.querySelector('[data-testid="stMain"] h1'));
            return [...heading.getClientRects()].some(at => at.right > tools.left
                && at.left < tools.right && at.bottom > tools.top && at.top < tools.bottom);
        }"""
    )


@pytest.mark.parametrize(
    "address",
    [p if p == "municipalities" else pytest.param(p, marks=pytest.mark.slow) for p in pages()],
)
def test_a_page_prints_without_the_menu_and_to_its_end(
    address: str, visit: Callable[..., Visit], shots: Path
) -> None:
    seen = visit()
    page = seen.open(address)
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.locator('[data-testid="stSidebar"]').is_visible()
    # The last line of the page lies inside the printed document, not below a cut.
    cut = page.evaluate(
        """() => {
            const last = document.querySelector('.st-key-frame-foot').getBoundingClientRect();
            return last.bottom + window.scrollY - document.documentElement.scrollHeight;
        }"""
    )
    assert cut <= 1
    page.pdf(path=shots / f"{address}-print.pdf", format="A4")
