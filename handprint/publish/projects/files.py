"""The files people edit: which there are, what each may say, and what every field has to be.

One list for the reader, for the refusals and for the README of each folder (a test compares them).
TOML files hold `[[entry]]` tables; CSV files are UTF-8 with `;` between fields and a header row.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from handprint.catalog import BETTER
from handprint.publish.projects.schema import (
    BLOCKS,
    LEVELS,
    MEASURES,
    PERIODS,
    ROLES,
    SECTORS,
    STATES,
    STATUSES,
)

UNITS = (
    "percent",
    "persons",
    "count",
    "points",
    "euros",
    "ratio",
    "index",
    "scale",
    "days",
)
BASES = ("observation", "occupations", "records", "published", "none")
PARTS = ("value", "numerator", "denominator", "spread", "seekers", "openings")


@dataclass(frozen=True)
class Field:
    """What one field has to be.

    `kind` is id, text, day, year, period, whole, number, flag, choice, reference, references,
    area, address, source or observations; `table` is what a reference points to.
    """

    kind: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    table: str = ""


@dataclass(frozen=True)
class File:
    """One file below the data folder; `entry` is the name of its TOML tables, empty for a CSV."""

    path: str
    table: str
    entry: str
    fields: dict[str, Field] = field(hash=False)


ID = Field("id", required=True)
TEXT = Field()
WORDS = Field(required=True)
DAY = Field("day")
NOTES = {"note_fi": TEXT, "note_en": TEXT}
ORIGIN = {
    "source": Field("source", required=True),
    "status": Field("choice", required=True, choices=STATUSES),
}


def _choice(*choices: str, required: bool = True) -> Field:
    return Field("choice", required, choices)


def _to(table: str, required: bool = True) -> Field:
    return Field("reference", required, table=table)


FILES = (
    File(
        "network/organisations.toml",
        "organisation",
        "organisation",
        {
            "organisation": ID,
            "name_fi": WORDS,
            "name_en": TEXT,
            "long_name_fi": TEXT,
            "block": _choice(*BLOCKS, required=False),
            "position": Field("whole"),
            "sector": _choice(*SECTORS),
            "area_code": Field("area"),
            "area_source": Field("source"),
            "named_on": DAY,
            "joined": DAY,
            "left_on": DAY,
            "valid_from": DAY,
            "valid_to": DAY,
            "ended_source": Field("source"),
            **NOTES,
            **ORIGIN,
        },
    ),
    File(
        "network/successors.csv",
        "organisation_successor",
        "",
        {"organisation": _to("organisation"), "successor": _to("organisation"), **ORIGIN},
    ),
    File(
        "network/links.csv",
        "organisation_link",
        "",
        {
            "organisation": _to("organisation"),
            "other": _to("organisation"),
            "kind": _choice("agreement", "cooperation", "membership", "other"),
            "since": DAY,
            "until": DAY,
            **NOTES,
            **ORIGIN,
        },
    ),
    File(
        "network/events.csv",
        "event",
        "",
        {
            "event": ID,
            "day": Field("day", required=True),
            "kind": _choice("network_day", "seminar", "workshop", "meeting", "training"),
            "name_fi": WORDS,
            "name_en": TEXT,
            "organisations_reported": Field("whole"),
            "organisations": Field("references", table="organisation"),
            **NOTES,
            **ORIGIN,
        },
    ),
    File(
        "network/reported.toml",
        "reported",
        "reported",
        {
            "claim": ID,
            "subject": _choice("organisations", "persons"),
            "value": Field("whole", required=True),
            "quote": WORDS,
            "said_on": Field("day", required=True),
            "said_by": WORDS,
            **ORIGIN,
        },
    ),
    File(
        "projects/projects.toml",
        "project",
        "project",
        {
            "project": ID,
            "short_fi": WORDS,
            "short_en": WORDS,
            "name_fi": WORDS,
            "name_en": TEXT,
            "code": TEXT,
            "fund": TEXT,
            "programme_period": _choice(*PERIODS, required=False),
            "priority": TEXT,
            "objective": TEXT,
            "start_date": DAY,
            "end_date": DAY,
            "start_year": Field("year"),
            "end_year": Field("year"),
            "family": _choice("core", "background", "adjacent"),
            "applicants": _choice("sole", "joint", required=False),
            "source_state": TEXT,
            "source_state_means": _choice(*STATES, required=False),
            **NOTES,
            **ORIGIN,
        },
    ),
    File(
        "projects/project_links.csv",
        "project_link",
        "",
        {
            "project": _to("project"),
            "predecessor": _to("project"),
            "kind": _choice("continues", "background"),
            **ORIGIN,
        },
    ),
    File(
        "projects/participation.csv",
        "participation",
        "",
        {
            "project": _to("project"),
            "organisation": _to("organisation"),
            "role": _choice(*ROLES),
            **ORIGIN,
        },
    ),
    File(
        "projects/status_events.csv",
        "status_event",
        "",
        {
            "project": _to("project"),
            "day": Field("day", required=True),
            "state": _choice(*STATES),
            **ORIGIN,
        },
    ),
    File(
        "projects/funding.csv",
        "funding",
        "",
        {
            "funding": ID,
            "project": _to("project", required=False),
            "fund": WORDS,
            "granted_by": _to("organisation", required=False),
            "kind": _choice("envelope", "applied", "granted", "spent", "cost"),
            "amount_eur": Field("number", required=True),
            "qualifier": _choice("about", "over", "nearly", required=False),
            "as_of": DAY,
            "as_of_words": TEXT,
            **ORIGIN,
        },
    ),
    File(
        "projects/outputs.csv",
        "output",
        "",
        {
            "project": _to("project", required=False),
            "measure": _choice(*MEASURES, "indicator"),
            "code": TEXT,
            "period": Field("period"),
            "target": Field("number"),
            "result": Field("number"),
            "evidence": _choice("counted", "reported", "estimated", "missing"),
            **ORIGIN,
        },
    ),
    File(
        "projects/programme_indicators.csv",
        "programme_indicator",
        "",
        {
            "code": WORDS,
            "programme_period": _choice(PERIODS[1]),
            "kind": _choice("output", "result"),
            "name_fi": WORDS,
            "name_en": WORDS,
            "sensitive": Field("flag", required=True),
            **ORIGIN,
        },
    ),
    File(
        "projects/publications.toml",
        "publication",
        "publication",
        {
            "publication": ID,
            "title": WORDS,
            "year": Field("year", required=True),
            "day": DAY,
            "publisher": _to("organisation", required=False),
            "series": TEXT,
            "isbn": TEXT,
            "licence": TEXT,
            "language": _choice("fi", "en"),
            "project": _to("project", required=False),
            "address": Field("address", required=True),
            **ORIGIN,
        },
    ),
    File(
        "strategy/goals.toml",
        "goal",
        "goal",
        {
            "goal": ID,
            "position": Field("whole", required=True),
            "name_fi": WORDS,
            "name_en": WORDS,
            "short_fi": WORDS,
            "short_en": WORDS,
            "quote": WORDS,
            "owner": _to("organisation", required=False),
            **ORIGIN,
        },
    ),
    File(
        "strategy/goal_links.csv",
        "goal_link",
        "",
        {
            "goal": _to("goal"),
            "kind": _choice("item", "project", "organisation"),
            "id": WORDS,
            "quote": TEXT,
            **ORIGIN,
        },
    ),
    File(
        "strategy/items.toml",
        "strategy_item",
        "item",
        {
            "item": ID,
            "level": _choice(*LEVELS),
            "kind": _choice(
                *("sdg", "sdg_target", "programme", "fund", "law", "strategy", "priority", "theme"),
                *("measure", "funding_line", "commitment", "vision", "choice", "focus_area"),
                *("spearhead", "value", "enabler", "change_factor"),
            ),
            "parent": _to("strategy_item", required=False),
            "position": Field("whole", required=True),
            "name_fi": WORDS,
            "name_en": WORDS,
            "quote": TEXT,
            "period": TEXT,
            "valid_to": DAY,
            **NOTES,
            **ORIGIN,
        },
    ),
    File(
        "strategy/links.csv",
        "strategy_link",
        "",
        {
            "item": _to("strategy_item"),
            "kind": _choice("item", "indicator", "observation"),
            "id": WORDS,
            "quote": TEXT,
            **ORIGIN,
        },
    ),
    File(
        "strategy/indicators.toml",
        "strategy_indicator",
        "indicator",
        {
            "indicator": ID,
            "goal": _to("goal"),
            "position": Field("whole", required=True),
            "name_fi": WORDS,
            "name_en": WORDS,
            "definition_fi": WORDS,
            "definition_en": WORDS,
            "unit": _choice(*UNITS),
            "decimals": Field("whole", required=True),
            "better": _choice(*BETTER),
            "impact_level": _choice("input", "output", "outcome", "impact", required=False),
            "sdg": _to("strategy_item", required=False),
            "basis": _choice(*BASES),
            **{part: Field("observations") for part in PARTS},
            "context": Field("flag", required=True),
            "owner": _to("organisation", required=False),
            "frequency": _choice("month", "year", "event", "survey", required=False),
            "next_due": DAY,
            **NOTES,
            **ORIGIN,
        },
    ),
    File(
        "strategy/values.csv",
        "indicator_value",
        "",
        {
            "indicator": _to("strategy_indicator"),
            "period": Field("period"),
            "area_code": Field("area", required=True),
            "kind": _choice("published", "placeholder"),
            "value": Field("number", required=True),
            **NOTES,
            **ORIGIN,
        },
    ),
    File(
        "strategy/targets.toml",
        "target",
        "target",
        {
            "indicator": _to("strategy_indicator"),
            "baseline_period": Field("period", required=True),
            "baseline_value": Field("number", required=True),
            "target_period": Field("period", required=True),
            "target_value": Field("number", required=True),
            "band": Field("number"),
            "decided_by": _to("organisation", required=False),
            "decided_on": DAY,
            **ORIGIN,
        },
    ),
    File(
        "strategy/unit_costs.csv",
        "unit_cost",
        "",
        {
            "unit_cost": ID,
            "position": Field("whole", required=True),
            "name_fi": WORDS,
            "name_en": WORDS,
            "eur_per_year": Field("number", required=True),
            "qualifier": _choice("about", "over", "nearly", required=False),
            "price_year": Field("year"),
            "kind": _choice("benefits", "broad"),
            **ORIGIN,
        },
    ),
    File(
        "strategy/fingers.toml",
        "finger",
        "finger",
        {
            "finger": ID,
            "position": Field("whole", required=True),
            "name_fi": WORDS,
            "name_en": WORDS,
            "quote": WORDS,
            "filled_by": Field("entries"),
            **NOTES,
            **ORIGIN,
        },
    ),
)

FILLED_BY = {
    "observation": Field("observation", required=True),
    "better": _choice("lower", "higher"),
    "weight": Field("number", required=True),
    "why_fi": WORDS,
    "why_en": WORDS,
}
"""What stands under a finger."""
