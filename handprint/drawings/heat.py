"""A table whose cells are painted: a difference in every cell, printed, coloured and summed.

It is a real HTML table, so that it can be read by ear, copied and walked by keyboard: a caption,
a scope on every heading, and its own scroll region in which the first column stays. Colours are
the seven diverging steps, shortage orange and surplus blue, and every cell prints its number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handprint.drawings.marks import escaped

STEPS = (5, 20, 100)
"""From how many on, either side of balance, the colour is one step stronger."""


FEW = 8
"""So few columns at most get wider cells."""


@dataclass(frozen=True)
class Cell:
    """One cell: its difference (None: not published), and what is printed."""

    value: float | None
    text: str


@dataclass(frozen=True)
class Line:
    """One row: its name, its cells in the order of the columns, and its sum."""

    name: str
    cells: Sequence[Cell]
    total: Cell
    strong: bool = False


@dataclass(frozen=True)
class Grid:
    """A finished table: its HTML, and the words that say in short what it shows."""

    html: str
    alt: str


def step(value: float | None) -> int | None:
    """The class of a difference, 1 (strong shortage) to 7 (strong surplus); None for no number.

    `value` is openings less seekers, so a shortage of people is above zero.
    """
    if value is None:
        return None
    strength = sum(abs(value) >= limit for limit in STEPS)
    return 4 - strength if value > 0 else 4 + strength


def drawn(
    *,
    caption: str,
    corner: str,
    columns: Sequence[str],
    lines: Sequence[Line],
    foot: Line,
    total: str,
    alt: str,
    sorted_column: int | None = None,
    example: bool = True,
) -> Grid:
    """Draw the table; `sorted_column` is the column (the sum is the last) that orders the rows."""
    heads = "".join(
        _head(name, across == sorted_column) for across, name in enumerate([*columns, total])
    )
    body = "".join(_row(line) for line in lines)
    kind = " hp-heat-example" if example else ""
    kind += " hp-heat-few" if len(columns) <= FEW else ""
    html = (
        f'<div class="hp-heat{kind}" role="region" tabindex="0" aria-label="{escaped(caption)}">'
        f"<table><caption>{escaped(caption)}</caption>"
        f'<thead><tr><th scope="col">{escaped(corner)}</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody><tfoot>{_row(foot)}</tfoot></table></div>"
    )
    return Grid(html, alt)


def _head(name: str, is_sorted: bool) -> str:
    order = ' aria-sort="descending"' if is_sorted else ""
    return f'<th scope="col"{order}><span>{escaped(name)}</span></th>'


def _row(line: Line) -> str:
    cells = "".join(_cell(cell) for cell in line.cells)
    strong = " class=hp-heat-row" if line.strong else ""
    return f'<tr{strong}><th scope="row">{escaped(line.name)}</th>{cells}{_cell(line.total)}</tr>'


def _cell(cell: Cell) -> str:
    at = step(cell.value)
    paint = "hp-none" if at is None else f"hp-d{at}"
    return f'<td class="{paint}">{escaped(cell.text)}</td>'
