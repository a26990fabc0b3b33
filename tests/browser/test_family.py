"""The project family by keyboard: a row of the timeline opens its project's card."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import IN_SIGHT, LANGUAGES, Visit
from tests.browser.test_axe import faults

ROWS = ".st-key-figure-family-timeline [data-pick]"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_row_is_reached_by_tab_walked_by_arrows_and_opened_by_enter(
    lang: str, visit: Callable[..., Visit], known_axe: list[dict[str, str]]
) -> None:
    seen = visit()
    page = seen.open("family", lang=lang, day="2026-11-24")
    page.wait_for_selector(ROWS)
    first = page.locator(ROWS).first
    # The last choice of the bar is before the pictures; Tab must come to the rows from there.
    page.locator(".st-key-project input").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if first.evaluate("mark => mark === document.activeElement"):
            break
    else:
        pytest.fail("Tab does not come to the timeline")
    page.keyboard.press("ArrowDown")
    held = page.evaluate("document.activeElement.dataset.pick")
    assert held != first.get_attribute("data-pick")
    ring = page.evaluate("getComputedStyle(document.activeElement.querySelector('.ring')).opacity")
    assert ring == "1", "the focus is seen"
    name = page.evaluate("document.activeElement.getAttribute('aria-label')").split(":")[0]
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-family-card")
    seen.rest()
    assert f"project={held}" in page.url
    assert name in page.locator("h1").inner_text()
    assert faults(seen, known_axe) == []
    assert seen.complaints == [] and seen.foreign() == []


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_scrolls_sideways_on_a_phone(width: int, visit: Callable[..., Visit]) -> None:
    seen = visit(size=(width, 844), has_touch=True, is_mobile=True)
    page = seen.open("family", project="wot")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".st-key-family-card").count() == 1


@pytest.mark.parametrize("figure", ["timeline", "successors"])
def test_what_a_mark_opens_comes_into_sight_and_the_mark_keeps_the_focus(
    figure: str, visit: Callable[..., Visit]
) -> None:
    seen = visit()
    page = seen.open("goals", goal="G1")
    # Arrived from another page by a link: the project in view is remembered, and still let go of.
    page.locator(".st-key-links-goal").get_by_role("link", name="Wot", exact=False).first.click()
    page.wait_for_url("**project=wot**")
    mark = page.locator(f'.st-key-figure-family-{figure} [data-pick="soma"]')
    mark.wait_for()
    seen.rest()
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**project=soma**")
    seen.rest()
    page.wait_for_function(IN_SIGHT, arg=".st-key-family-card h2")
    heading = page.locator(".st-key-family-card h2").first.inner_text()
    assert "SOMA" in heading
    said = page.locator(f'.st-key-figure-family-{figure} p[role="status"]')
    assert said.text_content() == heading
    assert page.evaluate("document.activeElement.dataset.pick") == "soma"
    page.keyboard.press("Escape")
    page.wait_for_selector(".st-key-family-card", state="detached")
    assert "project" not in page.url
    assert page.evaluate("document.activeElement.dataset.pick") == "soma"
    assert seen.complaints == []
