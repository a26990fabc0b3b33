"""A slide's pictures: letters for ten metres, nothing cut, no taller than the slide has room."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.drawings import hand as gauge
from handprint.drawings import slides
from handprint.drawings.marks import Picture
from tests.drawings.reading import PLACES, assert_readable, compact, marks, shown, texts

NAMES = (
    *PLACES[:6],
    "Yritykset ja elinkeinoelämä",
    "Loppuun asti osallistuneita",
    "Organisations that joined",
)
names = st.sampled_from(NAMES)
values = st.integers(0, 99_999).map(shown)
notes = st.sampled_from(["", "kesäkuun 2026 lopussa; varanto. +372 vuotta aiemmasta", "virta"])


def assert_of_a_slide(picture: Picture, *, small: bool, room: float = slides.ROOM) -> None:
    """Large letters, all inside and apart; on the projector no taller than there is room."""
    assert_readable(picture, least=slides.SMALL if small else slides.BASE)
    assert picture.width == (slides.NARROW if small else slides.WIDE)
    if not small:
        assert picture.height <= room


@given(st.lists(st.builds(slides.Count, values, names, notes), min_size=1, max_size=4), compact)
def test_numbers_are_all_printed_and_keep_apart(items: list[slides.Count], small: bool) -> None:
    picture = slides.counts(items, alt="a", compact=small)
    assert_of_a_slide(picture, small=small)
    for one in items:
        assert one.figure in texts(picture)


@given(st.integers(0, 10), compact)
def test_ten_tiles_are_filled_or_hatched(filled: int, small: bool) -> None:
    picture = slides.tenths(
        filled,
        names=("voi täyttyä", "ei voi täyttyä"),
        notes=("saman ammattiryhmän työtön on", "saman ammattiryhmän työtöntä ei ole"),
        alt="a",
        compact=small,
    )
    if 2 < filled < 9 or small:
        assert_of_a_slide(picture, small=small)
    side = "61" if small else "104"
    assert len(marks(picture, "rect", width=side, fill="var(--open)")) == filled
    hatched = [own for own in marks(picture, "rect") if own["fill"].startswith("url(#p-open")]
    assert len(hatched) - (small and filled < 10) == 10 - filled


@given(
    st.lists(
        st.builds(slides.Line, st.sampled_from(["+372", "−2\u00a0198", "puuttuu", "–"]), names),
        min_size=1,
        max_size=5,
    ),
    compact,
)
def test_lines_are_led_by_their_word(items: list[slides.Line], small: bool) -> None:
    picture = slides.lines(items, alt="a", compact=small)
    assert_of_a_slide(picture, small=small)
    assert [one.lead for one in items if one.lead in texts(picture)] == [o.lead for o in items]


@given(
    st.lists(
        st.integers(1, 16).flatmap(
            lambda total: st.builds(
                lambda name, lit: slides.Circles(name, lit, total, f"{lit}/{total}"),
                names,
                st.integers(0, total),
            )
        ),
        min_size=1,
        max_size=7,
    ),
    compact,
)
def test_circles_are_as_many_as_there_are_things(items: list, small: bool) -> None:
    picture = slides.circles(items, alt="a", compact=small)
    assert_of_a_slide(picture, small=small)
    assert len(marks(picture, "circle")) == sum(one.total for one in items)
    assert len(marks(picture, "circle", fill="var(--ui)")) == sum(one.lit for one in items)


@given(st.lists(st.booleans(), min_size=5, max_size=5), compact)
def test_a_status_without_a_number_is_dashed(known: list[bool], small: bool) -> None:
    states = ("Ideavaiheessa", "Valmistelussa", "Rahoituskäsittelyssä", "Käynnissä", "Päättynyt")
    items = [
        slides.Stage(state, "8" if one else "–", "ei kirjattu", one)
        for state, one in zip(states, known, strict=True)
    ]
    picture = slides.stages(items, alt="a", compact=small)
    assert_of_a_slide(picture, small=small)
    assert set(states) <= set(texts(picture))
    assert picture.svg.count("stroke-dasharray") == known.count(False)


@given(
    st.lists(
        st.builds(
            slides.Light,
            st.sampled_from(["++", "+", "0", "-", "--", "cannot_judge"]),
            st.sampled_from(["G1 Työllistyminen", "G3 Moninaisuusvalmius", "G6 Doing together"]),
            st.sampled_from(["selvästi väärään suuntaan", "ei voi arvioida"]),
            st.just("0/4 mittaria arvioitu"),
        ),
        min_size=1,
        max_size=6,
    ),
    compact,
)
def test_a_sign_never_stands_without_its_word(items: list[slides.Light], small: bool) -> None:
    picture = slides.lights(items, alt="a", compact=small)
    assert_of_a_slide(picture, small=small)
    assert picture.svg.count('class="mark"') == len(items)
    # A long word is folded; its first word is there all the same.
    found = " ".join(texts(picture))
    assert all(one.word.split()[0] in found for one in items)


@given(
    st.lists(
        st.builds(
            lambda name, value: slides.Bar(name, value, shown(value)), names, st.integers(0, 500)
        ),
        min_size=1,
        max_size=6,
    ),
    compact,
)
def test_bars_are_in_proportion_from_zero(items: list[slides.Bar], small: bool) -> None:
    picture = slides.bars(items, alt="a", compact=small)
    assert_of_a_slide(picture, small=small)
    lengths = [float(own["width"]) for own in marks(picture, "rect", fill="var(--seek)")]
    longest = max(lengths)
    for one, length in zip(items, lengths, strict=True):
        share = one.value / (max(other.value for other in items) or 1)
        assert length == pytest.approx(max(2, share * longest), abs=2.1)


@given(
    st.lists(
        st.builds(
            lambda name, first, years: slides.Span(name, first, first + years, "2019–2021"),
            names,
            st.floats(2017, 2023),
            st.floats(0.2, 3),
        )
        | st.builds(lambda name: slides.Span(name, None, None, "päivät puuttuvat"), names),
        min_size=1,
        max_size=10,
    ),
    compact,
)
def test_a_time_that_is_not_known_has_words_and_no_bar(items: list, small: bool) -> None:
    picture = slides.spans(
        items, first=2017, last=2027, today=2026.9, today_text="24.11.2026", alt="a", compact=small
    )
    if small:
        assert len(texts(picture)) > len(items)
    else:
        # Its line of words is never two lines.
        assert_of_a_slide(picture, small=small, room=slides.ROOM + 40)
    known = [one for one in items if one.first is not None]
    assert len(marks(picture, "rect", fill="var(--ui)")) == len(known)
    assert texts(picture).count("päivät puuttuvat") == len(items) - len(known)


@given(
    st.lists(
        st.sampled_from(
            [
                "Kuka omistaa mittarit?",
                "Mikä hanke jatkaa siitä, mihin edelliset päättyivät, ja kuka sen valmistelee?",
            ]
        ),
        min_size=1,
        max_size=3,
    ),
    compact,
)
def test_questions_are_numbered(items: list[str], small: bool) -> None:
    picture = slides.questions(items, alt="a", compact=small)
    assert_of_a_slide(picture, small=small)
    assert [str(at + 1) for at in range(len(items))] == [w for w in texts(picture) if w.isdigit()]


@given(st.lists(st.floats(0, 1), min_size=5, max_size=5), compact)
def test_the_hand_is_named_finger_by_finger(parts: list[float], small: bool) -> None:
    fingers = ("Hyvinvointi", "Työllisyys", "Elinvoima", "Huoltovarmuus", "Omavaraisuus")
    digits = [
        gauge.Digit(name, name, "0/2 oikeaan suuntaan", "", right=part, rest=1 - part)
        for name, part in zip(fingers, parts, strict=True)
    ]
    picture = slides.hand(digits, key="Täysi osa: oikeaan suuntaan.", alt="a", compact=small)
    assert_of_a_slide(picture, small=small)
    assert set(fingers) <= set(texts(picture))
    # A picture on a slide is looked at, not pressed.
    assert "button" not in picture.svg


SHAPES = pd.DataFrame(
    {
        "area_code": ["1", "2", "3"],
        "position": [1, 2, 3],
        "path": ["M0 0l2000 0 0 2000-2000 0", "M2000 0l2000 0 0 2000", "M0 2000l4000 0 0 3000"],
        "centre_x": [1000, 3000, 2000],
        "centre_y": [1000, 700, 3500],
    }
)
LAYERS = pd.DataFrame({"layer": ["outline"], "sheet": [None], "path": ["M0 0l4000 0 0 5000"]})


@given(st.booleans())
def test_the_map_hatches_what_lacks_and_names_what_is_called(small: bool) -> None:
    painted = {"1": slides.Area(3, "slant"), "2": slides.Area(1), "3": slides.Area(None, "slant")}
    picture = slides.areas(
        SHAPES,
        LAYERS,
        painted,
        called=[slides.Called("1", "Savukoski", "15,8\u00a0%", "ei jäsentä")],
        keys=[slides.Key(slides.Area(3), "Suuri tarve"), slides.Key(painted["3"], "ei jäsentä")],
        alt="a",
        compact=small,
    )
    assert_of_a_slide(picture, small=small)
    assert {"Savukoski", "15,8\u00a0%", "Suuri tarve"} <= set(texts(picture))
    grounds = {own["fill"].split("-map")[0] for own in marks(picture, "path") if "fill" in own}
    assert {"url(#p-slant-n3", "var(--n1)", "url(#p-slant-bg"} <= grounds
