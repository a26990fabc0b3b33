"""The tables of a release that are not observations: places, occupations, flows, published words.

Each function takes what was read and gives the rows of one table, in the order of its columns in
`schema.py`. Codes stay text throughout.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from handprint.catalog import Indicator, Source
from handprint.publish.body import Body, Row, hint
from handprint.publish.observations import Count, Figure
from handprint.publish.wording import Refused

Rows = list[tuple[Any, ...]]
NAMES = ("fi", "sv", "en", "se", "smn", "sms")


class Cell(NamedTuple):
    """What one figure of an occupation's month is about."""

    area: str
    occupation: str
    period: str
    measure: str


def areas(body: Body, data_dir: Path) -> Rows:
    """The areas on five levels, each municipality with its two middle areas, which do not nest."""
    network = _toml(data_dir / "network.toml")["municipalities"]
    rows: Rows = []
    joined: dict[tuple[str, str], list[Row]] = {}
    for row in body.rows:
        text = row.text
        sub_region, employment = f"SK{text['seutukunta_code']}", f"TA{text['tyollisyysalue_code']}"
        joined.setdefault((sub_region, "seutukunta"), []).append(row)
        joined.setdefault((employment, "tyollisyysalue"), []).append(row)
        rows.append(
            (
                text["code"],
                "municipality",
                "MK19",
                sub_region,
                employment,
                *(text[f"name_{lang}"] or None for lang in NAMES),
                text["code"] in network,
                _plain(body, row, "landarea"),
                _plain(body, row, "centre_lon"),
                _plain(body, row, "centre_lat"),
                text["kuntaryhmitys_code"],
            )
        )
    for code in network:
        if code not in {row.text["code"] for row in body.rows}:
            raise Refused("area_network", found=code)
    for (code, kind), members in joined.items():
        level = "sub_region" if kind == "seutukunta" else "employment_area"
        first = members[0].text
        names = [first[f"{kind}_name_{lang}"] for lang in ("fi", "sv", "en")]
        rows.append(_larger(code, level, "MK19", names, _land(body, members)))
    for code, level, parent in (("MK19", "region", "SSS"), ("SSS", "country", None)):
        names = [body.source.names[code][lang] for lang in ("fi", "sv", "en")]
        land = _land(body, body.rows) if code == "MK19" else None
        rows.append(_larger(code, level, parent, names, land))
    return rows


def covers(area_rows: Rows) -> dict[str, list[list[str]]]:
    """For each larger area, the ways to put it together from smaller ones, the coarsest first."""
    municipalities = [row for row in area_rows if row[1] == "municipality"]
    sub_regions: dict[str, list[str]] = {}
    for row in municipalities:
        sub_regions.setdefault(row[3], []).append(row[0])
    ways: dict[str, list[list[str]]] = {}
    for row in area_rows:
        code, level = row[0], row[1]
        if level in ("municipality", "country"):
            continue
        at = {"sub_region": 3, "employment_area": 4, "region": 2}[level]
        members = [m[0] for m in municipalities if m[at] == code]
        whole = [s for s, inside in sub_regions.items() if set(inside) <= set(members)]
        rest = [m for m in members if not any(m in sub_regions[s] for s in whole)]
        ways[code] = [[*sorted(whole), *sorted(rest)], sorted(members)]
        if level == "sub_region":
            ways[code] = [sorted(members)]
    return ways


def occupations(isco: Body, labels: Body) -> Rows:
    """ISCO-08 on four levels with names in three languages, then the statistics' own X groups."""
    rows: Rows = [
        (
            row.text["code"],
            int(row.text["level"]),
            row.text["parent"] or None,
            True,
            row.text["label_fi"],
            row.text["label_sv"] or None,
            row.text["label_en"] or None,
        )
        for row in isco.rows
    ]
    known = {row[0] for row in rows}
    for row in labels.rows:
        code = row.text["code"]
        if code in known:
            continue
        other = [labels.source.names.get(lang, {}).get(code) for lang in ("sv", "en")]
        if None in other:
            raise labels.refuse("occupation_unnamed", row, "code")
        rows.append((code, 0 if code == "SSS" else 4, None, False, row.text["label_fi"], *other))
    return rows


def occupation_months(
    body: Body, occupations_known: dict[str, str], known: dict[str, str]
) -> tuple[dict[Cell, Figure], Count]:
    """Unemployed and openings by area, occupation and month: each cell with its own status.

    `known` holds the one area the table is about; other areas in the file are out of scope.
    """
    count = Count(rows_read=len(body.rows))
    area_at, period_at = body.role("area"), body.role("period")
    occupation_at = body.role("occupation") or ""
    unemployed, openings = (body.source.columns[name] for name in ("unemployed", "openings"))
    figures: dict[Cell, Figure] = {}
    for row in body.rows:
        area, period = body.area(row, area_at, known), body.period(row, period_at)
        if area is None:
            count.rows_out_of_scope += 1
            continue
        occupation = row.text[occupation_at]
        if occupation not in occupations_known:
            raise body.refuse(
                "cell_no_occupation", row, occupation_at, hint=hint(occupation, occupations_known)
            )
        if Cell(area, occupation, period, "unemployed") in figures:
            raise body.refuse(
                "cell_twice", row, occupation_at, area=area, period=period, other=occupation
            )
        for measure, column in (("unemployed", unemployed), ("openings", openings)):
            value, status = _count(body, row, column)
            figures[Cell(area, occupation, period, measure)] = Figure(value, status, body.source.id)
            count.saw(period, status)
        count.rows_accepted += 1
    count.settle(body.source)
    return figures, count


def occupation_rows(figures: dict[Cell, Figure]) -> Rows:
    """The cells of a month side by side, as the table has them."""
    return [
        (*key[:3], *figure[:2], *figures[key._replace(measure="openings")][:2])
        for key, figure in figures.items()
        if key.measure == "unemployed"
    ]


def migrations(body: Body, codes_by_name: dict[str, str]) -> tuple[Rows, Count]:
    """Moves between municipalities, at least one end in Lapland; codes only for ours."""
    columns = body.source.columns
    rows: Rows = []

    def take(row: Row, count: Count) -> bool:
        year = body.period(row, columns["year"])
        origin, destination = (
            row.text[columns[n]].strip() for n in ("origin_name", "destination_name")
        )
        ends = codes_by_name.get(origin), codes_by_name.get(destination)
        if ends == (None, None):
            return False
        moves, status = _count(body, row, columns["moves"])
        rows.append((year, ends[0], origin, ends[1], destination, moves))
        count.saw(year, status)
        return True

    return rows, _counted(body, take)


def commuting(body: Body, known: dict[str, str]) -> tuple[Rows, Count]:
    """Where the employed live and work: totals by municipality and year."""
    columns = body.source.columns
    names = ("employed_residents", "jobs", "live_and_work", "out_commuters", "in_commuters")
    rows: Rows = []

    def take(row: Row, count: Count) -> bool:
        area = body.area(row, body.role("area"), known)
        year = body.period(row, body.role("period"))
        if area is None:
            return False
        cells = [_count(body, row, columns[name]) for name in names]
        rows.append((area, year, *(value for value, _ in cells)))
        for _, status in cells:
            count.saw(year, status)
        return True

    return rows, _counted(body, take)


def centre_distances(body: Body, known: dict[str, str]) -> tuple[Rows, Count]:
    """Distances between municipal centres in kilometres, as the crow flies."""
    columns = body.source.columns
    rows: Rows = []

    def take(row: Row, count: Count) -> bool:
        ends = [body.area(row, columns[name], known) for name in ("from_code", "to_code")]
        if None in ends:
            return False
        rows.append((*ends, _plain(body, row, columns["geodesic_km"])))
        return True

    return rows, _counted(body, take)


def published_figures(
    body: Body, codes_by_name: dict[str, str], indicators: tuple[Indicator, ...]
) -> tuple[Rows, Count]:
    """Figures given in releases, each with the sentence it stands in; rows without one are kept."""
    columns, names = body.source.columns, body.source.names
    ours = names.get("indicator", {})
    places = codes_by_name | names.get("area", {})
    known = {i.id for i in indicators}
    rows: Rows = []

    def take(row: Row, count: Count) -> bool:
        text = {name: row.text[column] for name, column in columns.items()}
        if text["area"] not in places:
            raise body.refuse(
                "cell_not_an_area", row, columns["area"], hint=hint(text["area"], places)
            )
        period = body.period(row, columns["period"])
        value, status = body.number(row, columns["value"])
        indicator = ours.get(text["indicator"], text["indicator"])
        if text["kind"] not in ("quoted", "derived") or not text["quote"].strip():
            raise body.refuse("cell_quote", row, columns["quote"])
        rows.append(
            (
                period,
                places[text["area"]],
                indicator,
                value,
                text["kind"],
                text["quote"],
                text["url"] or None,
            )
        )
        count.saw(period, status if indicator in known else "missing")
        return True

    return rows, _counted(body, take)


def claims(data_dir: Path, indicators: tuple[Indicator, ...]) -> Rows:
    """What has been said in public about seekers and openings, word for word."""
    known = {i.id for i in indicators}
    rows: Rows = []
    for said in _toml(data_dir / "claims.toml").get("claim", []):
        if said.get("indicator") not in known or not str(said.get("quote", "")).strip():
            raise Refused("claim_indicator", found=said.get("claim"), expected="indicator, quote")
        rows.append(
            (
                said["claim"],
                said["indicator"],
                float(said["value"]),
                said["quote"],
                _iso(said.get("said_on")),
                said["said_by"],
                said.get("url") or None,
                said.get("period"),
                said.get("qualifier") or None,
                said["basis"],
            )
        )
    return rows


def indicator_rows(indicators: tuple[Indicator, ...]) -> Rows:
    """The indicators' own table."""
    return [
        (i.id, i.unit, i.decimals, i.better, i.measure, i.frequency, i.topic) for i in indicators
    ]


def source_rows(sources: tuple[Source, ...], counts: dict[str, Count]) -> Rows:
    """The sources' own table, with how much was read and taken from each."""
    rows: Rows = []
    for s in sources:
        if s.format == "persons" and s.id not in counts:
            # Either the demonstration rows or an extract is in use, or neither.
            continue
        count = counts.get(s.id, Count())
        rows.append(
            (
                s.id,
                s.publisher,
                s.table,
                s.title("fi"),
                s.title("en"),
                s.licence,
                s.address,
                s.retrieved.isoformat(),
                s.sha256,
                count.rows_read,
                count.rows_accepted,
                count.rows_out_of_scope,
                count.first_period,
                count.last_period,
                _iso(s.updated),
                s.feeds,
                s.file,
                s.format,
                s.via or None,
                s.licence_address,
            )
        )
    return rows


def _counted(body: Body, take: Callable[[Row, Count], bool]) -> Count:
    """Go through the rows, counting those taken and those outside our areas."""
    count = Count(rows_read=len(body.rows))
    for row in body.rows:
        if take(row, count):
            count.rows_accepted += 1
        else:
            count.rows_out_of_scope += 1
    count.settle(body.source)
    return count


def _larger(
    code: str, level: str, parent: str | None, names: list[str], land: float | None
) -> tuple[Any, ...]:
    """A row for an area above the municipalities: no network, no centre, no group."""
    return (code, level, parent, None, None, *names, None, None, None, None, land, None, None, None)


def _land(body: Body, members: list[Row]) -> float:
    """The land area of several municipalities, km²."""
    return round(sum(_plain(body, row, "landarea") for row in members), 2)


def _count(body: Body, row: Row, column: str) -> tuple[float | None, str]:
    """A count of persons or posts: whole and never negative, or a sign."""
    value, status = body.number(row, column)
    if value is not None and value < 0:
        raise body.refuse("cell_negative", row, column, indicator=column)
    if value is not None and value != int(value):
        raise body.refuse("cell_not_whole", row, column, indicator=column)
    return value, status


def _plain(body: Body, row: Row, column: str) -> float:
    """A number that must be there."""
    value, _ = body.number(row, column)
    if value is None:
        raise body.refuse("cell_not_a_number", row, column, expected=("expected_filled", {}))
    return value


def _toml(path: Path) -> dict[str, Any]:
    """A hand-written file of the data folder; Refused if it is missing or not valid."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("toml_broken", file=path.name, found=str(error)) from None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
