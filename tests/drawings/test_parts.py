"""A whole in two parts, several ways."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import parts
from handprint.drawings.marks import Picture, standalone
from handprint.drawings.parts import Group, Way
from tests.drawings.reading import assert_readable, assert_whole_units, marks, shown, texts

NAMES = ("kunta ensin", "ammatti ensin", "keskiarvo")


def group(*splits: tuple[float, float]) -> Group:
    return Group(
        "Jakaumien ero (Kullback–Leibler): osuus erosta",
        ("kunta", "ammatti"),
        [
            Way(name, first, second, (shown(first), shown(second)), shown(first + second))
            for name, (first, second) in zip(NAMES, splits, strict=False)
        ],
    )


def boxes(drawing: Picture) -> list[tuple[int, int]]:
    (own,) = [own for own in marks(drawing, "path") if "p-open" in own.get("fill", "")]
    return [(int(a), int(b)) for a, b in re.findall(r"M(\d+) \d+H(\d+)v", own["d"])]


@settings(deadline=None, max_examples=60)
@given(
    splits=st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 3000)), min_size=1, max_size=3),
    compact=st.booleans(),
)
def test_no_word_touches_another_or_is_cut(splits: list[tuple[int, int]], compact: bool) -> None:
    drawing = parts.drawn([group(*splits), group(*splits)], alt="", compact=compact)
    assert_readable(drawing, least=14 if compact else 12.5)
    assert_whole_units(drawing)


def test_the_two_parts_lie_end_to_end_and_fill_the_whole() -> None:
    drawing = parts.drawn([group((429, 1193), (612, 1010))], alt="")
    first, second, third, fourth = boxes(drawing)
    assert first[1] == second[0] and third[1] == fourth[0]
    assert second[1] == fourth[1] and first[0] == third[0]
    unit = (second[1] - first[0]) / 1622
    assert abs(first[1] - first[0] - 429 * unit) <= 1
    assert abs(third[1] - third[0] - 612 * unit) <= 1


def test_each_group_has_its_own_scale() -> None:
    drawing = parts.drawn([group((429, 1193)), group((46, 54))], alt="")
    spans = boxes(drawing)
    assert spans[1][1] == spans[3][1]


def test_demonstration_data_are_dashed_and_a_register_is_not() -> None:
    dashed = parts.drawn([group((1, 2))], alt="")
    plain = parts.drawn([group((1, 2))], alt="", example=False)
    assert marks(dashed, "path", stroke_dasharray="5 4")
    assert not marks(plain, "path", stroke_dasharray="5 4")


def test_a_part_too_narrow_for_its_number_has_it_after_the_bar() -> None:
    drawing = parts.drawn([group((2, 3000))], alt="")
    assert any("2 =" in text for text in texts(drawing))


def test_paper_and_dark_have_every_colour() -> None:
    for theme in ("light", "dark"):
        assert "var(" not in standalone(parts.drawn([group((1, 2))], alt=""), theme)
