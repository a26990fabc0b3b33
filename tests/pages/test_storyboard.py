"""The storyboard of a saved story: moved, edited, taken out and put back, also by two at once."""

import json
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from handprint import session
from handprint.figures import choice_words, focus
from handprint.records import journal
from handprint.records import stories as kept
from handprint.records.stories import Draft, Saved, Slide
from handprint.words import t
from tests.pages.opening import open_page, opened, sent, text_of

PAGE = "meetings/present"


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Records of this test alone, on a process that may write."""
    monkeypatch.delenv("PUBLIC", raising=False)
    monkeypatch.setenv("HANDPRINT_RECORDS", str(tmp_path))
    return tmp_path / "records.sqlite"


@pytest.fixture
def story(own: Path) -> Callable[[], Saved]:
    """A saved story of two ready slides and one that asks; as it is now when called."""
    slides = (
        Slide("progress", note="Hitaasti"),
        Slide("holes"),
        Slide("questions", questions=("Kuka tekee?",)),
    )
    id = kept.save(own, Draft("Kierros", slides))
    return lambda: next(one for one in kept.saved(own) if one.id == id)


def shows(one: Saved) -> list[str]:
    return [slide.show for slide in one.draft.slides]


def board(one: Saved, lang: str = "fi") -> AppTest:
    return open_page(PAGE, story=f"own-{one.id}", lang=lang)


def data(component: object) -> dict:
    return json.loads(sent(component))


def pressed(app: AppTest, key: str, *, door: str = "") -> AppTest:
    """The page after a button; `door` is the open one it stands in, as the browser tells it."""
    if door:
        app.session_state[door] = True
    app.button(key=key).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_slides_stand_in_order_with_name_finding_and_note(
    lang: str, story: Callable[[], Saved]
) -> None:
    app = board(story(), lang)
    names = [one.value for one in app.subheader if one.value[:1].isdigit()]
    assert names == [
        f"{place}. {t(f'present.show_{show}', lang)}".replace("(", "\\(").replace(":", "\\:")
        for place, show in enumerate(("progress", "holes", "questions"), start=1)
    ]
    text = text_of(app)
    assert "Hitaasti" in text and "Kuka tekee?" in text
    assert t("present.slide_finding", lang) in text
    assert app.button(key="board-1-1-up").disabled and app.button(key="board-1-3-down").disabled
    assert app.button(key="board-1-2-up").label == t("present.slide_up", lang, at=2)


def test_every_change_is_an_entry_and_shows_at_once(story: Callable[[], Saved], own: Path) -> None:
    app = pressed(board(story()), "board-1-2-up")
    assert shows(story()) == ["holes", "progress", "questions"]
    assert t("present.slide_moved", "fi", at=1) in text_of(app)
    assert app.subheader[0].value.startswith("1. " + t("present.show_holes", "fi")[:6])

    app = pressed(app, "board-1-2-out")
    assert shows(story()) == ["holes", "questions"]
    assert app.title[0].value == t("present.title", "fi", story="Kierros", count=2)
    app = pressed(app, "board-1-undo")
    assert shows(story()) == ["holes", "progress", "questions"]
    assert story().draft.slides[1].note == "Hitaasti"
    assert not [one for one in app.button if one.key == "board-1-undo"]

    app.selectbox(key="board-1-add-show").set_value("network").run()
    app = pressed(app, "board-1-add-save")
    assert shows(story()) == ["holes", "progress", "questions", "network"]
    assert len(journal.read(own).of(kept.KIND)) == 5
    assert journal.read(own).fault is None


def test_note_questions_and_name_are_edited_in_place(story: Callable[[], Saved]) -> None:
    app = opened(board(story()), "board-1-slide3-edit")
    assert app.text_area(key="board-1-slide3-questions").value == "Kuka tekee?"
    app.text_input(key="board-1-slide3-heading").set_value("Lopuksi")
    app.text_area(key="board-1-slide3-questions").set_value("Kuka tekee?\n\nMilloin?")
    app.text_area(key="board-1-slide3-note").set_value("Viisi minuuttia")
    app = pressed(app, "board-1-slide3-save", door="board-1-slide3-edit")
    assert story().draft.one(3) == Slide(
        "questions",
        heading="Lopuksi",
        questions=("Kuka tekee?", "Milloin?"),
        note="Viisi minuuttia",
        number=3,
    )
    assert t("present.slide_saved", "fi") in text_of(app)
    assert not [one for one in app.text_area if one.key == "board-1-slide3-note"]

    app = opened(app, "board-1-rename")
    app.text_input(key="board-1-name-title").set_value("Kuntakierros")
    app = pressed(app, "board-1-name-save", door="board-1-rename")
    assert app.title[0].value == t("present.title", "fi", story="Kuntakierros", count=3)


def test_what_is_refused_stays_typed_beside_the_reason(story: Callable[[], Saved]) -> None:
    app = opened(board(story()), "board-1-slide1-edit")
    app.text_area(key="board-1-slide1-note").set_value("kysy: Aapo Virtaselta")
    app = pressed(app, "board-1-slide1-save", door="board-1-slide1-edit")
    assert t("present.refused_name", "fi", what="Aapo Virtaselta") in text_of(app)
    assert app.text_area(key="board-1-slide1-note").value == "kysy: Aapo Virtaselta"
    assert story().draft.slides[0].note == "Hitaasti"

    app.selectbox(key="board-1-add-show").set_value("questions").run()
    app = pressed(app, "board-1-add-save")
    assert t("present.refused_questions", "fi") in text_of(app)
    assert len(story().draft.slides) == 3


def test_the_last_slide_cannot_be_taken_out(own: Path) -> None:
    id = kept.save(own, Draft("Yksi", (Slide("progress"),)))
    app = pressed(open_page(PAGE, story=f"own-{id}"), f"board-{id}-1-out")
    assert t("present.refused_slides", "fi", what="40") in text_of(app)
    assert len(kept.saved(own)[0].draft.slides) == 1


def test_the_second_of_two_is_told_and_keeps_what_was_typed(
    story: Callable[[], Saved], own: Path
) -> None:
    app = opened(board(story()), "board-1-slide1-edit")
    one = story()
    kept.change(own, 1, one.draft.moved(3, -2), seen=one.last)
    app.text_area(key="board-1-slide1-note").set_value("Oma muistiinpano")
    app = pressed(app, "board-1-slide1-save", door="board-1-slide1-edit")
    assert t("present.refused_changed", "fi") in text_of(app)
    assert shows(story()) == ["questions", "progress", "holes"]
    assert app.text_area(key="board-1-slide1-note").value == "Oma muistiinpano"
    app = pressed(app, "board-1-slide1-save", door="board-1-slide1-edit")
    assert shows(story()) == ["questions", "progress", "holes"]
    assert story().draft.one(1).note == "Oma muistiinpano"


def test_a_field_that_was_not_typed_over_follows_what_the_other_wrote(
    story: Callable[[], Saved], own: Path
) -> None:
    app = opened(board(story()), "board-1-slide3-edit")
    app.text_input(key="board-1-slide3-heading").set_value("Oma otsikko")
    one = story()
    theirs = Slide("questions", questions=("Heidän?",), note="Heidän", number=3)
    kept.change(own, 1, one.draft.put(theirs), seen=one.last)
    for _ in range(2):
        app = pressed(app, "board-1-slide3-save", door="board-1-slide3-edit")
    now = story().draft.one(3)
    assert (now.heading, now.questions, now.note) == ("Oma otsikko", ("Heidän?",), "Heidän")


@pytest.mark.parametrize("field", ["note", "title"])
def test_what_another_wrote_while_one_types_is_not_written_over_unseen(
    field: str, story: Callable[[], Saved], own: Path
) -> None:
    door, key, save = {
        "note": ("board-1-slide1-edit", "board-1-slide1-note", "board-1-slide1-save"),
        "title": ("board-1-rename", "board-1-name-title", "board-1-name-save"),
    }[field]

    def value() -> str:
        draft = story().draft
        return draft.one(1).note if field == "note" else draft.title

    app = opened(board(story()), door)
    box = app.text_area(key=key) if field == "note" else app.text_input(key=key)
    box.set_value("Oma")
    one = story()
    mine = one.draft.one(1)
    theirs = (
        one.draft.put(replace(mine, note="Heidän"))
        if field == "note"
        else replace(one.draft, title="Heidän")
    )
    kept.change(own, 1, theirs, seen=one.last)
    # The form is drawn again, as when the field is left, and knows the newest entry from now on.
    app.session_state[door] = True
    app.run()
    app = pressed(app, save, door=door)
    assert t("present.refused_changed", "fi") in text_of(app)
    assert value() == "Heidän"
    app = pressed(app, save, door=door)
    assert value() == "Oma"


@pytest.mark.parametrize("gone", ["slide", "story"])
def test_words_for_what_is_gone_meanwhile_are_given_back(
    gone: str, story: Callable[[], Saved], own: Path
) -> None:
    app = opened(board(story()), "board-1-slide1-edit")
    one = story()
    if gone == "slide":
        kept.change(own, 1, one.draft.without(1), seen=one.last)
    else:
        kept.withdraw(own, 1, seen=one.last)
    app.text_area(key="board-1-slide1-note").set_value("Pitkään mietitty lause")
    app = pressed(app, "board-1-slide1-save", door="board-1-slide1-edit")
    assert t("present.refused_changed", "fi") in text_of(app)
    assert t("present.typed", "fi", words="Pitkään mietitty lause") in text_of(app)


def test_a_public_process_shows_no_storyboard(
    story: Callable[[], Saved], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC", "1")
    app = board(story())
    assert "Kierros" not in text_of(app)
    assert not app.button and not app.expander


def test_an_entry_of_names_alone_has_a_storyboard_too(own: Path) -> None:
    old = {
        "title": "Vanha",
        "slides": ["questions", "holes"],
        "questions": ["Kuka?"],
        "notes": ["", "Toinen"],
    }
    id = journal.append(own, kept.KIND, old).number
    app = pressed(open_page(PAGE, story=f"own-{id}"), f"board-{id}-1-down")
    assert [one.show for one in kept.saved(own)[0].draft.slides] == ["holes", "questions"]
    assert "Toinen" in text_of(app) and "Kuka?" in text_of(app)


def test_a_slide_that_nothing_shows_any_more_keeps_its_place_and_says_so(own: Path) -> None:
    slides = (
        Slide("progress"),
        Slide("view", "labour/mismatch", "no-such-figure"),
        Slide("no-such-slide"),
        Slide("view", "labour/municipalities", "areas-map", {"area": "698"}, "Kartta 2026"),
        Slide("view", "labour/no_page", "no-figure", {"period": "2025-13", "radius_km": "9" * 60}),
    )
    id = kept.save(own, Draft("Aukkoja", slides))
    app = open_page(PAGE, story=f"own-{id}")
    assert app.title[0].value == t("present.title", "fi", story="Aukkoja", count=2)
    text = text_of(app)
    assert text.count(t("present.slide_unknown", "fi")) == 3
    assert not app.exception
    assert "2025-13" in text, "a code that is no month stands as it is"
    names = [one.value for one in app.subheader]
    assert names[4].startswith("5") and "labour/no" in names[4]
    rows = [one.proto.body for one in app.get("html") if "hp-board" in one.proto.body]
    assert "Kartta 2026" in rows[3] and "Rovaniemi" in rows[3]
    assert "Kartta" not in "".join(rows[:3])


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_a_view_keeps_its_own_heading_and_the_figures_finding(lang: str, own: Path) -> None:
    view = Slide("view", "labour/municipalities", "areas-map", {"area": "698"}, "Kartta 2026")
    id = kept.save(own, Draft("Kuva", (view,)))
    app = open_page(PAGE, story=f"own-{id}", lang=lang)
    with session.speaking(lang):
        finding = focus.figure("areas-map", {"area": "698"}).heading
        assert choice_words.said({"area": "698"})[0] in text_of(app)
    (slide,) = next(
        one["slides"] for one in map(data, app.get("bidi_component")) if "slides" in one
    )
    assert slide["heading"] == "Kartta 2026"
    assert escape(finding) in slide["html"]
    assert slide["live"].startswith("municipalities?") and "area=698" in slide["live"]
    assert t("frame.municipalities", lang) in app.subheader[0].value
    assert app.title[0].value == t("present.title_one", lang, story="Kuva")

    with session.speaking(lang):
        app = opened(app, f"board-{id}-slide1-edit")
        app.text_input(key=f"board-{id}-slide1-heading").set_value("")
        pressed(app, f"board-{id}-slide1-save", door=f"board-{id}-slide1-edit")
    assert kept.saved(own)[0].draft.slides[0].heading == ""


def test_notes_are_in_the_presenters_window_alone(story: Callable[[], Saved]) -> None:
    def told(**query: str) -> dict:
        app = open_page(PAGE, story="own-1", **query)
        return next(one for one in map(data, app.get("bidi_component")) if "slides" in one)

    assert story().draft.slides[0].note == "Hitaasti"
    assert told(notes="1")["told"] == ["Hitaasti", "", ""]
    usual = told()
    assert "told" not in usual
    assert not any("Hitaasti" in one["html"] for one in usual["slides"])
