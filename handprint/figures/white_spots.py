"""The figures of the page of white spots: need against the network's and the projects' coverage.

Need is a published figure of a municipality beside Lapland's; coverage is what is recorded of the
members and projects on a day. They stand side by side and neither explains the other.
"""

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from handprint import catalog, numbers
from handprint.analysis import white_spots as classes
from handprint.analysis.bounds import SECRET
from handprint.analysis.white_spots import COVERAGES, NEEDS, Coverage, Limits, Range
from handprint.drawings import map, spots
from handprint.drawings.hatching import Hatch
from handprint.figures import Column, Figure, Painted, Table, fields, headline
from handprint.figures.areas import map_words
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import REGION, capital, place, t, when, white_spots
from handprint.words.sentences import Amount, Sentence, joined
from handprint.words.white_spots import By, Measure, Network, Spot
from queries import run

LEVEL = "municipality"
LAST = dt.date(2030, 12, 31)
"""The last day that can be looked at."""
MEASURES: tuple[Measure, ...] = ("share", "unmet")
BYS: tuple[By, ...] = ("members", "projects")
INDICATORS: dict[Measure, tuple[str, ...]] = {
    "share": ("unemployed_share",),
    "unmet": ("unemployed", "open_at_month_end"),
}
_CAUTIONS: dict[Measure, tuple[str, ...]] = {
    "share": (),
    "unmet": ("vacancy_concepts", "secret_cells"),
}
_HATCH: dict[Coverage, Hatch] = {"full": "", "some": "level", "none": "slant"}


@remembered
def periods(measure: Measure) -> tuple[str, ...]:
    """The months in which a need is known, newest first."""
    if measure == "unmet":
        return tuple(sorted(set(run("labour/mismatch_areas", level=LEVEL)["period"]), reverse=True))
    rows = run("labour/periods_by_indicator", indicator="unemployed_share", level=LEVEL)
    return tuple(rows["period"])


@remembered
def first_day() -> dt.date:
    """The first day on which anything is known of the network."""
    return pd.Timestamp(run("network/white_members", day=dt.date.max)["first_day"].iloc[0]).date()


@remembered
def opening(measure: Measure, period: str, by: By, day: dt.date, area: str) -> Sentence:
    """The page's answer: where need is greatest and the network thinnest."""
    return white_spots.opening(
        every(measure, period, by, day),
        region_need(measure, period),
        limits(measure, period),
        network(day),
        measure=measure,
        by=by,
        period=period,
        area=area,
    )


@remembered
def every(measure: Measure, period: str, by: By, day: dt.date) -> tuple[Spot, ...]:
    """The municipalities, greatest need first, those without a figure last."""
    needs, ends = _needs(measure, period), limits(measure, period)
    lang = language()
    found = []
    for row in run("network/white_coverage", day=day).to_dict("records"):
        value, status = needs.get(row["area_code"], (None, "missing"))
        coverage = (
            classes.by_members(row["municipal"], row["members"])
            if by == "members"
            else classes.by_projects(row["running"], row["projects"])
        )
        need = (
            classes.need(value, ends, white_spots.digits(measure))
            if value is not None and ends is not None
            else None
        )
        found.append(
            Spot(
                code=row["area_code"],
                value=value,
                status=status,
                need=need,
                coverage=coverage,
                municipal=bool(row["municipal"]),
                members=int(row["members"]),
                projects=int(row["projects"]),
                running=int(row["running"]),
                member_names=fields.text(row[f"members_{lang}"]),
                project_names=fields.text(row[f"projects_{lang}"]),
            )
        )
    return tuple(sorted(found, key=_by_need))


@remembered
def region_need(measure: Measure, period: str) -> Range | None:
    """Lapland's own figure; a range where secret cells leave one."""
    if measure == "share":
        amount = headline.amount("unemployed_share", REGION, period)
        return Range(amount.number, amount.number) if amount.known else None
    rows = _of_month(period)
    seekers = rows["unemployed_low"].sum(), rows["unemployed_high"].sum()
    if rows.empty or not seekers[0]:
        return None
    # Openings filled at home, place by place: the ladder's rung "same municipality".
    met = [
        rows[[f"unemployed_{end}", f"openings_{end}"]].min(axis=1).sum() for end in ("low", "high")
    ]
    return Range(100 * (1 - met[1] / seekers[0]), 100 * (1 - met[0] / seekers[1]))


@remembered
def limits(measure: Measure, period: str) -> Limits | None:
    """The limits of great and small need around Lapland's figure."""
    region = region_need(measure, period)
    if region is None:
        return None
    middle = max(0.0, (region.low + region.high) / 2)
    return classes.limits(middle, white_spots.digits(measure))


@remembered
def network(day: dt.date) -> Network:
    """How many members there are on the day, and how many can be placed."""
    row = run("network/white_members", day=day).to_dict("records")[0]
    return Network(
        named=int(row["named"]),
        ended=int(row["ended"]),
        members=int(row["members"]),
        placed=int(row["placed"]),
        reported=fields.whole(row["reported"]),
        unnamed=fields.whole(row["unnamed"]),
    )


@remembered
def map_of(measure: Measure, period: str, by: By, day: dt.date, area: str) -> Figure:
    """Need as the class colour and coverage as the hatch over it, every value on its area."""
    found, ends = every(measure, period, by, day), limits(measure, period)
    marks = tuple(
        map.Mark(
            code=spot.code,
            kind="value" if spot.need else "missing" if spot.status == "missing" else "secret",
            name=place(spot.code).short,
            text=white_spots.printed(spot.value, measure, spot.status).removesuffix("\u00a0%"),
            fact=t(
                "white_spots.fact_need",
                area=place(spot.code).name,
                value=white_spots.printed(spot.value, measure, spot.status),
            ),
            note=t("white_spots.fact_note", need=_need(spot), cover=_cover(spot.coverage, by)),
            step=NEEDS.index(spot.need) + 1 if spot.need else None,
            hatch=_HATCH[spot.coverage] if spot.need else "",
        )
        for spot in found
    )
    heading = white_spots.on_map(found, measure=measure, by=by)
    words = map_words(catalog.indicator("unemployed_share"), _table_of("unemployed_share", period))
    shown = dict.fromkeys(spot.coverage for spot in found if spot.need)
    paint = map.Paint(
        marks=marks,
        words=words,
        breaks=tuple(
            numbers.decimal(end, white_spots.digits(measure), language()) for end in ends or ()
        ),
        unit="%",
        alt=_alt("map", heading, found, measure, period, by, day),
        scale="need",
        selected=area if area != REGION else None,
        hatches=tuple(
            (_HATCH[coverage], _cover(coverage, by)) for coverage in COVERAGES if coverage in shown
        ),
    )
    return Figure(
        key="white-map",
        heading=heading,
        sub=t(
            "white_spots.map_sub",
            measure=t(f"white_spots.sub_{measure}"),
            period=when(period),
            by=t(f"white_spots.sub_by_{by}"),
            day=_day(day),
        ),
        picture=Painted(LEVEL, paint),
        **_common(measure, period, by, day, on_map=True),
    )


@remembered
def crossed(measure: Measure, period: str, by: By, day: dt.date) -> Figure:
    """The municipalities by need and coverage: the map's legend with its names."""
    found, ends = every(measure, period, by, day), limits(measure, period)
    needs = NEEDS[::-1]
    # The least coverage first: what the page asks about is in the upper left corner.
    covers = COVERAGES[::-1]
    names = {
        (down, across): tuple(
            place(spot.code).short for spot in found if (spot.need, spot.coverage) == (need, cover)
        )
        for down, need in enumerate(needs)
        for across, cover in enumerate(covers)
    }
    heading = white_spots.crossed(found, by=by)
    lang, digits = language(), white_spots.digits(measure)
    ends_said = {
        end: numbers.percent(getattr(ends, end), lang, digits) if ends else "–"
        for end in Limits._fields
    }
    region = region_need(measure, period)
    sides = (
        tuple(
            spots.Side(
                t(f"white_spots.need_{need}"),
                t(f"white_spots.meaning_{need}", **ends_said),
                step=NEEDS.index(need) + 1,
            )
            for need in needs
        ),
        tuple(spots.Side(_cover(cover, by), hatch=_HATCH[cover]) for cover in covers),
    )
    drawn = {
        compact: spots.matrix(
            *sides,
            names,
            heads=(t("white_spots.matrix_need"), t("white_spots.matrix_cover")),
            empty=t("white_spots.matrix_empty"),
            alt=_alt("matrix", heading, found, measure, period, by, day),
            strong=(0, 0),
            compact=compact,
        )
        for compact in (False, True)
    }
    return Figure(
        key="white-matrix",
        heading=heading,
        sub=t(
            "white_spots.matrix_sub",
            region=white_spots.printed(region, measure, "missing"),
            period=capital(when(period)),
            by=t(f"white_spots.sub_by_{by}"),
            day=_day(day),
            **ends_said,
        ),
        picture=drawn[False],
        small=drawn[True],
        **_common(measure, period, by, day),
    )


@remembered
def by_row(measure: Measure, period: str, by: By, day: dt.date, area: str) -> Figure:
    """Every municipality by name, those outside the network first, greatest need first."""
    found = every(measure, period, by, day)
    parts = []
    for side in ("out", "in"):
        held = [spot for spot in found if white_spots.within(spot, by) == (side == "in")]
        if held:
            parts.append(
                spots.Part(
                    t(f"white_spots.rows_{side}_{by}", number=len(held)),
                    [_row(spot, measure, area) for spot in held],
                )
            )
    heading = white_spots.by_row(found, by=by)
    region = region_need(measure, period)
    mark = None
    if region is not None:
        middle = (region.low + region.high) / 2
        mark = (middle, t("white_spots.region", value=white_spots.printed(region, measure)))
    drawn = {
        compact: spots.rows(
            parts,
            heads=tuple(t(f"white_spots.head_{one}") for one in ("need", "members", "projects")),
            alt=_alt("rows", heading, found, measure, period, by, day),
            region=mark,
            compact=compact,
        )
        for compact in (False, True)
    }
    return Figure(
        key="white-rows",
        heading=heading,
        sub=t(
            "white_spots.rows_sub",
            measure=t(f"white_spots.sub_{measure}"),
            period=when(period),
            day=_day(day),
        ),
        picture=drawn[False],
        small=drawn[True],
        **_common(measure, period, by, day),
    )


def _row(spot: Spot, measure: Measure, area: str) -> spots.Row:
    return spots.Row(
        name=place(spot.code).short,
        # As long as is certain: a range is drawn to its least.
        value=spot.value.low if spot.value and spot.need else None,
        text=white_spots.printed(spot.value, measure, spot.status),
        step=NEEDS.index(spot.need) + 1 if spot.need else None,
        hatch=_HATCH[spot.coverage],
        counts=(str(spot.members), str(spot.projects)),
        strong=spot.code == area,
        pick=spot.code,
        says=t(
            "white_spots.alt_row",
            area=place(spot.code).name,
            value=white_spots.printed(spot.value, measure, spot.status),
            members=spot.members,
            projects=spot.projects,
        ),
    )


def _needs(measure: Measure, period: str) -> Mapping[str, tuple[Range | None, str]]:
    """Each municipality's figure, as a range, and its status."""
    if measure == "share":
        return {
            row.area_code: (Range(amount.number, amount.number), "value")
            if (amount := Amount(row.value, row.status)).known
            else (None, row.status)
            for row in _table_of("unemployed_share", period).itertuples()
        }
    found: dict[str, tuple[Range | None, str]] = {}
    for row in _of_month(period).itertuples():
        value = classes.unmet(
            Range(row.unemployed_low, row.unemployed_high),
            Range(row.openings_low, row.openings_high),
        )
        hidden = (row.unemployed_low, row.unemployed_high) == SECRET
        found[row.area_code] = (
            (None, "withheld") if hidden else (value, "value" if value else "not_applicable")
        )
    return found


def _of_month(period: str) -> pd.DataFrame:
    rows = run("labour/mismatch_areas", level=LEVEL)
    return rows[rows["period"] == period]


def _table_of(indicator: str, period: str) -> pd.DataFrame:
    return run("labour/indicator_by_area", indicator=indicator, level=LEVEL, period=period)


def _by_need(spot: Spot) -> tuple[bool, float, str]:
    return (spot.value is None, -(spot.value.low if spot.value else 0.0), spot.code)


def _need(spot: Spot) -> str:
    return t(f"white_spots.need_{spot.need}") if spot.need else t("white_spots.unknown")


def _cover(coverage: Coverage, by: By) -> str:
    return t(f"white_spots.{by}_{coverage}")


def _day(day: dt.date) -> str:
    return numbers.date(day, language())


def _alt(
    kind: str,
    heading: str,
    found: tuple[Spot, ...],
    measure: Measure,
    period: str,
    by: By,
    day: dt.date,
) -> str:
    """What the picture is, its finding, and every municipality with its figure or its class."""
    head = t(
        f"white_spots.alt_{kind}",
        measure=t(f"white_spots.sub_{measure}"),
        by=t(f"white_spots.sub_by_{by}"),
        period=when(period),
        day=_day(day),
    )
    if kind == "rows":
        told = "; ".join(
            t(
                "white_spots.alt_row",
                area=place(spot.code).name,
                value=white_spots.printed(spot.value, measure, spot.status),
                members=spot.members,
                projects=spot.projects,
            )
            for spot in found
        )
        return joined([head, f"{heading}.", f"{told}."])
    cells = []
    for need in (*NEEDS[::-1], None):
        for cover in COVERAGES[::-1]:
            held = [spot for spot in found if (spot.need, spot.coverage) == (need, cover)]
            if held:
                names = ", ".join(
                    f"{place(spot.code).name} "
                    f"{white_spots.printed(spot.value, measure, spot.status)}"
                    for spot in held
                )
                cells.append(
                    t(
                        "white_spots.alt_cell",
                        need=_need(held[0]),
                        cover=_cover(cover, by),
                        names=names,
                    )
                )
    return joined([head, f"{heading}.", *cells])


def _common(
    measure: Measure, period: str, by: By, day: dt.date, *, on_map: bool = False
) -> dict[str, object]:
    """What the three figures share: the table twin, sources, questions and notes."""
    known = network(day)
    more = ("boundaries_municipalities",) if on_map else ()
    sources: list[str] = []
    asked: list[tuple[str, Mapping[str, object]]] = []
    for indicator in INDICATORS[measure]:
        sources += headline.sources_of(_table_of(indicator, period), indicator, period, period)
    if measure == "share":
        given = {"indicator": "unemployed_share", "level": LEVEL, "period": period}
        asked.append(("labour/indicator_by_area", given))
    else:
        asked.append(("labour/mismatch_areas", {"level": LEVEL}))
    if on_map:
        asked.append(("labour/shapes_by_level", {"level": LEVEL}))
    asked += [("network/white_coverage", {"day": day}), ("network/white_members", {"day": day})]
    notes = [
        t("white_spots.note_need"),
        t("white_spots.note_unmet") if measure == "unmet" else "",
        t(
            "white_spots.note_members",
            named=known.named,
            reported="–" if known.reported is None else known.reported,
            unnamed="–" if known.unnamed is None else known.unnamed,
            ended=known.ended,
            placed=known.placed,
        ),
        t("white_spots.note_projects"),
        t("white_spots.note_context"),
    ]
    return {
        "table": _table(measure, period, by, day),
        "sources": tuple(dict.fromkeys([*sources, *more])),
        "origins": (t("white_spots.origin_network"), t("white_spots.origin_projects")),
        "periods": when(period, "short"),
        "asked": tuple(asked),
        "indicators": INDICATORS[measure],
        "cautions": _CAUTIONS[measure],
        "notes": tuple(note for note in notes if note),
    }


def _table(measure: Measure, period: str, by: By, day: dt.date) -> Table:
    lines = []
    for spot in every(measure, period, by, day):
        ends = spot.value or (None, None)
        status = "value" if spot.value else spot.status
        lines.append(
            {
                "area": place(spot.code).name,
                "least": ends[0],
                "least_status": status,
                "most": ends[1],
                "most_status": status,
                "need": _need(spot),
                "cover": _cover(spot.coverage, by),
                "municipal": t(f"white_spots.{'yes' if spot.municipal else 'no'}"),
                "members": spot.members,
                "members_status": "value" if spot.members else "zero",
                "member_names": spot.member_names or "–",
                "projects": spot.projects,
                "projects_status": "value" if spot.projects else "zero",
                "running": spot.running,
                "running_status": "value" if spot.running else "zero",
                "project_names": spot.project_names or "–",
            }
        )
    digits = white_spots.digits(measure)
    values = (
        {"least": Column(t("white_spots.column_share"), "percent", digits)}
        if measure == "share"
        else {
            end: Column(t(f"white_spots.column_{end}"), "percent", digits)
            for end in ("least", "most")
        }
    )
    return Table(
        pd.DataFrame(lines),
        {
            "area": Column(t("white_spots.column_area")),
            **values,
            "need": Column(t("white_spots.column_need")),
            "cover": Column(t("white_spots.column_cover")),
            "municipal": Column(t("white_spots.column_municipal")),
            "members": Column(t("white_spots.column_members"), "count"),
            "member_names": Column(t("white_spots.column_members_named")),
            "projects": Column(t("white_spots.column_projects"), "count"),
            "running": Column(t("white_spots.column_running"), "count"),
            "project_names": Column(t("white_spots.column_projects_named")),
        },
    )
