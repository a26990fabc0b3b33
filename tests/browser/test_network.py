"""The network in a real browser: walked along its lines by keyboard, chosen from, enlarged."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit
from tests.browser.test_axe import faults

READY = '.drawing-network svg [role="option"][aria-label]'


@pytest.fixture
def opened(visit: Callable[..., Visit]) -> Callable[..., Visit]:
    """Open the page of actors and wait until every node has its words."""

    def _opened(*, size: tuple[int, int] = (1280, 800), **choices: str) -> Visit:
        seen = visit(size=size)
        seen.open("actors", **choices)
        seen.page.wait_for_selector(READY, state="attached")
        return seen

    return _opened


def focused(page: object) -> str | None:
    return page.evaluate("document.activeElement?.getAttribute('data-code')")


def into_the_network(page: object) -> None:
    """Press Tab from the top of the page until the picture has the focus."""
    page.locator("h1").first.click()
    for _ in range(12):
        page.keyboard.press("Tab")
        if focused(page):
            return
    raise AssertionError("the network was never reached")


def test_the_network_is_walked_and_chosen_from_with_the_keyboard_alone(
    opened: Callable[..., Visit],
) -> None:
    seen = opened()
    page = seen.page
    into_the_network(page)
    assert page.locator('.drawing-network [tabindex="0"]').count() == 1
    page.keyboard.press("e")
    while focused(page) != "organisation:eduro":
        page.keyboard.press("e")
    told = page.locator(".drawing-network .foot p")
    assert told.inner_text().startswith("EDURO-säätiö, Säätiöt.")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "project:wot", "an arrow follows a line"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "organisation:lapin_amk"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "organisation:lapin_yliopisto"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**organisation=lapin_amk**")
    page.get_by_role("heading", level=1, name="Lapin AMK: kolme kumppania").wait_for()
    seen.rest()
    assert focused(page) == "organisation:lapin_amk", "focus is kept when the page has run again"
    chosen = page.locator('.drawing-network [aria-selected="true"]')
    assert chosen.get_attribute("data-code") == "organisation:lapin_amk"
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Verkoston 39").wait_for()
    assert "organisation" not in page.url, "choosing again lets go"
    page.keyboard.press("Home")
    assert focused(page) == "organisation:enontekio"
    page.keyboard.press("End")
    assert focused(page) == "unnamed:unnamed_2"
    before = page.url
    page.keyboard.press("Enter")
    assert page.url == before, "nobody chooses one that has no name"
    assert seen.complaints == []


@pytest.mark.slow
def test_every_node_is_reached_with_arrow_keys(opened: Callable[..., Visit]) -> None:
    page = opened().page
    into_the_network(page)
    page.keyboard.press("Home")
    codes = page.locator(".drawing-network .node").evaluate_all(
        "all => all.map(n => n.dataset.code)"
    )
    reached = {focused(page)}
    for sideways in ("", "ArrowRight", "ArrowRight"):
        if sideways:
            page.keyboard.press(sideways)
        for way in ("ArrowUp", "ArrowDown"):
            for _ in range(30):
                page.keyboard.press(way)
                reached.add(focused(page))
    assert reached == set(codes)


def test_the_picture_is_enlarged_by_button_key_and_wheel_and_made_whole_again(
    opened: Callable[..., Visit],
) -> None:
    page = opened().page
    svg = page.locator(".drawing-network svg")

    def width() -> float:
        return float(svg.get_attribute("viewBox").split()[2])

    whole = width()
    page.get_by_role("button", name="Suurenna").click()
    once = width()
    assert once < whole
    page.get_by_role("button", name="Koko kuva").click()
    assert width() == whole
    into_the_network(page)
    page.keyboard.press("+")
    assert width() == pytest.approx(once, abs=0.2)
    page.keyboard.press("0")
    assert width() == whole
    page.evaluate("document.activeElement.blur()")
    svg.hover()
    page.mouse.wheel(0, -200)
    assert width() == whole, "the wheel alone turns the page"
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function(
        "before => +document.querySelector('.drawing-network svg')"
        ".getAttribute('viewBox').split(' ')[2] < before",
        arg=whole,
    )


def test_a_click_puts_a_project_in_focus_and_the_link_opens_the_same_view(
    opened: Callable[..., Visit],
) -> None:
    seen = opened(lang="en")
    page = seen.page
    page.locator('[data-code="project:ryhti"]').click()
    page.get_by_role("heading", level=1, name="RYHTI:").wait_for()
    assert "project=ryhti" in page.url
    again = opened(lang="en", project="ryhti").page
    again.get_by_role("heading", level=1, name="RYHTI:").wait_for()
    chosen = again.locator('.drawing-network [aria-selected="true"]')
    assert chosen.get_attribute("data-code") == "project:ryhti"


@pytest.mark.parametrize("choices", [{}, {"organisation": "lapin_amk", "lang": "en"}])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desk", "phone"])
def test_the_network_has_no_grave_accessibility_fault(
    size: tuple[int, int],
    choices: dict[str, str],
    opened: Callable[..., Visit],
    known_axe: list[dict[str, str]],
) -> None:
    seen = opened(size=size, **choices)
    assert faults(seen, known_axe) == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_escape_lets_go_of_what_is_in_focus(opened: Callable[..., Visit]) -> None:
    page = opened(organisation="eduro").page
    into_the_network(page)
    assert focused(page) == "organisation:eduro"
    page.keyboard.press("Escape")
    page.wait_for_url(lambda address: "organisation" not in address)
    assert focused(page) == "organisation:eduro"
