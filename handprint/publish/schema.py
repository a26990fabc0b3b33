"""The tables of `labour.duckdb`: their columns, in order, and what each one means.

The descriptions go into the file itself, so that it explains itself when it is opened alone.
"""

from __future__ import annotations

VERSION = 3

_STATUS = "value, zero, carried: a figure; missing, secret (1–4), withheld, not_applicable: none"

# table: (what it holds, its key, {column: (type, what it means)})
TABLES: dict[str, tuple[str, tuple[str, ...], dict[str, tuple[str, str]]]] = {
    "area": (
        "Areas on five levels; sub-regions and employment areas do not nest.",
        ("area_code",),
        {
            "area_code": ("varchar not null", "047 (municipality), SK191, TA22, MK19 or SSS; text"),
            "level": (
                "varchar not null",
                "municipality, sub_region, employment_area, region, country",
            ),
            "parent_code": ("varchar", "the region of what lies in it; the country of the region"),
            "sub_region_code": ("varchar", "seutukunta of a municipality"),
            "employment_area_code": ("varchar", "työllisyysalue of a municipality"),
            "name_fi": ("varchar not null", "name in Finnish"),
            "name_sv": ("varchar", "name in Swedish"),
            "name_en": ("varchar", "name in English"),
            "name_se": ("varchar", "name in Northern Sámi"),
            "name_smn": ("varchar", "name in Inari Sámi"),
            "name_sms": ("varchar", "name in Skolt Sámi"),
            "in_network": ("boolean", "a member of the network; null above municipality"),
            "land_area_km2": ("double", "land area, km²"),
            "centre_lon": ("double", "central settlement, degrees east"),
            "centre_lat": ("double", "central settlement, degrees north"),
            "municipality_group": ("varchar", "1 urban, 2 semi-urban, 3 rural"),
        },
    ),
    "observation": (
        "One figure per indicator, area and period, monthly or annual.",
        ("indicator", "area_code", "period"),
        {
            "indicator": ("varchar not null", "id, see table indicator"),
            "area_code": ("varchar not null", "see table area"),
            "period": ("varchar not null", "2026-06 (month) or 2025 (year)"),
            "value": ("double", "in the indicator's unit; null where the status gives none"),
            "status": ("varchar not null", _STATUS),
            "source": ("varchar not null", "id, see table source; derived: from published parts"),
        },
    ),
    "published_figure": (
        "Figures given in public releases, each with its sentence.",
        ("area_code", "indicator", "period"),
        {
            "period": ("varchar not null", "month the figure is about"),
            "area_code": ("varchar not null", "see table area"),
            "indicator": (
                "varchar not null",
                "our id, or the source's own word for another concept",
            ),
            "value": ("double", "as published, often rounded; null where only words were given"),
            "kind": ("varchar not null", "quoted; derived: from a difference in the quote"),
            "quote": ("varchar not null", "the sentence, word for word"),
            "url": ("varchar", "address of the release"),
        },
    ),
    "occupation": (
        "ISCO-08 on four levels and the statistics' own groups beginning with X.",
        ("occupation_code",),
        {
            "occupation_code": ("varchar not null", "text, leading zeros kept; SSS is the total"),
            "level": ("integer not null", "digits of the code, 1–4; X groups 4, SSS 0"),
            "parent_code": ("varchar", "the group one digit shorter"),
            "is_isco": ("boolean not null", "false for X groups and SSS"),
            "name_fi": ("varchar not null", "name in Finnish"),
            "name_sv": ("varchar", "name in Swedish"),
            "name_en": ("varchar", "name in English"),
        },
    ),
    "occupation_month": (
        "Unemployed jobseekers and vacancies open at month end by occupation, Lapland.",
        ("area_code", "occupation_code", "period"),
        {
            "area_code": ("varchar not null", "MK19"),
            "occupation_code": ("varchar not null", "see table occupation"),
            "period": ("varchar not null", "month, 2006-01 …"),
            "unemployed": ("double", "unemployed jobseekers at month end"),
            "unemployed_status": ("varchar not null", _STATUS),
            "openings": ("double", "vacancies open at month end"),
            "openings_status": ("varchar not null", _STATUS),
        },
    ),
    "migration": (
        "Moves between municipalities in a year, at least one end in Lapland.",
        ("year", "origin_name", "destination_name"),
        {
            "year": ("varchar not null", "calendar year"),
            "origin_code": ("varchar", "municipality left; null outside Lapland"),
            "origin_name": ("varchar not null", "its name in Finnish"),
            "destination_code": ("varchar", "municipality moved to; null outside Lapland"),
            "destination_name": ("varchar not null", "its name in Finnish"),
            "moves": ("double", "moves during the year"),
        },
    ),
    "commuting": (
        "Employed persons by where they live and work.",
        ("area_code", "year"),
        {
            "area_code": ("varchar not null", "municipality"),
            "year": ("varchar not null", "at the end of the year"),
            "employed_residents": ("double", "employed persons living in the municipality"),
            "jobs": ("double", "persons working in the municipality"),
            "live_and_work": ("double", "persons who do both"),
            "out_commuters": ("double", "residents who work elsewhere"),
            "in_commuters": ("double", "workers who live elsewhere"),
        },
    ),
    "centre_distance": (
        "Distances between municipal centres as the crow flies.",
        ("from_code", "to_code"),
        {
            "from_code": ("varchar not null", "municipality"),
            "to_code": ("varchar not null", "another municipality"),
            "geodesic_km": ("double not null", "kilometres on the ellipsoid, not by road"),
        },
    ),
    "remainder": (
        "What secret cells leave of the region's total: region less the sum of its known parts.",
        ("indicator", "period", "level"),
        {
            "indicator": ("varchar not null", "id, see table indicator"),
            "period": ("varchar not null", "month or year"),
            "level": ("varchar not null", "level of the parts: municipality or sub_region"),
            "region_value": ("double", "published figure of the region, or null"),
            "sum_of_known": ("double not null", "sum of the parts that are not secret"),
            "secret_cells": ("integer not null", "parts that are secret, 1–4 each"),
            "remainder": ("double", "region_value less sum_of_known; null if withheld"),
            "withheld": (
                "boolean not null",
                "the remainder would tell a secret cell exactly (one cell, or all 1s, or all 4s)",
            ),
        },
    ),
    "claim": (
        "What has been said in public about seekers and openings.",
        ("claim",),
        {
            "claim": ("varchar not null", "id"),
            "indicator": ("varchar not null", "the concept it names or fits best"),
            "value": ("double not null", "the figure said"),
            "quote": ("varchar not null", "the sentence, word for word"),
            "said_on": ("varchar", "date, if known"),
            "said_by": ("varchar not null", "who said it"),
            "url": ("varchar", "where"),
            "period": ("varchar", "the month it is about, if it was said"),
            "qualifier": ("varchar", "about, over or nearly, if it was said"),
            "basis": ("varchar not null", "said: it was named; fits: only its level does"),
        },
    ),
    "indicator": (
        "What is measured; words and definitions are in data/indicators.",
        ("indicator",),
        {
            "indicator": ("varchar not null", "id"),
            "unit": ("varchar not null", "unit of observation.value"),
            "decimals": ("integer not null", "decimals to print"),
            "better": ("varchar not null", "lower, higher or neither"),
            "measure": ("varchar not null", "stock, flow, share or average"),
            "frequency": ("varchar not null", "month or year"),
            "topic": ("varchar not null", "subject"),
        },
    ),
    "source": (
        "Where the figures come from, and how much of each file was taken.",
        ("source",),
        {
            "source": ("varchar not null", "id"),
            "publisher": ("varchar not null", "who published it"),
            "table_id": ("varchar not null", "the publisher's own id"),
            "title_fi": ("varchar not null", "title in Finnish"),
            "title_en": ("varchar not null", "title in English"),
            "licence": ("varchar not null", "licence"),
            "address": ("varchar not null", "where it is published"),
            "retrieved": ("varchar not null", "the day the copy was made"),
            "sha256": ("varchar not null", "checksum of the raw file"),
            "rows_read": ("integer not null", "rows in the file; 0 where only shapes are read"),
            "rows_accepted": ("integer not null", "rows taken"),
            "rows_out_of_scope": ("integer not null", "rows of areas outside Lapland, left out"),
            "first_period": ("varchar", "first month or year taken"),
            "last_period": ("varchar", "last month or year taken"),
            "updated": ("varchar", "the day the publisher released it, if known"),
            "feeds": ("varchar not null", "the table it fills"),
            "file": ("varchar not null", "raw file below data/"),
            "format": ("varchar not null", "csv, pxweb-json, json-stat2 or geojson"),
            "via": ("varchar", "repository the copy came from"),
            "licence_address": ("varchar not null", "text of the licence"),
        },
    ),
}

TABLES["occupation_month_national"] = (
    "The same for the whole country, for comparison.",
    TABLES["occupation_month"][1],
    {**TABLES["occupation_month"][2], "area_code": ("varchar not null", "SSS")},
)

# Filled from person-level rows, or from the marked demonstration rows that stand in for them.
# A data folder without those has these tables empty, and the pages say so.
REGISTER_TABLES = ("register", "cube_jobseekers", "opening", "occupation_neighbour")
TABLES |= {
    "register": (
        "What the cube and the openings are about: one row, none if there is no person-level data.",
        ("reference_month",),
        {
            "reference_month": ("varchar not null", "month, 2026-06"),
            "synthetic": ("boolean not null", "true: made-up rows, nobody's; false: a register"),
            "seekers": ("integer not null", "unemployed jobseekers at month end, cube total"),
            "openings_during": ("integer not null", "positions open at some time in the month"),
            "openings_at_end": ("integer not null", "positions open on the last day of the month"),
            "openings_new": ("integer not null", "positions posted in the month"),
            "base": ("integer not null", "a count in the cube is 0 (read: 0–4) or at least this"),
        },
    ),
    "cube_jobseekers": (
        "The publication cube: unemployed jobseekers, small counts rounded to 0 or the base.",
        ("field", "value", "area_code", "occupation_code"),
        {
            "area_code": ("varchar not null", "municipality"),
            "occupation_code": ("varchar not null", "two digits of ISCO-08; none: not usable"),
            "field": ("varchar not null", "one field at a time, or none; see data/lattice.toml"),
            "value": ("varchar not null", "the field's value; all where field is none"),
            "persons": ("integer not null", "protected count, at least the base; no row reads 0–4"),
        },
    ),
    "opening": (
        "Openings open at some time in the reference month; no employer, no contact.",
        ("opening",),
        {
            "opening": ("varchar not null", "key of the opening"),
            "area_code": ("varchar not null", "municipality"),
            "occupation_code": ("varchar not null", "four digits of ISCO-08"),
            "education": ("varchar not null", "level asked: none, upper_secondary, tertiary"),
            "posted": ("date not null", "first day open"),
            "closed": ("date", "last day open; null: still open"),
            "at_month_end": ("boolean not null", "open on the last day of the reference month"),
            "positions": ("integer not null", "posts behind the advertisement"),
            "working_time": ("varchar not null", "full_time or part_time"),
            "duration": ("varchar not null", "permanent, fixed_term or seasonal"),
            "shaping": ("boolean not null", "the work can be shaped for partial work ability"),
            "remote": ("boolean not null", "the work can be done from another municipality"),
        },
    ),
    "occupation_neighbour": (
        "Between which two-digit groups people may retrain; both directions are listed.",
        ("occupation_code", "neighbour_code"),
        {
            "occupation_code": ("varchar not null", "two digits of ISCO-08"),
            "neighbour_code": ("varchar not null", "another two-digit group"),
            "basis": ("varchar not null", "major_group: the same first digit; council: own list"),
        },
    ),
}
