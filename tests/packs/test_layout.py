"""Pieces on paper keep their order, stay on their pages and do not run out of them."""

from hypothesis import given
from hypothesis import strategies as st

from handprint.packs import layout
from handprint.packs.layout import Piece

pieces = st.lists(
    st.builds(
        Piece,
        st.floats(200, 1200),
        st.floats(80, 800),
        st.text("abc ", max_size=160),
        st.text("abc ", max_size=200),
        st.text("abc ", max_size=80),
        st.booleans(),
    ),
    max_size=7,
)
HEIGHT = 486.0


@given(pieces, st.floats(40, 160))
def test_every_piece_is_placed_once_and_in_order(found, head):
    sheets = layout.placed(found, height=HEIGHT, opening=lambda width: head)
    order = [at for sheet in sheets for at in (*sheet.left, *sheet.right)]
    assert order == list(range(len(found)))


@given(pieces, st.floats(40, 160))
def test_no_column_is_taller_or_wider_than_its_page(found, head):
    for number, sheet in enumerate(layout.placed(found, height=HEIGHT, opening=lambda width: head)):
        assert sum(sheet.widths) <= layout.WIDTH + 0.01
        for side, width in zip((sheet.left, sheet.right), sheet.widths, strict=True):
            room = HEIGHT - (
                head if number == 0 and not (sheet.beside and side is sheet.right) else 0
            )
            tall = sum(
                found[at].height * sheet.scale + layout._words(found[at], width) for at in side
            )
            assert all(found[at].width * sheet.scale <= width + 0.01 for at in side)
            assert not side or tall + layout.BETWEEN * (len(side) - 1) <= room + 0.01
