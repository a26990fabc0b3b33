"""Ranked and diverging bars."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import bars
from handprint.drawings.bars import Bar
from handprint.drawings.marks import Picture
from tests.drawings.reading import (
    OCCUPATIONS,
    PLACES,
    assert_readable,
    assert_whole_units,
    compact,
    marks,
    shown,
    texts,
    words,
)

SECRET = Bar("Pello", None, "alle 5", status="secret")
MISSING = Bar("Salla", None, "puuttuu", status="missing")


@st.composite
def rows(draw: st.DrawFn, low: float = -900) -> Bar:
    name = draw(st.sampled_from(OCCUPATIONS + PLACES))
    kind = draw(st.sampled_from(["value", "value", "range", "zero", "secret", "missing"]))
    if kind in ("secret", "missing"):
        return replace(SECRET if kind == "secret" else MISSING, name=name)
    if kind == "zero":
        return Bar(name, 0.0, "0", status="zero")
    value = float(draw(st.integers(int(low), 900)))
    if kind == "range":
        spread = draw(st.integers(0, 80))
        least = max(low, value - spread)
        return Bar(name, value, f"≈\u00a0{shown(value)}", least, value + spread)
    return Bar(name, value, shown(value), strong=draw(st.booleans()))


def diverging(found: list[Bar], *, small: bool = False) -> Picture:
    return bars.diverging(
        found,
        alt="Pula ja ylitarjonta.",
        left_head="← ylitarjontaa: hakijoita enemmän",
        right_head="pulaa: paikkoja enemmän →",
        compact=small,
    )


def boxes(drawing: Picture, fill: str) -> list[tuple[int, int, int]]:
    """Left, right and top of every bar of a fill."""
    found = []
    for path in marks(drawing, "path"):
        if fill in path.get("fill", ""):
            for a, top, b in re.findall(r"M(-?\d+) (-?\d+)H(-?\d+)", path["d"]):
                found.append((min(int(a), int(b)), max(int(a), int(b)), int(top)))
    return sorted(found, key=lambda box: box[2])


@settings(max_examples=60, deadline=None)
@given(found=st.lists(rows(), max_size=14), small=compact)
def test_no_word_of_diverging_bars_touches_another_or_is_cut(found: list[Bar], small: bool) -> None:
    drawing = diverging(found, small=small)
    assert_readable(drawing, least=14 if small else 12.5)
    assert_whole_units(drawing)
    assert all(bar.text in texts(drawing) for bar in found)


@settings(max_examples=50, deadline=None)
@given(found=st.lists(rows(low=0), max_size=14), small=compact)
def test_no_word_of_ranked_bars_touches_another_or_is_cut(found: list[Bar], small: bool) -> None:
    drawing = bars.ranked(found, alt="", compact=small)
    assert_readable(drawing, least=14 if small else 12.5)
    assert_whole_units(drawing)
    assert all(bar.text in texts(drawing) for bar in found)


@settings(deadline=None)
@given(value=st.integers(1, 900), other=st.integers(1, 900), small=compact)
def test_both_sides_share_one_scale(value: int, other: int, small: bool) -> None:
    drawing = diverging([Bar("Myyjät", value, ""), Bar("Sepät", -other, "")], small=small)
    ((left, right, _),) = boxes(drawing, "--open") or [(0, 0, 0)]
    ((start, stop, _),) = boxes(drawing, "--seek") or [(0, 0, 0)]
    if min(right - left, stop - start) > 20:
        assert abs((right - left) / value - (stop - start) / other) < 2 / min(value, other)


def test_shortage_is_right_and_orange_and_surplus_left_and_blue() -> None:
    drawing = diverging([Bar("Tarjoilijat", 362, "+362"), Bar("Kirvesmiehet", -246, "−246")])
    ((axis, right, _),) = boxes(drawing, "--open")
    ((left, end, _),) = boxes(drawing, "--seek")
    assert left < end == axis < right
    place = {word.text: word for word in words(drawing)}
    # Names stand on the empty side, values at the ends.
    assert place["Tarjoilijat"].right < axis < place["Kirvesmiehet"].left
    assert place["+362"].left > right and place["−246"].right < left


def test_a_row_without_a_value_keeps_its_room_when_all_the_others_are_surplus() -> None:
    drawing = diverging([replace(MISSING, name="Myyjät"), Bar("Sepät", -1.0, "−1")])
    assert_readable(drawing)


def test_the_two_ends_are_named_over_the_axis() -> None:
    drawing = diverging([Bar("Tarjoilijat", 362, "+362"), Bar("Kirvesmiehet", -246, "−246")])
    top = sorted(words(drawing), key=lambda word: (word.top, word.left))[:2]
    assert [word.text for word in top] == [
        "← ylitarjontaa: hakijoita enemmän",
        "pulaa: paikkoja enemmän →",
    ]


def test_a_value_that_sums_secret_cells_is_solid_only_as_far_as_it_is_sure() -> None:
    drawing = diverging([Bar("Lähihoitajat", 120, "≈\u00a0+120", 100, 140)])
    ((axis, sure, _),) = boxes(drawing, "--open")
    ((start, end, _),) = boxes(drawing, "p-secret")
    assert sure == start < end
    assert abs((sure - axis) / 100 - (end - axis) / 140) < 0.03


def test_a_range_over_the_axis_is_sure_of_nothing() -> None:
    drawing = diverging([Bar("Lähihoitajat", 10, "≈\u00a0+10", -30, 50)])
    assert boxes(drawing, "--open") == []
    ((start, end, _),) = boxes(drawing, "p-secret")
    name = next(word for word in words(drawing) if word.text == "Lähihoitajat")
    assert start < end and name.right < start


def test_secret_missing_and_zero_are_three_different_rows() -> None:
    drawing = bars.ranked([SECRET, MISSING, Bar("Simo", 0.0, "0", status="zero")], alt="")
    assert {"alle 5", "puuttuu", "0"} <= set(texts(drawing))
    ((a, b, _),) = boxes(drawing, "p-secret")
    ((c, d, _),) = boxes(drawing, "p-missing")
    assert b - a == d - c == 44
    assert boxes(drawing, "--seek") == []


@settings(deadline=None)
@given(hidden=st.floats(1, 4))
def test_what_a_secret_row_hides_never_moves_the_picture(hidden: float) -> None:
    known = Bar("Kemi", 2.0, "2")
    told = replace(SECRET, value=hidden, least=hidden, most=hidden)
    for draw in (bars.ranked, bars.diverging):
        assert draw([known, told], alt="").svg == draw([known, SECRET], alt="").svg


@settings(deadline=None)
@given(values=st.lists(st.integers(0, 900), min_size=2, max_size=10, unique=True))
def test_rows_keep_the_order_they_are_given(values: list[int]) -> None:
    found = [Bar(PLACES[i], value, f"n{value}") for i, value in enumerate(values)]
    drawing = bars.ranked(found, alt="")
    tops = {word.text: word.top for word in words(drawing)}
    assert sorted(values, key=lambda value: tops[f"n{value}"]) == values


def test_ranked_bars_refuse_negative_values() -> None:
    with pytest.raises(ValueError, match="diverging"):
        bars.ranked([Bar("Kemi", -1, "−1")], alt="")


def test_no_rows_is_still_a_picture() -> None:
    assert bars.ranked([], alt="").svg.startswith("<svg")
    assert diverging([]).svg.startswith("<svg")


def test_a_chosen_row_is_named_in_strong_ink() -> None:
    drawing = bars.ranked([Bar("Inari", 148, "148", strong=True), Bar("Kemi", 68, "68")], alt="")
    strong = [
        own for own in marks(drawing, "text", font_weight="650") if own["fill"] == "var(--ink)"
    ]
    assert len(strong) == 1
