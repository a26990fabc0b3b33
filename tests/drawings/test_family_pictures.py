"""Pipeline, timeline and successor tree: every word whole, what is missing drawn as missing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import pipeline, successors, timeline
from handprint.drawings.pipeline import Stage
from handprint.drawings.successors import Box, Tie
from handprint.drawings.timeline import Gap, Level, Row
from tests.drawings.reading import assert_readable, compact, marks, texts

NAMES = (
    "VOITTO",
    "Kädenjälki-toimintamalli",
    "Social entrepreneurship in Lapland",
    "Kohti kestäviä hankintoja",
    "Työpaja 2030",
    "Towards sustainable procurement",
)
KINDS = ("days", "years", "unknown")
STATES = ("Ideavaiheessa", "Valmistelussa", "Rahoituskäsittelyssä", "Käynnissä", "Päättynyt")


def said(picture) -> str:
    return " ".join(texts(picture))


def row(name: str, start: float, length: float, kind: str, *, flag: bool) -> Row:
    """A project of a random kind and length within 2017–2027."""
    return Row(
        name=name,
        text={"days": "1.9.2019–31.10.2021", "years": "2021–2022, vain vuodet tiedetään"}.get(
            kind, "päivät puuttuvat, kausi 2021–2027"
        ),
        start=start,
        end=min(start + length, 2028),
        kind=kind,
        aside="Interreg Europe" if kind == "unknown" else "ESR S22825",
        flag="lähde: Toiminnassa" if flag else "",
        pick=name,
        says=name,
    )


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(NAMES),
        st.floats(2017, 2026),
        st.floats(0.1, 8),
        st.sampled_from(KINDS),
        flag=st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


def drawn(rows, day, *, small, gap=None):
    levels = [Level(2017.5, 1, 1), Level(2021.0, 2, 3), Level(2024.0, 0, 0)]
    return timeline.drawn(
        rows,
        levels,
        first=2017,
        last=2027,
        day=day,
        day_text="tänään 24.11.2026",
        curve_head="Yhtä aikaa käynnissä",
        curve_sub="hankkeita, kpl. Viivoitus = vain vuodet tiedetään",
        peak="enimmillään 3",
        alt="Aikajana.",
        gap=gap,
        compact=small,
    )


@settings(max_examples=60, deadline=None)
@given(ROWS, st.floats(2024.5, 2027.9), compact)
def test_no_name_date_or_flag_of_a_timeline_is_left_out(rows, day, small):
    gap = Gap(2024.0, day, "31.12.2023", "päättyi kaksi viimeistä", "ei yhtään 2 v 10 kk")
    picture = drawn(rows, day, small=small, gap=gap)
    words = said(picture)
    for one in rows:
        for text in (one.name, one.text, one.aside, one.flag):
            assert all(word in words for word in text.split()), text
    assert words.count("lähde:") == sum(bool(one.flag) for one in rows)
    assert "tänään" in words and "enimmillään" in words and "yhtään" in words
    assert "…" not in words
    assert len(re.findall("data-pick", picture.svg)) == len(rows)


@pytest.mark.parametrize("small", [False, True])
def test_each_kind_of_date_has_a_mark_of_its_own(small):
    rows = [row(NAMES[at], 2018 + at, 2, kind, flag=False) for at, kind in enumerate(KINDS)]
    svg = drawn(rows, 2026.9, small=small).svg
    assert svg.count('stroke-dasharray="1.5 5"') == 1, "dots: no day is known"
    assert svg.count('stroke-dasharray="5 4"') == 1, "dashes: known by the year"
    assert svg.count('fill="var(--ctx)"') >= 1, "filled: known by the day"


def test_what_lies_after_the_day_is_only_an_outline():
    one = [row(NAMES[0], 2020, 4, "days", flag=False)]
    past, cut, ahead = (drawn(one, day, small=False).svg for day in (2026, 2022, 2019))
    outline = 'fill="var(--bg)" stroke="var(--ctx)"'
    solid = '<path d="M[^"]*" fill="var\\(--ctx\\)"/>'
    assert outline not in past and re.search(solid, past)
    assert outline in cut and re.search(solid, cut)
    assert outline in ahead and not re.search(solid, ahead)


@given(
    st.lists(st.sampled_from(["some", "nought", "absent"]), min_size=5, max_size=5),
    st.integers(1, 41),
    compact,
)
@settings(max_examples=40, deadline=None)
def test_a_pipeline_says_a_number_only_where_one_is_known(kinds, number, small):
    texts_of = {"some": str(number), "nought": "0", "absent": "–"}
    stages = [
        Stage(name, texts_of[kind], ("viimeksi 31.12.2023", "tilassa 2 v 10 kk – 5 v 6 kk"), kind)
        for name, kind in zip(STATES, kinds, strict=True)
    ]
    picture = pipeline.drawn(stages, alt="Putki.", beside=("Hylätty: ei kirjattu.",), compact=small)
    assert_readable(picture, least=13)
    words = said(picture)
    assert all(name in words for name in STATES) and "Hylätty: ei kirjattu." in words
    assert texts(picture).count("–") == kinds.count("absent")
    fields = {
        "some": marks(picture, "path", fill="var(--ui)"),
        "nought": marks(picture, "path", stroke="var(--ui)"),
        "absent": marks(picture, "path", stroke="var(--line)"),
    }
    for kind, paths in fields.items():
        assert sum(path["d"].count("M") for path in paths) == kinds.count(kind), kind


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(0, 7), compact)
def test_a_tree_names_every_project_and_every_gap(before, loose, small):
    boxes = [Box(f"b{at}", NAMES[at % 6], "1.9.2019–31.10.2021", 0) for at in range(before)]
    boxes.append(Box("core", "Kädenjälki-toimintamalli", "2.5.2022–31.12.2023", 1, strong=True))
    boxes.append(Box("slot", "jatkaja: ei kirjattu", "", 2, kind="slot"))
    boxes += [Box(f"l{at}", NAMES[at % 6], "päivät puuttuvat") for at in range(loose)]
    ties = [Tie(f"b{at}", "core", "väliä ei tiedetä") for at in range(before)]
    ties.append(Tie("core", "slot", "", "none"))
    picture = successors.drawn(
        boxes, ties, alt="Puu.", loose_head="Ilman kirjattua edeltäjää", compact=small
    )
    assert_readable(picture, least=13)
    words = said(picture)
    assert words.count("ei tiedetä") == before
    assert "jatkaja: ei kirjattu" in words and "…" not in words
    assert ("Ilman kirjattua edeltäjää" in words) == bool(loose)


def test_background_is_dotted_and_continuation_a_full_line():
    boxes = [Box("a", "A", layer=0), Box("b", "B", layer=1)]
    dotted = successors.drawn(boxes, [Tie("a", "b", "väliä 6 kk")], alt="Puu.").svg
    full = successors.drawn(boxes, [Tie("a", "b", "väliä 6 kk", "continues")], alt="Puu.").svg
    assert 'stroke-dasharray="1.5 4"' in dotted and 'stroke-dasharray="1.5 4"' not in full


def test_a_picture_with_choices_is_a_group_of_buttons_and_never_a_mute_image():
    svg = drawn([row(NAMES[0], 2020, 2, "days", flag=False)], 2026, small=False).svg
    assert 'role="group"' in svg and 'role="img"' not in svg
    assert 'role="button" tabindex="0" data-pick="VOITTO" aria-label="VOITTO"' in svg
