"""The rungs of the ladder as they are drawn and as they stand in its table.

Solid bars are the statistics, dashed ones the cube of persons; each row of the table names its own.
"""

from dataclasses import dataclass

import pandas as pd

from handprint import numbers
from handprint.analysis.bounds import Bounds
from handprint.analysis.ladder import Ladder
from handprint.drawings.ladder import Measure, Rung
from handprint.figures import Column, Table
from handprint.figures.mismatch_counts import FINEST_IN_CUBE, Counted, Met, Register
from handprint.figures.occupation_counts import Stretch, plain
from handprint.session import language
from handprint.words import t, when
from handprint.words.forms import capital


@dataclass(frozen=True)
class Sides:
    """What the ladder shows: the statistics, and the cube where there is one."""

    level: int
    window: Stretch
    real: Counted
    about: Register | None
    cube: Ladder | None

    @property
    def condition(self) -> str:
        """`sama ammattiryhmä`, at the level of the statistics."""
        return t(f"mismatch.condition_{self.level}")

    @property
    def joint(self) -> bool:
        """Whether the cube has occupations of this level."""
        return self.cube is not None and self.level <= FINEST_IN_CUBE

    @property
    def data(self) -> str:
        """The name of the cube's data: `esimerkkiaineisto 6/2026`."""
        return data_name(self.about) if self.about else ""


def data_name(about: Register) -> str:
    """What the cube rests on, with its month: `esimerkkiaineisto 6/2026`."""
    kind = "demonstration" if about.synthetic else "register"
    return t(f"mismatch.data_{kind}", month=when(about.month, "short"))


def chip(about: Register) -> str:
    """The tag on the cube's bars."""
    return t("mismatch.chip_demonstration" if about.synthetic else "mismatch.chip_register")


def totals(sides: Sides) -> list[Rung]:
    """Seekers, those of them without an occupation, and openings, from both kinds of data."""
    real, about, met = sides.real, sides.about, sides.cube
    lang = language()
    seekers = [
        Measure(
            real.seekers,
            numbers.count(real.seekers, lang),
            rest=t("mismatch.rest_seekers", periods=sides.window.printed()),
        )
    ]
    outside = [
        Measure(
            real.outside.middle,
            plain(real.outside),
            low=real.outside.low,
            high=real.outside.high,
            rest=t("mismatch.rest_outside"),
        )
    ]
    openings = [Measure(real.openings, numbers.count(real.openings, lang))]
    if about is not None and met is not None:
        month = t("mismatch.rest_cube", month=when(about.month, "end"))
        seekers.append(_of_cube(about, met.seekers, rest=month, tagged=True))
        outside.append(_of_cube(about, met.without_occupation))
        during = t(
            "mismatch.rest_during",
            during=numbers.count(about.during, lang),
            new=numbers.count(about.new, lang),
        )
        openings.append(_of_cube(about, met.openings, rest=during))
    return [
        Rung(t("mismatch.row_seekers"), seekers, hue="seek"),
        Rung(t("mismatch.row_outside"), outside, hue="seek"),
        Rung(
            t("mismatch.row_openings"),
            openings,
            under=t("mismatch.under_openings"),
            strand="start",
        ),
    ]


def conditions(sides: Sides) -> list[Rung]:
    """What may meet at most under each condition, or why it cannot be computed."""
    real, about, met = sides.real, sides.about, sides.cube
    area = [_measured(real.area, real.openings, "area")]
    occupation = [_measured(real.occupation, real.openings, "occupation", level=sides.level)]
    both: list[Measure] = []
    capacity: list[Measure] = []
    absent = t("mismatch.absent_none" if met is None else "mismatch.absent_fine")
    if about is not None and met is not None:
        area.append(_of_cube(about, met.area, whole=met.openings))
        if sides.joint:
            occupation.append(_of_cube(about, met.occupation, whole=met.openings))
            both.append(
                _of_cube(
                    about,
                    met.joint,
                    whole=met.openings,
                    rest=_rest("both", met.openings - met.joint),
                    tagged=True,
                )
            )
            if met.capacity is not None:
                capacity.append(
                    _of_cube(
                        about,
                        met.capacity,
                        whole=met.openings,
                        rest=_rest("capacity", met.openings - met.capacity),
                        tagged=True,
                    )
                )
    joint = t("mismatch.row_both")
    rows = [
        Rung(t("mismatch.row_area"), area, strand="left"),
        Rung(sides.condition, occupation, strand="right"),
        Rung(joint, both, strand="both", absent="" if both else absent),
    ]
    if capacity:
        rows.append(
            Rung(
                t("mismatch.row_capacity"),
                capacity,
                under=t("mismatch.under_capacity"),
                strand="both",
            )
        )
    return rows


def _of_cube(
    about: Register,
    value: float,
    *,
    whole: float | None = None,
    rest: str = "",
    tagged: bool = False,
) -> Measure:
    if whole is not None and not rest and whole > value:
        rest = numbers.change(value - whole, language())
    return Measure(
        value,
        numbers.count(value, language()),
        whole=whole,
        rest=rest,
        example=about.synthetic,
        chip=chip(about) if tagged else "",
    )


def _measured(met: Met, whole: float, key: str, level: int = 0) -> Measure:
    if met.limits.exact and numbers.rounded(met.value, 0) == numbers.rounded(whole, 0):
        return Measure(met.value, printed(met), whole=whole, rest=t("mismatch.rest_none"))
    words = lost(met, whole)
    slots = {"noun": t(f"mismatch.noun_{level}")} if level else {}
    rest = t(f"mismatch.rest_{key}", loss=words, **slots)
    if not met.limits.exact:
        low, high = (numbers.count(end, language()) for end in (met.limits.low, met.limits.high))
        rest = t("mismatch.rest_limits", rest=rest, low=low, high=high)
    return Measure(
        met.value,
        printed(met),
        whole=whole,
        low=met.limits.low,
        high=met.limits.high,
        rest=rest,
    )


def printed(met: Met) -> str:
    """A count that can meet: exact, or rounded to tens with ≈ where secret cells leave a range."""
    if met.limits.exact:
        return numbers.count(met.value, language())
    return numbers.about(met.value, language())


def lost(met: Met, whole: float, *, bare: bool = False) -> str:
    """What cannot be filled: `−228`, `≈ −1 280`; `bare` without the sign."""
    lang = language()
    lost = float(numbers.rounded(whole, 0) or 0) - float(numbers.rounded(met.value, 0) or 0)
    if met.limits.exact and not lost and bare:
        return t("mismatch.not_one")
    if met.limits.exact:
        return numbers.count(lost, lang) if bare else numbers.change(-lost, lang)
    tens = float(numbers.rounded(lost, -1) or 0)
    if bare:
        return t("mismatch.about_words", number=numbers.count(tens, lang))
    return t("grammar.about", number=numbers.change(-tens, lang))


def _rest(key: str, lost: float) -> str:
    return t(f"mismatch.rest_{key}", loss=numbers.change(-lost, language()))


def table(sides: Sides) -> Table:
    """Every rung of both kinds of data, each row naming its own; limits where cells are secret."""
    real, met, about = sides.real, sides.cube, sides.about
    statistics = t("mismatch.data_statistics", periods=sides.window.printed())
    exact = {
        "seekers": Bounds(real.seekers, real.seekers),
        "outside": real.outside,
        "openings": Bounds(real.openings, real.openings),
        "region": Bounds(real.region, real.region),
        "area": real.area.limits,
        "occupation": real.occupation.limits,
    }
    values = {"area": real.area.value, "occupation": real.occupation.value}
    rows = [
        _line(key, statistics, limits, values.get(key, limits.middle), real.openings, sides)
        for key, limits in exact.items()
    ]
    if about is not None and met is not None:
        counts: dict[str, float | None] = {
            "seekers": met.seekers,
            "outside": met.without_occupation,
            "during": float(about.during),
            "new": float(about.new),
            "openings": met.openings,
            "region": met.region,
            "area": met.area,
            "occupation": met.occupation if sides.joint else None,
            "both": met.joint if sides.joint else None,
            "capacity": met.capacity if sides.joint else None,
        }
        rows += [
            _line(
                key,
                sides.data,
                None if value is None else Bounds(value, value),
                value,
                met.openings,
                sides,
            )
            for key, value in counts.items()
        ]
    return Table(
        pd.DataFrame(rows),
        {
            "rung": Column(t("mismatch.column_rung")),
            "data": Column(t("mismatch.column_data")),
            "value": Column(t("mismatch.column_value"), "persons"),
            "low": Column(t("mismatch.column_low"), "persons"),
            "high": Column(t("mismatch.column_high"), "persons"),
            "lost": Column(t("mismatch.column_lost"), "vacancies"),
            "share": Column(t("mismatch.column_share"), "percent", 1),
        },
    )


def _line(
    key: str,
    data: str,
    limits: Bounds | None,
    value: float | None,
    openings: float,
    sides: Sides,
) -> dict[str, object]:
    name = t(f"mismatch.rung_{key}", condition=sides.condition)
    condition = key in ("region", "area", "occupation", "both", "capacity")
    from_cube = sides.about is not None and data == sides.data
    row: dict[str, object] = {
        "rung": capital(name),
        "data": data,
        "mark": sides.about.mark if from_cube else "",
    }
    cells_ = {
        "value": value,
        "low": limits.low if limits else None,
        "high": limits.high if limits else None,
        "lost": openings - value if condition and value is not None else None,
        "share": 100 * value / openings if condition and value is not None and openings else None,
    }
    for column, number in cells_.items():
        row[column] = number
        given = "missing" if value is None else "not_applicable"
        row[f"{column}_status"] = given if number is None else "value" if number else "zero"
    return row
