"""Due days by month: as many squares as matters, every count printed, nothing over anything."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import dues
from handprint.drawings.dues import Column
from handprint.drawings.marks import Picture
from tests.drawings.reading import assert_readable, assert_whole_units, compact, texts

NAMES = ("≤\u00a011/2026", "12/2026", "1/2027", "Sep 2027", "≥\u00a012/2027")


@st.composite
def columns(draw: st.DrawFn) -> list[Column]:
    count = draw(st.integers(1, 4))
    few = st.integers(0, 30)
    made = [
        Column(draw(st.sampled_from(NAMES)), draw(few), draw(few), now=place == 0)
        for place in range(count)
    ]
    if draw(st.booleans()) and count < 4:
        made.append(Column("ei määräpäivää", 0, draw(few)))
    return made


def drawn(found: list[Column], *, compact: bool) -> Picture:
    return dues.drawn(found, late="myöhässä", coming="ei myöhässä", alt="Kuvio.", compact=compact)


def squares(picture: Picture) -> tuple[int, int]:
    """Filled and open squares, the two of the key left out."""
    filled = re.search(r'd="([^"]*)" fill="var\(--bad\)"', picture.svg)[1]
    outlined = re.search(r'd="([^"]*)" fill="var\(--bg\)"', picture.svg)[1]
    return filled.count("z") - 1, outlined.count("z") - 1


@settings(deadline=None, max_examples=60)
@given(found=columns(), compact=compact)
def test_there_is_a_square_for_each_matter_and_every_word_can_be_read(found, compact):
    picture = drawn(found, compact=compact)
    assert squares(picture) == (sum(c.late for c in found), sum(c.coming for c in found))
    assert_readable(picture)
    assert_whole_units(picture)
    said = texts(picture)
    for one in found:
        assert one.name in said
        assert not one.late + one.coming or str(one.late + one.coming) in said


def test_the_months_of_a_whole_row_have_room_on_both_sizes():
    for small, most in ((False, dues.MOST_WIDE), (True, dues.MOST_NARROW)):
        row = [Column("≤\u00a012/2026", 3, 0), *[Column("12/2026", 1, 2)] * (most - 2)]
        row += [Column("≥\u00a012/2027", 0, 40), Column("ei määräpäivää", 0, 1)]
        assert_readable(drawn(row, compact=small))


def test_overdue_is_told_by_fill_and_by_words():
    picture = drawn([Column("11/2026", 2, 1, now=True)], compact=False)
    assert squares(picture) == (2, 1)
    assert {"myöhässä", "ei myöhässä", "11/2026", "3"} <= set(texts(picture))
