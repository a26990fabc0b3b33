"""How many can meet: the page's answer, and the ladder.

Solid is the statistics, dashed the cube of persons; a figure with both says of each row which.
"""

from handprint import numbers
from handprint.drawings import ladder
from handprint.figures import Figure
from handprint.figures.memory import remembered
from handprint.figures.mismatch_counts import (
    FINEST_IN_CUBE,
    counted,
    cube,
    register,
    sources_of_statistics,
    windows,
)
from handprint.figures.mismatch_rungs import (
    Sides,
    conditions,
    lost,
    printed,
    table,
    totals,
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


@remembered
def rungs(level: int, window: Stretch) -> Figure:
    """The ladder: the statistics solid and the cube dashed, on one scale."""
    sides = Sides(level, window, counted(level, window), register(), cube(level))
    alt = _ladder_alt(sides)
    pictures = [
        ladder.drawn(
            totals(sides),
            conditions(sides),
            head=t("mismatch.ladder_head"),
            alt=alt,
            compact=compact,
        )
        for compact in (False, True)
    ]
    about, second = sides.about, ""
    if about is not None:
        kind = "demonstration" if about.synthetic else "register"
        second = t(f"mismatch.ladder_second_{kind}", month=when(about.month, "short"))
    return Figure(
        key="mismatch_ladder",
        heading=_heading(sides),
        sub=t("mismatch.ladder_sub", periods=window.printed(), second=second),
        picture=pictures[0],
        small=pictures[1],
        table=table(sides),
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


def _heading(sides: Sides) -> str:
    """What each condition leaves unfilled: of the statistics, then both at once of the cube."""
    real, about, met = sides.real, sides.about, sides.cube
    stricter = "occupation" if real.occupation.value <= real.area.value else "area"
    heading = t(
        f"mismatch.ladder_heading_{stricter}",
        occupation=lost(real.occupation, real.openings, bare=True),
        area=lost(real.area, real.openings, bare=True),
    )
    if about is None or met is None or not sides.joint:
        return heading
    kind = "demonstration" if about.synthetic else "register"
    both = numbers.count(met.openings - met.joint, language())
    return t(f"mismatch.ladder_heading_{kind}", heading=heading, lost=both)


def _ladder_alt(sides: Sides) -> str:
    lang, real, met = language(), sides.real, sides.cube
    told = [
        t("mismatch.alt_ladder"),
        t(
            "mismatch.alt_ladder_real",
            periods=sides.window.printed(),
            seekers=numbers.count(real.seekers, lang),
            outside=plain(real.outside),
            openings=numbers.count(real.openings, lang),
            area=printed(real.area),
            condition=sides.condition,
            occupation=printed(real.occupation),
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


def _ladder_notes(sides: Sides) -> tuple[str, ...]:
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
