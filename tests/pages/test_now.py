"""The overview opens with the month's two figures, and says what has become of the claim."""

import datetime as dt

import pytest

from handprint.figures import ask_first, family, goal_lights, goals
from handprint.releases import data_folder
from tests.altered import altered
from tests.pages.opening import open_page, text_of

PAGE = "overview/now"


def test_the_first_sentence_is_the_answer():
    title = open_page(PAGE).title[0].value
    assert "Kesäkuun 2026 lopussa Lapissa oli 9\u00a0137 työtöntä ja 2\u00a0515 avointa" in title
    assert "8\u00a0000" in title and "vanhentunut" in title


def test_it_answers_in_english_too():
    title = open_page(PAGE, lang="en").title[0].value
    assert "9,137" in title and "2,515" in title and "out of date" in title


def test_every_headline_number_says_month_and_stock_or_flow():
    app = open_page(PAGE)
    text = text_of(app)
    assert [metric.value for metric in app.metric] == ["9\u00a0137", "2\u00a0515", "1\u00a0662"]
    assert text.count("varanto") >= 2 and "virta" in text
    assert "kesäkuun 2026 lopussa" in text and "kesäkuussa 2026" in text


def test_change_is_from_the_same_month_a_year_before_or_says_which():
    text = text_of(open_page(PAGE))
    assert "+372" in text and "8\u00a0765 → 9\u00a0137" in text
    assert "−2\u00a0198" in text and "kesäkuuhun 2023 verrattuna" in text


def test_an_older_month_does_not_judge_the_claim():
    title = open_page(PAGE, period="2022-10").title[0].value
    assert title.startswith("Lokakuun 2022 lopussa") and "vanhentunut" not in title


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_rival_figures_are_there_with_their_words(lang, release):
    from handprint.figures import situation

    tiles = situation.tiles_of("2026-06")
    values = {rival.value for tile in tiles for rival in tile.rivals}
    joined = " ".join(values)
    for number in ("8\u00a0000", "7\u00a0600", "7\u00a0915", "8\u00a0870", "10\u00a0000",
                   "10\u00a0200", "8\u00a0900", "3\u00a0420"):  # fmt: skip
        assert number in joined, number
    assert all(tile.why for tile in tiles)
    assert lang in ("fi", "en")


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_twelve_questions_are_answered_in_the_words_of_their_own_pages(lang):
    app = open_page(PAGE, lang=lang)
    labels = [link.proto.label for link in app.get("page_link")]
    assert len([label for label in labels if label.endswith("?")]) == 12
    told = text_of(app)
    for page in ("network/actors", "strategy/thread", "projects/family", "overview/handprint"):
        assert open_page(page, lang=lang).title[0].value.rstrip(".") in told, page


def test_the_lights_count_the_goals_that_can_be_judged_and_mark_examples():
    found = goals.lights()
    shown = goal_lights.lights_of(compact=False)
    assert len(found) == 6
    assert shown.table.frame["judged"].sum() == sum(one.judged for one in found)
    assert shown.mark == "example"
    assert "esimerkki" in shown.picture.alt
    by_examples = [one for one in found if one.example]
    assert by_examples
    for drawn in (shown.picture.svg, shown.small.svg):
        assert drawn.count("esimerkkitavoitteilla</text>") == len(by_examples)


def test_nothing_that_ends_is_told_as_a_sentence_with_a_way_onward():
    app = open_page("overview/now")
    assert family.ending_within(dt.date.today()).sentence in text_of(app).replace("\\", "")


def test_one_question_that_fails_does_not_silence_the_others(release, tmp_path, monkeypatch):
    folder = altered(
        release, data_folder(), tmp_path, "alter table projects.output rename evidence to grade"
    )
    monkeypatch.setenv("HANDPRINT_DATA", str(folder))
    asked = ask_first.questions(dt.date.today(), where="x", sources="x")
    assert len(asked) == 12
    failed = [one.page for one in asked if "K-" in one.answer]
    assert failed == ["overview/handprint.py"]
