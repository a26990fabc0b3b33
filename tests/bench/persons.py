"""What more persons cost: the cube's build, the what-if solve, page queries at national size.

Nothing here reads an extract: the demonstration rows are drawn anew into a folder of the bench's
own and multiplied. The figures to keep are the ratios.
"""

import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import duckdb
import numpy as np
import pandas as pd
import psutil

import queries
from handprint import releases
from handprint.analysis import matching
from handprint.publish import register
from handprint.publish.register import Register, carry_over, cube, gates, lattice

T = TypeVar("T")
HOME = Path(__file__).resolve().parents[2] / "data"
TIMES = (1, 10, 100)
# Finland: municipalities, unemployed, openings at a month's end, months of the whole series.
NATION = {"areas": 309, "persons": 300_000, "openings": 60_000, "months": 60}
KEY = b"a key of the bench's own, 32 b. "
FULL = matching.Levers(radius_km=100, remote_percent=50, retrained=500, shaped=200)
SCENARIOS = {
    "what-if, levers at rest": matching.REST,
    "what-if, commute of 100 km": matching.Levers(radius_km=100),
    "what-if, all four levers": FULL,
}


@dataclass
class Growth:
    """One measure at several sizes, in seconds, and what it was of."""

    name: str
    seconds: list[float]
    sizes: list[str]

    def lines(self) -> Iterator[str]:
        """As printed: each size, its time and how many times the first one's it is."""
        first = self.seconds[0]
        for size, spent in zip(self.sizes, self.seconds, strict=True):
            yield f"{self.name:<34}{size:>34}{spent * 1e3:>12,.0f} ms{spent / first:>9.2f} ×"


def show(folder: Path) -> None:
    """Measure and print everything; two or three minutes."""
    base = drawn(folder)
    print("\nGrowth with persons (same places; the last line is the whole country)")
    for growth in (*built(base), *solved(base)):
        for line in growth.lines():
            print(line)
    print(f"\nPage queries, the cube of Lapland beside {NATION['months']} months of the country")
    for line in asked(folder):
        print(line)


def drawn(folder: Path) -> Register:
    """The demonstration rows, drawn from the served release into a folder of our own."""
    release = releases.newest_good()
    own = folder / "restricted"
    own.mkdir(mode=0o700)
    with duckdb.connect(str(release.database), read_only=True) as connection:
        found = register.rows(connection, HOME, own)
    shutil.rmtree(own)
    return found


def grown(base: Register, times: int) -> Register:
    """So many times the persons and openings, in the same places and occupations."""
    return replace(
        base,
        seekers=_more(base.seekers, "jobseeker", times * len(base.seekers)),
        openings=_more(base.openings, "opening", times * len(base.openings)),
        digest=f"{base.digest} × {times}",
    )


def nation(base: Register) -> Register:
    """The country's persons over as many municipalities as it has, of the sizes of ours."""
    copies = -(-NATION["areas"] // base.seekers["municipality"].nunique())

    def spread(frame: pd.DataFrame, key: str, size: int) -> pd.DataFrame:
        rows = _more(frame, key, size)
        copy = np.arange(size) % copies
        codes = (
            rows["municipality"].astype(str) + np.array([f"-{n:02}" for n in range(copies)])[copy]
        )
        return rows.assign(municipality=codes)

    return replace(
        base,
        seekers=spread(base.seekers, "jobseeker", NATION["persons"]),
        openings=spread(base.openings, "opening", NATION["openings"]),
        digest="nation",
    )


def built(base: Register) -> list[Growth]:
    """Rounding the cube, and its gates."""
    form = lattice.read(HOME)
    cube_times, gate_times, sizes = [], [], []
    for one in (*(grown(base, times) for times in TIMES), nation(base)):
        made, spent = _timed(lambda one=one: cube.protected(one, form, carry_over.CarryOver(KEY)))
        found, checked = _timed(lambda one=one, made=made: gates.measure(one, form, made))
        cube_times.append(spent)
        gate_times.append(checked)
        failed = [gate.name for gate in found if not gate.passed]
        sizes.append(f"{len(one.seekers):,} persons, {len(made):,} rows")
        if failed:
            print(f"{sizes[-1]}: gates closed: {', '.join(failed)}")
    memory = psutil.Process().memory_info().rss / 1e6
    print(f"(memory of this process after the largest build {memory:,.0f} MB)")
    return [Growth("cube", cube_times, sizes), Growth("gates", gate_times, sizes)]


def solved(base: Register) -> list[Growth]:
    """The what-if answer of one setting of the levers, without anything remembered."""
    form = lattice.read(HOME)
    markets = [market(grown(base, times), form) for times in TIMES]
    found = []
    for name, levers in SCENARIOS.items():
        seconds = []
        for one in markets:
            matching.most(one, levers)
            seconds.append(
                min(_timed(lambda one=one, at=levers: matching.most(one, at))[1] for _ in range(3))
            )
        sizes = [
            f"{one.persons:,} persons, {len(one.seekers) + len(one.openings):,} cells"
            for one in markets
        ]
        found.append(Growth(name, seconds, sizes))
    return found


def market(rows: Register, form: lattice.Lattice) -> matching.Market:
    """Seekers and openings by cell, as the what-if page has them, of unprotected made-up rows."""
    seekers = rows.seekers.assign(
        occupation=cube.groups(rows.seekers["occupation"], form.occupation_digits)
    )
    openings = cube.open_at_end(rows.openings, rows.reference_month)
    openings = openings.assign(occupation=cube.groups(openings["occupation"], 2))
    with duckdb.connect(str(releases.newest_good().database), read_only=True) as connection:
        road = connection.execute("from centre_distance").fetchall()
        links = connection.execute(
            "select occupation_code, neighbour_code from occupation_neighbour"
        ).fetchall()
    by_person = ["municipality", "occupation", "partial_work_ability"]
    by_opening = ["municipality", "occupation", "shaping", "remote"]
    return matching.Market(
        {
            matching.Seekers(area, None if code == "none" else code, partial == "yes"): int(n)
            for (area, code, partial), n in seekers.groupby(by_person).size().items()
        },
        {
            matching.Openings(area, code, shaping == "yes", remote == "yes"): int(n)
            for (area, code, shaping, remote), n in openings.groupby(by_opening)["positions"]
            .sum()
            .items()
        },
        {(one, other): km * 1.18 for one, other, km in road},
        frozenset(links),
    )


def asked(folder: Path) -> Iterator[str]:
    """Every query of the pages on the cube, of Lapland's month and of the country's sixty."""
    release = releases.newest_good()
    names = [
        f"labour/{path.stem}"
        for path in sorted((Path(queries.__file__).parent / "labour").glob("*.sql"))
        if "labour.cube_jobseekers" in path.read_text("utf-8")
        or "labour.opening\n" in path.read_text("utf-8")
    ]
    path, spent = folder / "nation.duckdb", time.perf_counter()
    rows = national(path, release.database)
    spent = time.perf_counter() - spent
    print(", ".join(f"{count:,} {name}" for name, count in rows.items()), f"made in {spent:.0f} s")
    with _hub(release.database) as ours, _hub(path) as theirs:
        for name in names:
            small, large = (_median(hub, name) for hub in (ours, theirs))
            yield (
                f"{name:<34}{small * 1e3:>10.1f} ms{large * 1e3:>10.1f} ms{large / small:>9.1f} ×"
            )


def national(path: Path, lapland: Path) -> dict[str, int]:
    """A public file of the country: sixty months of made-up cubes and openings; its row counts.

    Persons are drawn in the engine, 300 000 a month, and only cells of at least five are kept.
    The pages ask the newest month; the others lie in the same tables.
    """
    sizes = NATION | {"groups": 41}
    with duckdb.connect(str(path)) as made:
        made.execute(f"attach '{lapland}' as lapland (read_only)")
        kept = made.execute(
            "select table_name from duckdb_tables() where database_name = 'lapland' "
            "and table_name not in ('cube_jobseekers', 'opening', 'area')"
        ).fetchall()
        for (table,) in kept:
            made.execute(f'create table "{table}" as from lapland."{table}"')
        made.execute(
            "create table area as from lapland.area union all by name select * replace "
            "('X' || area_code || n as area_code) from lapland.area, range(1, 15) as t(n) "
            "where level = 'municipality'"
        )
        made.execute(
            """
            create temp table place as
                select row_number() over (order by area_code) - 1 as n, area_code
                from area where level = 'municipality';
            create temp table trade as
                select row_number() over (order by occupation_code) - 1 as n, occupation_code
                from occupation where level = 2 and is_isco;
            create table cube_month as
            with person as (
                select
                    month,
                    cast(pow(random(), 3) * (select count(*) from place) as integer) as place,
                    cast(pow(random(), 2) * (select count(*) from trade) as integer) as trade,
                    case when random() < 0.13 then 'under_25'
                        when random() < 0.6 then '25_50' else 'over_50' end as age,
                    if(random() < 0.27, 'yes', 'no') as long_term,
                    if(random() < 0.13, 'yes', 'no') as partial_work_ability,
                    if(random() < 0.09, 'yes', 'no') as foreigner
                from range($persons), range($months) as m(month)
            ),
            counted as (
                select
                    month, place, trade,
                    case when grouping(age) = 0 then 'age'
                        when grouping(long_term) = 0 then 'long_term'
                        when grouping(partial_work_ability) = 0 then 'partial_work_ability'
                        when grouping(foreigner) = 0 then 'foreign' else 'none' end as field,
                    coalesce(age, long_term, partial_work_ability, foreigner, 'all') as value,
                    count(*) as persons
                from person
                group by grouping sets (
                    (month, place, trade), (month, place, trade, age),
                    (month, place, trade, long_term), (month, place, trade, partial_work_ability),
                    (month, place, trade, foreigner)
                )
            )
            select
                month, area_code, occupation_code, field, value,
                cast(persons as integer) as persons
            from counted
            join place on place.n = counted.place
            join trade on trade.n = counted.trade
            where persons >= 5
            order by all;
            create view cube_jobseekers as
                select * exclude (month) from cube_month
                where month = (select max(month) from cube_month);
            create table opening as
            select
                'op-' || month || '-' || n as opening,
                (select area_code from place where place.n = hash(n, 1) % $places) as area_code,
                occupation_code, education, posted - cast(30 * month as integer) as posted,
                closed - cast(30 * month as integer) as closed,
                at_month_end and month = 0 as at_month_end, positions, working_time,
                duration, shaping, remote
            from (
                select row_number() over () as n, * from lapland.opening, range($copies)
            ), range($months) as m(month)
            order by all;
            """.replace("$persons", str(sizes["persons"]))
            .replace("$months", str(sizes["months"]))
            .replace("$copies", str(sizes["openings"] // 10_000))
            .replace("$places", "(select count(*) from place)")
        )
        return {
            "cube rows": made.execute("select count(*) from cube_month").fetchone()[0],
            "of the newest month": made.execute("select count(*) from cube_jobseekers").fetchone()[
                0
            ],
            "openings": made.execute("select count(*) from opening").fetchone()[0],
        }


PARAMETERS = {
    "field": "age",
    "value": "over_50",
    "level": "municipality",
    "area": "MK19",
    "occupation_level": 2,
    "lang": "fi",
}


@contextmanager
def _hub(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The release as the query door opens it: attached, one thread."""
    hub = duckdb.connect(":memory:", config={"threads": "1", "memory_limit": "512MB"})
    try:
        hub.execute(f"attach '{path}' as labour (read_only)")
        yield hub
    finally:
        hub.close()


def _median(hub: duckdb.DuckDBPyConnection, name: str, *, rounds: int = 7) -> float:
    """Median seconds of a page's query, the first answer left out."""
    sql = queries.text(name)
    (statement,) = duckdb.extract_statements(sql)
    given = {parameter: PARAMETERS[parameter] for parameter in statement.named_parameters}
    hub.execute(sql, given).df()
    return statistics.median(
        _timed(lambda: hub.cursor().execute(sql, given).df())[1] for _ in range(rounds)
    )


def _more(frame: pd.DataFrame, key: str, size: int) -> pd.DataFrame:
    """So many rows, drawn from these; each with a key of its own."""
    if size == len(frame):
        return frame
    rows = frame.sample(size, replace=True, random_state=1).reset_index(drop=True)
    return rows.assign(**{key: [f"bench-{n:07}" for n in range(size)]})


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    answer = work()
    return answer, time.perf_counter() - start
