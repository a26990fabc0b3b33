"""What has changed since a meeting: the facts of today, and their differences from frozen ones.

`today` gathers without any language what is shown now; `told` compares it with an older edition
and puts every difference in words once: for the page, for the pack and for the overview.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

import queries
from handprint import catalog, numbers, session
from handprint.analysis.editions import (
    Edition,
    Membership,
    Point,
    Project,
    Series,
    Sign,
)
from handprint.analysis.progress import SIGNS
from handprint.figures import family_facts, indicators, situation
from handprint.figures.memory import remembered
from handprint.words import place
from queries import run

REGION, LEVEL = situation.REGION, "municipality"
ON_MAP = "unemployed_share"
"""What the overview's map shows of every municipality."""
_RECOUNTED = {
    "I17": (indicators.OCCUPATION_DIGITS, indicators.FILLS),
    "I17b": (indicators.FILLS,),
}
"""What of our own choosing goes into a figure: another choice makes it another figure."""
_LIGHT = "weakest sign among the judged"


def today(day: dt.date, overdue: Mapping[str, tuple[dt.date, str]] | None = None) -> Edition:
    """The facts that are shown on a day, from the release served now.

    `overdue` gives the due day and the words of every decision that is late, by id; None when no
    decisions are kept.
    """
    found = _shown(day)
    if overdue is None:
        return found
    told = {
        f"decision/{id}": {lang: words for lang in session.LANGUAGES}
        for id, (_, words) in overdue.items()
    }
    return replace(
        found,
        overdue={id: due for id, (due, _) in overdue.items()},
        names={**found.names, **told},
    )


@remembered
def _shown(day: dt.date) -> Edition:
    values, signs, names = _indicators(day)
    for name, area in _headlines():
        indicator = catalog.indicator(name)
        values[f"{name}/{area}"] = Series(
            definition=_digest(
                *(indicator.definition(lang) for lang in session.LANGUAGES),
                indicator.measure,
                str(indicator.ratio),
            ),
            unit=indicator.unit,
            better=indicator.better,
            decimals=indicator.decimals,
            points=_points(name, area, indicator.decimals),
        )
        names[f"value/{name}/{area}"] = {
            lang: f"{indicator.title(lang)}, {place(area, lang).name}" for lang in session.LANGUAGES
        }
    projects = {
        one.project.id: Project(one.state, one.since, one.project.start, one.project.end)
        for one in family_facts.standings(day)
    }
    members = run("network/actors")
    members = members[members["block"].notna()]
    organisations = {
        row["organisation"]: membership
        for row in members.to_dict("records")
        if (membership := _membership(row, day)) is not None
    }
    for lang in session.LANGUAGES:
        with session.speaking(lang):
            for one in family_facts.projects():
                names.setdefault(f"project/{one.id}", {})[lang] = one.name
        for row in members.to_dict("records"):
            names.setdefault(f"organisation/{row['organisation']}", {})[lang] = row[f"name_{lang}"]
    return Edition(
        release=queries.release().id,
        day=day,
        values=values,
        signs=signs,
        projects=projects,
        organisations=organisations,
        names=names,
    )


def _indicators(
    day: dt.date,
) -> tuple[dict[str, Series], dict[str, Sign], dict[str, dict[str, str]]]:
    """The goals' indicators, their signs and the goals' own, and what all of them are called."""
    rows = {row["indicator"]: row for row in run("strategy/indicator_list").to_dict("records")}
    method = _digest(str(indicators.thresholds()), indicators.OLD_MONTHS)
    values: dict[str, Series] = {}
    signs: dict[str, Sign] = {}
    names: dict[str, dict[str, str]] = {}
    for one in indicators.all_of(day=day):
        row = rows[one.indicator]
        parts = ("definition_fi", "definition_en", "basis", "part", "observation")
        definition = _digest(*(str(row[part]) for part in parts), _RECOUNTED.get(one.indicator))
        points = {
            period: Point(_printed(value, one.decimals), "value")
            for period, value in one.series.items()
        }
        if one.status != "none":
            status = "example" if one.status == "example" else "value"
            points[one.period] = Point(_printed(one.latest, one.decimals), status)
        values[one.indicator] = Series(definition, one.unit, one.better, one.decimals, points)
        aim = (one.target, one.target_period, one.band, one.target_example)
        start = (one.baseline, one.baseline_period) if one.baseline_of_target else ()
        signs[one.indicator] = Sign(
            one.judgement.sign, definition, _digest(aim, start), method, one.target_example
        )
        names[f"value/{one.indicator}"] = names[f"sign/{one.indicator}"] = {
            lang: row[f"name_{lang}"] for lang in session.LANGUAGES
        }
    for row in run("strategy/indicator_goals").to_dict("records"):
        own = [signs[id] for id, one in rows.items() if one["goal"] == row["goal"]]
        judged = [one for one in own if one.sign != "cannot_judge"]
        signs[row["goal"]] = Sign(
            max((one.sign for one in judged), key=SIGNS.index, default="cannot_judge"),
            _digest(_LIGHT, [one.definition for one in own]),
            _digest([one.target for one in own]),
            method,
            any(one.example for one in judged),
        )
        names[f"sign/{row['goal']}"] = {
            lang: f"{row['goal']} {row[f'short_{lang}']}" for lang in session.LANGUAGES
        }
    return values, signs, names


def _headlines() -> list[tuple[str, str]]:
    """The overview's own figures and places, but for those that an indicator of a goal is."""
    listed = set(run("strategy/indicator_list")["observation"].dropna())
    region = [(name, REGION) for name in situation.CHANGES if name not in listed]
    areas = run("labour/areas_by_level", level=LEVEL)["area_code"]
    return [*region, *((ON_MAP, area) for area in areas)]


def _points(name: str, area: str, decimals: int) -> dict[str, Point]:
    found = {}
    for row in run("labour/indicator_over_time", indicator=name, area=area).itertuples():
        value = 0.0 if row.status == "zero" else row.value
        known = row.status in ("value", "zero", "carried") and pd.notna(value)
        # A zero is a figure like any other, and what is hidden keeps the word for why.
        status = row.status if not known or row.status == "carried" else "value"
        found[row.period] = Point(_printed(float(value), decimals) if known else None, status)
    return found


def _membership(row: Mapping[str, Any], day: dt.date) -> Membership | None:
    """A member's days as they are known on a day; None for one that is named only later."""
    since = _date(row["joined"]) or _date(row["named_on"])
    if since is not None and since > day:
        return None
    last = min((d for d in (_date(row["left_on"]), _date(row["valid_to"])) if d), default=None)
    return Membership(since, last if last is not None and last < day else None)


def _printed(value: float, decimals: int) -> float | None:
    """A figure as readers saw it: what lies beyond its last decimal is neither news nor revised."""
    exact = numbers.rounded(value, decimals)
    return None if exact is None else float(exact)


def _date(value: Any) -> dt.date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _digest(*parts: object) -> str:
    said = json.dumps(parts, ensure_ascii=False, default=str)
    return hashlib.blake2s(said.encode("utf-8"), digest_size=8).hexdigest()
