"""The page of the pack opens by its address, makes the files and remembers them."""

import json
import time
from pathlib import Path

import pytest

from handprint import session
from handprint.figures import pack
from handprint.packs import pictures
from handprint.views import pack as furniture
from handprint.words import catalogue
from tests.pages.opening import open_page, text_of

PAGE = "meetings/pack"
TAKE = ("take-pdf", "take-pptx", "take-xlsx")


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """Start without files that another test has made."""
    furniture._REMEMBERED.clear()


def made(**query: str):
    app = open_page(PAGE, **query)
    # The test reads the names of a select box outside the page, where nobody has a language.
    with session.speaking(query.get("lang", "fi")):
        app.button(key="make-pack").click().run(timeout=120)
    assert not app.exception
    return app


def taken(app) -> list[str]:
    return [one.proto.label for one in app.get("download_button")]


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("fi", "Kokousaineistossa on 2 osiota: Kemi, tilanne 24.11.2026"),
        ("en", "The meeting pack holds 2 sections: Kemi, as of 24 Nov 2026"),
    ],
)
def test_a_link_opens_the_same_choices_in_both_languages(lang, title):
    app = open_page(
        PAGE, area="240", day="2026-11-24", sections="now.municipalities", goals="G1", lang=lang
    )
    assert app.title[0].value == title
    assert app.query_params["sections"] == "now.municipalities"
    assert app.query_params["goals"] == "G1"


def test_unknown_codes_fall_back_with_a_message():
    app = open_page(PAGE, area="999", sections="now.nonsense", goals="G9", lang="en")
    said = text_of(app)
    assert all(word in said for word in ("area", "goals", "sections")), said[:300]
    assert app.title[0].value.startswith("The meeting pack holds one section")


def test_no_section_gives_no_pack_but_a_request():
    app = open_page(PAGE, sections="none", lang="en")
    assert app.title[0].value == "Choose at least one section"
    assert not [one for one in app.button if one.key == "make-pack"]


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_three_files_are_offered_and_what_is_in_them_is_told(lang):
    app = made(lang=lang, sections="now.goals", area="240")
    assert [one.split(",")[0] for one in taken(app)] == ["PDF", "PowerPoint", "Excel"]
    links = [one.proto.label for one in app.get("page_link")]
    assert links == [catalogue(lang)["frame"][section] for section in ("now", "goals")]


def test_the_pack_speaks_its_own_language_on_a_page_of_another():
    app = made(lang="en", pack_lang="fi", sections="now", area="240")
    [files] = furniture._REMEMBERED.values()
    assert files.pack.lang == "fi"
    assert files.pack.sections[0].name == "Tilannekuva"
    assert app.title[0].value.startswith("The meeting pack")


def test_made_files_are_there_at_once_until_a_choice_changes():
    made(sections="now", area="240")
    again = open_page(PAGE, sections="now", area="240")
    assert len(taken(again)) == 3
    assert not [one for one in again.button if one.key == "make-pack"]
    other = open_page(PAGE, sections="now", area="241")
    assert taken(other) == []


def test_a_repeated_pack_takes_under_three_seconds():
    made(area="240")
    start = time.perf_counter()
    app = open_page(PAGE, area="240")
    assert len(taken(app)) == 3
    assert time.perf_counter() - start < 3


def test_without_the_drawing_program_two_files_and_one_clear_line(monkeypatch):
    monkeypatch.setattr(pictures, "available", lambda: False)
    app = made(sections="now", lang="en")
    assert [one.split(",")[0] for one in taken(app)] == ["PowerPoint", "Excel"]
    assert text_of(app).count(catalogue("en")["pack"]["typst_missing"]) == 1


def test_every_section_has_its_page_and_its_name():
    assert set(furniture.PAGES) == set(pack.sections())
    assert all(Path("pages", one).is_file() for one in furniture.PAGES.values())
    assert set(pack.DEFAULT) <= set(pack.sections())
    assert json.dumps([pack.name_of(one) for one in pack.sections()])
