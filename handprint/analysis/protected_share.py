"""When a share of a protected group may be shown, and how far.

Counts come from the publication cube, where a count is zero (read: 0–4) or at least five. A share
of few persons, or one that says of nearly everybody that they have a sensitive trait or lack it,
would tell of persons and not of a group. Rule P4 of the protection: no share of a whole under
thirty; a share of a sensitive trait only between 5 and 95 per cent, both included.
"""

from dataclasses import dataclass
from typing import Literal

LEAST_WHOLE = 30
"""Persons in the cube under which nothing is a share."""

LOWEST, HIGHEST = 5.0, 95.0
"""Per cent; outside these a share of a sensitive trait is only said to be outside."""

Kind = Literal["value", "below", "above", "too_few"]


@dataclass(frozen=True)
class Share:
    """A share in per cent, or what may be said instead: `value` is None for every other kind."""

    kind: Kind
    value: float | None = None


def protected_share(part: int, whole: int, *, sensitive: bool = True) -> Share:
    """The share of `part` in `whole`, both counts of the cube, as far as it may be shown.

    `sensitive=False` is for traits such as age, whose shares may be shown over the whole range.
    Even then a part of zero is `below` and a whole without any other part `above`: the cube's
    zero stands for nought to four persons, so "0 %" and "100 %" would both claim too much.
    Raises ValueError when the part is not within the whole.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is not a part of {whole}")
    if whole < LEAST_WHOLE:
        return Share("too_few")
    percent = 100 * part / whole
    if part == 0 or (sensitive and percent < LOWEST):
        return Share("below")
    if part == whole or (sensitive and percent > HIGHEST):
        return Share("above")
    return Share("value", percent)
