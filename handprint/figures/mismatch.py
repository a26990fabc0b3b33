"""How many can meet: the page's answer, and the ladder.

Solid is the statistics, dashed the cube of persons; a figure with both says of each row which.
"""

from dataclasses import dataclass

import pandas as pd

from handprint import numbers
from handprint.analysis.bounds import Bounds
from handprint.analysis.ladder import Ladder
from handprint.drawings import ladder
from handprint.drawings.ladder import Measure, Rung
from handprint.figures import Column, Figure, Table
from handprint.figures.memory import remembered
from handprint.figures.mismatch_counts import (
    FINEST_IN_CUBE,
    Counted,
    Met,
    Register,
    counted,
    cube,
    register,
    sources_of_statistics,
    windows,
)
from handprint.figures.occupation_counts import AREA, Stretch, plain
from handprint.session import language
from handprint.words import mismatch as words
from handprint.words import t, when
from handprint.words.forms import capital
from handprint.words.mismatch import Both, Ceiling
from handprint.words.sentences import Sentence, joined

INDICATORS = ("unemployed", "open_at_month_end")
CAUTIONS = ("vacancy_concepts", "occupation_secret", "upper_bound", "two_margins")


@remembered
def opening(level: int, window: Stretch) -> Sentence:
    """The page's answer from the statistics, and what only persons can tell."""
    found = counted(level, window)
    about, rungs = register(), cube(level)
    both = None
    if about is not None and rungs is not None:
        both = Both(
            level=min(level, FINEST_IN_CUBE),
            synthetic=about.synthetic,
            seekers=int(rungs.seekers),
            openings=int(rungs.openings),
            joint=int(rungs.joint),
        )
    facts = Ceiling(
        level=level,
        periods=window.printed(),
        newest=window.last == windows()[0],
        openings=found.openings,
        met=found.occupation.value,
        met_high=found.occupation.limits.high,
        area=found.area.value,
    )
    return words.opening(facts, both)


@dataclass(frozen=True)
class _Sides:
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


@remembered
def rungs(level: int, window: Stretch) -> Figure:
    """The ladder: the statistics solid and the cube dashed, on one scale."""
    sides = _Sides(level, window, counted(level, window), register(), cube(level))
    alt = _ladder_alt(sides)
    pictures = [
        ladder.drawn(
            _totals(sides),
            _conditions(sides),
            head=t("mismatch.ladder_head"),
            alt=alt,
            compact=compact,
        )
        for compact in (False, True)
    ]
    lost_occupation = sides.real.openings - sides.real.occupation.value
    lost_area = sides.real.openings - sides.real.area.value
    stricter = "occupation" if lost_occupation >= lost_area else "area"
    about, second = sides.about, ""
    if about is not None:
        kind = "demonstration" if about.synthetic else "register"
        second = t(f"mismatch.ladder_second_{kind}", month=when(about.month, "short"))
    return Figure(
        key="mismatch_ladder",
        heading=t(
            f"mismatch.ladder_heading_{stricter}",
            occupation=_loss(sides.real.occupation, sides.real.openings, bare=True),
            area=_loss(sides.real.area, sides.real.openings, bare=True),
        ),
        sub=t("mismatch.ladder_sub", periods=window.printed(), second=second),
        picture=pictures[0],
        small=pictures[1],
        table=_ladder_table(sides),
        sources=(
            *sources_of_statistics(level, window),
            *([about.source] if about is not None else []),
        ),
        periods=", ".join(
            [window.printed(), *([when(about.month, "short")] if about is not None else [])]
        ),
        asked=_ladder_asked(level, window),
        indicators=INDICATORS,
        cautions=CAUTIONS,
        notes=_ladder_notes(sides),
        mark=about.mark if about is not None else "",
    )


def data_name(about: Register) -> str:
    """What the cube rests on, with its month: `esimerkkiaineisto 6/2026`."""
    kind = "demonstration" if about.synthetic else "register"
    return t(f"mismatch.data_{kind}", month=when(about.month, "short"))


def chip(about: Register) -> str:
    """The tag on the cube's bars."""
    return t("mismatch.chip_demonstration" if about.synthetic else "mismatch.chip_register")


def _totals(sides: _Sides) -> list[Rung]:
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


def _conditions(sides: _Sides) -> list[Rung]:
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
    joint = t("mismatch.row_both", condition=sides.condition)
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
        return Measure(met.value, _printed(met), whole=whole, rest=t("mismatch.rest_none"))
    loss = _loss(met, whole)
    slots = {"noun": t(f"mismatch.noun_{level}")} if level else {}
    rest = t(f"mismatch.rest_{key}", loss=loss, **slots)
    if not met.limits.exact:
        low, high = (numbers.count(end, language()) for end in (met.limits.low, met.limits.high))
        rest = t("mismatch.rest_limits", rest=rest, low=low, high=high)
    return Measure(
        met.value,
        _printed(met),
        whole=whole,
        low=met.limits.low,
        high=met.limits.high,
        rest=rest,
    )


def _printed(met: Met) -> str:
    """A count that can meet: exact, or rounded to tens with ≈ where secret cells leave a range."""
    if met.limits.exact:
        return numbers.count(met.value, language())
    return numbers.about(met.value, language())


def _loss(met: Met, whole: float, *, bare: bool = False) -> str:
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


def _ladder_alt(sides: _Sides) -> str:
    lang, real, met = language(), sides.real, sides.cube
    told = [
        t("mismatch.alt_ladder"),
        t(
            "mismatch.alt_ladder_real",
            periods=sides.window.printed(),
            seekers=numbers.count(real.seekers, lang),
            outside=plain(real.outside),
            openings=numbers.count(real.openings, lang),
            area=_printed(real.area),
            condition=sides.condition,
            occupation=_printed(real.occupation),
        ),
    ]
    if met is None:
        return joined([*told, t("mismatch.absent_none")])
    count = {
        key: numbers.count(getattr(met, key), lang)
        for key in ("seekers", "openings", "area", "occupation", "joint")
    }
    told.append(
        t(
            "mismatch.alt_ladder_cube",
            data=capital(sides.data),
            outside=numbers.count(met.without_occupation, lang),
            **{key: count[key] for key in ("seekers", "openings", "area")},
        )
    )
    if not sides.joint:
        return joined([*told, t("mismatch.absent_fine")])
    told.append(
        t(
            "mismatch.alt_ladder_cube_more",
            condition=sides.condition,
            occupation=count["occupation"],
            joint=count["joint"],
            capacity=numbers.count(met.capacity, lang),
        )
    )
    return joined(told)


def _ladder_notes(sides: _Sides) -> tuple[str, ...]:
    notes = [t("mismatch.bound"), t("mismatch.secret_filled")]
    if sides.about is not None and sides.cube is not None:
        key = "protected" if sides.about.synthetic else "protected_register"
        notes.append(t(f"mismatch.{key}"))
        if sides.joint:
            lang = language()
            notes.append(
                t(
                    "mismatch.if_any",
                    occupation=numbers.count(sides.cube.occupation_if_any, lang),
                    joint=numbers.count(sides.cube.joint_if_any, lang),
                )
            )
        else:
            notes.append(t("mismatch.absent_fine"))
    return tuple(notes)


def _ladder_asked(level: int, window: Stretch) -> tuple[tuple[str, dict[str, object]], ...]:
    return (
        ("labour/mismatch_totals", {"area": AREA}),
        ("labour/mismatch_areas", {"level": "municipality"}),
        ("labour/mismatch_occupations", {"area": AREA, "occupation_level": level}),
        (
            "labour/occupation_outside",
            {"area": AREA, "first": window.first, "last": window.last},
        ),
        ("labour/mismatch_outside", {"area": AREA}),
        ("labour/mismatch_register", {}),
        ("labour/mismatch_cells", {}),
    )


def _ladder_table(sides: _Sides) -> Table:
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
    sides: _Sides,
) -> dict[str, object]:
    name = t(f"mismatch.rung_{key}", condition=sides.condition)
    condition = key in ("region", "area", "occupation", "both", "capacity")
    row: dict[str, object] = {"rung": capital(name), "data": data}
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
