"""Which results of the projects are written as numbers, so that none tells a small group.

A count of 1–4 persons is never written, nor is one from which such a count could be reckoned beside
what else is written. Targets are plans, not persons, and stay.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from handprint.analysis import small_counts
from handprint.analysis.small_counts import EVERYONE, FEW
from handprint.publish.projects.reading import Entry
from handprint.publish.projects.schema import PERIODS

PERSONS = ("participants", "completed", "employed")
"""The measures that count persons."""

FAMILY = ""
"""In place of a project: the whole family."""
_DOUBT = {"unconfirmed": 1, "example": 2}


def published(told: list[Entry], projects: list[Entry], indicators: list[Entry]) -> list[Entry]:
    """The outputs with a `result_status` each, and a `result` only where it may be told.

    Only the figure that stands of a project's measure or code is written: two counts of the same
    people at two times would tell how many came between. Figures of the list of 2014–2020 are not
    written at all: which of them are parts of which is not known here, and no page shows them.
    """
    standing: dict[tuple[str, str, str], Entry] = {}
    for e in told:
        if e["evidence"] != "missing":
            key = e["project"], e["measure"], e["code"]
            standing[key] = max(standing.get(key, e), e, key=_standing)
    newest = {id(e) for e in standing.values()}
    hidden = _withheld(standing, projects, {e["code"]: e for e in indicators})
    return [_written(e, id(e) in newest, hidden) for e in told]


def _standing(e: Entry) -> tuple[int, str, int]:
    """What is real before what is unconfirmed, that before an example; then the newest.

    `queries/projects/output_results.sql` and `output_codes.sql` choose in the same order.
    """
    until = f"{e['period']}-12" if len(e["period"]) == len("2023") else e["period"]
    return -_DOUBT.get(e["status"], 0), until, len(e["period"])


def _withheld(
    standing: dict[tuple[str, str, str], Entry],
    projects: list[Entry],
    indicators: dict[str, Entry],
) -> set[tuple[str, str, str]]:
    """Of the standing figures, those that are not told besides the counts under five."""
    measures: dict[str, dict[str, float | None]] = defaultdict(dict)
    codes: dict[str, dict[str, float | None]] = defaultdict(dict)
    hidden = set()
    for (project, measure, code), e in standing.items():
        if measure in PERSONS:
            measures[project][measure] = _count(e)
        elif code in indicators:
            codes[project][code] = _count(e)
        elif code:
            hidden.add((project, measure, code))
    esf = [
        e["project"]
        for e in projects
        if e["programme_period"] == PERIODS[1] and e["fund"] == "ESR+"
    ]
    for project, counts in codes.items():
        if project == FAMILY:
            continue
        # Those whom the ledger calls reached are everyone, where the indicator is not told.
        whole = measures[project].get("participants", 0)
        around = counts if EVERYONE in counts or not whole else counts | {EVERYONE: whole}
        hidden |= {(project, "indicator", code) for code in small_counts.withheld(around)}
    for project, counts in measures.items():
        hidden |= {(project, measure, "") for measure in small_counts.withheld(counts)}
    if family := codes.get(FAMILY):
        # Of one project alone they would be that project's.
        untold = set(family) if len(esf) < 2 else _untold_of_all(family, codes, esf)
        hidden |= {(FAMILY, "indicator", code) for code in untold}
    return hidden & set(standing)


def _untold_of_all(
    family: dict[str, float | None], codes: dict[str, dict[str, float | None]], esf: list[str]
) -> frozenset[str]:
    """The family's sensitive figures that are not told beside the sum of its participants."""
    reached = [codes[one][EVERYONE] for one in esf if EVERYONE in codes.get(one, {})]
    if not reached or None in reached:
        return small_counts.withheld(family)
    return small_counts.withheld(family | {EVERYONE: sum(reached)})


def _count(e: Entry) -> float | None:
    return None if 0 < e["result"] < FEW else e["result"]


def _written(e: Entry, stands: bool, hidden: set[tuple[str, str, str]]) -> Entry:
    status = _status(e, stands, hidden)
    told = {"result": e["result"] if status in ("value", "zero") else None}
    return replace(e, values=e.values | told | {"result_status": status})


def _status(e: Entry, stands: bool, hidden: set[tuple[str, str, str]]) -> str:
    if e["evidence"] == "missing":
        return "missing"
    if not stands:
        return "older"
    if (e["project"], e["measure"], e["code"]) in hidden:
        return "withheld"
    if e["result"] == 0:
        return "zero"
    persons = e["measure"] in PERSONS or (
        e["measure"] == "indicator" and e["code"] not in small_counts.NO_PERSONS
    )
    return "secret" if persons and e["result"] < FEW else "value"
