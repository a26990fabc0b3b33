"""The door under a figure that takes it to a story: saved as in view, refused, absent in public."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from handprint import session
from handprint.records import stories as kept
from handprint.records.stories import Draft, Slide
from handprint.words import t
from tests.pages.opening import open_page, opened, text_of

PAGE, KEY = "labour/municipalities", "areas-map"
DOOR, FORM = f"slide-{KEY}", f"to-slide-{KEY}"


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Records of this test alone, on a process that may write."""
    monkeypatch.delenv("PUBLIC", raising=False)
    monkeypatch.setenv("HANDPRINT_RECORDS", str(tmp_path))
    return tmp_path / "records.sqlite"


def saved(app: AppTest) -> AppTest:
    """The page after the button in the open door."""
    app.session_state[DOOR] = True
    app.button(key=f"{FORM}-save").click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_a_figure_is_saved_to_a_new_story_as_it_is_in_view(lang: str, own: Path) -> None:
    app = open_page(PAGE, area="698", lang=lang)
    # A select box of the page is read back in the language of the one who reads it.
    with session.speaking(lang):
        app = opened(app, DOOR)
        assert "Rovaniemi" in text_of(app)
        app.text_input(key=f"{FORM}-title").set_value("Kuntakierros")
        app.text_input(key=f"{FORM}-heading").set_value("Vuosi 2026 kartalla")
        app.text_area(key=f"{FORM}-note").set_value("Kysy kunnilta")
        app = saved(app)
    (one,) = kept.saved(own)
    assert one.draft.title == "Kuntakierros"
    (slide,) = one.draft.slides
    assert (slide.show, slide.page, slide.focus) == ("view", PAGE, KEY)
    assert (slide.heading, slide.note) == ("Vuosi 2026 kartalla", "Kysy kunnilta")
    # The default month is not kept: the slide follows the newest figures.
    assert slide.choices == {
        "level": "municipality",
        "indicator": "unemployed_share",
        "area": "698",
    }
    assert t("present.to_saved", lang, at=1, title="Kuntakierros") in text_of(app)
    links = [one.proto for one in app.get("page_link")]
    assert any(f"story=own-{one.id}" in str(link) and f"lang={lang}" in str(link) for link in links)


def test_the_next_figure_goes_to_the_same_story_and_a_chosen_month_is_kept(own: Path) -> None:
    first = kept.save(own, Draft("Ensimmäinen", (Slide("meeting"),)))
    kept.save(own, Draft("Toinen", (Slide("meeting"),)))
    app = opened(open_page(PAGE, period="2023-06"), DOOR)
    assert app.checkbox(key=f"{FORM}-time").value
    app.selectbox(key=f"{FORM}-story").set_value(first).run()
    app = saved(app)
    one = kept.saved(own)[0]
    assert [slide.show for slide in one.draft.slides] == ["meeting", "view"]
    assert one.draft.slides[1].choices["period"] == "2023-06"
    other = "areas-trend"
    app = opened(app, f"slide-{other}")
    assert app.selectbox(key=f"to-slide-{other}-story").value == first


def test_what_is_refused_is_said_and_stays_typed(own: Path) -> None:
    app = opened(open_page(PAGE), DOOR)
    app.text_input(key=f"{FORM}-heading").set_value("Aapo Virtasen kuva")
    app = saved(app)
    assert t("present.refused_name", "fi", what="Aapo Virtasen") in text_of(app)
    assert app.text_input(key=f"{FORM}-heading").value == "Aapo Virtasen kuva"
    app.text_input(key=f"{FORM}-heading").set_value("")
    app = saved(app)
    assert t("decisions.refused_empty", "fi") in text_of(app)
    assert kept.saved(own) == ()


def test_a_name_that_was_searched_for_is_not_kept_in_a_slide(own: Path) -> None:
    app = opened(open_page("network/actors", find="Aapo Virtanen"), "slide-actors-losses")
    app.text_input(key="to-slide-actors-losses-title").set_value("Verkosto")
    app.session_state["slide-actors-losses"] = True
    app.button(key="to-slide-actors-losses-save").click().run()
    assert t("present.refused_name", "fi", what="Aapo Virtanen") in text_of(app)
    assert kept.saved(own) == ()


def test_a_story_taken_back_meanwhile_is_told(own: Path) -> None:
    id = kept.save(own, Draft("Hetken", (Slide("meeting"),)))
    app = opened(open_page(PAGE), DOOR)
    kept.withdraw(own, id, seen=id)
    app = saved(app)
    assert t("present.refused_changed", "fi") in text_of(app)
    assert kept.saved(own) == ()


def test_a_public_process_has_no_such_door(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.save(own, Draft("Sisäinen", (Slide("meeting"),)))
    doors = [one.proto.popover.label for one in open_page(PAGE).get("popover")]
    assert doors.count(t("figure.slide", "fi")) > 1
    monkeypatch.setenv("PUBLIC", "1")
    app = open_page(PAGE)
    doors = [one.proto.popover.label for one in app.get("popover")]
    assert t("figure.slide", "fi") not in doors and t("figure.table", "fi") in doors
    app = opened(app, DOOR)
    assert "Sisäinen" not in text_of(app) and not app.text_input


def test_a_closed_door_holds_nothing(own: Path) -> None:
    kept.save(own, Draft("Kokous", (Slide("meeting"),)))
    app = open_page(PAGE)
    doors = [one for one in app.get("popover") if one.proto.popover.label == t("figure.slide")]
    assert doors and not any(one.children for one in doors)
    app = opened(app, DOOR)
    doors = [one for one in app.get("popover") if one.proto.popover.label == t("figure.slide")]
    assert sum(bool(one.children) for one in doors) == 1
