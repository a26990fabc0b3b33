"""The pipeline: fields in the order of the statuses, a number only where one is known.

A field with a number is solid, a true nought is a full outline; one without is a dashed outline
with a dash and its reason. Nothing shrinks along the way: it is no funnel. Under the fields stand
the statuses that lie beside the way. No word is left out; long ones are folded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import STRONG, Picture, svg, width_of

_TIP = 12
_GAP = 6


@dataclass(frozen=True)
class Stage:
    """One status: its name, its number and lines of notes.

    `kind`: projects are in it (some), it is known that none is (nought), or nothing is recorded.
    """

    name: str
    number: str
    notes: tuple[str, ...] = ()
    kind: Literal["some", "nought", "absent"] = "absent"


def drawn(
    stages: Sequence[Stage], *, alt: str, beside: Sequence[str] = (), compact: bool = False
) -> Picture:
    """Draw the fields along a line, or on a phone under one another.

    `beside` are finished lines about what is outside the way.
    """
    return _down(stages, beside, alt) if compact else _along(stages, beside, alt)


def _along(stages: Sequence[Stage], beside: Sequence[str], alt: str) -> Picture:
    width = 1128
    sheet = Sheet(width)
    step = (width + _GAP) / len(stages)
    wide = step - _GAP
    number_room = 12 + max(width_of(s.number, size=28, weight=STRONG) for s in stages) + 12
    room = wide - number_room - 2 * _TIP - 8
    texts = [_lines(stage, room, 14) for stage in stages]
    tall = max(62, max(len(lines) for lines in texts) * 18 + 26)
    fields: dict[str, str] = {}
    for place, (stage, lines) in enumerate(zip(stages, texts, strict=True)):
        left = round(place * step)
        right = round(place * step + wide)
        notch = f"L{left + _TIP} {tall / 2:.0f}" if place else ""
        shape = (
            f"M{left + 1} 1H{right - _TIP}L{right - 1} {tall / 2:.0f}L{right - _TIP} {tall - 1}"
            f"H{left + 1}{notch}z"
        )
        fields[stage.kind] = fields.get(stage.kind, "") + shape
        indent = left + (_TIP if place else 0) + 12
        _write(sheet, stage, lines, indent, indent + number_room, tall / 2)
    y = _beside(sheet, beside, tall + 8, 13, width)
    return svg(width, y, _fields(fields) + sheet.markup(), alt)


def _down(stages: Sequence[Stage], beside: Sequence[str], alt: str) -> Picture:
    width, y = 358, 0.0
    fields: dict[str, str] = {}
    sheet = Sheet(width)
    middle = width // 2
    for place, stage in enumerate(stages):
        lines = _lines(stage, width - 74, 15)
        tall = max(50, len(lines) * 20 + 18)
        top, bottom = round(y) + 1, round(y + tall)
        notch = f"H{middle - 10}l10 9l10 -9" if place else ""
        shape = f"M1 {top}{notch}H{width - 1}V{bottom}H{middle + 10}l-10 9l-10 -9H1z"
        fields[stage.kind] = fields.get(stage.kind, "") + shape
        _write(sheet, stage, lines, 16, 62, y + tall / 2 + (4 if place else 0), size=15)
        y += tall + 5
    y = _beside(sheet, beside, y + 12, 14, width)
    return svg(width, round(y), _fields(fields) + sheet.markup(), alt)


def _lines(stage: Stage, room: float, size: int) -> list[tuple[str, bool]]:
    """The words of a field, the name's lines marked."""
    name = folded(stage.name, width=room, size=size, strong=True)
    notes = [
        line for note in stage.notes for line in folded(note, width=room, size=size - 1, lines=3)
    ]
    return [*((line, True) for line in name), *((line, False) for line in notes)]


def _write(
    sheet: Sheet,
    stage: Stage,
    lines: list[tuple[str, bool]],
    at: float,
    text_at: float,
    middle: float,
    *,
    size: int = 14,
) -> None:
    ink, quiet = ("on", "on") if stage.kind == "some" else ("ink", "ink2")
    pitch = size + 4
    sheet.write(
        Label(stage.number, size=24 if stage.kind == "absent" else 28, strong=True, ink=ink).at(
            Spot(at, middle + 10)
        )
    )
    first = middle - (len(lines) - 1) * pitch / 2 + size * 0.35
    for row, (words, name) in enumerate(lines):
        label = Label(
            words, size=size if name else size - 1, strong=name, ink=ink if name else quiet
        )
        sheet.write(label.at(Spot(text_at, first + row * pitch)))


def _beside(sheet: Sheet, beside: Sequence[str], y: float, size: int, width: int) -> int:
    for words in beside:
        for line in folded(words, width=width * 0.97, size=size, lines=4):
            y += size + 4
            sheet.write(Label(line, 0, round(y), size=size))
    return round(y + (6 if beside else 0))


def _fields(fields: dict[str, str]) -> str:
    styles = {
        "some": 'fill="var(--ui)"',
        "nought": 'fill="none" stroke="var(--ui)" stroke-width="1.6"',
        "absent": ('fill="none" stroke="var(--line)" stroke-width="1.3" stroke-dasharray="4 3"'),
    }
    return "".join(
        f'<path d="{fields[kind]}" {style}/>' for kind, style in styles.items() if kind in fields
    )
