"""What stands in one cell of an answer, as Python has it: a null is None or an empty text."""

import datetime as dt

import pandas as pd


def text(value: object) -> str:
    """A text; an empty one for a null."""
    return value if isinstance(value, str) else ""


def day(value: object) -> dt.date | None:
    """A day; None for a null."""
    return None if pd.isna(value) else pd.Timestamp(value).date()


def whole(value: object) -> int | None:
    """A whole number, such as a year; None for a null."""
    return None if pd.isna(value) else int(value)
