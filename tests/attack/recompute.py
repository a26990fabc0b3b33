"""Every number of seekers on a page, once more, from nothing but the rows of the public file.

Written without the queries and the analysis of the pages, so that both would have to be wrong in
the same way.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cached_property

import duckdb
import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from handprint.figures import Figure
from tests.attack.truth import DATA

GROUPS = {
    "under_25": ("age", "under_25"),
    "over_50": ("age", "over_50"),
    "long_term": ("long_term", "yes"),
    "disabled": ("partial_work_ability", "yes"),
    "foreign": ("foreign", "yes"),
}
LEVELS = {
    "municipality": "area_code",
    "sub_region": "sub_region_code",
    "employment_area": "employment_area_code",
}
SENSITIVE = {"long_term", "partial_work_ability", "foreign"}


class Recomputed:
    """The public file in memory, and what follows from it."""

    def __init__(self, database: str) -> None:
        with duckdb.connect(database, read_only=True) as connection:
            self.cube = connection.execute("from cube_jobseekers").df()
            self.areas = connection.execute("from area").df()
            self.names = connection.execute("from occupation").df()
            self.distances = connection.execute("from centre_distance").df()
            openings = connection.execute("from opening").df()
            told = connection.execute(
                "select value from observation where area_code in ('MK19', 'SSS') union all "
                "select value from published_figure union all select value from claim"
            ).fetchall()
            (month,) = connection.execute("select reference_month from register").fetchone()
        # What the statistics and public statements say of the region.
        self.official = {round(value) for (value,) in told if value is not None}
        last = pd.Period(month, "M").end_time.normalize()
        there = openings[(openings["posted"] <= last) & ~(openings["closed"] < last)]
        self.openings = there.assign(occupation_code=there["occupation_code"].str[:2])
        self.everybody = self.cube[self.cube["field"] == "none"]

    def persons(self, field: str, value: str) -> pd.Series:
        """Persons by area and occupation."""
        rows = self.cube[(self.cube["field"] == field) & (self.cube["value"] == value)]
        return rows.groupby(["area_code", "occupation_code"])["persons"].sum()

    @cached_property
    def totals(self) -> dict[str, int]:
        """Totals of the region."""
        usable = self.everybody[self.everybody["occupation_code"] != "none"]
        return {
            "seekers": int(self.everybody["persons"].sum()),
            "usable": int(usable["persons"].sum()),
            "openings": int(self.openings["positions"].sum()),
        }

    def ladder(self, digits: int) -> dict[str, int]:
        """Who could meet at most: anywhere, by area, by occupation, by both, and with capacity."""
        seekers = self._cells(self.everybody["persons"], self.everybody, digits)
        partly = self.cube[
            (self.cube["field"] == "partial_work_ability") & (self.cube["value"] == "yes")
        ]
        partial = self._cells(partly["persons"], partly, digits)
        openings = self._cells(self.openings["positions"], self.openings, digits)
        shaped = self.openings[self.openings["shaping"]]
        shaping = self._cells(shaped["positions"], shaped, digits)
        usable = seekers[seekers.index.get_level_values("occupation") != "none"]
        return {
            "region": min(int(seekers.sum()), int(openings.sum())),
            "area": _met(seekers.groupby("area").sum(), openings.groupby("area").sum()),
            "occupation": _met(
                usable.groupby("occupation").sum(), openings.groupby("occupation").sum()
            ),
            "joint": _met(usable, openings),
            "capacity": self._capacity(usable, partial, openings, shaping),
        }

    def groups(self, target: str, by: str, level: str = "municipality") -> dict[str, tuple]:
        """Persons of a group, everybody, openings and those to be shaped, by occupation or area."""
        field, value = GROUPS[target]
        ours = self.cube[(self.cube["field"] == field) & (self.cube["value"] == value)]
        shaped = self.openings[self.openings["shaping"]]
        sides = [
            (ours, "persons"),
            (self.everybody, "persons"),
            (self.openings, "positions"),
            (shaped, "positions"),
        ]
        parents = self._parents(level)
        sums = []
        for rows, column in sides:
            key = rows[by] if by == "occupation_code" else rows[by].map(parents)
            sums.append(rows.groupby(key)[column].sum())
        every = sorted(set().union(*(s.index for s in sums)))
        return {code: tuple(int(s.get(code, 0)) for s in sums) for code in every}

    def places(self, level: str, drill: str) -> dict[tuple[str, str], tuple[int, int]]:
        """Seekers and openings by occupation group and area."""
        digits = 1 if drill == "all" else 2
        parents = self._parents(level)
        found: dict[tuple[str, str], list[int]] = {}
        for at, (rows, column) in enumerate(
            ((self.everybody, "persons"), (self.openings, "positions"))
        ):
            for area, occupation, number in zip(
                rows["area_code"], rows["occupation_code"], rows[column], strict=True
            ):
                group = occupation if occupation == "none" else occupation[:digits]
                if drill != "all" and not occupation.startswith(drill):
                    continue
                found.setdefault((group, parents[area]), [0, 0])[at] += int(number)
        return {key: tuple(both) for key, both in found.items()}

    def _parents(self, level: str) -> dict[str, str]:
        """The area of a level that each municipality lies in."""
        there = self.areas[self.areas["level"] == "municipality"]
        return dict(zip(there["area_code"], there[LEVELS[level]], strict=True))

    def reached(self, radius_km: int, remote_percent: int) -> int:
        """The greatest flow without budgets: commuting and remote work only."""
        return self._reached(radius_km, remote_percent)

    def occupation_name(self, code: str, lang: str) -> str:
        """The name of an occupation group."""
        row = self.names[self.names["occupation_code"] == code].iloc[0]
        return row[f"name_{lang}"]

    def occupation_names(self, lang: str) -> dict[str, str]:
        """Codes of occupation groups of one and two digits by their names."""
        rows = self.names[self.names["level"].isin([1, 2])]
        return dict(zip(rows[f"name_{lang}"], rows["occupation_code"], strict=True))

    def _cells(self, values: pd.Series, rows: pd.DataFrame, digits: int) -> pd.Series:
        code = rows["occupation_code"]
        group = code.where(code == "none", code.str[:digits])
        return values.groupby([rows["area_code"].rename("area"), group.rename("occupation")]).sum()

    @staticmethod
    def _capacity(
        seekers: pd.Series, partial: pd.Series, openings: pd.Series, shaping: pd.Series
    ) -> int:
        both = pd.concat([seekers, partial, openings, shaping], axis=1, join="outer").fillna(0)
        both.columns = ["all", "partial", "openings", "shaping"]
        both["partial"] = both["partial"].where(both["all"] > 0, 0)
        fit = both["all"] - both["partial"] + np.minimum(both["partial"], both["shaping"])
        return int(np.minimum(fit, both["openings"]).sum())

    @cached_property
    def _road(self) -> dict[tuple[str, str], float]:
        factor = tomllib.loads((DATA / "what_if.toml").read_text("utf-8"))["road_factor"]
        return {
            (row.from_code, row.to_code): row.geodesic_km * factor
            for row in self.distances.itertuples()
        }

    def _reached(self, radius_km: int, remote_percent: int) -> int:
        every = self.persons("none", "all")
        partial = self.persons("partial_work_ability", "yes")
        seekers: dict[tuple[str, str, bool], int] = {}
        for (area, occupation), number in every.items():
            if occupation != "none":
                unfit = int(partial.get((area, occupation), 0))
                seekers[area, occupation, False] = int(number) - unfit
                seekers[area, occupation, True] = unfit
        keys = ["area_code", "occupation_code", "shaping", "remote"]
        openings: dict[tuple[str, str, bool], int] = {}
        for (area, occupation, shaping, remote), number in (
            self.openings.groupby(keys)["positions"].sum().items()
        ):
            away = int(number) * remote_percent // 100 if remote else 0
            for place, count in ((area, int(number) - away), ("*", away)):
                key = (place, occupation, bool(shaping))
                openings[key] = openings.get(key, 0) + count
        left, right = list(seekers), list(openings)
        source, sink = len(left) + len(right), len(left) + len(right) + 1
        edges: list[tuple[int, int, int]] = []
        by_occupation: dict[str, list[int]] = {}
        for at, (_, occupation, _) in enumerate(right):
            by_occupation.setdefault(occupation, []).append(at)
        for at, (area, occupation, unfit) in enumerate(left):
            edges.append((source, at, seekers[left[at]]))
            for other in by_occupation.get(occupation, []):
                place, _, shaping = right[other]
                near = place in (area, "*") or self._road.get((area, place), np.inf) <= radius_km
                if near and (shaping or not unfit):
                    edges.append((at, len(left) + other, 10_000))
        edges += [(len(left) + at, sink, openings[key]) for at, key in enumerate(right)]
        rows, columns, limits = zip(*((a, b, n) for a, b, n in edges if n), strict=True)
        graph = csr_array((np.array(limits, np.int32), (rows, columns)), shape=(sink + 1, sink + 1))
        return int(maximum_flow(graph, source, sink).flow_value)


def _met(one: pd.Series, other: pd.Series) -> int:
    both = pd.concat([one, other], axis=1, join="inner")
    return int(both.min(axis=1).sum())


def wrong_counts(
    figure: Figure, labels: str, wanted: Mapping[str, tuple], columns: tuple[str, ...]
) -> list[str]:
    """Rows of a figure's table that differ from what was recomputed, by the text of a column."""
    found = []
    for row in figure.table.frame.to_dict("records"):
        said = wanted.get(row[labels])
        if said is None:
            found.append(f"{row[labels]} is not in the cube")
            continue
        for column, number in zip(columns, said, strict=True):
            shown = 0 if pd.isna(row[column]) else row[column]
            if shown != number:
                found.append(f"{row[labels]} {column}: {shown}, recomputed {number}")
    missing = set(wanted) - set(figure.table.frame[labels])
    found += [f"{label} is missing" for label in missing if any(wanted[label])]
    return found
