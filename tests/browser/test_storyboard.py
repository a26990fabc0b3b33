"""The storyboard in a browser: by keyboard alone, to axe, on a phone, and two people at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from handprint.records import stories
from handprint.records.stories import Draft, Slide
from handprint.words import t
from tests.browser.conftest import LANGUAGES, Visit
from tests.browser.test_axe import faults
from tests.conftest import Server

SLIDES = (
    Slide("progress", note="Hitaasti"),
    Slide("holes"),
    Slide("questions", questions=("Kuka tekee?",)),
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of these tests' own."""
    return tmp_path_factory.mktemp("records") / "records.sqlite"


@pytest.fixture(scope="module")
def own(start: Callable[..., Server], file: Path) -> Server:
    """A server that writes there."""
    return start(HANDPRINT_RECORDS=str(file.parent), PUBLIC="")


def saved(file: Path, title: str) -> int:
    return stories.save(file, Draft(title, SLIDES))


def now(file: Path, id: int) -> Draft:
    return next(one.draft for one in stories.saved(file) if one.id == id)


def shows(file: Path, id: int) -> list[str]:
    return [slide.show for slide in now(file, id).slides]


def test_slides_are_moved_edited_and_put_back_by_keyboard_alone(
    visit: Callable[..., Visit], own: Server, file: Path, known_axe: list[dict[str, str]]
) -> None:
    id = saved(file, "Kierros")
    seen = visit(on=own)
    page = seen.open("present", story=f"own-{id}")
    assert faults(seen, known_axe) == []

    page.get_by_role("button", name="Dia 1 alas").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Dia on nyt paikalla 2.").wait_for(timeout=15_000)
    seen.rest()
    assert shows(file, id) == ["holes", "progress", "questions"]
    # The reader goes on from where they were, not from the top of the page.
    assert page.evaluate("document.activeElement.innerText").startswith("Dia 1 alas")

    page.get_by_role("button", name="Muokkaa diaa 2").focus()
    page.keyboard.press("Enter")
    note = page.get_by_label("Muistiinpano esittäjälle")
    note.wait_for(timeout=15_000)
    expect(note).to_have_value("Hitaasti", timeout=15_000)
    assert faults(seen, known_axe) == []
    note.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Nopeasti")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Dia on tallessa.").wait_for(timeout=15_000)
    assert now(file, id).slides[1].note == "Nopeasti"

    seen.rest()
    page.get_by_role("button", name="Ota dia 2 pois").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Palauta dia").wait_for(timeout=15_000)
    assert shows(file, id) == ["holes", "questions"]
    assert faults(seen, known_axe) == []
    page.get_by_role("button", name="Palauta dia").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Dia on palautettu paikalleen.").wait_for(timeout=15_000)
    assert shows(file, id) == ["holes", "progress", "questions"]
    assert seen.complaints == [] and seen.foreign() == []


def test_the_second_of_two_people_is_told_and_loses_nothing(
    visit: Callable[..., Visit], own: Server, file: Path
) -> None:
    id = saved(file, "Yhteinen")
    first, second = visit(on=own), visit(on=own)
    mine, theirs = (one.open("present", story=f"own-{id}") for one in (first, second))
    mine.get_by_role("button", name="Muokkaa diaa 1").click()
    note = mine.get_by_label("Muistiinpano esittäjälle")
    note.fill("Minun sanani")
    # Leaving the field sends it and draws the form again; only then does the other one act.
    mine.keyboard.press("Tab")
    first.rest()
    theirs.get_by_role("button", name="Dia 3 ylös").click()
    theirs.get_by_text("Dia on nyt paikalla 2.").wait_for(timeout=15_000)
    mine.get_by_role("button", name="Tallenna dia").click()
    mine.get_by_role("alert").get_by_text("Joku muu muutti").wait_for(timeout=15_000)
    assert shows(file, id) == ["progress", "questions", "holes"]
    expect(note).to_have_value("Minun sanani", timeout=15_000)
    mine.get_by_role("button", name="Tallenna dia").click()
    mine.get_by_text("Dia on tallessa.").wait_for(timeout=15_000)
    assert shows(file, id) == ["progress", "questions", "holes"]
    assert now(file, id).slides[0].note == "Minun sanani"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_a_phone_nothing_scrolls_sideways_and_every_door_can_be_hit(
    lang: str, visit: Callable[..., Visit], own: Server, file: Path
) -> None:
    id = saved(file, "Kuntakierros ja kaikkien kuntien yhteinen keskustelu kevään hankinnoista")
    seen = visit(size=(390, 844), on=own)
    page = seen.open("present", story=f"own-{id}", lang=lang)
    wide = page.evaluate(
        "[...document.querySelectorAll('[data-testid=stMain] *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1"
        " && !e.closest('.hp-table, pre, .hp-slide, .present-cards')).map(e => e.className)"
    )
    assert wide == []
    low = page.evaluate(
        "[...document.querySelectorAll('[class*=st-key-board-doors-] button')]"
        ".filter(e => e.getBoundingClientRect().height < 24).length"
    )
    assert low == 0
    page.get_by_role("button", name=t("present.slide_edit", lang, at=1)).click()
    field = page.get_by_label(t("present.field_note", lang))
    field.wait_for(timeout=15_000)
    box = field.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_a_figure_becomes_a_slide_by_keyboard_and_the_link_opens_its_story(
    visit: Callable[..., Visit], own: Server, file: Path, known_axe: list[dict[str, str]]
) -> None:
    seen = visit(on=own)
    page = seen.open("municipalities", area="698")
    door = page.locator(".st-key-about-areas-map").get_by_role("button", name="Diaksi")
    door.focus()
    page.keyboard.press("Enter")
    story = page.get_by_label("Esityksen nimi")
    heading = page.get_by_label("Otsikko", exact=False)
    heading.wait_for(timeout=15_000)
    seen.rest()
    if not story.count():
        page.get_by_role("combobox", name="Esitys").focus()
        page.keyboard.type("Uusi")
        page.get_by_role("option", name="Uusi esitys").wait_for(timeout=15_000)
        seen.rest()
        page.keyboard.press("Enter")
        story.wait_for(timeout=15_000)
    assert faults(seen, known_axe) == []
    # No hand is quicker than the form that was just drawn again.
    seen.rest()
    story.focus()
    page.keyboard.type("Näppäimistöltä")
    page.keyboard.press("Tab")
    expect(heading).to_be_focused()
    page.keyboard.type("Rovaniemi kartalla")
    page.keyboard.press("Tab")
    save = page.get_by_role("button", name="Tallenna diaksi")
    save.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Tallennettu: dia 1 esityksessä Näppäimistöltä.").wait_for(timeout=15_000)
    seen.rest()
    expect(heading).to_have_value("", timeout=15_000)
    assert faults(seen, known_axe) == []
    (one,) = [one for one in stories.saved(file) if one.draft.title == "Näppäimistöltä"]
    (slide,) = one.draft.slides
    assert (slide.focus, slide.heading, slide.choices["area"]) == (
        "areas-map",
        "Rovaniemi kartalla",
        "698",
    )
    link = page.get_by_role("link", name="Avaa esitys")
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Kuvakäsikirjoitus").wait_for(timeout=15_000)
    assert f"story=own-{one.id}" in page.url
    assert seen.complaints == [] and seen.foreign() == []


def test_the_door_of_a_figure_fits_a_phone(
    visit: Callable[..., Visit], own: Server, file: Path
) -> None:
    saved(file, "Kuntakierros")
    seen = visit(size=(390, 844), on=own)
    page = seen.open("municipalities")
    about = page.locator(".st-key-about-areas-map")
    about.get_by_role("button", name=t("figure.slide")).click()
    save = page.get_by_role("button", name=t("present.to_save"))
    save.wait_for(timeout=15_000)
    save.scroll_into_view_if_needed()
    box = save.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
