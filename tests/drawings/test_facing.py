"""Two counts back to back."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import facing
from tests.drawings.reading import (
    OCCUPATIONS,
    assert_readable,
    assert_whole_units,
    compact,
    marks,
    shown,
    texts,
)

HEADS = facing.Heads("← ryhmän hakijat", "muokattavat / kaikki paikat →")
counts = st.lists(
    st.tuples(
        st.none() | st.integers(5, 3000), st.integers(0, 3000), st.floats(0, 1), st.booleans()
    ),
    max_size=7,
)


def picture(
    given_rows: list[tuple[int | None, int, float | None, bool]],
    *,
    small: bool = False,
    example: bool = False,
    width: int | None = None,
) -> facing.Picture:
    rows = []
    for name, (left, right, part, strong) in zip(OCCUPATIONS, given_rows, strict=False):
        fit = None if part is None else int(part * right)
        rows.append(
            facing.Row(
                name=name,
                left=left,
                left_text="0–4" if left is None else shown(left),
                right=right,
                right_text=shown(right) if fit is None else f"{shown(fit)} / {shown(right)}",
                fit=fit,
                strong=strong,
            )
        )
    return facing.drawn(
        rows, heads=HEADS, alt="Hakijat ja paikat.", example=example, compact=small, width=width
    )


def lengths(drawing: facing.Picture, **asked: str) -> list[int]:
    """How long each bar of a path is."""
    return [
        abs(int(stop) - int(start))
        for path in marks(drawing, "path", **asked)
        for start, stop in re.findall(r"M(\d+) \d+H(\d+)v", path["d"])
    ]


@settings(max_examples=80, deadline=None)
@given(
    given_rows=counts,
    small=compact,
    example=st.booleans(),
    width=st.sampled_from([None, 490]),
)
def test_no_word_touches_another_or_is_cut(given_rows, small, example, width) -> None:
    drawing = picture(given_rows, small=small, example=example, width=None if small else width)
    assert_readable(drawing, least=14 if small else 12.5)
    assert_whole_units(drawing)


@settings(max_examples=60, deadline=None)
@given(given_rows=counts, small=compact)
def test_both_sides_share_one_scale(given_rows, small) -> None:
    whole = [(left or 0, right, None, False) for left, right, *_ in given_rows]
    drawing = picture(whole, small=small)
    most = max([1, *(count for left, right, *_ in whole for count in (left, right))])
    seekers = lengths(drawing, fill="var(--seek)")
    openings = lengths(drawing, fill="var(--open)")
    longest = max([0, *seekers, *openings])
    for drawn, given_counts in (
        (seekers, [left for left, *_ in whole]),
        (openings, [right for _, right, *_ in whole]),
    ):
        told = [count for count in given_counts if count]
        if len(drawn) == len(told):
            for length, count in zip(drawn, told, strict=True):
                assert abs(length - longest * count / most) <= 2


def test_a_protected_count_is_hatched_at_a_fixed_size_with_its_words() -> None:
    few = picture([(None, 5, None, False), (1000, 5, None, False)])
    many = picture([(None, 5, None, False), (10, 5, None, False)])
    assert "0–4" in texts(few) and "url(#p-secret" in few.svg
    sizes = []
    for drawing in (few, many):
        fill = re.search(r"url\(#p-secret[\w-]*\)", drawing.svg)[0]
        sizes.append(lengths(drawing, fill=fill))
    assert sizes[0] == sizes[1] and len(sizes[0]) == 1


def test_what_the_work_cannot_be_shaped_to_is_hatched_and_the_two_parts_make_the_whole() -> None:
    drawing = picture([(10, 200, 0.25, False)])
    hatch = re.search(r"url\(#p-open[\w-]*\)", drawing.svg)[0]
    (fit,), (rest,) = lengths(drawing, fill="var(--open)"), lengths(drawing, fill=hatch)
    assert abs(rest - 3 * fit) <= 3


def test_demonstration_data_has_dashed_outlines_and_no_solid_bar() -> None:
    drawing = picture([(10, 200, 0.25, False)], example=True)
    assert not marks(drawing, "path", fill="var(--seek)")
    assert not marks(drawing, "path", fill="var(--open)")
    dashed = marks(drawing, "path", stroke_dasharray="5 4")
    assert {one["stroke"] for one in dashed} == {"var(--seek)", "var(--open)"}
    real = picture([(10, 200, 0.25, False)])
    assert not marks(real, "path", stroke_dasharray="5 4")


@pytest.mark.parametrize("row", [(10, -1, None), (10, 5, 6), (-1, 5, None)])
def test_a_part_beyond_its_whole_or_a_count_below_zero_is_refused(row) -> None:
    left, right, fit = row
    with pytest.raises(ValueError, match="Myyjät"):
        facing.drawn([facing.Row("Myyjät", left, "", right, "", fit)], heads=HEADS, alt="")
