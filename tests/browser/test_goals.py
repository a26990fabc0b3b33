"""The page of goals by keyboard alone, and its card without an accessibility fault of ours."""

from collections.abc import Callable

from tests.browser.conftest import IN_SIGHT, Visit
from tests.browser.test_axe import faults


def test_an_indicator_is_chosen_by_keyboard_and_its_card_opens(
    visit: Callable[..., Visit], known_axe: list[dict[str, str]]
) -> None:
    seen = visit()
    page = seen.open("goals", goal="G1")
    page.get_by_role("combobox", name="Mittari").focus()
    page.keyboard.type("I08")
    page.keyboard.press("Enter")
    page.wait_for_url("**indicator=I08**")
    seen.rest()
    assert page.locator("h1").inner_text().startswith("Alueiden välinen ero: selvästi väärään")
    page.get_by_role("heading", name="Mittarikortti").wait_for()
    tree = page.get_by_role("group", name="Tavoitepuu", exact=False)
    assert "Alueiden välinen ero, 6/2026, vanhentunut: 10,2" in tree.get_attribute("aria-label")
    assert faults(seen, known_axe) == []
    assert seen.complaints == [] and seen.foreign() == []


def test_a_phone_has_no_sideways_scroll_and_reads_every_row(visit: Callable[..., Visit]) -> None:
    seen = visit(size=(320, 640), user_agent="Mobile")
    page = seen.open("goals", lang="en")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    texts = page.locator(".st-key-figure-goals-tree svg text").all_text_contents()
    assert sum(text == "missing" for text in texts) == 18


def test_a_row_of_the_tree_opens_its_card_in_sight_and_keeps_the_focus(
    visit: Callable[..., Visit], known_axe: list[dict[str, str]]
) -> None:
    seen = visit()
    page = seen.open("goals", lang="en")
    row = page.locator('.st-key-figure-goals-tree [data-pick="I17b"]')
    row.wait_for()
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**indicator=I17b**")
    page.wait_for_selector(".st-key-goals-card")
    seen.rest()
    page.wait_for_function(IN_SIGHT, arg=".st-key-goals-card h2")
    assert page.evaluate("document.activeElement.dataset.pick") == "I17b"
    assert "0.363–0.366" in page.locator(".st-key-goals-card svg").first.text_content()
    assert faults(seen, known_axe) == []
    page.keyboard.press("Escape")
    page.wait_for_selector(".st-key-goals-card", state="detached")
    assert "indicator" not in page.url
    assert page.evaluate("document.activeElement.dataset.pick") == "I17b"
    assert seen.complaints == [] and seen.foreign() == []


def test_a_row_is_chosen_on_a_phone_too(visit: Callable[..., Visit]) -> None:
    seen = visit(size=(390, 844), user_agent="Mobile", has_touch=True)
    page = seen.open("goals", lang="en")
    page.locator('.st-key-figure-goals-tree [data-pick="I18"]').tap()
    page.wait_for_selector(".st-key-goals-card")
    seen.rest()
    page.wait_for_function(IN_SIGHT, arg=".st-key-goals-card h2")
    assert page.get_by_role("button", pressed=True).get_attribute("data-pick") == "I18"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
