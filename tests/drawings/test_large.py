"""Figures drawn large: letters for ten metres, nothing cut, and what finds no room is counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.drawings import large
from handprint.drawings.scale import Tick
from tests.drawings.reading import compact, marks, texts
from tests.drawings.test_slides import assert_of_a_slide, names

KEYS = (large.Key("seek", "Kemi, osuus"), large.Key("ctx", "Lappi, osuus"))
parts = st.one_of(
    st.integers(-999, 9999).map(lambda value: large.Part(float(value), f"{value}\u00a0%")),
    st.sampled_from(["<5", "puuttuu", "salattu"]).map(lambda words: large.Part(None, words)),
)


def rows_of(bars: int) -> st.SearchStrategy[large.Row]:
    return st.builds(
        large.Row,
        names,
        st.tuples(*[parts] * bars),
        st.sampled_from(["", "ei jäsentä"]),
        st.booleans(),
    )


@given(st.integers(1, 2), st.booleans(), st.data(), compact)
def test_bars_fit_with_as_many_rows_as_there_is_room_for(
    count: int, closing: bool, data: st.DataObject, small: bool
) -> None:
    most = large.most_rows(count, closing=closing)
    rows = data.draw(st.lists(rows_of(count), min_size=1, max_size=most))
    more = "Lisäksi 12 riviä." if closing else ""
    picture = large.bars(rows, keys=KEYS[:count], more=more, alt="a", compact=small)
    assert_of_a_slide(picture, small=small)
    assert not more or more in texts(picture)
    for row in rows:
        for part in row.parts:
            assert part.text in texts(picture)


def test_a_bar_is_drawn_for_a_zero_and_none_for_what_is_not_known() -> None:
    known = [large.Row("Inari", (large.Part(0.0, "0"),)), large.Row("Kemi", (large.Part(9, "9"),))]
    unknown = large.Row("Muonio", (large.Part(None, "<5"),))
    drawn = large.bars([*known, unknown], keys=KEYS[:1], alt="a")
    assert len(marks(drawn, "rect", fill="var(--seek)")) == len(known)
    assert "<5" in texts(drawn)


words = st.text("abcdefghijklmnopäö -", min_size=1, max_size=60).map(
    lambda text: " ".join(text.split()) or "a"
)


@given(st.integers(1, 4), st.integers(1, 30), st.data(), compact)
def test_a_table_shows_what_fits_and_counts_the_rest(
    columns: int, total: int, data: st.DataObject, small: bool
) -> None:
    cells = [
        large.Cells(
            data.draw(st.sampled_from(["Kunta", "Avoinna kuukauden lopussa", "Tavoite"])),
            tuple(data.draw(words) for _ in range(total)),
        )
        for _ in range(columns)
    ]
    more = {shown: f"Lisäksi {total - shown} riviä." for shown in range(total)}
    count = large.rows_shown(cells, more)
    picture = large.table(cells, more=more, alt="a", compact=small)
    if not small:
        assert picture.height <= large.ROOM
    assert 1 <= count <= total
    assert (count < total) == any(said in texts(picture) for said in more.values())
    assert count == total or f"Lisäksi {total - count} riviä." in texts(picture)


@given(st.sets(st.integers(0, 200), min_size=2, max_size=60), compact)
def test_a_gap_in_time_stays_a_gap(at: set[int], small: bool) -> None:
    values = {f"{2006 + one // 12}-{one % 12 + 1:02}": float(one % 7) for one in at}
    line = large.Series(KEYS[0], values, "5,0\u00a0% (6/2023)")
    ticks = [Tick(0, "0"), Tick(4, "4"), Tick(8, "8")]
    picture = large.through_time(
        [line], ticks=ticks, years={"2010-01": "2010"}, gap="ei tietoa", alt="a", compact=small
    )
    if not small:
        assert picture.height <= large.ROOM
    months = sorted(at)
    runs = 1 + sum(after - before > 1 for before, after in zip(months, months[1:], strict=False))
    lines = [one for one in marks(picture, "path") if one.get("stroke-linecap") == "round"]
    rings = marks(picture, "circle", fill="var(--bg)")
    assert len(lines) + len(rings) == runs
    long = any(after - before > 6 for before, after in zip(months, months[1:], strict=False))
    assert long or "ei tietoa" not in texts(picture)


@pytest.mark.parametrize("small", [False, True])
def test_two_lines_that_end_together_keep_their_words_apart(small: bool) -> None:
    values = {f"2023-{month:02}": 5.0 for month in range(1, 13)}
    both = [large.Series(key, values, "5,0") for key in KEYS]
    picture = large.through_time(
        both, ticks=[Tick(0, "0"), Tick(9, "9")], years={}, gap="ei tietoa", alt="a", compact=small
    )
    assert_of_a_slide(picture, small=small)
