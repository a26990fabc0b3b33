"""Which thread reaches what: a row each, a filled disc where it holds, a dashed ring at a hole.

On a phone each row is its name, how much of it holds, and its holes in words. No word is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handprint.drawings.lettering import folded
from handprint.drawings.marks import STRONG, Picture, number, svg, text, width_of

_WIDE, _PHONE = 1128, 358
_NAME, _PITCH = 250, 38


@dataclass(frozen=True)
class Row:
    """One thread: its name, what holds in the order of the heads, and its holes in words."""

    name: str
    holds: tuple[bool, ...]
    share: str
    holes: str


def drawn(
    rows: Sequence[Row],
    *,
    heads: Sequence[str],
    on: str,
    off: str,
    alt: str,
    compact: bool = False,
) -> Picture:
    """Draw the rows in order; `on` and `off` say what the two marks mean."""
    return _phone(rows, alt) if compact else _desk(rows, heads, on, off, alt)


def _desk(rows: Sequence[Row], heads: Sequence[str], on: str, off: str, alt: str) -> Picture:
    step = (_WIDE - _NAME - 70) / len(heads)
    centres = [_NAME + step * (at + 0.5) for at in range(len(heads))]
    folds = [folded(head, width=step - 8, size=15, lines=3) for head in heads]
    top = max(len(fold) for fold in folds) * 18 + 8
    body = ""
    for centre, fold in zip(centres, folds, strict=True):
        for row, line in enumerate(fold):
            y = top - 12 - (len(fold) - 1 - row) * 18
            body += text(centre, y, line, size=15, fill="var(--ink2)", anchor="middle")
    body += f'<path d="M0 {top}H{_WIDE}" stroke="var(--line)" stroke-width="1.5"/>'
    y = float(top)
    for row in rows:
        middle = y + _PITCH / 2
        body += text(0, middle + 6, row.name, size=17, weight=STRONG)
        full = [centre for centre, holds in zip(centres, row.holds, strict=True) if holds]
        # The thread itself: drawn only between neighbours that both hold.
        for at in range(len(centres) - 1):
            if row.holds[at] and row.holds[at + 1]:
                body += (
                    f'<path d="M{number(centres[at])} {number(middle)}H{number(centres[at + 1])}" '
                    'stroke="var(--ink)" stroke-width="2.4"/>'
                )
        for centre in full:
            body += _disc(centre, middle)
        for centre, holds in zip(centres, row.holds, strict=True):
            if not holds:
                body += _ring(centre, middle)
        body += text(_WIDE, middle + 6, row.share, size=17, weight=STRONG, anchor="end")
        y += _PITCH
        body += f'<path d="M0 {number(y)}H{_WIDE}" stroke="var(--rule)"/>'
    y += 24
    body += _disc(9, y - 5) + text(26, y, on, size=14, fill="var(--ink2)")
    left = 26 + width_of(on, size=14) + 28
    body += _ring(left + 9, y - 5) + text(left + 26, y, off, size=14, fill="var(--ink2)")
    return svg(_WIDE, round(y + 10), body, alt)


def _phone(rows: Sequence[Row], alt: str) -> Picture:
    body, y = "", 0.0
    for row in rows:
        y += 22
        body += text(0, y, row.name, size=16, weight=STRONG)
        body += text(_PHONE, y, row.share, size=16, weight=STRONG, anchor="end")
        for line in folded(row.holes, width=_PHONE, size=15, lines=6) if row.holes else []:
            y += 20
            body += text(0, y, line, size=15, fill="var(--ink2)")
        y += 12
        body += f'<path d="M0 {number(y)}H{_PHONE}" stroke="var(--rule)"/>'
    return svg(_PHONE, round(y + 2), body, alt)


def _disc(x: float, y: float) -> str:
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="9" fill="var(--ink)"/>'


def _ring(x: float, y: float) -> str:
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="9" fill="var(--bg)" stroke="var(--ctx)" '
        'stroke-width="2" stroke-dasharray="4 3.4"/>'
    )
