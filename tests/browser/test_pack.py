"""The pack is made from the keyboard, with its progress in sight, and taken away."""

from collections.abc import Callable

import pytest

from handprint.words import catalogue
from tests.browser.conftest import LANGUAGES, Visit
from tests.browser.test_axe import faults


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_are_made_by_keyboard_and_the_page_stays_accessible(
    lang: str, visit: Callable[..., Visit], known_axe: list[dict[str, str]]
) -> None:
    words = catalogue(lang)["pack"]
    seen = visit(accept_downloads=True)
    # A day of its own, so that no other test has had the same files made.
    page = seen.open("pack", lang=lang, sections="now.municipalities", day="2026-09-03")
    button = page.get_by_role("button", name=words["make"])
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("progressbar").wait_for(timeout=20_000)
    take = page.get_by_role("button", name="PDF")
    take.wait_for(timeout=60_000)
    assert page.get_by_role("progressbar").count() == 0
    assert faults(seen, known_axe) == []
    take.focus()
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    path = started.value.path()
    assert path.read_bytes()[:5] == b"%PDF-"
    assert started.value.suggested_filename == f"{words['file']}-MK19-2026-09-03-{lang}.pdf"


def test_a_chosen_section_bears_a_tick_and_goes_away_by_space(visit: Callable[..., Visit]) -> None:
    seen = visit()
    page = seen.open("pack", lang="en", sections="now.municipalities")
    chosen = page.get_by_role("button", name="Municipalities", pressed=True)
    assert chosen.evaluate("e => getComputedStyle(e, '::before').content") == '"✓"'
    chosen.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Municipalities", pressed=False).wait_for()
    page.wait_for_url(lambda url: "municipalities" not in url)
    assert "sections=now" in page.url
    page.get_by_role("heading", level=1, name="The meeting pack holds one").wait_for()
