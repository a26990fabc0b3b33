"""Every query keeps the promises of its header, and the door stays locked."""

import datetime as dt
import re
from pathlib import Path

import duckdb
import pytest

import queries

FOLDER = Path(queries.__file__).parent
NAMES = sorted(str(p.relative_to(FOLDER).with_suffix("")) for p in FOLDER.rglob("*.sql"))
HEADINGS = ("Answers", "Grain", "Params", "Columns", "Notes")
EXAMPLES = {
    "day": dt.date(2026, 11, 24),
    "kind": "project",
    "id": "wot",
    "project": "wot",
    "indicator": "unemployed_share",
    "indicators": ["population", "share_over_64"],
    "features": ["population", "share_over_64"],
    "level": "municipality",
    "period": "2026-06",
    "area": "240",
    "occupation": "5131",
    "first": "2022-11",
    "last": "2023-10",
    "occupation_level": 4,
    "lang": "fi",
    "field": "age",
    "value": "over_50",
    "finger": "employment",
}


def promised(sql: str, heading: str) -> list[str]:
    """The comma-separated names after a heading of the header."""
    lines = [line[2:].rstrip() for line in sql.splitlines() if line.startswith("--")]
    text, taking = "", False
    for line in lines:
        if match := re.match(r"\s?(\w+):\s+(.*)", line):
            taking = match[1] == heading
            if taking:
                text = match[2]
        elif taking and line.strip():
            text += " " + line.strip()
    return [] if text in ("", "none") else [name.strip() for name in text.split(",")]


@pytest.mark.parametrize("name", NAMES)
def test_the_header_says_what_it_must(name):
    sql = queries.text(name)
    first = sql.splitlines()[0]
    assert first.startswith("-- ") and first.endswith("."), "the first line is a sentence"
    for heading in HEADINGS:
        assert re.search(rf"^-- {heading}:\s+\S", sql, re.M), heading
    assert "order by" in sql, "the order of rows is never left to chance"


@pytest.mark.parametrize("name", NAMES)
def test_the_header_is_true(name, release):
    sql = queries.text(name)
    (statement,) = duckdb.extract_statements(sql)
    assert set(promised(sql, "Params")) == set(statement.named_parameters)
    answer = queries.run(name, **{p: EXAMPLES[p] for p in statement.named_parameters})
    assert promised(sql, "Columns") in (["*"], list(answer.columns))


@pytest.mark.parametrize(
    "attempt",
    [
        "select * from read_csv('/etc/passwd')",
        "copy (select 1) to '/tmp/leak.csv'",
        "attach '/tmp/other.duckdb'",
        "set enable_external_access = true",
        "insert into labour.area (area_code) values ('x')",
        "drop table labour.area",
        "install httpfs",
    ],
)
def test_the_door_is_locked(attempt, release):
    hub = queries._hub(str(queries.data_folder()), queries.release().id)
    with pytest.raises(duckdb.Error):
        hub.cursor().execute(attempt)


def test_a_surplus_parameter_is_refused(release):
    with pytest.raises(queries.QueryFailed) as failure:
        queries.run("labour/areas_by_level", level="region", extra="1")
    assert re.fullmatch(r"K-[0-9A-F]{4}", failure.value.reference)


def test_a_hostile_parameter_is_only_a_value(release):
    answer = queries.run("labour/areas_by_level", level="' or 1=1 --")
    assert answer.empty


def test_sixteen_readers_agree(release):
    from concurrent.futures import ThreadPoolExecutor

    def ask(_: int) -> str:
        answer = queries.run(
            "labour/indicator_by_area",
            indicator="unemployed",
            level="municipality",
            period="2026-06",
        )
        return answer.to_csv()

    with ThreadPoolExecutor(16) as readers:
        assert len(set(readers.map(ask, range(64)))) == 1
