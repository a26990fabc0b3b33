"""Groups of one place against the region."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import dumbbell
from handprint.drawings.dumbbell import Group, Heads
from handprint.drawings.marks import Picture
from handprint.drawings.scale import Tick, nice
from tests.drawings.reading import (
    OCCUPATIONS,
    PLACES,
    assert_readable,
    assert_whole_units,
    compact,
    marks,
    shown,
    strokes,
    texts,
)

SECRET = Group("Alle 20-vuotiaat", None, "alle 5", "<5", 3.7, "secret")
MISSING = Group("Yli 55-vuotiaat", None, "puuttuu", "", None, "missing")
ZERO = Group("Kuntoutujat", 0.0, "0,0\u00a0%", "0", 5.0, "zero")
KNOWN = Group("Pitkäaikaistyöttömät", 34.5, "34,5\u00a0%", "478", 27.4)


@st.composite
def groups(draw: st.DrawFn) -> Group:
    name = draw(st.sampled_from(OCCUPATIONS))
    region = draw(st.none() | st.floats(0, 100))
    kind = draw(st.sampled_from(["value", "value", "zero", "secret", "missing"]))
    if kind == "secret":
        return Group(name, None, "alle 5", "<5", region, "secret")
    if kind == "missing":
        return Group(name, None, "puuttuu", "", region, "missing")
    value = 0.0 if kind == "zero" else round(draw(st.floats(0, 100)), 1)
    persons = shown(draw(st.integers(0, 99_999)))
    return Group(name, value, f"{shown(value)}\u00a0%", persons, region, kind)  # type: ignore[arg-type]


def picture(rows: list[Group], *, place: str = "Kemi", small: bool = False) -> Picture:
    high = max([1.0, *(v for g in rows for v in (g.shown, g.region) if v is not None)])
    values = nice(0, high, about=4)
    ticks = [Tick(v, shown(v) + ("\u00a0%" if v == values[-1] else "")) for v in values]
    heads = Heads(place, "henkilöä", "Lappi")
    return dumbbell.drawn(rows, heads=heads, ticks=ticks, alt="Ryhmät.", compact=small)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(groups(), max_size=8), small=compact, place=st.sampled_from(PLACES))
def test_no_word_touches_another_or_is_cut(rows: list[Group], small: bool, place: str) -> None:
    drawing = picture(rows, place=place, small=small)
    assert_readable(drawing, least=14 if small else 12.5)
    assert_whole_units(drawing)
    for group in rows:
        assert group.text in texts(drawing)


def test_six_groups_are_small() -> None:
    rows = [KNOWN, replace(KNOWN, value=35.4), SECRET, MISSING, ZERO, KNOWN]
    for small in (False, True):
        assert len(picture(rows, small=small).svg.encode()) <= 3_500


def test_value_and_persons_are_printed_in_every_row() -> None:
    said = texts(picture([KNOWN, SECRET, MISSING, ZERO]))
    expected = ["34,5\u00a0%", "478", "alle 5", "<5", "puuttuu", "0,0\u00a0%", "0"]
    assert all(text in said for text in expected)


def test_secret_missing_and_zero_are_three_different_marks() -> None:
    secret, missing, zero = (picture([row]) for row in (SECRET, MISSING, ZERO))
    assert "p-secret" in secret.svg and not marks(secret, "circle")
    assert "p-missing" in missing.svg and not marks(missing, "circle")
    (disc,) = marks(zero, "circle")
    assert "p-secret" not in zero.svg and "p-missing" not in zero.svg
    (axis,) = marks(zero, "path", stroke="var(--line)")
    assert strokes(axis["d"].split("V")[0])[0][0][0] == int(disc["cx"])


@settings(deadline=None)
@given(hidden=st.floats(0, 100))
def test_what_a_secret_group_hides_never_moves_the_picture(hidden: float) -> None:
    assert picture([KNOWN, replace(SECRET, value=hidden)]).svg == picture([KNOWN, SECRET]).svg


def test_hatches_have_one_size_whatever_the_scale() -> None:
    near, far = picture([SECRET, ZERO]), picture([SECRET, KNOWN])
    sizes = [
        path["d"].split("h")[1].split("v")[0]
        for drawing in (near, far)
        for path in marks(drawing, "path")
        if "p-secret" in path.get("fill", "")
    ]
    assert len(sizes) == 2 and len(set(sizes)) == 1


@settings(deadline=None)
@given(value=st.floats(0, 100), region=st.floats(0, 100))
def test_the_difference_runs_from_the_region_to_the_disc(value: float, region: float) -> None:
    drawing = picture([Group("Yli 50-vuotiaat", value, "x", "1", region)])
    (disc,) = marks(drawing, "circle")
    (line,) = marks(drawing, "path", stroke="var(--ctx)")
    (tick,) = marks(drawing, "path", stroke="var(--ink)")
    assert line["d"].endswith(f"H{disc['cx']}")
    assert line["d"].split(" ")[0] == tick["d"].split(" ")[0]


def test_the_region_is_named_once_over_its_tick() -> None:
    for small in (False, True):
        assert texts(picture([KNOWN, KNOWN], small=small)).count("Lappi") == 1
    assert "Lappi" not in texts(picture([MISSING]))
