"""The painted table: a real table, every number printed, colour by class."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.drawings import heat
from handprint.drawings.heat import Cell, Grid, Line


def line(name: str, *values: int | None) -> Line:
    cells = [Cell(v, "0–4" if v is None else str(v)) for v in values]
    total = sum(v or 0 for v in values)
    return Line(name, cells, Cell(total, str(total)))


def table(**more: object) -> Grid:
    options: dict[str, object] = {
        "caption": "Taulukko <& merkit",
        "corner": "Ammatti",
        "columns": ["Kemi", "Tornio"],
        "lines": [line("Johtajat", 120, None), line("Myyjät", -7, 0)],
        "foot": line("Yhteensä", 113, 0),
        "total": "Lappi",
        "alt": "Suurin pula Kemissä.",
    }
    return heat.drawn(**{**options, **more})  # type: ignore[arg-type]


def parsed(grid: Grid) -> ElementTree.Element:
    html = grid.html.replace("class=hp-heat-row", 'class="hp-heat-row"')
    return ElementTree.fromstring(html)


def test_it_is_a_table_with_a_caption_and_a_scope_on_every_heading() -> None:
    root = parsed(table())
    assert root.attrib["role"] == "region" and root.attrib["tabindex"] == "0"
    assert root.find("table/caption").text == "Taulukko <& merkit"
    assert {th.attrib["scope"] for th in root.iterfind("table/thead/tr/th")} == {"col"}
    rows = [*root.iterfind("table/tbody/tr"), *root.iterfind("table/tfoot/tr")]
    for row in rows:
        heading, *cells = row
        assert heading.tag == "th" and heading.attrib["scope"] == "row"
        assert [cell.tag for cell in cells] == ["td"] * 3


def test_every_cell_prints_its_number_and_a_cell_without_one_has_no_colour() -> None:
    first = parsed(table()).find("table/tbody/tr")
    assert [cell.text for cell in first] == ["Johtajat", "120", "0–4", "120"]
    assert [cell.attrib["class"] for cell in list(first)[1:]] == ["hp-d1", "hp-none", "hp-d1"]


@given(st.integers(-5000, 5000))
def test_shortage_and_surplus_mirror_each_other_around_balance(value: int) -> None:
    assert heat.step(value) + heat.step(-value) == 8
    assert heat.step(value + 1) <= heat.step(value)


@pytest.mark.parametrize(
    ("value", "step"), [(0, 4), (4, 4), (5, 3), (19, 3), (20, 2), (99, 2), (100, 1), (-100, 7)]
)
def test_breaks_are_round_and_fixed(value: int, step: int) -> None:
    assert heat.step(value) == step


def test_the_column_that_orders_the_rows_says_so() -> None:
    heads = list(parsed(table(sorted_column=1)).iterfind("table/thead/tr/th"))
    assert [th.attrib.get("aria-sort") for th in heads] == [None, None, "descending", None]
    assert not any("aria-sort" in th.attrib for th in parsed(table()).iter("th"))


def test_demonstration_data_are_marked() -> None:
    assert "hp-heat-example" in table().html
    assert "hp-heat-example" not in table(example=False).html
