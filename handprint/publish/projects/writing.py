"""Turns the checked entries into the rows of `projects.duckdb` and writes the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from handprint import catalog
from handprint.publish import csv_table, database
from handprint.publish.places import COUNTRY, REGION
from handprint.publish.projects import layout, reading, results, rules
from handprint.publish.projects.files import FILES, PARTS
from handprint.publish.projects.reading import Entry
from handprint.publish.projects.schema import MEASURES, STATES, TABLES
from handprint.publish.wording import Refused

FOLDERS = ("network", "projects", "strategy")
"""The folders below data/ that this file is made from."""

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Report:
    """What was written: rows by table, and how many rows are examples or still to be confirmed."""

    tables: dict[str, int]
    examples: int
    unconfirmed: int


def write(path: Path, data_dir: Path) -> Report:
    """A new `projects.duckdb` at `path` from the files of a data folder; Refused if one is wrong.

    Nothing is left at `path` when something is refused. FileExistsError if there is a file already.
    """
    if path.exists():
        raise FileExistsError(path)
    entries = reading.entries(data_dir)
    rules.check(entries, _around(data_dir))
    return put(path, entries, reading.thresholds(data_dir))


def put(path: Path, entries: rules.Entries, thresholds: dict[str, float]) -> Report:
    """The file at `path`, of entries that have been checked; small counts are protected here."""
    filled = rows(entries, thresholds)
    connection = database.write(path, TABLES)
    try:
        for table, made in filled.items():
            database.fill(connection, table, made, TABLES)
        database.describe(connection, TABLES)
        database.close(connection, path)
    except BaseException:
        connection.close()
        path.unlink(missing_ok=True)
        raise
    return Report(
        {table: len(made) for table, made in filled.items()},
        _with_status(filled, "example"),
        _with_status(filled, "unconfirmed"),
    )


def rows(entries: rules.Entries, thresholds: dict[str, float]) -> dict[str, Rows]:
    """The rows of every table, in the order of its columns."""
    made = {
        file.table: _plain(file.table, entries[file.table])
        for file in FILES
        if set(TABLES[file.table][2]) <= set(file.fields)
    }
    made["event_participation"] = [
        (e["event"], organisation, e["source"], e["status"])
        for e in entries["event"]
        for organisation in e["organisations"]
    ]
    made["project"] = _plain("project", [_with_years(e) for e in entries["project"]])
    made["status_event"] = _status_events(entries)
    made["output"] = _outputs(entries)
    made["indicator_value"] = _plain(
        "indicator_value", [_filled(e, "period") for e in entries["indicator_value"]]
    )
    made["indicator_part"] = [
        (e["indicator"], part, observation)
        for e in entries["strategy_indicator"]
        for part in PARTS
        for observation in e[part]
    ]
    made["finger_indicator"] = [
        (
            e["finger"],
            inner["observation"],
            inner["better"],
            inner["weight"],
            inner["why_fi"],
            inner["why_en"],
            "own",
            "own",
        )
        for e in entries["finger"]
        for inner in e["filled_by"]
    ]
    made["network_place"] = _places(entries)
    made["progress_threshold"] = list(thresholds.items())
    return {table: made[table] for table in TABLES}


def _plain(table: str, entries: list[Entry]) -> Rows:
    """Entries whose fields are the columns."""
    return [tuple(e[column] for column in TABLES[table][2]) for e in entries]


def _places(entries: rules.Entries) -> Rows:
    """The picture of the network: who stands where. Those only counted have no names."""
    members = [
        layout.Member(e["organisation"], e["name_fi"], e["block"], e["position"])
        for e in entries["organisation"]
    ]
    partners: dict[str, list[str]] = {e["project"]: [] for e in entries["project"]}
    for e in entries["participation"]:
        partners[e["project"]].append(e["organisation"])
    undertakings = [
        layout.Undertaking(
            "project",
            e["project"],
            e["start_date"] or (e["start_year"] and date(e["start_year"], 1, 1)),
            tuple(partners[e["project"]]),
        )
        for e in entries["project"]
    ] + [
        layout.Undertaking("event", e["event"], e["day"], tuple(e["organisations"]))
        for e in entries["event"]
    ]
    return [
        (place.kind, place.id, place.side, place.block, place.row)
        for place in layout.placed(members, undertakings, _unnamed(entries))
    ]


def _unnamed(entries: rules.Entries) -> int:
    """How many organisations the newest count holds that nobody had named by its day.

    Who is named or joins later was not among those counted, and takes nobody's place.
    """
    counts = [e for e in entries["reported"] if e["subject"] == "organisations"]
    if not counts:
        return 0
    newest = max(counts, key=lambda e: e["said_on"])
    named = sum(
        e["block"] is not None and (e["joined"] or e["named_on"]) <= newest["said_on"]
        for e in entries["organisation"]
    )
    return max(0, newest["value"] - named)


def _status_events(entries: rules.Entries) -> Rows:
    return [
        (
            project,
            move.day,
            move.state,
            STATES.index(move.state) + 1,
            move.precision,
            move.basis,
            move.entry["source"],
            move.entry["status"],
        )
        for project, moves in rules.statuses(entries).items()
        for move in moves
    ]


def _outputs(entries: rules.Entries) -> Rows:
    """What is reported, and a row that says `missing` for what the ledger asks and nobody told.

    No count of 1–4 persons is among them: such a result is a status without a number.
    """
    told = [_filled(e, "project", "code", "period") for e in entries["output"]]
    asked = {(e["project"], e["measure"]) for e in told}
    last = {project: moves[-1].state for project, moves in rules.statuses(entries).items() if moves}
    written = results.published(told, entries["project"], entries["programme_indicator"])
    return _plain("output", written) + [
        (e["project"], measure, "", "", None, None, "missing", "missing", "own", "own")
        for e in entries["project"]
        if last.get(e["project"], "running") in ("running", "ended")
        for measure in MEASURES
        if (e["project"], measure) not in asked
    ]


def _with_years(e: Entry) -> Entry:
    """A project with the years of its days, where only the days are written."""
    years = {
        year: e[year] if e[day] is None else e[day].year
        for day, year in (("start_date", "start_year"), ("end_date", "end_year"))
    }
    return Entry(e.file, e.place, e.values | years)


def _filled(e: Entry, *names: str) -> Entry:
    """An entry whose key has an empty text where nothing is written."""
    return Entry(e.file, e.place, e.values | {name: e[name] or "" for name in names})


def _with_status(filled: dict[str, Rows], wanted: str) -> int:
    at = {table: list(TABLES[table][2]).index("status") for table in filled if _has(table)}
    return sum(row[at[table]] == wanted for table in at for row in filled[table])


def _has(table: str) -> bool:
    return "status" in TABLES[table][2]


def _around(data_dir: Path) -> rules.Around:
    """The municipalities and the indicators that the rows may name."""
    try:
        indicators = catalog.read_indicators(data_dir)
        sources = [s for s in catalog.read_sources(data_dir) if s.feeds == "area"]
    except catalog.Incomplete as error:
        raise Refused(
            "toml_field",
            file=error.file,
            field=error.field,
            found=error.found,
            expected=error.expected,
        ) from None
    if len(sources) != 1:
        raise Refused("source_alone", feed="area", found=", ".join(s.id for s in sources) or "–")
    path = data_dir / sources[0].file
    if not path.is_file():
        raise Refused("file_absent", file=sources[0].file, hint="")
    body = csv_table.read(sources[0], path)
    return rules.Around(
        areas=frozenset(row.text["code"] for row in body.rows),
        regions=frozenset((REGION, COUNTRY)),
        indicators={i.id: i for i in indicators},
    )
