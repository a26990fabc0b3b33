"""Any figure of any page as a slide: the registry follows the pages, and says what they say."""

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies

from handprint import catalog, numbers, session
from handprint.drawings import slides as drawing
from handprint.figures import Figure, focus, slide_choices, stories, view_slides
from handprint.figures.stories import BadStory, Frame, Story
from handprint.packs import cells, snapshot
from handprint.session import LANGUAGES
from handprint.views import exports, listing
from handprint.views.frame import escaped
from handprint.words import place, t
from tests.drawings.reading import assert_readable, marks, texts
from tests.pages.opening import AppTest, open_page
from tests.pages.viewing import choices

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    f"{script.parent.name}/{script.stem}"
    for script in ROOT.glob("pages/*/*.py")
    if script.parent.name not in ("meetings", "about") and script.stem not in ("home", "__init__")
)
"""Meetings' own figures are of the records, which no story shows; pages about show no figures."""
GUESTS = {("overview/now", "areas-map")}
"""Figures that another page shows too; a story opens them on their own."""
BORROWED = ("handprint-hand", "family-timeline")
"""Pictures of slides that leave their line of words to the picture, as those always have."""
DAY = "2023-03-15"


TOGETHER = {
    "overview/handprint": {"finger": "wellbeing"},
    "labour/mismatch": {
        "grain": "1", "window": "2022-10", "alpha": "0.3", "across": "sub_region",
        "rows": "balance", "columns": "balance",
    },
    "labour/occupations": {"digits": "2", "span": "1", "month": "2022-05", "occupation": "71"},
    "labour/groups": {"level": "sub_region", "target": "disabled"},
    "labour/what_if": {
        "radius_km": "20", "remote_percent": "10", "retrained": "50", "shaped": "100",
    },
    "network/actors": {"day": DAY, "block": "education", "steps": "2"},
    "network/white_spots": {
        "need": "unmet", "coverage": "projects", "day": "2025-06-30", "area": "240",
    },
    "projects/family": {"day": DAY, "goal": "G4", "project": "voitto"},
    "projects/outputs": {"project": "voitto"},
    "strategy/goals": {"goal": "G4", "indicator": "I01", "examples": "hide"},
    "strategy/thread": {"goal": "G1", "day": DAY},
}  # fmt: skip
"""Choices that are none of the defaults, written down: a registry that forgets one is found out."""


def second(page: str) -> dict[str, str]:
    """A choice that is not the default for everything that a page's figures can choose."""
    found: dict[str, str] = {}
    for key in focus.KEYS:
        if focus.page_of(key) != page:
            continue
        for one in focus.controls(key, {}):
            others = [code for code, _ in one.codes if code != one.chosen]
            found[one.name] = others[0] if others else DAY if one.first else one.chosen
    # A goal without projects of a fund or a lead on the day would show nothing.
    return {name: code for name, code in found.items() if name not in ("fund", "lead")} | (
        TOGETHER.get(page, {})
    )


def keys_on(app: AppTest) -> set[str]:
    """The figures that a page shows, by the lines of doors under them."""
    found: set[str] = set()

    def walk(node: object) -> None:
        for child in getattr(node, "children", {}).values():
            id = getattr(getattr(child, "proto", None), "id", "")
            if isinstance(id, str) and (held := re.search(r"-about-([\w-]+)$", id)):
                found.add(held[1])
            walk(child)

    walk(app._tree)
    return found


@cache
def seen(page: str, lang: str, chosen: tuple[tuple[str, str], ...]) -> tuple[AppTest, set[str]]:
    """A page with the tables of all its figures open."""
    app = open_page(page, lang=lang, **dict(chosen))
    keys = keys_on(app)
    for key in keys:
        app.session_state[f"table-{key}"] = True
    # What is chosen goes back to the page by its words, so in the page's language.
    with session.speaking(lang):
        app.run()
    assert not app.exception
    return app, keys


ONE_OF = {"organisation", "project", "event", "item", "goal"}
"""Kinds of which one page holds one at a time, so that the others are not in its address."""


@pytest.mark.parametrize("page", PAGES)
def test_every_choice_that_a_figure_reads_is_in_its_pages_own_address(page: str) -> None:
    app, _ = seen(page, "fi", ())
    address = {*app.session_state["_offered"], "find"} | ONE_OF
    read = {name for view in focus.VIEWS.values() if view.page == page for name in view.names}
    assert read - address == set()


def assert_says(app: AppTest, figure: Figure) -> None:
    """The page has this figure's heading, and its table to the last cell."""
    headings = [one.value for one in app.header]
    assert any(one.startswith(escaped(figure.heading)) for one in headings), figure.key
    shown = exports.shown(figure.table)
    table = listing.table(figure.heading, list(shown.columns), shown.to_numpy().tolist())
    assert any(table in one.proto.body for one in app.get("html")), figure.key


@pytest.mark.parametrize("page", PAGES)
def test_a_pages_figures_are_made_again_from_its_address(page: str) -> None:
    chosen = second(page)
    app, keys = seen(page, "en", tuple(chosen.items()))
    assert keys
    for name, code in TOGETHER.get(page, {}).items():
        assert app.query_params.get(name) in (code, [code]), name
    offered = set(app.session_state["_offered"]) - {"lang"}
    assert offered <= {name for key in keys for name in focus.VIEWS[key].names}
    with session.speaking("en"):
        for key in keys:
            figure = focus.figure(key, chosen)
            assert figure is not None
            assert figure.key == key
            assert_says(app, figure)
            assert focus.page_of(key) == page or (page, key) in GUESTS
            assert set(focus.own(key, chosen)) <= set(focus.VIEWS[key].names)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_choices_or_with_bad_ones_shows_the_same_as_the_registry(page: str) -> None:
    bad = {name: "nonsense" for key in focus.KEYS if focus.page_of(key) == page
           for name in focus.VIEWS[key].names if name != "find"}  # fmt: skip
    for chosen in ({}, bad):
        app, keys = seen(page, "fi", tuple(chosen.items()))
        with session.speaking("fi"):
            for key in keys:
                assert_says(app, focus.figure(key, chosen))


def test_the_registry_knows_every_figure_of_every_page_and_no_other() -> None:
    found: set[str] = set()
    for page in PAGES:
        found |= seen(page, "en", tuple(second(page).items()))[1]
    # Only municipalities have peers and groups of their own.
    found |= seen("labour/municipalities", "fi", (("area", "240"),))[1]
    assert found == set(focus.KEYS)
    assert set(view_slides.SHAPES) == set(focus.KEYS)


@pytest.mark.parametrize("key", focus.KEYS)
def test_a_bad_code_is_as_no_code(key: str) -> None:
    bad = dict.fromkeys((name for name in focus.VIEWS[key].names if name != "find"), "nonsense")
    assert focus.figure(key, bad) == focus.figure(key, {})


@pytest.mark.parametrize("key", focus.KEYS)
def test_a_slide_says_no_code_that_its_figure_does_not_have(key: str) -> None:
    bad = dict.fromkeys((name for name in focus.VIEWS[key].names if name != "find"), "nonsense")
    today = dt.date.today()
    found, usual = (view_slides.made(key, one, day=today) for one in (bad, {}))
    assert (found is None) == (usual is None)
    if found is not None:
        assert (found.where, found.heading, found.lede) == (usual.where, usual.heading, usual.lede)
        assert found.picture == usual.picture


def test_an_area_of_another_level_is_not_said_beside_what_is_shown_instead() -> None:
    shown = made("areas-trend", level="sub_region", area="240")
    assert shown.where.split(",")[0] == place(focus.REGION).name
    assert shown.heading == made("areas-trend", level="sub_region", area=focus.REGION).heading


@pytest.mark.parametrize("key", focus.KEYS)
def test_a_choice_that_changes_nothing_in_a_slide_is_not_said_to_narrow_it(key: str) -> None:
    asked = focus.Asked(choices(key))
    if focus.VIEWS[key].make(asked) is None:
        return
    # A group is the one that the heading is about; a project stands first among its rows.
    silent = ("area", "level", "target", "project", *view_slides.choice_words.TIMES)
    for name in set(asked.codes) - set(silent):
        others = [code for code in asked.codes[name] if code not in ("", asked.chosen[name])][:3]
        drawn = [view_slides.made(key, {**choices(key), name: code}, day=dt.date.today())
                 for code in others]  # fmt: skip
        shown = made(key)
        if any(one is None or one.figure.sub != shown.figure.sub for one in drawn):
            continue
        rows = {one.figure.table.frame.to_json() for one in (shown, *drawn)}
        if len(rows) == 1 and len({one.figure.heading for one in (shown, *drawn)}) == 1:
            assert {one.where for one in drawn} == {shown.where}, name


def made(key: str, **more: str) -> view_slides.Slide:
    found = view_slides.made(key, {**choices(key), **more}, day=dt.date.today())
    assert found is not None
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", focus.KEYS)
def test_every_figure_makes_a_slide_in_large_letters(key: str, lang: str) -> None:
    with session.speaking(lang):
        slide, figure = made(key), focus.figure(key, choices(key))
        assert slide.figure == figure
        assert slide.heading == figure.heading.removesuffix(".")
        assert (slide.mark, slide.sources) == (figure.mark, ())
        headed = view_slides.made(key, choices(key), day=dt.date.today(), heading="Oma otsikko 1")
    assert headed.heading == "Oma otsikko 1"
    assert headed.lede.startswith(f"{slide.heading}.")
    assert slide.picture.alt
    assert not figure.mark or t(f"figure.{figure.mark}", lang) in slide.picture.alt
    assert slide.picture.width == drawing.WIDE and slide.small.width == drawing.NARROW
    assert key in BORROWED or slide.picture.height <= drawing.ROOM
    assert_readable(slide.picture, least=drawing.BASE)
    assert_readable(slide.small, least=drawing.SMALL)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_slide_leaves_out_is_counted(lang: str) -> None:
    with session.speaking(lang):
        for key in (
            "areas-strip",
            "groups-wanted",
            "goals-completeness",
            "outputs-publications",
            "outputs-codes",
            "handprint-rows",
        ):
            slide = made(key)
            frame, columns = slide.figure.table.frame, slide.figure.table.columns
            shape = view_slides.SHAPES[key]
            said, alt = " ".join(texts(slide.picture)), slide.picture.alt
            names = [str(name) for name in frame[shape.names or shape.columns[0]]]
            shown = sum(f". {name}" in alt or f"; {name}" in alt for name in names)
            rest = len(frame) - shown
            more = re.escape(t("present.more_rows", count=numbers.count(rest, lang)))
            counted = re.search(rf"(?<!\d){more}", said) is not None
            assert shown and counted == (rest > 0), (key, rest, said)
            lost = len(columns) - len(shape.columns)
            if shape.kind == "table" and lost != 1:
                assert (t("present.more_columns", count=lost) in said) == (lost > 0)


def test_the_area_in_focus_is_on_the_slide_though_it_is_last() -> None:
    with session.speaking("fi"):
        strip = made("areas-strip", area="583", indicator="population")
        assert "Pelkosenniemi" in texts(strip.picture)
        assert strip.where.startswith(place("583").name)
        on_map = made("areas-map", area="758")
        assert place("758").name in texts(on_map.picture)
        assert t("present.in_focus") in texts(on_map.picture)


def test_a_row_that_is_an_example_says_so_on_the_slide() -> None:
    with session.speaking("fi"):
        slide = view_slides.made("goals-tree", {}, day=dt.date.today())
        frame = slide.figure.table.frame
        word = t("figure.example")
        said = [row for row in slide.picture.alt.split("; ") if f"({word})" in row]
        marked = [row for row in frame.to_dict("records") if row["mark"] == "example"]
        assert 0 < len(said) <= len(marked)
        for row in said:
            assert any(row.split(f" ({word})")[0].endswith(one["indicator"]) for one in marked)


def test_what_is_missing_or_secret_is_a_word_on_the_slide() -> None:
    with session.speaking("fi"):
        assert t("present.missing") in texts(made("outputs-codes").picture)
        secret = made("groups-areas", target="disabled")
        frame = secret.figure.table.frame
        statuses = set(frame["value_status"])
        assert "value" in statuses
        shown = texts(secret.small)
        for row in frame.to_dict("records"):
            column = secret.figure.table.columns["value"]
            assert row["area"] not in shown or cells.printed(row, "value", column) in shown


def view(key: str, **more: str) -> Frame:
    return stories.frame(
        "view", page=focus.page_of(key), focus=key, choices={**choices(key), **more}
    )


def told(*frames: Frame, day: dt.date | None = None, tuned: dict | None = None) -> stories.Told:
    story = Story("own-1", dict.fromkeys(LANGUAGES, "Oma"), frames)
    return stories.filled(story, day or dt.date.today(), tuned)


def test_a_choice_made_on_the_slide_changes_it_and_is_kept() -> None:
    with session.speaking("fi"):
        plain = told(view("areas-trend"))
        asked = slide_choices.read("1.area.698~1.area.nonsense")
        assert {one.name for one in plain.controls(0)} >= {"area", "indicator"}
        other = told(view("areas-trend"), tuned={1: {"area": "698"}})
        assert other.tuned == {1: {"area": "698"}}
        assert other.slides[0].heading != plain.slides[0].heading
        assert other.frames[0].choices["area"] == "698"
        assert asked[1]["area"] == "nonsense"
        refused = told(view("areas-trend"), tuned=asked)
        assert refused.tuned == {} and refused.slides == plain.slides


def test_every_figures_controls_offer_what_its_page_offers() -> None:
    with session.speaking("fi"):
        for key in focus.KEYS:
            for one in focus.controls(key, choices(key)):
                assert one.name in focus.VIEWS[key].names
                assert one.label and (one.first or one.chosen in dict(one.codes)), (key, one.name)
                for code, words in one.codes:
                    assert code and words and words != "none"


def test_a_story_of_another_day_shows_what_was_known_then() -> None:
    day = dt.date(2023, 3, 15)
    with session.speaking("fi"):
        then = told(view("areas-map"), view("family-pipeline"), view("handprint-rows"), day=day)
        months, family, hand = then.slides
        assert then.frames[0].choices["period"] <= "2023-02"
        assert months.figure == focus.figure("areas-map", then.frames[0].choices)
        assert then.frames[1].choices["day"] == "2023-03-15"
        assert family.figure == focus.figure("family-pipeline", {"day": "2023-03-15"})
        assert t("present.newest_only") in hand.where
        assert t("present.newest_only") not in months.where + family.where
        # A month that the view holds stays.
        kept = told(view("areas-map", period="2026-06"), day=day)
        assert kept.frames[0].choices["period"] == "2026-06"
        # What nothing is known of by then is left out, and nothing else is.
        early = told(view("areas-map"), view("handprint-rows"), day=dt.date(2005, 1, 1))
        assert early.numbers == (2,)
        now = told(view("handprint-rows"))
        assert t("present.newest_only") not in now.slides[0].where


@pytest.mark.parametrize(
    ("key", "chosen"),
    [
        ("family-timeline", {"fund": "ESR+", "day": "2017-01-17"}),
        ("family-timeline", {"goal": "G2", "lead": "lapin_yliopisto", "day": "2027-09-06"}),
        ("areas-map", {"level": "employment_area", "area": "TA33"}),
        ("areas-map", {"level": "employment_area", "area": "TA22", "indicator": "mean_age"}),
        ("areas-trend", {"indicator": "share_secondary_jobs", "area": "240"}),
        ("areas-peers", {"indicator": "natural_increase", "area": "976"}),
    ],
)
def test_a_view_with_little_in_it_is_drawn_too(key: str, chosen: dict[str, str]) -> None:
    for lang in LANGUAGES:
        with session.speaking(lang):
            slide = view_slides.made(key, chosen, day=dt.date.today())
        assert slide is not None
        assert_readable(slide.picture, least=drawing.BASE)
        assert_readable(slide.small, least=drawing.SMALL)


def test_values_under_nought_have_bars_to_the_left_on_the_page_and_on_the_slide() -> None:
    chosen = {"indicator": "natural_increase", "area": "976"}
    app = open_page("labour/municipalities", lang="fi", **chosen)
    assert "areas-peers" in keys_on(app)
    with session.speaking("fi"):
        for key in ("areas-peers", "areas-strip"):
            slide = view_slides.made(key, chosen, day=dt.date.today())
            assert (slide.figure.table.frame["value"].dropna() < 0).any()
            bars = marks(slide.picture, "rect", fill="var(--seek)")
            starts = {round(float(one["x"])) for one in bars}
            ends = {round(float(one["x"]) + float(one["width"])) for one in bars}
            assert starts & ends or len(ends) == 1, (starts, ends)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(strategies.data())
def test_whatever_is_chosen_the_slide_is_drawn_in_large_letters(
    release: str, data: strategies.DataObject
) -> None:
    key = data.draw(strategies.sampled_from(focus.KEYS))
    chosen: dict[str, str] = {}
    with session.speaking(data.draw(strategies.sampled_from(tuple(LANGUAGES)))):
        for one in focus.controls(key, {}):
            if one.codes and data.draw(strategies.booleans()):
                chosen[one.name] = data.draw(strategies.sampled_from(one.codes))[0]
        slide = view_slides.made(key, chosen, day=dt.date.today())
        if slide is None:
            return
        assert key in BORROWED or slide.picture.height <= drawing.ROOM
        assert_readable(slide.picture, least=drawing.BASE)
        assert_readable(slide.small, least=drawing.SMALL)


def test_projects_without_any_recorded_time_have_a_page() -> None:
    app = open_page("projects/family", fund="ESR+", day="2017-01-17")
    assert "family-timeline" in keys_on(app)


def test_a_figure_that_is_there_no_more_is_left_out() -> None:
    with session.speaking("fi"):
        gone = replace(view("areas-map"), focus="no-such-figure")
        assert told(gone, view("now-lights")).numbers == (2,)


def test_the_audiences_file_holds_views_and_each_opens_its_page() -> None:
    keys = ("areas-map", "goals-tree", "mismatch_ladder", "thread")
    with session.speaking("fi"):
        story = told(*map(view, keys))
        html = snapshot.page(story, "fi").decode()
        assert len(html) < snapshot.MOST and "<script" not in html
        for one in story.slides:
            assert one.picture.svg in html and one.small.svg in html
            assert html.count("hp-mark") >= bool(one.mark)
        for key, frame in zip(keys, story.frames, strict=True):
            assert frame.page == focus.page_of(key)
            assert focus.own(key, frame.choices) == frame.choices


def test_a_file_of_many_long_tables_counts_the_rows_it_leaves_to_the_app() -> None:
    with session.speaking("fi"):
        one = told(view("occupations_field"))
        whole = snapshot.page(one, "fi").decode()
        assert "koko taulukko on sovelluksessa" not in whole
        for row in cells.rows(one.slides[0].figure.table):
            assert f'<th scope="row">{escape(row[0])}</th>' in whole
        many = told(view("occupations_field"), *map(view, focus.KEYS[:20]))
        html = snapshot.page(many, "fi")
        assert len(html) <= snapshot.MOST
        kept = html.decode()
        rows = len(one.slides[0].figure.table.frame)
        assert "koko taulukko on sovelluksessa" in kept
        assert any(
            t("present.rows_in_app", count=rows - most) in kept for most in (100, 50, 25, 10, 5)
        )
        for slide in many.slides:
            assert slide.picture.svg in kept


SLIDE = """title.fi = "Koe"
title.en = "Test"
[[slide]]
show = "view"
page = "{page}"
focus = "{focus}"
{more}
"""


def shipped(folder: Path, page: str, focus: str, more: str = "") -> Story:
    (folder / "koe.toml").write_text(
        SLIDE.format(page=page, focus=focus, more=more), encoding="utf-8"
    )
    return stories.every(folder)[0]


def test_a_storys_file_may_show_a_view(tmp_path: Path) -> None:
    more = 'choices.area = "240"\nheading.fi = "Kemi edellä"\nheading.en = "Kemi ahead"'
    story = shipped(tmp_path, "labour/municipalities", "areas-trend", more)
    with session.speaking("en"):
        slide = stories.filled(story, dt.date.today()).slides[0]
        assert slide.heading == "Kemi ahead"
        assert slide.lede.startswith(focus.figure("areas-trend", {"area": "240"}).heading)


@pytest.mark.parametrize(
    ("page", "key", "more", "said"),
    [
        ("labour/nowhere", "areas-map", "", "is not a page"),
        ("network/actors", "areas-map", "", "focus = 'areas-map' is not one of actors-network"),
        ("labour/municipalities", "areas", "", "is not one of areas-map"),
        ("labour/municipalities", "areas-map", 'choices.goal = "G1"', "'goal' is not one of"),
        ("labour/municipalities", "areas-map", 'heading.fi = "Vain"', "heading lacks en"),
        (
            "labour/municipalities",
            "areas-map",
            'heading.fi = "17 kuntaa"\nheading.en = "17"',
            "holds a digit",
        ),
    ],
)
def test_a_storys_file_that_shows_nothing_is_refused_in_words(
    tmp_path: Path, page: str, key: str, more: str, said: str
) -> None:
    with pytest.raises(BadStory, match=re.escape(said)) as refused:
        shipped(tmp_path, page, key, more)
    assert "koe.toml, slide 1" in str(refused.value)


READS_THE_PICTURE = re.compile(
    r"\b(viiv\w*|pist\w*|palkk\w*|katko\w*|valin\w*|rivin|merk\w*|ruut\w*|hatch\w*|dashed|dotted"
    r"|solid|line|lines|bar|bars|dot|dots|square|squares|symbol|symbols|mark|marks|choos\w*"
    r"|select\w*|choice|row)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", focus.KEYS)
def test_no_slide_tells_how_another_picture_is_read(key: str, lang: str) -> None:
    """The sentences that are dropped are counted by place: one reworded sub moves them."""
    with session.speaking(lang):
        slide = view_slides.made(key, choices(key), day=dt.date.today())
        borrowed = view_slides._like(key, choices(key))
    assert borrowed or not READS_THE_PICTURE.search(slide.lede), slide.lede


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_line_of_words_never_goes_on_from_a_heading_that_is_not_there(lang: str) -> None:
    """`Ne ovat Simo, …` and `oli niissä` speak of the municipalities of another heading."""
    pointing = re.compile(r"\b(ne|niissä|niiden|niistä|they|them|these|those)\b", re.IGNORECASE)
    with session.speaking(lang):
        for chosen in ({}, {"need": "unmet"}, {"month": "2021-06"}, {"coverage": "projects"}):
            for heading in ("", "Oma otsikko"):
                day = dt.date.today()
                slide = view_slides.made("white-map", chosen, day=day, heading=heading)
                assert slide.lede and not pointing.search(slide.lede), slide.lede


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_measured_is_said_under_a_heading_of_ones_own_too(lang: str) -> None:
    """A finding alone, such as a share two times another, does not tell whose share it is."""
    with session.speaking(lang):
        measure = catalog.indicator("unemployed_share").title(lang)
        for heading in ("", "Oma otsikko"):
            slide = view_slides.made("areas-strip", {}, day=dt.date.today(), heading=heading)
            assert measure in slide.lede, slide.lede


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", ["groups-where", "groups-wanted"])
def test_a_finding_about_shaped_openings_stands_over_bars_of_those(key: str, lang: str) -> None:
    with session.speaking(lang):
        for target, named in (("disabled", True), ("over_50", False)):
            slide = view_slides.made(key, {"target": target}, day=dt.date.today())
            said, row = texts(slide.picture), slide.figure.table.frame.iloc[0]
            assert (t("present.shaping") in said) == named
            assert numbers.count(row["shaping" if named else "openings"], lang) in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_losses_that_the_ladder_speaks_of_are_on_its_slide(lang: str) -> None:
    with session.speaking(lang):
        slide = view_slides.made("mismatch_ladder", {}, day=dt.date.today(), heading="Oma")
        figures = re.findall(r"\d[\d\u00a0,]*\d", slide.figure.heading)
        said = texts(slide.picture)
        assert len(figures) >= 3 and all(one in said for one in figures), (figures, said)


def test_no_later_sentence_is_said_where_an_earlier_one_has_no_room() -> None:
    long = "Tässä on hyvin pitkä virke, joka ei mahdu kahdelle riville mitenkään, " * 3
    assert view_slides._said("areas-map", f"{long}. Se on lyhyt", "Otsikko", after="Lyhyt.") == (
        "Lyhyt."
    )
