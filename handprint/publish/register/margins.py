"""What is published about the month's seekers and openings: the margins the rows are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np

from handprint.publish.register.exact import Whole, shared_out

GROUPS = {
    "under_25": "unemployed_under_25",
    "over_50": "unemployed_over_50",
    "long_term": "long_term_unemployed",
    "partial_work_ability": "unemployed_disabled",
    "foreign_background": "unemployed_foreign",
    "laid_off": "laid_off",
}
OPENINGS = {"at_end": "open_at_month_end", "new": "new_vacancies"}
SECTORS = ("share_primary_jobs", "share_secondary_jobs", "share_service_jobs")
EDUCATION = ("share_post_compulsory", "share_tertiary")
# A secret cell holds 1–4; one withheld by us holds five or more. In half units its middle is 5.
SECRET_MOST, WITHHELD_LEAST, SECRET_HALVES = 4, 5, 5
CLEAN_YEARS = "2019"  # the new vacancies of 2020 are those of a closed spring


class Lacking(Exception):
    """The tables do not hold what the rows would be drawn from; says which."""


@dataclass(frozen=True)
class Margins:
    """Published counts, whole and filled; municipalities and occupations in the order of codes.

    `counts` holds by municipality the unemployed, GROUPS and OPENINGS of the month, in persons
    and posts; `seekers_by_occupation` and `openings_by_occupation` are sums of half units over
    the months of the mix. Sectors and education are tenths of a per cent by municipality.
    """

    municipalities: tuple[str, ...]
    counts: dict[str, Whole]
    occupations: tuple[str, ...]
    usable: tuple[bool, ...]
    seekers_by_occupation: Whole
    openings_by_occupation: Whole
    unemployed_halves: int
    openings_halves: int
    seekers_together: Whole
    openings_together: Whole
    sectors: dict[str, Whole]
    education: dict[str, Whole]
    days_open: dict[int, int]
    new_by_month: dict[int, int]


def read(connection: duckdb.DuckDBPyConnection, settings: Mapping[str, Any]) -> Margins:
    """The margins out of a release's tables; Lacking if one of them is not there."""
    month = settings["reference_month"]
    places = connection.execute(
        "select area_code, sub_region_code from area where level = 'municipality' order by 1"
    ).fetchall()
    codes = tuple(code for code, _ in places)
    if not codes:
        raise Lacking("area")
    of = dict(places)
    counts = {
        key: _filled(connection, indicator, month, of)
        for key, indicator in {"unemployed": "unemployed", **GROUPS, **OPENINGS}.items()
    }
    occupations, usable, by_occupation = _mix(connection, settings["occupations"])
    wholes = connection.execute(
        "select sum(unemployed), sum(openings) from occupation_month "
        "where occupation_code = 'SSS' and period between ? and ?",
        [settings["occupations"]["first"], settings["occupations"]["last"]],
    ).fetchone()
    if not wholes or not all(wholes):
        raise Lacking("SSS")
    return Margins(
        municipalities=codes,
        counts=counts,
        occupations=occupations,
        usable=usable,
        seekers_by_occupation=by_occupation[0],
        openings_by_occupation=by_occupation[1],
        unemployed_halves=2 * int(wholes[0]),
        openings_halves=2 * int(wholes[1]),
        seekers_together=_together(connection, "unemployed", codes, occupations, settings),
        openings_together=_together(connection, "openings", codes, occupations, settings),
        sectors={name: _tenths(connection, name, codes) for name in SECTORS},
        education={name: _tenths(connection, name, codes) for name in EDUCATION},
        days_open=_by_calendar_month(connection, "mean", "mean_days_open"),
        new_by_month=_by_calendar_month(connection, "sum", "new_vacancies"),
    )


def _filled(
    connection: duckdb.DuckDBPyConnection, indicator: str, month: str, of: dict[str, str]
) -> Whole:
    """The counts of the municipalities with secret and withheld ones filled to fit the totals.

    First into the sub-regions whose total is published, then into the region: a secret one gets
    1–4, a withheld one at least five, in proportion to the unemployed.
    """
    cells = {
        area: (None if value is None else int(value), status)
        for area, value, status in connection.execute(
            "select area_code, value, status from observation where indicator = ? and period = ?",
            [indicator, month],
        ).fetchall()
    }
    sizes = dict(
        connection.execute(
            "select area_code, value from observation "
            "where indicator = 'unemployed' and period = ? and value is not null",
            [month],
        ).fetchall()
    )
    if any(code not in cells or code not in sizes for code in of):
        raise Lacking(indicator)
    value = {code: cells[code][0] for code in of}
    region = cells.get("MK19", (None, ""))[0]
    wholes = {sub: cells.get(sub, (None, ""))[0] for sub in set(of.values())}
    for sub, whole in sorted(wholes.items()):
        if whole is not None:
            _fill(value, [c for c in of if of[c] == sub], whole, cells, sizes, indicator)
    if region is None:
        raise Lacking(indicator)
    _fill(value, list(of), region, cells, sizes, indicator)
    return np.array([value[code] for code in of], dtype=np.int64)


def _fill(
    value: dict[str, int | None],
    codes: list[str],
    whole: int,
    cells: Mapping[str, tuple[int | None, str]],
    sizes: Mapping[str, float],
    indicator: str,
) -> None:
    """Give the unknown counts among `codes` what their total leaves."""
    unknown = [code for code in codes if value[code] is None]
    if not unknown:
        return
    left = whole - sum(value[code] or 0 for code in codes)
    hidden = np.array([cells[code][1] == "withheld" for code in unknown])
    least = np.where(hidden, WITHHELD_LEAST, 1).astype(np.int64)
    most = np.where(hidden, max(left, 0), SECRET_MOST).astype(np.int64)
    weights = np.array([int(sizes[code]) for code in unknown], dtype=np.int64)
    try:
        more = shared_out(left - int(least.sum()), weights, most - least)
    except ValueError:
        raise Lacking(indicator) from None
    if left < int(least.sum()):
        raise Lacking(indicator)
    for code, count in zip(unknown, least + more, strict=True):
        value[code] = int(count)


def _mix(
    connection: duckdb.DuckDBPyConnection, window: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[bool, ...], tuple[Whole, Whole]]:
    """The occupations and their half units over the window, as queries/labour/occupation_balance.

    A secret cell is 2.5, that is five halves; an absent row is two secret cells. The codes X…
    (no occupation, not known, changing occupation) are kept apart as not usable.
    """
    found = connection.execute(
        """
        with months as (
            select distinct period from occupation_month where period between $first and $last
        ),
        occupations as (
            select distinct occupation_code from occupation_month where occupation_code <> 'SSS'
        )
        select
            occupation_code,
            not starts_with(occupation_code, 'X') as usable,
            sum(coalesce(2 * unemployed, $halves)),
            sum(coalesce(2 * openings, $halves))
        from occupations cross join months
        left join occupation_month using (occupation_code, period)
        group by all order by 1
        """,
        {"first": window["first"], "last": window["last"], "halves": SECRET_HALVES},
    ).fetchall()
    if not found:
        raise Lacking("occupation_month")
    sums = [np.array([int(row[at]) for row in found], dtype=np.int64) for at in (2, 3)]
    return tuple(r[0] for r in found), tuple(r[1] for r in found), (sums[0], sums[1])


def _together(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    codes: tuple[str, ...],
    occupations: tuple[str, ...],
    settings: Mapping[str, Any],
) -> Whole:
    """How far municipalities and occupations rise in the same months; municipality × occupation.

    Σ over months of (municipality × occupation / total): what the two series together tell of a
    joint distribution if the two are independent within each month.
    """
    indicator = {"unemployed": "unemployed", "openings": "open_at_month_end"}[kind]
    by_place = connection.execute(
        "select period, area_code, coalesce(2 * value, ?) from observation "
        "where indicator = ? and period <= ?",
        [SECRET_HALVES, indicator, settings["occupations"]["last"]],
    ).fetchall()
    by_occupation = connection.execute(
        "select period, occupation_code, "
        "coalesce(2 * case when ? = 'unemployed' then unemployed else openings end, ?) "
        "from occupation_month where period <= ?",
        [kind, SECRET_HALVES, settings["occupations"]["last"]],
    ).fetchall()
    row, column = ({c: at for at, c in enumerate(names)} for names in (codes, occupations))
    months = sorted({p for p, _, _ in by_place} & {p for p, _, _ in by_occupation})
    at = {month: i for i, month in enumerate(months[-settings["together"]["months"] :])}
    if not at:
        raise Lacking(kind)
    places = np.zeros((len(at), len(codes)), dtype=np.int64)
    jobs = np.full((len(at), len(occupations)), SECRET_HALVES, dtype=np.int64)
    for table, cells, index in ((places, by_place, row), (jobs, by_occupation, column)):
        for month, code, halves in cells:
            if month in at and code in index:
                table[at[month], index[code]] = int(halves)
    share = places * (1 << 20) // np.maximum(places.sum(axis=1), 1)[:, None]
    return np.einsum("tm,to->mo", share, jobs) >> 10


def _tenths(connection: duckdb.DuckDBPyConnection, indicator: str, codes: tuple[str, ...]) -> Whole:
    """The newest published shares of the municipalities, tenths of a per cent."""
    found = dict(
        connection.execute(
            "select area_code, arg_max(value, period) from observation "
            "where indicator = ? and value is not null group by 1",
            [indicator],
        ).fetchall()
    )
    if any(code not in found for code in codes):
        raise Lacking(indicator)
    return np.array([round(10 * found[code]) for code in codes], dtype=np.int64)


def _by_calendar_month(
    connection: duckdb.DuckDBPyConnection, how: str, indicator: str
) -> dict[int, int]:
    """The mean or the sum of the municipalities' figures by calendar month, in tenths.

    Months that no year has get the mean of the others.
    """
    found = {
        month: round(10 * float(mean if how == "mean" else whole))
        for month, mean, whole in connection.execute(
            """
            select cast(right(period, 2) as integer), avg(value), sum(value)
            from observation join area using (area_code)
            where indicator = $one and level = 'municipality' and value is not null
                and (left(period, 4) <= $clean or not exists (
                    select 1 from observation
                    where indicator = $one and left(period, 4) <= $clean))
            group by 1
            """,
            {"one": indicator, "clean": CLEAN_YEARS},
        ).fetchall()
    }
    if not found:
        raise Lacking(indicator)
    mean = max(1, sum(found.values()) // len(found))
    return {month: found.get(month, mean) for month in range(1, 13)}
