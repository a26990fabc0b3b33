"""Amounts whose unit differs from row to row: words for the reader, the number beside for a file.

A goal is counted in per cents, the next in days and a third in euros, so their column is printed
as finished words. A spreadsheet must still be able to reckon with it: `beside` lays the number and
its decimals next to the words, and a file finds in the words what stands before and after them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Printed:
    """An amount as printed, and its number; no number where there is none, or a range of two.

    The words hold the number as `numbers.decimal` prints it with so many `decimals`.
    """

    words: str
    number: float | None = None
    decimals: int = 0


NONE, NOTHING = Printed("–"), Printed("")
"""No amount, said with a dash; and where there is nothing to say."""


def beside(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The same rows with the words of each `Printed` column, and what a file needs beside them.

    Adds `<name>_number` (nothing where there is none) and `<name>_decimals` for each of the names.
    """
    found: dict[str, list[Any]] = {}
    for name in frame.columns:
        if name not in names:
            found[name] = frame[name].tolist()
            continue
        found[name] = [one.words for one in frame[name]]
        found[f"{name}_number"] = [
            None if one.number is None or pd.isna(one.number) else float(one.number)
            for one in frame[name]
        ]
        found[f"{name}_decimals"] = [one.decimals for one in frame[name]]
    return pd.DataFrame(found, columns=list(found))
