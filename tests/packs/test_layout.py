"""Pieces on paper keep their order, stay on their pages and do not run out of them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.packs import layout
from handprint.packs.layout import BEFORE, BETWEEN, Band, Page, Part, Piece

HEIGHT = 486.0
piece = st.builds(
    Piece,
    st.floats(200, 1200),
    st.floats(80, 800),
    st.text("abc ", max_size=160),
    st.text("abc ", max_size=200),
    st.text("abc ", max_size=80),
    st.sampled_from(["", "esimerkki"]),
)
table = st.builds(
    Piece,
    st.just(layout.WIDTH),
    st.floats(40, 330),
    st.text("abc ", max_size=80),
    st.just(""),
    st.just(""),
    fixed=st.just(True),
)
parts = st.lists(
    st.builds(
        lambda pieces, head: Part(pieces, lambda width, top: head if top else 0.8 * head),
        st.lists(piece | table, min_size=1, max_size=5),
        st.floats(40, 100),
    ),
    max_size=4,
)


def spots(pages: list[Page]) -> list[tuple[int, int]]:
    return [
        (band.part, at) for page in pages for band in page.bands for at in (*band.left, *band.right)
    ]


@settings(deadline=None, max_examples=60)
@given(parts)
def test_every_piece_is_placed_once_and_in_order(found):
    told = spots(layout.placed(found, height=HEIGHT))
    assert told == [(n, at) for n, part in enumerate(found) for at in range(len(part.pieces))]


def tall_of(part: Part, band: Band) -> float:
    """How tall a band is: its opening, and the taller of its columns."""
    sides = [
        sum(layout._tall(part.pieces[at], width, band.scale) for at in side)
        + BETWEEN * max(0, len(side) - 1)
        for side, width in zip((band.left, band.right), band.widths, strict=True)
    ]
    if not band.opens:
        return max(sides)
    if band.beside:
        return max(part.opening(band.widths[0], band.top) + sides[0], sides[1])
    return part.opening(layout.WIDTH, band.top) + max(sides)


@settings(deadline=None, max_examples=60)
@given(parts)
def test_no_page_is_taller_or_wider_than_paper(found):
    for page in layout.placed(found, height=HEIGHT):
        gaps = sum(BEFORE if band.opens else BETWEEN for band in page.bands[1:])
        total = gaps + sum(tall_of(found[band.part], band) for band in page.bands)
        assert total <= HEIGHT + 0.01
        for band in page.bands:
            assert sum(band.widths) <= layout.WIDTH + 0.01
            for side, width in zip((band.left, band.right), band.widths, strict=True):
                for at in side:
                    one = found[band.part].pieces[at]
                    assert one.width * (1 if one.fixed else band.scale) <= width + 0.01


@settings(deadline=None, max_examples=60)
@given(parts)
def test_an_opening_is_never_parted_from_its_first_figure(found):
    opened = [
        (band.part, (*band.left, *band.right)[0])
        for page in layout.placed(found, height=HEIGHT)
        for band in page.bands
        if band.opens
    ]
    assert opened == [(number, 0) for number in range(len(found))]


def low(height: float) -> Piece:
    return Piece(1100.0, height, "Havainto", "Mittari", "Lähde")


def test_what_is_low_shares_a_page_and_a_section_may_begin_on_it():
    part = Part([low(60), low(60)], lambda width, top: 60.0)
    pages = layout.placed([part, Part([low(60)], part.opening)], height=HEIGHT)
    assert len(pages) == 1
    assert [(band.part, band.opens, band.top) for band in pages[0].bands] == [
        (0, True, True),
        (0, False, False),
        (1, True, False),
    ]


def test_letters_stay_large_though_pages_could_be_saved_by_small_ones():
    tall = Part([low(420)], lambda width, top: 60.0)
    pages = layout.placed([tall, Part([low(300)], tall.opening)], height=HEIGHT)
    assert len(pages) == 2
    assert min(band.scale for page in pages for band in page.bands) > 0.56
