"""Decisions by keyboard alone, to axe, on the narrowest phone, and not there for the public."""

import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from handprint.records import decisions
from handprint.records.decisions import Draft
from tests.browser.conftest import LANGUAGES, Visit
from tests.browser.test_axe import faults
from tests.conftest import Server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of these tests' own."""
    return tmp_path_factory.mktemp("records")


@pytest.fixture(scope="module")
def own(start: Callable[..., Server], folder: Path) -> Server:
    """A server that writes there."""
    return start(HANDPRINT_RECORDS=str(folder), PUBLIC="")


def test_a_question_is_recorded_and_closed_by_keyboard_alone(
    visit: Callable[..., Visit], own: Server, folder: Path, known_axe: list[dict[str, str]]
) -> None:
    seen = visit(on=own)
    page = seen.open("decisions", goal="G1")
    text = page.get_by_label("Mitä päätettiin tai kysyttiin?")
    text.focus()
    page.keyboard.type("Kuka omistaa tavoitteen? Kysy joku@kunta.fi")
    page.keyboard.press("Tab")
    page.keyboard.type("Lapin liitto")
    page.keyboard.press("Enter")
    save = page.get_by_role("button", name="Kirjaa", exact=True)
    for _ in range(12):
        page.keyboard.press("Tab")
        if save.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("sähköpostiosoite").wait_for(timeout=15_000)
    expect(text).to_have_value("Kuka omistaa tavoitteen? Kysy joku@kunta.fi", timeout=15_000)
    assert faults(seen, known_axe) == []

    text.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Kuka omistaa tavoitteen?")
    page.keyboard.press("Control+Enter")
    seen.rest()
    save.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Kirjattu numerolla 1.").wait_for(timeout=15_000)
    (one,) = decisions.read(folder / "records.sqlite").decisions
    assert one.draft.text == "Kuka omistaa tavoitteen?" and one.ties == (("goal", "G1"),)

    link = page.get_by_role("link", name="Kuka omistaa tavoitteen?")
    link.focus()
    page.keyboard.press("Enter")
    done = page.get_by_role("button", name="Tehty", exact=True)
    done.wait_for(timeout=15_000)
    seen.rest()
    assert "decision=1" in page.url
    assert faults(seen, known_axe) == []
    done.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Kirjattu tehdyksi.").wait_for(timeout=15_000)
    assert decisions.read(folder / "records.sqlite").one(1).state == "done"
    assert seen.complaints == [] and seen.foreign() == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_scrolls_sideways_on_the_narrowest_phone(
    lang: str, visit: Callable[..., Visit], own: Server, folder: Path
) -> None:
    words = "Sovitaan hankintojen ehdoista kaikkien kuntien kanssa ennen seuraavaa kokousta"
    id = decisions.record(
        folder / "records.sqlite", Draft("decision", words, "lapin_liitto", None, "goals?goal=G1")
    )
    seen = visit(size=(320, 640), on=own)
    page = seen.open("decisions", lang=lang, decision=str(id))
    wide = page.evaluate(
        "[...document.querySelectorAll('[data-testid=stMain] *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1"
        " && !e.closest('.hp-table, pre, [data-testid=stCode]')).length"
    )
    assert wide == 0


@pytest.mark.slow
def test_two_who_write_at_once_in_two_browsers_lose_nothing_and_are_told(
    visit: Callable[..., Visit], start: Callable[..., Server], tmp_path: Path
) -> None:
    path = tmp_path / "records.sqlite"
    own = start(HANDPRINT_RECORDS=str(tmp_path), PUBLIC="")
    both = [visit(on=own), visit(on=own)]
    for number, seen in enumerate(both):
        page = seen.open("decisions")
        page.get_by_label("Mitä päätettiin tai kysyttiin?").fill(f"Sovitaan asiasta {number}")
        page.get_by_label("Vastuutaho", exact=True).last.focus()
        page.keyboard.type("Lapin liitto")
        page.keyboard.press("Enter")
        seen.rest()
    for seen in both:
        # Neither waits for the other's answer.
        seen.page.get_by_role("button", name="Kirjaa", exact=True).evaluate("one => one.click()")
    for seen in both:
        seen.page.get_by_text("Kirjattu numerolla").wait_for(timeout=15_000)
    found = decisions.read(path).decisions
    assert {one.draft.text for one in found} == {"Sovitaan asiasta 0", "Sovitaan asiasta 1"}

    # Both look at the same matter; the first closes it while the second writes why it is dropped.
    for seen in both:
        seen.open("decisions", decision="1")
    first, second = (seen.page for seen in both)
    second.get_by_label("Mitä tehtiin, tai miksi luovuttiin?").fill("Rahoitus puuttuu")
    first.get_by_role("button", name="Tehty", exact=True).click()
    first.get_by_text("Kirjattu tehdyksi.").wait_for(timeout=15_000)
    second.get_by_role("button", name="Luovuttiin", exact=True).click()
    second.get_by_role("alert").wait_for(timeout=15_000)
    one = decisions.read(path).one(1)
    assert one.state == "done" and len(one.history) == 2
    told = second.get_by_role("alert").inner_text()
    assert "Joku muu kirjasi" in told and "Rahoitus puuttuu" in told, "the text is not lost"
    assert decisions.read(path).fault is None
    assert all(seen.complaints == [] and seen.foreign() == [] for seen in both)


def test_a_public_process_has_no_such_page(
    start: Callable[..., Server], visit: Callable[..., Visit], tmp_path: Path
) -> None:
    decisions.record(
        tmp_path / "records.sqlite", Draft("decision", "Salassa pidettävä", "lapin_liitto")
    )
    public = start(PUBLIC="1", HANDPRINT_RECORDS=str(tmp_path))
    seen = visit(on=public)
    page = seen.open("goals")
    links = page.locator('[data-testid="stSidebarNavLink"]')
    addresses = [links.nth(n).get_attribute("href") or "" for n in range(links.count())]
    assert any(one.endswith("/pack") for one in addresses)
    assert not any(one.endswith(("/decisions", "/editions")) for one in addresses)
    page.goto(f"{public.url}/decisions?decision=1")
    seen.page.wait_for_selector('[data-testid="stMain"] h1', timeout=30_000)
    assert "Salassa" not in page.content() and not page.get_by_label("Vastuutaho").count()
    with urllib.request.urlopen(f"{public.url}/decisions", timeout=10) as answer:
        assert "Salassa" not in answer.read().decode()
