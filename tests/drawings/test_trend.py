"""Lines over time."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import trend
from handprint.drawings.marks import Picture
from handprint.drawings.scale import Tick, nice
from handprint.drawings.trend import Gap, Line, Mark, Point, Year
from tests.drawings.reading import (
    PLACES,
    assert_readable,
    assert_whole_units,
    compact,
    marks,
    shown,
    strokes,
    texts,
    words,
)

MONTHS = [f"{year}-{month:02}" for year in range(2006, 2027) for month in range(1, 13)][:246]
GAP = Gap("2023-11", "2026-05", "ei kuntasarjaa 11/2023–5/2026")

cell = st.one_of(
    st.floats(0, 30).map(lambda value: (round(value, 1), "value")),
    st.floats(0, 30).map(lambda value: (round(value, 1), "value")),
    st.just((0.0, "zero")),
    st.just((None, "secret")),
    st.just((None, "missing")),
)


def monthly(cells: list[tuple[float | None, str]]) -> list[Point]:
    return [
        Point(month, value, status) for month, (value, status) in zip(MONTHS, cells, strict=False)
    ]


def picture(*series: list[Point], hue: trend.Hue = "seek", **more: object) -> Picture:
    known = [p.value for points in series for p in points if p.known] or [1.0]
    lines = [
        Line(
            points, f"{PLACES[i]} {shown(round(points[-1].value or 0, 1))}", hue if not i else "ctx"
        )
        for i, points in enumerate(series)
    ]
    options: dict[str, object] = {
        "y_ticks": [Tick(tick, shown(tick)) for tick in nice(0, max(known), about=3)],
        "x_ticks": [Year(str(year), str(year)) for year in range(2006, 2027, 2)],
        "alt": "Trendi.",
        "missing": "puuttuu",
        "secret": "alle 5",
    }
    return trend.drawn(lines, **{**options, **more})  # type: ignore[arg-type]


def runs(points: list[Point], step: int = 1) -> list[int]:
    """How long the stretches of joined values must be, worked out anew."""
    out, last = [], None
    for point in points:
        at = trend.month_number(point.period)
        if not point.known:
            continue
        if last is not None and at - last == step and not point.alone:
            out[-1] += 1
        else:
            out.append(1)
        last = None if point.alone else at
    return out


def lines_of(drawing: Picture, hue: str = "seek") -> list[list[tuple[int, int]]]:
    return [
        stroke
        for path in marks(drawing, "path", stroke=f"var(--{hue})", fill="none")
        for stroke in strokes(path["d"])
    ]


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(cell, min_size=1, max_size=60))
def test_a_line_starts_anew_after_every_gap(cells: list[tuple[float | None, str]]) -> None:
    points = monthly(cells)
    drawing = picture(points)
    drawn = lines_of(drawing)
    joined = [length for length in runs(points) if length > 1]
    assert [len(stroke) for stroke in drawn if len(stroke) > 2 or stroke[0] != stroke[-1]] == joined
    # What is not joined is a disc or a round dot of its own: nothing is lost.
    dots = [stroke for stroke in drawn if len(stroke) == 2 and stroke[0] == stroke[1]]
    hollow = marks(drawing, "circle", fill="var(--bg)")
    filled = marks(drawing, "circle", fill="var(--seek)")
    alone = sum(1 for length in runs(points) if length == 1)
    lone_last = bool(filled) and runs(points)[-1] == 1
    assert len(dots) + len(hollow) + lone_last == alone


@settings(max_examples=60, deadline=None)
@given(
    cells=st.lists(st.lists(cell, min_size=30, max_size=214), min_size=1, max_size=4),
    small=compact,
    newest=st.floats(0, 30),
)
def test_no_word_touches_another_or_is_cut(
    cells: list[list[tuple[float | None, str]]], small: bool, newest: float
) -> None:
    series = [
        [*monthly(one), Point("2026-06", round(newest + i, 1))] for i, one in enumerate(cells)
    ]
    first = next((point for point in series[0] if point.known), None)
    drawing = picture(
        *series,
        gaps=[GAP],
        marks=[Mark(first.period, "12/2014: 22,3")] if first else [],
        compact=small,
    )
    assert_readable(drawing, least=14 if small else 12.5)
    assert_whole_units(drawing)
    said = " ".join(texts(drawing))
    assert "11/2023–5/2026" in said
    assert first is None or "12/2014: 22,3" in said


@settings(max_examples=40, deadline=None)
@given(
    values=st.lists(st.floats(2, 30), min_size=7, max_size=7),
    small=compact,
)
def test_the_last_words_stand_in_the_order_of_their_values(
    values: list[float], small: bool
) -> None:
    series = [[Point("2026-05", value), Point("2026-06", value)] for value in values]
    drawing = picture(*series, compact=small)
    assert_readable(drawing, least=14 if small else 12.5)
    found = {word.text.split(" ")[0]: word.top for word in words(drawing)}
    tops = [found[PLACES[i]] for i in sorted(range(7), key=lambda i: -round(values[i], 9))]
    ordered = sorted(round(value, 1) for value in values)
    if len(set(ordered)) == 7 and min(b - a for a, b in zip(ordered, ordered[1:])) > 1:  # noqa: B905
        assert tops == sorted(tops)


@pytest.mark.parametrize("small", [False, True])
def test_two_series_of_eighteen_years_are_small(small: bool) -> None:
    one = [Point(month, 10 + 7 * (i * 37 % 101) / 101) for i, month in enumerate(MONTHS[:220])]
    two = [Point(month, 9 + 5 * (i * 53 % 97) / 97) for i, month in enumerate(MONTHS[:220])]
    drawing = picture(one, two, gaps=[GAP], compact=small)
    assert len(drawing.svg.encode()) <= 5_000


def test_a_gap_is_a_hatched_band_with_its_words() -> None:
    points = [Point("2023-10", 13.0), Point("2026-06", 17.1)]
    drawing = picture(points, gaps=[GAP])
    assert "ei kuntasarjaa" in " ".join(texts(drawing))
    assert "11/2023–5/2026" in " ".join(texts(drawing))
    assert len([p for p in marks(drawing, "path") if "p-gap" in p.get("fill", "")]) == 1
    assert lines_of(drawing) == []


def test_a_missing_run_is_hatched_without_being_asked() -> None:
    points = monthly([(5.0, "value")] * 20 + [(None, "missing")] * 30 + [(6.0, "value")] * 20)
    drawing = picture(points)
    assert "puuttuu" in texts(drawing)
    assert "p-gap" in drawing.svg
    whole = picture(monthly([(5.0, "value")] * 70))
    assert "p-gap" not in whole.svg and "puuttuu" not in texts(whole)


def test_a_period_that_is_not_there_is_missing_too() -> None:
    points = [Point("2010", 4.0), Point("2011", 5.0), Point("2015", 6.0), Point("2016", 7.0)]
    drawing = picture(points, x_ticks=[Year("2010", "2010")])
    assert "puuttuu" in texts(drawing)
    assert [len(stroke) for stroke in lines_of(drawing)] == [2, 2]


def test_zero_is_drawn_on_the_base_line_and_missing_is_not_drawn() -> None:
    zero = picture(monthly([(5.0, "value"), (0.0, "zero"), (5.0, "value")]))
    (stroke,) = lines_of(zero)
    missing = picture(monthly([(5.0, "value"), (None, "missing"), (5.0, "value")]))
    assert len(stroke) == 3 and stroke[1][1] == max(y for _, y in stroke)
    assert lines_of(missing) == []
    assert "p-secret" not in zero.svg and "p-secret" not in missing.svg


def test_a_secret_run_is_hatched_on_the_base_line_and_named() -> None:
    points = monthly([(9.0, "value")] * 30 + [(None, "secret")] * 30 + [(7.0, "value")] * 10)
    drawing = picture(points)
    assert "alle 5" in texts(drawing)
    (hatch,) = [p for p in marks(drawing, "path") if "p-secret" in p.get("fill", "")]
    left, _, wide = (int(n) for n in re.findall(r"-?\d+", hatch["d"])[:3])
    assert wide > 100 and left > 100
    assert [len(stroke) for stroke in lines_of(drawing)] == [30, 10]


@settings(deadline=None)
@given(hidden=st.floats(1, 4))
def test_what_a_secret_cell_hides_never_moves_the_picture(hidden: float) -> None:
    before, after = [(9.0, "value")] * 5, [(7.0, "value")] * 5
    told = picture(monthly([*before, (hidden, "secret"), *after]))
    untold = picture(monthly([*before, (None, "secret"), *after]))
    assert told.svg == untold.svg


def test_a_secret_newest_month_keeps_no_filled_disc_on_an_older_one() -> None:
    drawing = trend.drawn(
        [
            Line(
                monthly([(9.0, "value"), (8.0, "value"), (None, "secret")]),
                "Savukoski alle 5",
                "seek",
            )
        ],
        y_ticks=[Tick(0, "0"), Tick(5, "5")],
        x_ticks=[],
        alt="",
    )
    assert marks(drawing, "circle") == []
    assert "Savukoski alle 5" in texts(drawing)


def test_a_value_published_alone_is_a_hollow_disc_even_beside_another() -> None:
    points = [
        *monthly([(9.0, "value"), (8.0, "value")]),
        Point("2006-05", 7.0, single=True),
        Point("2006-06", 7.5, single=True),
        Point("2006-09", 6.0),
    ]
    drawing = picture(points)
    assert len(marks(drawing, "circle", fill="var(--bg)")) == 2
    assert len(marks(drawing, "circle", fill="var(--seek)")) == 1
    assert [len(stroke) for stroke in lines_of(drawing)] == [2]


def test_a_carried_value_is_not_part_of_the_line() -> None:
    drawing = picture(monthly([(9.0, "value"), (8.0, "value"), (8.0, "carried"), (8.0, "carried")]))
    assert [len(stroke) for stroke in lines_of(drawing)] == [2]


def test_a_series_that_has_ended_says_so() -> None:
    drawing = picture(
        monthly([(9.0, "value")] * 214),
        stale="Tieto päättyy 10/2023",
        gaps=[Gap("2023-11", "2026-06", "ei uudempaa tietoa")],
    )
    assert "Tieto päättyy 10/2023" in texts(drawing)
    assert "ei uudempaa tietoa" in " ".join(texts(drawing))
    # Its last words stand beside its last point: no leader runs across the gap.
    assert marks(drawing, "path", stroke="var(--line)")[0]["d"].count("M") > 1
    assert len(marks(drawing, "path", stroke="var(--line)")) == 1


def test_the_extreme_is_named_where_the_line_is_not() -> None:
    cells = [(10.0 + (i == 100) * 12, "value") for i in range(200)]
    drawing = picture(monthly(cells), marks=[Mark(MONTHS[100], "5/2014: 22,0")])
    assert "5/2014: 22,0" in texts(drawing)
    assert_readable(drawing)


def test_negative_values_have_their_zero_line_inside() -> None:
    points = [Point(str(year), float(year % 5 - 2) * 100) for year in range(2010, 2026)]
    drawing = picture(
        points,
        y_ticks=[Tick(value, shown(value)) for value in (-200, 0, 200)],
        x_ticks=[Year(str(year), str(year)) for year in range(2010, 2026, 5)],
    )
    assert {"−200", "0", "200", "2010", "2015"} <= set(texts(drawing))
    assert_readable(drawing)


def test_eight_lines_cannot_be_told_apart() -> None:
    with pytest.raises(ValueError, match="7"):
        picture(*[[Point("2026-06", 1.0)]] * 8)


def test_openings_have_their_own_hue() -> None:
    drawing = picture(monthly([(5.0, "value")] * 9), hue="open")
    assert "var(--open)" in drawing.svg and "var(--seek)" not in drawing.svg


def test_a_series_with_nothing_to_show_still_draws_its_frame() -> None:
    drawing = picture(monthly([(None, "secret")] * 24))
    assert_readable(drawing)
    assert lines_of(drawing) == [] and marks(drawing, "circle") == []
    frame = trend.drawn([Line([], "")], y_ticks=[], x_ticks=[], alt="")
    assert frame.svg.startswith("<svg")


def test_a_sparkline_keeps_its_gaps_and_fills_its_last_point() -> None:
    cells = [(5.0, "value")] * 5 + [(None, "missing")] * 3 + [(6.0, "value")] * 5
    drawing = trend.spark(monthly(cells), alt="Kehitys.", hue="open")
    assert [len(stroke) for stroke in lines_of(drawing, "open")] == [5, 5]
    assert len(marks(drawing, "circle", fill="var(--open)")) == 1
    assert (drawing.width, drawing.height, drawing.alt) == (96, 26, "Kehitys.")
    assert texts(drawing) == []


@settings(deadline=None)
@given(value=st.floats(-1e6, 1e6))
def test_a_flat_sparkline_runs_through_the_middle(value: float) -> None:
    drawing = trend.spark(monthly([(value, "value")] * 4), alt="")
    (stroke,) = lines_of(drawing)
    assert {y for _, y in stroke} == {13}
