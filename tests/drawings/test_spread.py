"""Shares of groups spread over areas."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import spread
from handprint.drawings.scale import Tick, nice
from tests.drawings.reading import (
    PLACES,
    assert_readable,
    assert_whole_units,
    compact,
    marks,
    shown,
    texts,
)

HEADS = spread.Heads("Lappi", "koko maa")
NAMES = (
    "Alle 25-vuotiaat",
    "Vammaiset ja pitkäaikaissairaat",
    "Pitkäaikaistyöttömät",
    "Disabled or long-term ill people",
    "Ulkomaalaiset",
)
shares = st.floats(0, 70).map(lambda value: round(value, 1))
rows = st.lists(
    st.tuples(
        st.lists(shares, max_size=21), st.none() | shares, st.none() | shares, st.integers(0, 21)
    ),
    min_size=1,
    max_size=5,
)


def picture(
    given_rows: list[tuple[list[float], float | None, float | None, int]],
    *,
    small: bool = False,
    chosen: int = 0,
) -> spread.Picture:
    every = [value for dots, *_ in given_rows for value in dots] or [1]
    return spread.drawn(
        [
            spread.Row(
                name=name,
                note="3\u00a0242 henkilöä",
                dots=[
                    spread.Dot(place, value, shown(value))
                    for place, value in zip(PLACES, dots, strict=False)
                ],
                region=region,
                region_text="–" if region is None else f"{shown(region)}\u00a0%",
                country=country,
                country_text="" if country is None else f"{shown(country)}\u00a0%",
                hidden=f"salattu: {hidden}" if hidden else "",
                strong=place == chosen,
            )
            for place, (name, (dots, region, country, hidden)) in enumerate(
                zip(NAMES, given_rows, strict=False)
            )
        ],
        heads=HEADS,
        ticks=[Tick(tick, shown(tick)) for tick in nice(0, max(every))],
        alt="Kohderyhmät.",
        compact=small,
    )


@settings(max_examples=80, deadline=None)
@given(given_rows=rows, small=compact, chosen=st.integers(0, 4))
def test_no_word_touches_another_or_is_cut(given_rows, small, chosen) -> None:
    drawing = picture(given_rows, small=small, chosen=chosen)
    assert_readable(drawing, least=14 if small else 12.5)
    assert_whole_units(drawing)


@settings(max_examples=40, deadline=None)
@given(given_rows=rows, small=compact)
def test_every_area_with_a_value_has_a_dot_that_hides_no_other(given_rows, small) -> None:
    discs = [
        (float(d["cx"]), float(d["cy"]), float(d["r"]))
        for d in marks(picture(given_rows, small=small), "circle")
    ]
    assert len(discs) == sum(len(dots) for dots, *_ in given_rows)
    for (x1, y1, r1), (x2, y2, r2) in combinations(discs, 2):
        assert (x1 - x2) ** 2 + (y1 - y2) ** 2 >= (r1 + r2) ** 2


@settings(max_examples=40, deadline=None)
@given(given_rows=rows, small=compact)
def test_both_ends_of_every_row_are_named_with_their_values(given_rows, small) -> None:
    said = " ".join(texts(picture(given_rows, small=small)))
    for dots, *_ in given_rows:
        named = dict(zip(PLACES, dots, strict=False))
        for end in (min, max):
            if named:
                value = end(named.values())
                first = next(name for name in PLACES if named.get(name) == value)
                assert first in said and shown(value) in said


def test_secret_areas_are_told_in_words_beside_the_pattern_of_secrets() -> None:
    drawing = picture([([5.1, 11.8], 8.9, 15.3, 10)])
    assert "salattu: 10" in texts(drawing)
    assert "url(#p-secret" in drawing.svg and len(marks(drawing, "circle")) == 2
    assert "url(#p-secret" not in picture([([5.1, 11.8], 8.9, 15.3, 0)]).svg


def test_two_tied_areas_are_named_and_more_are_counted() -> None:
    said = " ".join(texts(picture([([5.4, 5.4, 16.1], 13.2, 13.7, 0)])))
    assert "Enontekiö, Inari 5,4" in said
    said = " ".join(texts(picture([([5.4, 5.4, 5.4, 16.1], 13.2, 13.7, 0)])))
    assert "Enontekiö, Inari +1 5,4" in said


def test_on_a_phone_each_value_says_whose_it_is() -> None:
    said = texts(picture([([5.4, 16.1], 13.2, 13.7, 0)], small=True))
    assert "Lappi 13,2\u00a0%" in said and "koko maa 13,7\u00a0%" in said


def test_the_country_is_a_dashed_rule_and_the_region_a_solid_one() -> None:
    drawing = picture([([5.4, 16.1], 13.2, 25.0, 0)])
    (dashed,) = marks(drawing, "path", stroke_dasharray="4 3")
    (solid,) = [
        m
        for m in marks(drawing, "path", stroke="var(--ink)")
        if m is not dashed and "stroke-dasharray" not in m
    ]
    at = [int(one["d"][1:].split(" ")[0]) for one in (solid, dashed)]
    assert at[0] < at[1]
