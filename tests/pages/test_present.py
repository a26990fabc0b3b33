"""The page that shows: two stories of live slides, the audience's file, notes for the presenter."""

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint import numbers, records, session
from handprint.analysis.editions import record
from handprint.analysis.succession import STAGES
from handprint.figures import (
    actors,
    editions,
    family_facts,
    goals,
    mismatch,
    mismatch_counts,
    situation,
    slide_choices,
    slides,
    stories,
)
from handprint.figures import decisions as figures
from handprint.packs import snapshot, story
from handprint.records import decisions
from handprint.records import editions as editions_kept
from handprint.records import stories as kept
from handprint.words import editions as words
from handprint.words import t
from tests.pages.opening import open_page, opened, sent, text_of

PAGE = "meetings/present"
IDS = ("verkostopaiva", "ohjausryhma")


def shown(app: object) -> dict:
    """What the page sent to the presentation in the browser."""
    found = [json.loads(sent(one)) for one in app.get("bidi_component")]
    return next(one for one in found if "slides" in one)


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize("id", IDS)
def test_a_story_opens_with_all_its_slides(id: str, lang: str) -> None:
    app = open_page(PAGE, story=id, lang=lang)
    data = shown(app)
    with session.speaking(lang):
        told = stories.told(id)
        assert app.title[0].value == t("present.title", story=told.title, count=len(told.slides))
    assert [one["heading"] for one in data["slides"]] == [one.heading for one in told.slides]
    assert data["at"] == 0
    for one, slide in zip(data["slides"], told.slides, strict=True):
        assert slide.picture.svg in one["html"]
        assert f"lang={lang}" in one["live"]
    assert len(app.get("download_button")) == len(session.LANGUAGES)


def test_a_story_is_told_from_another_day_and_says_so() -> None:
    app = open_page(PAGE, story=IDS[0], day="2023-01-15")
    data = shown(app)
    then = dict(zip((one["live"].split("?")[0] for one in data["slides"]), data["slides"],
                    strict=True))  # fmt: skip
    assert "day=2023-01-15" in then["family"]["live"]
    assert "15.1.2023" in then["family"]["html"]
    # What no day narrows says that it is the newest.
    assert t("present.newest_only", "fi") in then["goals"]["html"]
    assert t("present.newest_only", "fi") in then["handprint"]["html"]
    now = shown(open_page(PAGE, story=IDS[0]))
    assert not any(t("present.newest_only", "fi") in one["html"] for one in now["slides"])
    assert then["now"]["heading"] != now["slides"][0]["heading"]
    assert [one["heading"] for one in now["slides"]] != [one["heading"] for one in data["slides"]]


def test_the_two_stories_go_the_way_they_were_asked_for() -> None:
    whole = {one.id: [frame.show for frame in one.frames] for one in stories.every()}
    assert whole["verkostopaiva"] == [
        "phenomenon", "meeting", "network", "family", "progress", "white_spots", "handprint",
        "questions",
    ]  # fmt: skip
    assert whole["ohjausryhma"] == [
        "changed", "progress", "timeline", "ending", "outputs", "holes", "questions",
    ]  # fmt: skip


def test_a_slides_heading_is_its_pages_own_finding() -> None:
    told = dict(zip((f.show for f in stories.one(IDS[0]).frames), stories.told(IDS[0]).slides,
                    strict=True))  # fmt: skip
    level = mismatch_counts.LEVELS[0]
    window = mismatch_counts.stretch(mismatch_counts.windows()[0])
    today = dt.date.today()
    assert told["meeting"].heading == mismatch.opening(level, window).title
    assert told["network"].heading == actors.opening(actors.View(today)).title
    answer = goals.opening("all", "", examples=True, day=today).title
    assert told["progress"].heading == answer.removesuffix(".")
    assert told["progress"].mark == "example"


@pytest.mark.parametrize("slide", ["3", "99", "x", "-1"])
def test_the_address_opens_a_slide_or_the_storyboard(slide: str) -> None:
    data = shown(open_page(PAGE, story=IDS[0], slide=slide))
    assert data["at"] == {"3": 3, "99": len(data["slides"])}.get(slide, 0)


def test_notes_come_only_when_asked_for_and_only_to_those_who_may_write(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PUBLIC", raising=False)
    note = stories.told(IDS[0]).note(0, "fi")
    assert note
    assert note not in text_of(open_page(PAGE, story=IDS[0]))
    with_notes = open_page(PAGE, story=IDS[0], notes="1")
    assert shown(with_notes)["told"][0] == note

    monkeypatch.setenv("PUBLIC", "1")
    public = open_page(PAGE, story=IDS[0], notes="1")
    assert "told" not in shown(public)
    assert shown(public)["notes"] == ""
    assert not any(one["decide"] for one in shown(public)["slides"])
    assert note not in text_of(public)


def test_without_an_address_for_phones_the_page_says_that_no_code_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    monkeypatch.delenv("SNAPSHOT_URL", raising=False)
    app = open_page(PAGE)
    assert t("present.no_address", "fi") in text_of(app)
    assert "hp-qr" not in text_of(app)
    monkeypatch.setenv("SNAPSHOT_URL", "https://files.example")
    app = open_page(PAGE)
    assert t("present.no_address", "fi") not in text_of(app)
    assert all("hp-qr" in one["html"] for one in shown(app)["slides"])


def test_a_choice_made_on_a_slide_draws_it_anew_and_stays_in_the_address() -> None:
    usual = shown(open_page(PAGE, story=IDS[0]))
    app = open_page(PAGE, story=IDS[0], set="6.coverage.projects~2.grain.1")
    data = shown(app)
    assert data["set"] == "2.grain.1~6.coverage.projects"
    spots, meeting = data["slides"][5], data["slides"][1]
    assert "coverage=projects" in spots["live"] and "grain=1" in meeting["live"]
    assert "coverage%3Dprojects" in spots["decide"]
    assert {one["name"]: one["chosen"] for one in spots["controls"]}["coverage"] == "projects"
    picture = spots["html"].split('<figure class="hp-wide">')[1].split("</figure>")[0]
    assert t("white_spots.projects_none", "fi") in picture
    assert t("present.cover_none", "fi") not in picture
    assert spots["heading"] != usual["slides"][5]["heading"]
    changed = [at for at, (one, other) in enumerate(zip(data["slides"], usual["slides"],
               strict=True)) if one["html"] != other["html"]]  # fmt: skip
    assert changed == [1, 5]
    assert "set=2.grain.1" in data["notes"]


@pytest.mark.parametrize(
    "text",
    [
        "6.coverage.nothing",
        "6.month.1066-10",
        "4.day.x",
        "99.day.2023-01-01",
        "1.day.x",
        "1.day.0001-01-01",
        "2.day.2023",
        "6.day.x",
        "6.day.0001-01-01~6.month.x",
        "6.day.9999-12-31",
        "3.day.20230101",
        "5.day.2023",
        "~~",
        "6.coverage",
        "x" * 700,
    ],  # fmt: skip
)
def test_a_choice_that_a_slide_does_not_have_changes_nothing_and_is_told(text: str) -> None:
    app = open_page(PAGE, story=IDS[0], set=text)
    data = shown(app)
    assert data["set"] == ""
    assert data["slides"] == shown(open_page(PAGE, story=IDS[0]))["slides"]


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_every_choice_of_every_slide_draws_a_slide_and_says_what_it_is_of(lang: str) -> None:
    day = dt.date.today().isoformat()
    with session.speaking(lang):
        for show in slides.SHOWN:
            for control in slide_choices.controls(show, {"day": day}):
                assert control.label and control.chosen
                codes = [code for code, _ in control.codes] or [control.first]
                assert len(set(codes)) == len(codes)
                for code in {codes[0], codes[-1], control.chosen}:
                    given = slide_choices.usable(show, {control.name: code}, {"day": day})
                    assert given in ({}, {control.name: code})
                    one = slides.made(show, choices={"day": day, **given}, heading="", lines=())
                    if control.codes:
                        assert one is not None and one.heading in one.picture.alt


@given(
    st.dictionaries(
        st.integers(1, 999),
        st.dictionaries(
            st.sampled_from(["day", "goal"]), st.from_regex(r"[A-Z0-9.-]{1,9}", fullmatch=True),
            min_size=1,
        ),
        max_size=4,
    )
)  # fmt: skip
def test_choices_are_read_from_an_address_as_they_were_written(tuned: dict) -> None:
    assert slide_choices.read(slide_choices.written(tuned)) == tuned


def test_a_phone_follows_a_choice_to_the_app_and_never_to_a_file_that_lacks_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = stories.told(IDS[0], tuned={6: {"coverage": "projects"}})
    monkeypatch.setenv("SNAPSHOT_URL", "https://files.example")
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    assert story.address(told, 4, "fi") == "https://files.example/verkostopaiva-fi.html#dia-5"
    assert story.address(told, 5, "fi") == ""
    monkeypatch.setenv("PUBLIC_URL", "https://app.example")
    found = story.address(told, 5, "fi")
    assert found.startswith("https://app.example/present?story=verkostopaiva&slide=6")
    assert found.endswith("&set=6.coverage.projects")


STORY = """
title.fi = "Koe"
title.en = "Test"
[[slide]]
show = "meeting"
page = "labour/mismatch"
"""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('show = "meeting"', 'show = "nothing"'), "slide 1: show = 'nothing'"),
        (("labour/mismatch", "labour/nowhere"), "page = 'labour/nowhere'"),
        (('title.en = "Test"', ""), "title lacks en"),
        (('title.fi = "Koe"', 'title.fi = "Koe 39"'), "title holds a digit"),
        (("[[slide]]", "[[picture]]"), "no [[slide]]"),
        (('show = "meeting"', 'show = "questions"'), "heading lacks fi, en"),
        (('title.fi = "Koe"', 'title.fi = "Koe'), "koe.toml"),
        (('title.fi = "Koe"', "title.fi = true"), "title is not a text"),
        (("[[slide]]", "[slide]"), "slide is not written as [[slide]]"),
        (("[[slide]]", 'slide = ["meeting"]\n[other]'), "slide is not written as [[slide]]"),
        (("[[slide]]", "[[slide]]\nchoices = 3"), "slide 1: choices = 3 is not a table"),
        (("[[slide]]", '[[slide]]\nchoices.day = "soon"'), "day = 'soon' is not a day"),
        (("[[slide]]", "[[slide]]\nchoices.day = 2026"), "day = '2026' is not a day"),
        (("[[slide]]", '[[slide]]\nhedaing.fi = "Otsikko"'), "'hedaing' is not one of show"),
        (("labour/mismatch", "../pages/labour/mismatch"), "is not a page"),
        (
            (
                'show = "meeting"',
                'show = "questions"\nheading = {fi = "Mitä?", en = "What?"}\n'
                'lines = {fi = "Kuka?", en = ["Who?"]}',
            ),
            "lines is not a list of texts",
        ),
    ],
)
def test_a_story_that_cannot_be_shown_is_refused_with_its_place(
    change: tuple[str, str], said: str, tmp_path: Path
) -> None:
    file = tmp_path / "koe.toml"
    file.write_text(STORY, "utf-8")
    assert stories.every(tmp_path)[0].frames[0].show == "meeting"
    file.write_text(STORY.replace(*change), "utf-8")
    with pytest.raises(stories.BadStory) as refused:
        stories.every(tmp_path)
    assert said in str(refused.value)
    assert "koe.toml" in str(refused.value)


def test_a_storys_file_in_other_letters_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "koe.toml").write_bytes(STORY.replace("Koe", "Työ").encode("latin-1"))
    with pytest.raises(stories.BadStory, match="koe.toml"):
        stories.every(tmp_path)


def test_every_slide_that_can_be_shown_says_its_finding_in_both_languages() -> None:
    for lang in session.LANGUAGES:
        with session.speaking(lang):
            for show in slides.SHOWN:
                if show == "questions":
                    continue
                one = slides.made(show, choices={}, heading="", lines=())
                assert one.heading and not one.heading.endswith(".")
                assert one.heading.removesuffix(".") in one.picture.alt
                assert one.picture.alt == one.small.alt
                assert one.figure is not None and not one.figure.table.frame.empty


def test_the_slide_of_changes_says_which_way_the_figure_went() -> None:
    """Without its sign `372 työtöntä vuotta aiempaan verrattuna` would be read as their number."""
    ways = {"fi": r"enemmän|vähemmän|yhtä", "en": r"more|fewer|as many"}
    for lang, way in ways.items():
        with session.speaking(lang):
            for period in situation.periods()[:120:12]:
                choices = {"period": period}
                one = slides.made("changed", choices=choices, heading="", lines=())
                assert re.search(rf"\b(?:{way})\b", one.heading), one.heading
                assert "→" not in one.heading


@pytest.mark.parametrize("day", ["2015-01-01", "2021-06-01", "2023-12-31", "2026-11-24"])
def test_every_project_that_the_heading_counts_is_counted_on_the_slide(day: str) -> None:
    for lang in session.LANGUAGES:
        with session.speaking(lang):
            one = slides.made("family", choices={"day": day}, heading="", lines=())
            rows = one.figure.table.frame.to_dict("records")
            outside = [row for row in rows[len(STAGES) :] if row["count_status"] == "value"]
            words = {t(f"family.{key}"): key for key in ("rejected", "not_known", "not_begun")}
            for row in outside:
                key, count = words[row["state"]], int(row["count"])
                assert t(f"present.outside_{key}", count=count) in one.lede
                assert f"{row['state']}: {row['projects']}" in one.picture.alt
            if (day, lang) == ("2021-06-01", "fi"):
                assert "hankkeen tilaa ei tiedetä. Vielä alkamatta on 2." in one.lede
            counted = sum(row["count"] for row in rows if row["count_status"] == "value")
            known = family_facts.chosen(dt.date.fromisoformat(day), "all", "all", "all")
            assert counted == len(known) and len(outside) == (day[:4] in ("2015", "2021")) + 1


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Records of this test alone, on a process that may write."""
    monkeypatch.delenv("PUBLIC", raising=False)
    monkeypatch.setenv("HANDPRINT_RECORDS", str(tmp_path))
    return tmp_path / "records.sqlite"


def test_a_story_of_ones_own_is_composed_saved_shown_and_taken_back(own: Path) -> None:
    app = open_page(PAGE)
    app = opened(app, "own-new")
    app.text_input(key="own-story-new-title").set_value("Kuntakierros")
    app.multiselect(key="own-story-new-slides").set_value(["network", "questions", "meeting"]).run()
    app.text_area(key="own-story-new-questions").set_value("Mitä seuraavaksi?\n\nKuka tekee?")
    app.button(key="own-story-new-save").click().run()
    assert not app.exception
    assert t("present.own_saved", "fi") in text_of(app)
    (saved,) = kept.saved(own)
    assert [one.show for one in saved.draft.slides] == ["network", "questions", "meeting"]
    data = shown(app)
    assert data["story"] == f"own-{saved.id}"
    assert [one["heading"] for one in data["slides"]][1] == "Kuntakierros"
    assert "Kuka tekee?" in data["slides"][1]["html"]
    assert len(app.get("download_button")) == len(session.LANGUAGES)

    app.button(key=f"board-{saved.id}-withdraw").click().run()
    assert kept.saved(own) == ()
    assert shown(app)["story"] == "verkostopaiva"
    assert t("present.own_withdrawn", "fi") in text_of(app)


def froze(days: int = 40) -> dt.date:
    """Freeze what is shown now as if so many days ago, one sign and one status apart."""
    day = dt.date.today() - dt.timedelta(days=days)
    now = editions.today()
    key, sign = next(iter(now.signs.items()))
    other = next(one for one in ("+", "--") if one != sign.sign)
    older = replace(now, day=day, signs={**now.signs, key: replace(sign, sign=other)})
    editions_kept.freeze(records.file(), record(older))
    return day


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_steering_group_begins_with_what_changed_since_the_frozen_meeting(
    own: Path, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = shown(open_page(PAGE, story=IDS[1], lang=lang))["slides"][0]
    assert usual["controls"]
    day = froze()
    monkeypatch.setenv("PUBLIC_URL", "https://app.example")
    data = shown(open_page(PAGE, story=IDS[1], lang=lang))
    first = data["slides"][0]
    assert numbers.date(day, lang) in first["heading"]
    assert first["heading"] != usual["heading"]
    assert first["live"] == f"editions?lang={lang}"
    assert [one["name"] for one in first["controls"]] == ["texts"]
    assert "hp-qr" not in first["html"] and "hp-qr" in data["slides"][1]["html"]
    # Before the meeting nothing had been frozen.
    past = shown(open_page(PAGE, story=IDS[1], lang=lang, day="2025-01-15"))["slides"][0]
    assert not past["live"].startswith("editions?")


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_what_a_late_decision_says_is_shown_to_the_room_only_by_choice(
    own: Path, lang: str
) -> None:
    text = "Salainen asia kirjataan"
    due = dt.date.today() - dt.timedelta(days=3)
    id = decisions.record(own, decisions.Draft("decision", text, "kemi", due))
    now = editions.today()
    editions_kept.freeze(records.file(), record(replace(now, day=due, overdue={})))
    hidden = shown(open_page(PAGE, story=IDS[1], lang=lang))
    first = hidden["slides"][0]["html"]
    assert text not in json.dumps(hidden, ensure_ascii=False)
    called = {"fi": f"Päätös {id}, Kemi", "en": f"Decision {id}, Kemi"}
    assert called[lang] in first and numbers.date(due, lang) in first
    app = open_page(PAGE, story=IDS[1], lang=lang, set="1.texts.shown")
    chosen = shown(app)
    assert text in chosen["slides"][0]["html"] and chosen["set"] == "1.texts.shown"
    assert "texts" not in chosen["slides"][0]["live"]
    assert chosen["slides"][0]["controls"][0]["chosen"] == "shown"
    assert "set=1.texts.shown" in chosen["notes"]
    odd = shown(open_page(PAGE, story=IDS[1], lang=lang, set="1.texts.x~1.period.2023-10"))
    assert odd["set"] == "" and odd["slides"] == hidden["slides"]


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_slide_since_the_meeting_says_how_much_it_leaves_out_and_the_weightiest_first(
    own: Path, lang: str
) -> None:
    due = dt.date.today() - dt.timedelta(days=3)
    decisions.record(own, decisions.Draft("decision", "Asia", "kemi", due))
    now = editions.today()
    signs = {
        key: replace(one, sign="--" if one.sign != "--" else "+") for key, one in now.signs.items()
    }
    values = {**now.values}
    for key, one in [p for p in values.items() if "/" not in p[0] and p[1].points][:3]:
        first = min(one.points)
        values[key] = replace(
            one, points={**one.points, first: replace(one.points[first], value=-1.0)}
        )
    older = replace(now, day=due, signs=signs, values=values, overdue={})
    editions_kept.freeze(records.file(), record(older))
    with session.speaking(lang):
        rows = editions.changes(older, editions.today())
        called = [words.short_word(kind) for kind in ("signs", "revised", "overdue")]
    slide = shown(open_page(PAGE, story=IDS[1], lang=lang))["slides"][0]
    picture = slide["html"].split('<figure class="hp-wide">')[1].split("</figure>")[0]
    assert all(f">{word}<" in picture for word in called)
    rest = len(rows) - 4
    assert {"fi": f"ja {rest} muuta: ", "en": f"and {rest} more: "}[lang] in picture


def test_the_steering_group_ends_with_what_is_open_and_overdue(own: Path) -> None:
    app = open_page(PAGE, story=IDS[1])
    assert t("decisions.title_none", "fi") in shown(app)["slides"][-1]["html"]
    text = "Salainen asia kirjataan"
    today = dt.date.today()
    for late in (3, -30):
        decisions.record(
            own,
            decisions.Draft("decision", text, "kemi", today - dt.timedelta(days=late)),
        )
    last = shown(open_page(PAGE, story=IDS[1]))["slides"][-1]
    found = decisions.read(own).decisions
    assert figures.opening(found, found, today).title in last["html"]
    assert "2" in figures.opening(found, found, today).title
    assert text not in last["html"]
    assert t("decisions.title_none", "fi") not in text_of(open_page(PAGE, story=IDS[0]))


def test_what_the_records_tell_is_not_in_public_nor_in_the_audiences_file(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = snapshot.page(stories.told(IDS[1]), "fi")
    froze()
    decisions.record(own, decisions.Draft("decision", "Salainen asia kirjataan", "kemi", None))
    app = open_page(PAGE, story=IDS[1])
    assert "editions?" in shown(app)["slides"][0]["live"]
    assert snapshot.page(stories.told(IDS[1]), "fi") == file
    monkeypatch.setenv("PUBLIC", "1")
    public = shown(open_page(PAGE, story=IDS[1]))["slides"]
    with session.speaking("fi"):
        assert [one["heading"] for one in public] == [
            one.heading for one in stories.told(IDS[1]).slides
        ]
        plain = stories.told(IDS[1])
        assert public[-1]["html"] == story.slide(plain, len(plain.slides) - 1)


def test_records_that_cannot_be_read_leave_the_story_as_it_is(own: Path) -> None:
    own.write_bytes(b"no database" * 400)
    data = shown(open_page(PAGE, story=IDS[1]))
    with session.speaking("fi"):
        assert [one["heading"] for one in data["slides"]] == [
            one.heading for one in stories.told(IDS[1]).slides
        ]


def test_what_is_refused_is_said_and_need_not_be_typed_again(own: Path) -> None:
    app = opened(open_page(PAGE), "own-new")
    app.text_input(key="own-story-new-title").set_value("Kierros")
    app.multiselect(key="own-story-new-slides").set_value(["questions"]).run()
    app.button(key="own-story-new-save").click().run()
    assert t("present.refused_questions", "fi") in text_of(app)
    assert app.text_input(key="own-story-new-title").value == "Kierros"
    app.text_area(key="own-story-new-questions").set_value("Mitä sanoo Aapo Virtasalo?")
    app.button(key="own-story-new-save").click().run()
    assert t("present.refused_name", "fi", what="Aapo Virtasalo") in text_of(app)
    assert kept.saved(own) == ()


def test_a_public_process_has_no_stories_of_its_own(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = kept.save(own, kept.Draft("Sisäinen", (kept.Slide("meeting"),)))
    assert "Sisäinen" in open_page(PAGE, story=f"own-{id}").title[0].value
    monkeypatch.setenv("PUBLIC", "1")
    app = open_page(PAGE, story=f"own-{id}")
    assert "Sisäinen" not in text_of(app)
    assert not app.expander
    assert not app.text_input


def test_every_slide_to_choose_has_a_name_and_a_page_where_it_is_live() -> None:
    assert set(stories.LIVE) == set(slides.SHOWN)
    for show, page in stories.LIVE.items():
        assert (Path("pages") / f"{page}.py").is_file()
        for lang in session.LANGUAGES:
            assert t(f"present.show_{show}", lang)
