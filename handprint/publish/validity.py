"""The validity rules: each a question in `rules/*.sql` whose right answer is no rows at all.

A row that comes back is a contradiction in the data, and the release is refused. A contradiction
that is the source's own is written down in `data/exceptions.toml` with its reason; then it passes
and is listed in the manifest. An exception that no longer occurs is refused too.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from handprint.catalog import Indicator
from handprint.publish.wording import Refused

RULES = Path(__file__).parent / "rules"
MOST_SHOWN = 20
# The tables the rules ask about.
ASKED = ("area", "indicator", "observation", "occupation_month", "commuting")


@dataclass(frozen=True)
class Breach:
    """One place where a rule does not hold."""

    rule: str
    indicator: str
    area: str
    period: str
    found: str
    expected: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What an exception must name to cover it."""
        return self.rule, self.indicator, self.area, self.period


def remainders(database: duckdb.DuckDBPyConnection) -> None:
    """Fill the table `remainder`: what is left of the region when its known parts are taken away.

    Where that would tell what a secret cell holds (a single one, or all ones, or all fours) the
    remainder is withheld and only the number of secret cells is given.
    """
    database.execute("""
        insert into remainder
        with parts as (
            select area_code, level from area where level in ('municipality', 'sub_region')
        ),
        sums as (
            select
                observation.indicator, observation.period, parts.level,
                coalesce(sum(observation.value), 0) as known,
                count(*) filter (where observation.status = 'secret') as secret,
                count(*) filter (
                    where observation.status in ('missing', 'withheld', 'not_applicable')
                ) as gaps,
                count(*) as there
            from observation
            inner join parts on parts.area_code = observation.area_code
            where observation.source <> 'derived'
                and observation.indicator in (select indicator from additive)
            group by all
        )
        select
            sums.indicator, sums.period, sums.level, region.value, sums.known, sums.secret,
            if(tells, null, region.value - sums.known),
            tells
        from sums
        left join observation as region
            on region.indicator = sums.indicator
            and region.period = sums.period
            and region.area_code = 'MK19'
            and region.source <> 'derived'
        cross join lateral (
            select coalesce(
                sums.secret = 1
                or sums.secret > 1
                and region.value - sums.known in (sums.secret, 4 * sums.secret),
                false
            ) as tells
        )
        where sums.gaps = 0
            and sums.there = (select count(*) from parts where parts.level = sums.level)
        order by sums.indicator, sums.period, sums.level
    """)


def additive(database: duckdb.DuckDBPyConnection, indicators: tuple[Indicator, ...]) -> None:
    """A temporary table of the indicators whose parts may be added up, for the rules."""
    database.execute("create temp table additive (indicator varchar)")
    database.executemany(
        "insert into additive values (?)", [[i.id] for i in indicators if i.additive]
    )


def check(database: duckdb.DuckDBPyConnection, data_dir: Path) -> list[dict[str, str]]:
    """Ask every rule; the documented exceptions that occurred, or Refused for anything else."""
    allowed = _exceptions(data_dir)
    occurred: dict[tuple[str, str, str, str], dict[str, str]] = {}
    for path in sorted(RULES.glob("*.sql")):
        rule = path.stem
        answer = database.execute(path.read_text(encoding="utf-8")).fetchall()
        breaches = [Breach(rule, *(_text(cell) for cell in row)) for row in answer]
        unknown = [b for b in breaches if b.key not in allowed]
        if unknown:
            raise _refusal(rule, unknown)
        for breach in breaches:
            occurred[breach.key] = allowed[breach.key] | {
                "found": breach.found,
                "expected": breach.expected,
            }
    for key in allowed:
        if key not in occurred:
            raise Refused("rule_idle_exception", rule=key[0], found=", ".join(key[1:]))
    return list(occurred.values())


def names() -> list[str]:
    """The rules by name."""
    return [path.stem for path in sorted(RULES.glob("*.sql"))]


def _refusal(rule: str, breaches: list[Breach]) -> Refused:
    first = breaches[0]
    others = "; ".join(
        f"{b.indicator} {b.area} {b.period}: {b.found}" for b in breaches[1:MOST_SHOWN]
    )
    return Refused(
        "rule_broken",
        rule=(f"rule_{rule}", {}),
        indicator=first.indicator,
        area=first.area,
        period=first.period,
        found=first.found,
        expected=first.expected,
        number=len(breaches),
        others=f" ({others})" if others else "",
    )


def _exceptions(data_dir: Path) -> dict[tuple[str, str, str, str], dict[str, str]]:
    """The contradictions that are the sources' own, by what they cover."""
    path = data_dir / "exceptions.toml"
    if not path.exists():
        return {}
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8")).get("exception", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("toml_broken", file=path.name, found=str(error)) from None
    covered = {}
    for entry in said:
        for period in entry.get("periods", []):
            key = (entry["rule"], entry["indicator"], entry["area"], period)
            covered[key] = {
                "rule": entry["rule"],
                "indicator": entry["indicator"],
                "area": entry["area"],
                "period": period,
                "reason": entry["reason"],
            }
    return covered


def _text(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)
