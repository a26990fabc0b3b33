"""The hand in a real browser: walked and chosen by keyboard alone, and heard whole."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit
from tests.browser.test_axe import faults

FINGER = '.drawing-picture [role="button"][data-pick]'
CODES = ["wellbeing", "employment", "vitality", "security_of_supply", "self_sufficiency"]


@pytest.fixture
def opened(visit: Callable[..., Visit]) -> Callable[..., Visit]:
    """Open the handprint and wait until the hand is drawn."""

    def _opened(*, width: int = 1280, scheme: str = "light", **choices: str) -> Visit:
        seen = visit(size=(width, 900), color_scheme=scheme)
        seen.open("handprint", **choices)
        seen.page.wait_for_selector(FINGER, state="attached")
        return seen

    return _opened


def focused(page: object) -> str | None:
    return page.evaluate("document.activeElement?.getAttribute('data-pick')")


def into_the_hand(page: object) -> None:
    """Press Tab from the top of the page until a finger has the focus."""
    page.locator("h1").first.click()
    for _ in range(12):
        page.keyboard.press("Tab")
        if focused(page):
            return
    pytest.fail("Tab never reached the hand")


def pressed(page: object) -> list[str | None]:
    return [one.get_attribute("aria-pressed") for one in page.locator(FINGER).all()]


def test_the_keyboard_alone_walks_chooses_and_lets_go(opened: Callable[..., Visit]) -> None:
    seen = opened()
    page = seen.page
    into_the_hand(page)
    walked = [focused(page)]
    for _ in range(5):
        page.keyboard.press("ArrowRight")
        walked.append(focused(page))
    assert walked == [*CODES, CODES[0]]
    ring = page.evaluate("getComputedStyle(document.activeElement.querySelector('.ring')).opacity")
    assert ring == "1"

    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**finger=employment*")
    page.wait_for_selector('[data-pick="all"][aria-pressed="true"]')
    assert pressed(page) == ["false", "true", "false", "false", "false"]
    assert "0/2" in page.locator("h2", has_text="Työllisyys").first.text_content()
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"

    page.keyboard.press(" ")
    page.wait_for_selector('[data-pick="employment"][aria-pressed="false"]')
    assert focused(page) == "employment"
    page.wait_for_url(lambda address: "finger" not in address)
    assert seen.complaints == []


def test_escape_gives_up_the_finger_and_keeps_the_focus(opened: Callable[..., Visit]) -> None:
    page = opened(finger="vitality").page
    into_the_hand(page)
    held = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda address: "finger" not in address)
    page.wait_for_selector('[data-pick="vitality"][aria-pressed="false"]')
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == held


def test_a_screen_reader_hears_each_finger_with_its_parts(opened: Callable[..., Visit]) -> None:
    page = opened(lang="en").page
    names = [one.get_attribute("aria-label") for one in page.locator(FINGER).all()]
    assert [name.split(":")[0] for name in names] == [
        "Well-being", "Employment", "Vitality", "Security of supply", "Self-sufficiency",
    ]  # fmt: skip
    assert "10.8\u00a0% → 11.1\u00a0%" in names[1] and "the wrong way" in names[1]
    assert "no indicator" in names[3]
    # An image would hide its fingers; the hand is the group that holds them.
    hand = page.locator(".drawing-picture svg").first
    assert hand.get_attribute("role") == "group"
    assert "not an official index" in hand.get_attribute("aria-label")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chosen_finger_brings_no_accessibility_fault(
    scheme: str, opened: Callable[..., Visit], known_axe: list[dict[str, str]]
) -> None:
    seen = opened(scheme=scheme, finger="vitality")
    into_the_hand(seen.page)
    assert faults(seen, known_axe) == []


def test_a_touch_chooses_a_finger_on_the_narrowest_phone(opened: Callable[..., Visit]) -> None:
    page = opened(width=320).page
    boxes = [one.bounding_box() for one in page.locator(FINGER).all()]
    page.locator(FINGER).nth(2).click()
    page.wait_for_url("**finger=vitality*")
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44


def test_print_keeps_the_hand_and_drops_its_rings(opened: Callable[..., Visit]) -> None:
    page = opened().page
    into_the_hand(page)
    page.emulate_media(media="print")
    assert page.locator(".drawing-picture svg").first.is_visible()
    assert not page.locator(f"{FINGER} .ring").first.is_visible()
