"""Freezing and comparing by keyboard alone, without an accessibility fault of ours."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handprint.records import editions, journal
from tests.browser.conftest import Visit
from tests.browser.test_axe import faults
from tests.conftest import Server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server's own records lie."""
    return tmp_path_factory.mktemp("records")


@pytest.fixture(scope="module")
def own(start: Callable[..., Server], folder: Path) -> Iterator[Server]:
    """A server with records of its own."""
    server = start(HANDPRINT_RECORDS=str(folder))
    yield server
    server.stop()


def test_a_meeting_is_frozen_by_keyboard_and_the_page_says_so(
    visit: Callable[..., Visit], own: Server, known_axe: list[dict[str, str]]
) -> None:
    seen = visit(on=own)
    page = seen.open("editions")
    assert page.locator("h1").inner_text().startswith("Yhdenkään kokouksen lukuja")
    page.get_by_role("button", name="Jäädytä tämän kokouksen luvut").focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Luvut on jäädytetty").wait_for()
    seen.rest()
    assert page.locator("h1").inner_text().startswith("Mikään näytetty ei ole muuttunut")
    assert page.get_by_role("combobox", name="Verrataan kokoukseen").count() == 1
    assert faults(seen, known_axe) == []
    assert seen.complaints == [] and seen.foreign() == []


def older(folder: Path) -> None:
    """Freeze an older meeting too: a month was lacking, one read otherwise, and WOT ran."""
    file = folder / "records.sqlite"
    facts = json.loads(json.dumps(editions.listed(journal.read(file))[0].record))
    facts["day"] = "2025-11-20"
    del facts["values"]["unemployed/MK19"]["points"]["2026-06"]
    facts["values"]["open_at_month_end/MK19"]["points"]["2026-06"] = 2400.0
    facts["projects"]["wot"]["state"] = "running"
    facts["signs"]["I01"]["sign"] = "+"
    editions.freeze(file, facts)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_changes_are_read_without_a_fault_and_lead_on_by_keyboard(
    visit: Callable[..., Visit],
    own: Server,
    folder: Path,
    known_axe: list[dict[str, str]],
    scheme: str,
) -> None:
    if scheme == "light":
        older(folder)
    seen = visit(on=own, color_scheme=scheme)
    page = seen.open("editions")
    assert "1 uusi luku, 2 korjausta, 1 tilamuutos" in page.locator("h1").inner_text()
    told = page.get_by_role("img", name="Uusia tai tapahtuneita", exact=False)
    assert "9\u00a0137" in told.get_attribute("aria-label")
    assert faults(seen, known_axe) == []
    page.get_by_role("link", name="WOT").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/family?**project=wot**")
    seen.rest()
    assert seen.complaints == [] and seen.foreign() == []


def test_a_phone_has_no_sideways_scroll(visit: Callable[..., Visit], own: Server) -> None:
    seen = visit(on=own, size=(320, 640), user_agent="Mobile")
    page = seen.open("editions", lang="en")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".st-key-figure-editions-since svg").count() == 1
