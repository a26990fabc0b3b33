"""Reads every source and fills one database with the tables of a release."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from handprint import catalog
from handprint.catalog import Indicator, Source
from handprint.publish import (
    csv_table,
    database,
    json_body,
    observations,
    protection,
    tables,
    validity,
)
from handprint.publish.body import Body, hint
from handprint.publish.observations import Count, Figure, Key, Revision
from handprint.publish.places import COUNTRY, REGION
from handprint.publish.register import filling
from handprint.publish.wording import Refused
from handprint.releases import checksum

# What a source may fill. The singular ones stand alone; the others may have many files.
FEEDS = (
    "observation",
    "occupation_month",
    "occupation_month_national",
    "migration",
    "commuting",
    "published_figure",
    "area",
    "occupation",
    "occupation_label",
    "centre_distance",
    "geometry",
    "register",
)
ALONE = ("area", "occupation", "occupation_label")

# Employment areas are sums of ours, made after protection; these two are published by others.
PUBLISHED_WHOLES = ("sub_region", "region")


@dataclass
class Report:
    """What happened on the way: it becomes the manifest."""

    counts: dict[str, Count] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)
    exceptions: list[dict[str, str]] = field(default_factory=list)
    withheld: set[Key] = field(default_factory=set)
    tables: dict[str, int] = field(default_factory=dict)
    drawings: dict[str, bytes] = field(default_factory=dict)
    map_present: bool = False
    register: filling.Filled = field(default_factory=filling.Filled)


def catalogue(data_dir: Path) -> tuple[tuple[Indicator, ...], tuple[Source, ...]]:
    """The indicators and sources of a data folder, with what does not fit together refused."""
    try:
        indicators, sources = catalog.read_indicators(data_dir), catalog.read_sources(data_dir)
    except catalog.Incomplete as error:
        raise Refused(
            "toml_field",
            file=error.file,
            field=error.field,
            found=error.found,
            expected=error.expected,
        ) from None
    known = {i.id for i in indicators}
    for i in indicators:
        for other in (i.undefined_when_zero, *((i.ratio.of, i.ratio.by) if i.ratio else ())):
            if other and other not in known:
                raise Refused(
                    "toml_field",
                    file=f"indicators/{i.id}.toml",
                    field="ratio, undefined_when_zero",
                    found=other,
                    expected=f"indicators/{other}.toml",
                )
    for s in sources:
        if s.feeds not in FEEDS:
            raise Refused(
                "toml_field",
                file=f"sources/{s.id}.toml",
                field="feeds",
                found=s.feeds,
                expected=" | ".join(FEEDS),
            )
    for feed in ALONE:
        files = [s.id for s in sources if s.feeds == feed]
        if len(files) != 1:
            raise Refused("source_alone", feed=feed, found=", ".join(files) or "–")
    tables_there = {s.table for s in sources}
    for i in indicators:
        if i.columns and not any(c.table in tables_there for c in i.columns):
            raise Refused(
                "toml_field",
                file=f"indicators/{i.id}.toml",
                field="[[from]] table",
                found=", ".join(sorted({c.table for c in i.columns})),
                expected=", ".join(sorted(tables_there)),
            )
    return indicators, sources


def assemble(
    path: Path,
    data_dir: Path,
    indicators: tuple[Indicator, ...],
    sources: tuple[Source, ...],
    step: Callable[..., None],
    persons: filling.Asked,
) -> Report:
    """Write the database at `path` from everything in `data_dir`; Refused if anything is wrong."""
    report = Report()
    bodies: dict[str, Body] = {}
    for source in sources:
        if source.format != "persons":
            step("step_read", source=source.id)
        if body := open_source(source, data_dir, indicators):
            bodies[source.id] = body
    by_feed: dict[str, list[Body]] = {feed: [] for feed in FEEDS}
    for body in bodies.values():
        by_feed[body.source.feeds].append(body)

    step("step_tables")
    area_rows = tables.areas(by_feed["area"][0], data_dir)
    levels = {row[0]: row[1] for row in area_rows}
    codes_by_name = {row[5]: row[0] for row in area_rows if row[1] == "sub_region"}
    codes_by_name |= {row[5]: row[0] for row in area_rows if row[1] in ("municipality", "region")}
    occupation_rows = tables.occupations(by_feed["occupation"][0], by_feed["occupation_label"][0])
    names = {row[0]: row[4] for row in occupation_rows}
    filled: dict[str, list[Any]] = {
        "area": area_rows,
        "occupation": occupation_rows,
        "claim": tables.claims(data_dir, indicators),
        "indicator": tables.indicator_rows(indicators),
    }
    for feed in (*ALONE,):
        report.counts[by_feed[feed][0].source.id] = _whole(by_feed[feed][0])
    for feed, area in (("occupation_month", REGION), ("occupation_month_national", COUNTRY)):
        filled[feed] = _occupations(by_feed[feed], names, area, report)
    readers: dict[str, Callable[[Body], tuple[list[Any], Count]]] = {
        "migration": lambda body: tables.migrations(body, _municipalities(area_rows)),
        "commuting": lambda body: tables.commuting(body, levels),
        "centre_distance": lambda body: tables.centre_distances(body, levels),
        "published_figure": lambda body: tables.published_figures(body, codes_by_name, indicators),
    }
    for feed, reader in readers.items():
        filled[feed] = []
        for body in by_feed[feed]:
            rows, report.counts[body.source.id] = reader(body)
            filled[feed] += rows

    step("step_observations")
    figures = _figures(by_feed["observation"], indicators, area_rows, report)
    ways = tables.covers(area_rows)
    step("step_rules")
    report.exceptions = _checked(
        filled | {"observation": _with_derived(figures, indicators, ways)}, data_dir, indicators
    )
    wholes = {code: parts[-1] for code, parts in ways.items() if levels[code] in PUBLISHED_WHOLES}
    hidden = protection.protected(figures, indicators, wholes)
    report.withheld = set(hidden)
    filled["observation"] = _with_derived(figures | hidden, indicators, ways)
    filled["source"] = tables.source_rows(sources, report.counts)

    step("step_write")
    connection = database.write(path)
    for table, rows in filled.items():
        database.fill(connection, table, rows)
    step("step_map")
    _geometry(connection, data_dir, report)
    validity.additive(connection, indicators)
    validity.remainders(connection)
    report.register = filling.fill(connection, data_dir, persons, step)
    database.fill(connection, "source", _register_source(sources, report))
    database.describe(connection)
    database.close(connection, path)
    return report


def open_source(source: Source, data_dir: Path, indicators: tuple[Indicator, ...]) -> Body | None:
    """One source's file as rows of text; None where only its shapes, or a cube of it, are used."""
    if source.format == "persons":
        return None
    path = (data_dir / source.file).resolve()
    if not path.is_relative_to((data_dir / "raw").resolve()):
        raise Refused(
            "toml_field",
            file=f"sources/{source.id}.toml",
            field="file",
            found=source.file,
            expected="raw/…",
        )
    if not path.is_file():
        there = [str(p.relative_to(data_dir)) for p in (data_dir / "raw").rglob("*") if p.is_file()]
        raise Refused("file_absent", file=source.file, hint=hint(source.file, there))
    found = checksum(path)
    if source.sha256 != found:
        key = "file_changed" if source.sha256 else "file_no_checksum"
        raise Refused(key, file=source.file, source=f"sources/{source.id}.toml", found=found)
    if source.format == "geojson":
        return None
    if source.format == "csv":
        body = csv_table.read(source, path)
    elif source.format == "pxweb-json":
        body = json_body.read_pxweb(source, path)
    else:
        wanted = observations.wanted_columns(source, indicators) | set(source.columns.values())
        body = json_body.read_jsonstat(source, path, wanted)
    body.need(source.columns.values())
    return body


def _figures(
    bodies: list[Body],
    indicators: tuple[Indicator, ...],
    area_rows: list[Any],
    report: Report,
) -> dict[Key, Figure]:
    """What the sources say together, before anything is withheld or derived."""
    levels = {row[0]: row[1] for row in area_rows}
    read: list[tuple[Source, dict[Key, Figure]]] = []
    for body in bodies:
        figures, report.counts[body.source.id] = observations.read(body, indicators, levels)
        read.append((body.source, figures))
    fed = {key.indicator for _, figures in read for key in figures}
    for indicator in indicators:
        if indicator.columns and indicator.id not in fed:
            column = indicator.columns[0]
            there = [m for b in bodies if b.source.table == column.table for m in b.measures]
            raise Refused(
                "indicator_unfed",
                file=f"indicators/{indicator.id}.toml",
                table=column.table,
                column=column.column,
                hint=hint(column.column, there),
            )
    figures, revisions = observations.newest(read)
    report.revisions += revisions
    observations.undefined(figures, indicators)
    return figures


def _with_derived(
    figures: dict[Key, Figure], indicators: tuple[Indicator, ...], ways: dict[str, list[list[str]]]
) -> list[tuple[Any, ...]]:
    """The rows of the table of observations: what was published, then what follows from it."""
    everything = figures | observations.derive(figures, indicators, ways)
    return [(*key, *figure) for key, figure in everything.items()]


def _checked(
    filled: dict[str, list[Any]], data_dir: Path, indicators: tuple[Indicator, ...]
) -> list[dict[str, str]]:
    """Ask every rule of all the figures; the documented exceptions that occurred.

    In memory, because what is then withheld must never have stood in the published file.
    """
    with database.write(Path(":memory:")) as connection:
        for table in validity.ASKED:
            database.fill(connection, table, filled[table])
        validity.additive(connection, indicators)
        return validity.check(connection, data_dir)


def _occupations(
    bodies: list[Body], names: dict[str, str], area: str, report: Report
) -> list[tuple[Any, ...]]:
    """The rows of occupations by month for one area, the newest source's where two differ."""
    read = []
    for body in bodies:
        figures, report.counts[body.source.id] = tables.occupation_months(body, names, {area: ""})
        read.append((body.source, figures))
    chosen, revisions = observations.newest(read)
    report.revisions += revisions
    return tables.occupation_rows(chosen)


def _geometry(connection: Any, data_dir: Path, report: Report) -> None:
    """The shapes of the map, if the part that draws them is there."""
    try:
        geometry = importlib.import_module("handprint.publish.geometry")
    except ModuleNotFoundError as error:
        if error.name != "handprint.publish.geometry":
            raise
        return
    for table, frame in sorted(geometry.tables(data_dir).items()):
        database.add(connection, table, frame)
    if hasattr(geometry, "drawings"):
        report.drawings = dict(geometry.drawings(data_dir))
    report.map_present = True


def _register_source(sources: tuple[Source, ...], report: Report) -> list[Any]:
    """The row of the source that the persons' rows came from; none if there were no rows.

    How many rows it had is not said: beside the cube an exact number would be one too many.
    """
    said = report.register.told.get("register")
    if said is None:
        return []
    table = "demonstration" if said["synthetic"] else "extract"
    used = [s for s in sources if s.feeds == "register" and s.table == table]
    if len(used) != 1:
        found = ", ".join(s.id for s in used) or "–"
        raise Refused("source_alone", feed=f"register ({table})", found=found)
    month = said["reference_month"]
    report.counts[used[0].id] = Count(first_period=month, last_period=month)
    if report.register.delivered:
        used = [replace(used[0], retrieved=date.fromisoformat(report.register.delivered))]
    return tables.source_rows(tuple(used), report.counts)


def _municipalities(area_rows: list[Any]) -> dict[str, str]:
    return {row[5]: row[0] for row in area_rows if row[1] == "municipality"}


def _whole(body: Body) -> Count:
    """A source of names: every row is taken."""
    count = Count(rows_read=len(body.rows), rows_accepted=len(body.rows))
    count.settle(body.source)
    return count


def told(report: Report, sources: tuple[Source, ...]) -> dict[str, Any]:
    """The part of the manifest that says what was read, what changed and what was let through."""
    return {
        "sources": {
            s.id: {
                "publisher": s.publisher,
                "table": s.table,
                "licence": s.licence,
                "address": s.address,
                "file": s.file,
                "retrieved": s.retrieved.isoformat(),
                "updated": s.updated.isoformat() if s.updated else None,
                "sha256": s.sha256,
                "rows_rejected": 0,
                **asdict(report.counts.get(s.id, Count())),
            }
            for s in sources
            if s.format != "persons" or s.id in report.counts
        },
        "revisions": [_revision(r, report.withheld) for r in report.revisions],
        "withheld": len(report.withheld),
        "exceptions": report.exceptions,
        "rules": validity.names(),
        "map": report.map_present,
        **report.register.told,
    }


def _revision(revision: Revision, withheld: set[Key]) -> dict[str, Any]:
    """Both figures of a revision; none that is secret now, or would tell what is."""
    hidden = revision.kept.status == "secret" or revision.key in withheld
    kept, replaced = revision.kept._asdict(), revision.replaced._asdict()
    if hidden:
        replaced |= {"value": None, "status": "withheld"}
    if revision.key in withheld:
        kept |= {"value": None, "status": "withheld"}
    return {"key": list(revision.key), "kept": kept, "replaced": replaced}
