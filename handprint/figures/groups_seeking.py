"""What a target group looks for, where it is, and the openings that may be its own.

Counts of seekers come from the publication cube, one field of the register at a time; openings
are those open on the last day of the month. A release without person-level data has none of this
(`register` is then None, and a figure raises LookupError); made-up data are marked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from handprint import catalog, numbers
from handprint.analysis import ladder
from handprint.analysis.protected_share import Share, protected_share
from handprint.drawings import facing
from handprint.drawings.marks import Picture
from handprint.figures import Column, Figure, Table
from handprint.figures.memory import remembered
from handprint.figures.printed import NONE, Printed, beside
from handprint.figures.target_groups import GROUPS, LEFT, RIGHT
from handprint.session import language
from handprint.words import capital, groups, named, place, shown, t, when
from handprint.words.groups import case
from handprint.words.sentences import joined
from queries import run

SHOWN = 12
"""So many occupations are drawn; the table holds all of them."""


@dataclass(frozen=True)
class Register:
    """What the cube and the openings hold of one group, region-wide."""

    month: str
    synthetic: bool
    seekers: int
    persons: int
    without: int
    openings: int
    shaping: int


@remembered
def register(code: str) -> Register | None:
    """The person-level data in force for one group; None where the release has none."""
    table = run("labour/group_register", **_field(code))
    if table.empty:
        return None
    line = table.iloc[-1]
    return Register(
        month=line["reference_month"],
        synthetic=bool(line["synthetic"]),
        seekers=int(line["seekers"]),
        persons=int(line["persons"]),
        without=int(line["persons_without_occupation"]),
        openings=int(line["openings_at_end"]),
        shaping=int(line["shaping_at_end"]),
    )


@remembered
def wanted(code: str, compact: bool) -> Figure:
    """What the group looks for, beside the openings of the same occupations at month end."""
    known = _known(code)
    group = GROUPS[code]
    table = named(run("labour/group_by_occupation", **_field(code)))
    most = ladder.meet(
        table.set_index("occupation_code")["persons"],
        table.set_index("occupation_code")["shaping" if group.shaping else "openings"],
    )
    lang = language()
    key = "wanted_shaping" if group.shaping else "wanted_open"
    heading = t(f"groups.{key}", meet=numbers.count(most, lang), persons=_count(known.persons))
    month = when(known.month, "short")
    lines = table.head(SHOWN)
    names = list(lines["occupation_name"])
    return Figure(
        key="groups-wanted",
        heading=heading,
        sub=joined(
            [
                t(
                    "groups.wanted_sub",
                    group=capital(case("cube", code)),
                    month=month,
                    without=_count(known.without),
                ),
                t("groups.wanted_key") if group.shaping else None,
                t("groups.wanted_bound"),
            ]
        ),
        picture=_facing(
            lines, names, code, t("groups.alt_wanted", month=month), heading, compact, LEFT
        ),
        table=_cube_table(
            table,
            code,
            {
                "occupation_name": Column(t("groups.column_occupation")),
                "occupation_code": Column(t("groups.column_code"), kind="code"),
            },
        ),
        asked=(
            ("labour/group_by_occupation", _field(code)),
            ("labour/group_register", _field(code)),
        ),
        **_from_register(code, known),
    )


@remembered
def where(code: str, level: str, compact: bool) -> Figure:
    """Where the group is, beside the openings of the same areas at month end."""
    known = _known(code)
    group = GROUPS[code]
    asked = {**_field(code), "level": level}
    table = run("labour/group_by_area", **asked)
    theirs = table["shaping" if group.shaping else "openings"]
    fewer = table.loc[table["persons"] > theirs, "area_code"].tolist()
    heading = groups.outnumbered(fewer, level, shaping=group.shaping)
    month = when(known.month, "short")
    names = [place(area).short for area in table["area_code"]]
    table = table.assign(area=[place(area).name for area in table["area_code"]])
    return Figure(
        key="groups-where",
        heading=heading,
        sub=joined(
            [
                t("groups.where_sub", group=capital(case("cube", code)), month=month),
                t("groups.wanted_key") if group.shaping else None,
            ]
        ),
        picture=_facing(
            table, names, code, t("groups.alt_where", month=month), heading, compact, RIGHT
        ),
        table=_cube_table(table, code, {"area": Column(t(f"areas.{level}"))}),
        asked=(("labour/group_by_area", asked), ("labour/group_register", _field(code))),
        **_from_register(code, known),
    )


def _known(code: str) -> Register:
    found = register(code)
    if found is None:
        raise LookupError("the release has no person-level data")
    return found


def _field(code: str) -> dict[str, object]:
    return {"field": GROUPS[code].field, "value": GROUPS[code].value}


def _facing(
    lines: pd.DataFrame,
    names: Sequence[str],
    code: str,
    head: str,
    heading: str,
    compact: bool,
    width: int,
) -> Picture:
    """Seekers left, openings right; what the work cannot be shaped to is hatched."""
    shaping = GROUPS[code].shaping
    example = _known(code).synthetic
    rows, told = [], []
    for name, line in zip(names, lines.itertuples(), strict=True):
        persons = _cube_count(line.persons)
        openings, fit = _count(line.openings), _count(line.shaping)
        rows.append(
            facing.Row(
                name=name,
                left=float(line.persons) if line.persons else None,
                left_text=persons,
                right=float(line.openings),
                right_text=t("groups.shaping_of", shaping=fit, openings=openings)
                if shaping
                else openings,
                fit=float(line.shaping) if shaping else None,
            )
        )
        slots = {"name": name, "persons": persons, "openings": openings}
        told.append(
            t("groups.alt_pair_shaping", shaping=fit, **slots)
            if shaping
            else t("groups.alt_pair", **slots)
        )
    return facing.drawn(
        rows,
        heads=facing.Heads(
            t("groups.wanted_left"),
            t("groups.wanted_right_shaping" if shaping else "groups.wanted_right"),
        ),
        alt=joined(
            [
                f"{t('figure.synthetic')}." if example else None,
                head,
                f"{heading}.",
                "; ".join(told) + "." if told else None,
            ]
        ),
        example=example,
        compact=compact,
        width=None if compact else width,
    )


def _cube_table(table: pd.DataFrame, code: str, first: Mapping[str, Column]) -> Table:
    """Counts of the cube, where nought reads 0–4, and openings, where it is nought."""
    group = GROUPS[code]
    frame = table[list(first)].copy()
    for column in ("persons", "everyone"):
        frame[column] = table[column]
        frame[f"{column}_status"] = ["value" if count else "rounded" for count in table[column]]
    frame["part"] = [
        _share(protected_share(int(part), int(whole), sensitive=group.sensitive), int(part))
        for part, whole in zip(table["persons"], table["everyone"], strict=True)
    ]
    for column in ("openings", "shaping"):
        frame[column] = table[column]
        frame[f"{column}_status"] = ["value" if count else "zero" for count in table[column]]
    return Table(
        beside(frame.reset_index(drop=True), ("part",)),
        {
            **first,
            "persons": Column(t("groups.column_seekers"), "persons"),
            "everyone": Column(t("groups.column_everyone"), "persons"),
            "part": Column(t("groups.column_part"), kind="amount"),
            "openings": Column(t("groups.column_openings"), "vacancies"),
            "shaping": Column(t("groups.column_shaping"), "vacancies"),
        },
    )


def _from_register(code: str, known: Register) -> dict[str, object]:
    """What the figures on the cube have in common: mark, month, source and notes."""
    kind = "demonstration" if known.synthetic else "extract"
    stand_in = t(f"groups.stand_in_{code}") if GROUPS[code].stand_in else ""
    notes = (
        stand_in,
        t(
            "groups.total",
            seekers=_count(known.seekers),
            openings=_count(known.openings),
        ),
        t("groups.protected"),
        t("groups.share_note"),
    )
    return {
        "mark": "synthetic" if known.synthetic else "",
        "periods": when(known.month, "short"),
        "sources": tuple(
            source.id
            for source in catalog.sources()
            if source.feeds == "register" and source.table == kind
        ),
        "cautions": ("vacancy_concepts",),
        "notes": tuple(note for note in notes if note),
    }


def _share(share: Share, part: int) -> Printed:
    """A share as it may be told; a dash where persons are too few or the part reads 0–4."""
    if share.kind == "value":
        return Printed(numbers.percent(share.value, language()), share.value, 1)
    if share.kind == "too_few" or not part:
        return NONE
    return Printed(t(f"groups.share_{share.kind}"))


def _cube_count(persons: int) -> str:
    return shown(float(persons), "value" if persons else "rounded", unit="persons")


def _count(number: float) -> str:
    return numbers.count(float(number), language())
