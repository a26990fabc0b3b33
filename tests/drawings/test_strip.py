"""The rank strip."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import strip
from handprint.drawings.scale import Tick, nice
from tests.drawings.reading import (
    PLACES,
    assert_readable,
    assert_whole_units,
    compact,
    marks,
    rising,
    shown,
    texts,
)

values = st.lists(
    st.one_of(st.integers(0, 12).map(float), st.floats(0, 30).map(lambda v: round(v, 1))),
    min_size=0,
    max_size=21,
)


def picture(
    numbers: list[float], chosen: int | None = None, *, small: bool = False, **more: object
) -> strip.Picture:
    dots = [
        strip.Dot(
            place, place, value, shown(value), place == (chosen is not None and PLACES[chosen])
        )
        for place, value in zip(PLACES, numbers, strict=False)
    ]
    ticks = [Tick(tick, shown(tick)) for tick in nice(min(numbers or [0]), max(numbers or [1]))]
    return strip.drawn(dots, ticks=ticks, alt="Kunnat janalla.", compact=small, **more)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(
    numbers=values,
    chosen=st.none() | st.integers(0, 20),
    small=compact,
    lapland=st.none() | st.floats(0, 30),
    finland=st.none() | st.floats(0, 30),
)
def test_no_word_touches_another_or_is_cut(
    numbers: list[float],
    chosen: int | None,
    small: bool,
    lapland: float | None,
    finland: float | None,
) -> None:
    drawing = picture(
        numbers,
        chosen,
        small=small,
        region=None if lapland is None else strip.Rule(lapland, "Lappi 11,1"),
        country=None if finland is None else strip.Rule(finland, "koko maa 12,8"),
        absent=[strip.Absent("secret", "alle 5: " + ", ".join(PLACES[:12]))],
    )
    assert_readable(drawing, least=14 if small else 12.5)
    assert_whole_units(drawing)
    assert len(drawing.svg.encode()) <= 3_500


@settings(max_examples=40, deadline=None)
@given(numbers=values, chosen=st.none() | st.integers(0, 20), small=compact)
def test_dots_stack_instead_of_hiding_one_another(
    numbers: list[float], chosen: int | None, small: bool
) -> None:
    discs = [
        (float(d["cx"]), float(d["cy"]), float(d["r"]))
        for d in marks(picture(numbers, chosen, small=small), "circle")
    ]
    assert len(discs) == len(numbers)
    for (x1, y1, r1), (x2, y2, r2) in combinations(discs, 2):
        assert (x1 - x2) ** 2 + (y1 - y2) ** 2 >= (r1 + r2) ** 2


@settings(max_examples=50, deadline=None)
@given(numbers=values)
def test_dots_lie_in_the_order_of_their_values(numbers: list[float]) -> None:
    discs = marks(picture(numbers), "circle")
    pairs = sorted(zip(numbers, (float(d["cx"]) for d in discs), strict=True))
    assert rising([at for _, at in pairs])


@settings(max_examples=40, deadline=None)
@given(numbers=values.filter(bool), chosen=st.integers(0, 20), small=compact)
def test_the_lowest_the_highest_and_the_selected_are_always_named(
    numbers: list[float], chosen: int, small: bool
) -> None:
    said = " ".join(texts(picture(numbers, chosen, small=small)))
    for end in (min(numbers), max(numbers)):
        assert f" {shown(end)}" in said
    if chosen < len(numbers):
        assert PLACES[chosen] in said


def test_ties_are_named_together() -> None:
    drawing = picture([6.9, 8.0, 6.9, 17.1, 17.1], chosen=4)
    assert "Enontekiö, Kemi 6,9" in texts(drawing)
    # The selected one of a tie comes first.
    assert "Keminmaa, Kemijärvi 17,1" in texts(drawing)


def test_a_tie_too_long_to_name_is_counted() -> None:
    said = texts(picture([0.0] * 20 + [5.0], small=True))
    assert any(" +" in text and text.endswith(" 0") for text in said)


def test_secret_and_missing_places_stand_in_words_with_their_own_patterns() -> None:
    absent = [
        strip.Absent("secret", "alle 5: Enontekiö, Utsjoki"),
        strip.Absent("missing", "puuttuu: Salla"),
    ]
    drawing = picture([7.0, 9.0], absent=absent)
    assert "alle 5: Enontekiö, Utsjoki" in texts(drawing)
    assert "puuttuu: Salla" in texts(drawing)
    assert "p-secret" in drawing.svg and "p-missing" in drawing.svg
    assert len(marks(drawing, "circle")) == 2


def test_a_month_in_which_everything_is_secret_still_draws() -> None:
    drawing = picture([], absent=[strip.Absent("secret", "alle 5: " + ", ".join(PLACES))])
    assert marks(drawing, "circle") == []
    assert_readable(drawing)


def test_zero_is_a_dot_like_any_other() -> None:
    assert len(marks(picture([0.0, 4.0]), "circle")) == 2


def test_openings_have_their_own_hue() -> None:
    drawing = picture([1.0, 2.0], chosen=0, hue="open")
    assert "var(--open)" in drawing.svg and "var(--seek)" not in drawing.svg
