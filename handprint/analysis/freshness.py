"""Is a series as new as its own cycle lets it be?

Pure: the last period of a series and a day in, an answer out.
"""

import datetime as dt

MONTHS = 2
"""A monthly figure is out of date when more than this many months have passed since its own."""

YEARS = 2
"""An annual figure is out of date when its year is more than this many years back."""


def is_stale(last_period: str, today: dt.date) -> bool:
    """Whether a series that ends with this month (`2023-10`) or year (`2017`) is out of date.

    A release takes weeks (months) or a year and more (annual tables), so the limits leave room
    for one that is merely not out yet.
    """
    year = int(last_period[:4])
    if len(last_period) == 4:
        return today.year - year > YEARS
    passed = 12 * (today.year - year) + today.month - int(last_period[5:7])
    return passed > MONTHS


def year_of(period: str, *, end: bool = False) -> float:
    """A period as a point on a line of years: `2023-10` begins at 2023.75, ends at 2023.83."""
    year = int(period[:4])
    if len(period) == 4:
        return year + float(end)
    return year + (int(period[5:7]) - 1 + end) / 12
