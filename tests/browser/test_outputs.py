"""The page of outputs with a project in focus and its doors open, by keyboard and to axe."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import LANGUAGES, Visit
from tests.browser.test_axe import faults


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_project_in_focus_and_an_open_table_have_no_grave_fault(
    lang: str, visit: Callable[..., Visit], known_axe: list[dict[str, str]]
) -> None:
    seen = visit(size=(390, 844) if lang == "en" else (1280, 720))
    page = seen.open("outputs", lang=lang, project="soma")
    door = page.locator(".st-key-about-outputs-matrix button").first
    door.focus()
    page.keyboard.press("Enter")
    table = page.locator("table", has_text="SOMA").first
    table.wait_for(timeout=15_000)
    seen.rest()
    assert table.locator("tbody tr").count() == 50
    assert faults(seen, known_axe) == []
    assert seen.complaints == [] and seen.foreign() == []


def test_no_publication_is_fetched_and_each_is_reached_by_tab(visit: Callable[..., Visit]) -> None:
    seen = visit()
    page = seen.open("outputs")
    links = page.locator(".st-key-figure-outputs-publications a")
    assert links.count() == 6 and seen.foreign() == []
    links.first.focus()
    reached = []
    for _ in range(6):
        reached.append(page.evaluate("document.activeElement.href"))
        page.keyboard.press("Tab")
    assert len(set(reached)) == 6 and all(one.startswith("https://") for one in reached)


def test_nothing_scrolls_sideways_on_the_narrowest_phone(visit: Callable[..., Visit]) -> None:
    seen = visit(size=(320, 640))
    page = seen.open("outputs", project="kestavat_hankinnat")
    wide = page.evaluate(
        "[...document.querySelectorAll('[data-testid=stMain] *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1"
        " && !e.closest('.hp-table, pre, [data-testid=stCode]')).length"
    )
    assert wide == 0
