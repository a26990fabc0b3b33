"""The choices of the page of mismatch; every code in the address means the same in any year."""

from handprint import numbers, session
from handprint.figures import mismatch_counts, mismatch_series, occupation_by_place
from handprint.figures.occupation_by_place import ALL, View
from handprint.figures.occupation_counts import Stretch
from handprint.session import language
from handprint.words import LEVELS, place, t

NEAR = ("name", "balance")


def level() -> int:
    """Groups of two digits, major groups of one, or occupations of four (statistics only)."""
    return int(
        session.choice(
            "grain",
            [str(digits) for digits in mismatch_counts.LEVELS],
            label=t("choices.grain"),
            shown_as=lambda code: t(f"mismatch.grain_{code}"),
            width=275,
        )
    )


def window() -> Stretch:
    """Twelve months that end in the same month of each year, the newest first."""
    last = session.choice(
        "window",
        mismatch_counts.windows(),
        label=t("choices.window"),
        shown_as=lambda month: mismatch_counts.stretch(month).printed(),
        width=285,
    )
    return mismatch_counts.stretch(last)


def alpha() -> float:
    """How much an opening weighs in hires: the exponent of the index."""
    return float(
        session.slider(
            "alpha",
            mismatch_series.ALPHAS,
            label=t("choices.alpha"),
            shown_as=lambda code: numbers.decimal(float(code), 1, language()),
            default=mismatch_series.ALPHA,
        )
    )


def heat() -> View:
    """Rows, columns and orders of the table of occupations and places."""
    names = occupation_by_place.group_names()
    drill = session.choice(
        "drill",
        [
            ALL,
            *(code for code in occupation_by_place.groups(ALL) if code in names and len(code) == 1),
        ],
        label=t("choices.drill"),
        shown_as=lambda code: t("mismatch.drill_all") if code == ALL else names[code],
    )
    across = session.choice(
        "across",
        LEVELS,
        label=t("choices.across"),
        shown_as=lambda code: t(f"choices.{code}"),
    )
    rows = session.choice(
        "rows",
        ["code", "balance", *occupation_by_place.areas(across)],
        label=t("choices.rows"),
        shown_as=lambda code: (
            t(f"mismatch.rows_{code}")
            if code in ("code", "balance")
            else t("mismatch.rows_area", name=place(code).name)
        ),
    )
    columns = session.choice(
        "columns",
        [*NEAR, *occupation_by_place.groups(drill)],
        label=t("choices.columns"),
        shown_as=lambda code: (
            t(f"mismatch.columns_{code}")
            if code in NEAR
            else t("mismatch.columns_row", name=names[code])
        ),
    )
    return View(across, drill, rows, columns)
