"""The thread in a real browser: walked, chosen and left by keyboard alone, and without faults."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit
from tests.browser.test_axe import faults

MARK = ".st-key-figure-thread [role=button][data-pick]"


@pytest.fixture
def opened(visit: Callable[..., Visit]) -> Callable[..., Visit]:
    """Open the page of the thread and wait until it is drawn."""

    def _opened(*, size: tuple[int, int] = (1280, 720), **choices: str) -> Visit:
        seen = visit(size=size, color_scheme=choices.pop("scheme", "light"))
        seen.open("thread", **choices)
        seen.page.wait_for_selector(MARK, state="attached")
        return seen

    return _opened


def focused(page: object) -> str | None:
    return page.evaluate("document.activeElement?.getAttribute('data-pick')")


def into_the_thread(page: object) -> None:
    """Press Tab from the top of the page until the thread has the focus."""
    page.locator("h1").first.click()
    for _ in range(12):
        page.keyboard.press("Tab")
        if focused(page):
            return
    pytest.fail("Tab never reached the thread")


def test_the_keyboard_alone_walks_the_thread_and_brings_a_thing_into_view(
    opened: Callable[..., Visit], known_axe: list[dict[str, str]]
) -> None:
    seen = opened()
    page = seen.page
    into_the_thread(page)
    assert focused(page) == "item:measure_handprint"
    ring = page.evaluate("getComputedStyle(document.activeElement.querySelector('.ring')).opacity")
    assert ring == "1"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "item:commitment_employment"
    page.keyboard.press("Enter")
    page.wait_for_url("**item=commitment_employment*")
    page.wait_for_selector('[data-pick="item:commitment_employment"][aria-pressed="true"]')
    assert focused(page) == "item:commitment_employment", "focus is kept in the new picture"
    assert page.locator(f'{MARK}[tabindex="0"]').count() == 1
    # Arrows walk to what is faded too.
    for _ in range(150):
        if focused(page) == "project:soma":
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    page.wait_for_url(lambda address: "project=soma" in address and "item=" not in address)
    page.wait_for_selector('[data-pick="project:soma"][aria-pressed="true"]')
    assert faults(seen, known_axe) == []
    assert seen.complaints == [] and seen.foreign() == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (320, "dark")])
def test_on_a_phone_nothing_scrolls_sideways_and_all_of_it_is_there(
    width: int,
    scheme: str,
    opened: Callable[..., Visit],
    known_axe: list[dict[str, str]],
) -> None:
    seen = opened(size=(width, 844), lang="en", scheme=scheme)
    page = seen.page
    page.wait_for_function(
        "document.querySelector('.st-key-figure-thread svg.picture')?.viewBox.baseVal.width < 400"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator('[data-pick="item:me"]').count() == 1
    assert faults(seen, known_axe) == []


def test_escape_brings_the_first_thread_back(opened: Callable[..., Visit]) -> None:
    page = opened(project="soma").page
    into_the_thread(page)
    assert focused(page) == "project:soma"
    page.keyboard.press("Escape")
    page.wait_for_url(lambda address: "project" not in address)
    page.wait_for_selector('[data-pick="item:measure_handprint"][aria-pressed="true"]')
    assert focused(page) == "project:soma"
