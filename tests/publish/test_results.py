"""No count of 1–4 persons of a project is in projects.duckdb, nor what would tell one."""

import shutil
import struct
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.publish.projects import FOLDERS, files, reading, results, write, writing
from handprint.publish.projects.reading import Entry
from tests.attack import sweep

REAL = Path(__file__).resolve().parents[2] / "data"
QUERIES = Path(__file__).resolve().parents[2] / "queries" / "projects"
SECOND = """
[[project]]
project = "toinen"
short_fi = "Toinen"
short_en = "Second"
name_fi = "Toinen"
fund = "ESR+"
programme_period = "2021-2027"
start_date = 2025-01-01
end_date = 2027-12-31
family = "adjacent"
source = "own"
status = "own"
"""


@pytest.fixture
def made(tmp_path):
    """Call with rows of outputs.csv: the file made of them, on disk; by request unchecked."""
    number = 0

    def _made(*rows: str, second: bool = False, checked: bool = True) -> Path:
        nonlocal number
        number += 1
        data = tmp_path / str(number)
        for name in (*FOLDERS, "indicators", "sources"):
            shutil.copytree(REAL / name, data / name)
        (data / "raw").symlink_to(REAL / "raw")
        with (data / "projects" / "outputs.csv").open("a", encoding="utf-8") as file:
            file.writelines(f"{row}\n" for row in rows)
        if second:
            with (data / "projects" / "projects.toml").open("a", encoding="utf-8") as file:
                file.write(SECOND)
        path = data / "projects.duckdb"
        if checked:
            write(path, data)
        else:
            writing.put(path, reading.entries(data), reading.thresholds(data))
        return path

    return _made


def row(
    project: str,
    measure: str,
    result: object,
    *,
    code: str = "",
    period: str = "2025",
    target: object = "",
    evidence: str = "counted",
    status: str = "official",
) -> str:
    source = "own" if status == "example" else "https://example.invalid/report"
    return f"{project};{measure};{code};{period};{target};{result};{evidence};{source};{status}"


def esf(code: str, result: object, project: str = "ryhti", **more: object) -> str:
    return row(project, "indicator", result, code=code, **more)


def written(path: Path) -> dict[tuple[str, str, str, str], tuple[float | None, str]]:
    """Result and status by project, measure, code and period, of all that was counted."""
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute(
            "select project, measure, code, period, result, result_status from output "
            "where evidence <> 'missing'"
        ).fetchall()
    return {tuple(key): (result, status) for *key, result, status in rows}


def content(path: Path) -> list[tuple[str, bytes]]:
    return list(sweep.tables(path))


# A number that nothing else in the file is, below five: it would be found. No count is a
# fraction, so the rules are not asked about it.
ODD = 2.718281828459045
KINDS = {
    "a measure": (row("wot", "employed", "{}"), row("wot", "participants", 40)),
    "all who were reached": (row("wot", "participants", "{}"),),
    "an ESF+ indicator": (esf("EECO07", "{}"), esf("EECO01", 40)),
    "a result of ESF+": (esf("EECR04", "{}"), esf("EECO01", 40)),
    "a sensitive one of the family": (esf("EECO12", "{}", project=""),),
    "an older count": (
        row("wot", "employed", "{}", period="2022"), row("wot", "employed", 40, period="2023"),
    ),
    "the old list": (row("wot", "indicator", "{}", code="CO05"),),
    "an example": (row("wot", "employed", "{}", status="example"),),
    "an estimate": (row("wot", "employed", "{}", evidence="estimated"),),
}  # fmt: skip


def everyday(names: Iterable[str]) -> list:
    """All names, the first two of them every day and the rest in the slow suite."""
    return [n if i < 2 else pytest.param(n, marks=pytest.mark.slow) for i, n in enumerate(names)]


@pytest.mark.parametrize("kind", everyday(KINDS))
def test_the_file_is_the_same_whichever_of_one_to_four_it_was(made, kind):
    """Value for value; the bytes of two files of the very same rows differ (a mark of the file)."""
    first, second = (made(*(one.format(few) for one in KINDS[kind]), second=True) for few in (1, 4))
    assert len(written(first)) == len(KINDS[kind])
    assert content(second) == content(first)


@pytest.mark.parametrize("kind", everyday(KINDS))
def test_no_byte_of_the_file_holds_the_number(made, kind):
    path = made(*(one.format(ODD) for one in KINDS[kind]), second=True, checked=False)
    for name, data in [*sweep.unpacked(path), *content(path)]:
        for needle in (struct.pack("<d", ODD), struct.pack(">d", ODD), b"2.71828", b"2,71828"):
            assert needle not in data, name


def test_the_sweep_finds_the_number_where_it_may_stand(made):
    """A count of workplaces is no count of persons, nor is a target a count at all."""
    for path in (
        made(row("wot", "workplaces", ODD), checked=False),
        made(row("wot", "employed", 3, target=ODD), checked=False),
    ):
        assert struct.pack("<d", ODD) in path.read_bytes()
        assert any(b"2.71828" in data for _, data in content(path))


def test_targets_zeros_organisations_and_large_counts_stay(made):
    found = written(
        made(
            row("wot", "participants", 40, target=3),
            row("wot", "completed", 0),
            row("wot", "employed", 12),
            row("wot", "workplaces", 2),
            row("wot", "organisations", 4),
            esf("EECO19", 1),
        )
    )
    assert {(measure, code): told for (_, measure, code, _), told in found.items()} == {
        ("participants", ""): (40, "value"),
        ("completed", ""): (0, "zero"),
        ("employed", ""): (12, "value"),
        ("workplaces", ""): (2, "value"),
        ("organisations", ""): (4, "value"),
        ("indicator", "EECO19"): (1, "value"),
    }


def test_a_target_below_five_is_a_plan_and_stays(made):
    path = made(row("wot", "employed", 3, target=4))
    with duckdb.connect(str(path), read_only=True) as connection:
        question = "select target, result, result_status from output where measure = 'employed' "
        told = connection.execute(f"{question} and project = 'wot'").fetchall()
    assert told == [(4, None, "secret")]


WITHHELD = {
    "what completing leaves of those reached": (
        (row("wot", "participants", 40), row("wot", "completed", "{}")), (36, 37, 38, 39)),
    "all but a five of six": (
        (row("wot", "participants", 6), row("wot", "completed", "{}")), (1, 2, 3, 4, 5)),
    "what a code leaves of everyone": ((esf("EECO01", 40), esf("EECO07", "{}")), (36, 38, 39)),
    "what a code leaves of those whom the ledger calls reached": (
        (row("ryhti", "participants", 40), esf("EECO07", "{}")), (36, 38, 39)),
    "what a sensitive code leaves of the family": (
        (esf("EECO01", 20), esf("EECO01", 20, project="toinen"), esf("EECO12", "{}", project="")),
        (36, 38, 39)),
}  # fmt: skip


@pytest.mark.parametrize("kind", everyday(WITHHELD))
def test_what_would_tell_a_small_group_by_subtraction_is_not_written(made, kind):
    rows, numbers = WITHHELD[kind]
    paths = [made(*(one.format(n) for one in rows), second=True) for n in numbers]
    for path in paths:
        assert list(written(path).values()).count((None, "withheld")) == 1
        assert content(path) == content(paths[0])


def test_a_small_part_takes_the_other_parts_of_everyone_with_it(made):
    found = written(made(esf("EECO01", 30), esf("EECO02", 20), esf("EECO04", 3), esf("EECO05", 7)))
    told = {code: one for (_, _, code, _), one in found.items()}
    assert told.pop("EECO01") == (30, "value")
    assert set(told.values()) == {(None, "withheld")} and len(told) == 3


def test_of_two_counts_of_the_same_people_only_the_one_that_stands_is_written(made):
    """58 and then 60: the two who came between are a small group."""
    found = written(
        made(
            row("wot", "participants", 58, period="2022"),
            row("wot", "participants", 60, period="2023-12"),
            row("wot", "participants", 61, period="2025", status="unconfirmed"),
            row("wot", "participants", 63, period="2026", status="example"),
        )
    )
    assert {period: told for (*_, period), told in found.items()} == {
        "2022": (None, "older"),
        "2023-12": (60, "value"),
        "2025": (None, "older"),
        "2026": (None, "older"),
    }


def test_sensitive_figures_of_a_family_of_one_are_not_written(made):
    found = written(made(esf("EECO16", 8611, project=""), esf("EECO12", 0, project="")))
    assert set(found.values()) == {(None, "withheld")}


def test_sensitive_figures_of_a_family_of_two_are(made):
    found = written(made(esf("EECO16", 8611, project=""), second=True))
    assert list(found.values()) == [(8611, "value")]


# The publisher and the queries choose the same row

_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "2022", "2022-11", "2022-12", "2023", "2023-12"]),
        st.sampled_from(["official", "reported", "unconfirmed", "example"]),
        st.sampled_from(["counted", "missing"]),
    ),
    unique_by=lambda one: one[0],
    min_size=1,
)


@settings(max_examples=60, deadline=None)
@given(_ROWS, st.sampled_from(["participants", "EECO01"]))
def test_the_row_that_is_written_is_the_one_that_the_queries_take(drawn, what):
    measure, code = ("indicator", what) if what == "EECO01" else (what, "")
    told = [
        Entry("", ("", {}), {
            "project": "p", "measure": measure, "code": code, "period": period, "target": None,
            "result": None if evidence == "missing" else 100.0, "evidence": evidence,
            "source": "own", "status": status,
        })
        for period, status, evidence in drawn
    ]  # fmt: skip
    known = [Entry("", ("", {}), {"code": "EECO01"})]
    here = {e["period"]: e["result_status"] for e in results.published(told, [], known)}
    name = "output_codes" if code else "output_results"
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as projects")
        connection.execute(
            "create table projects.output (project text, measure text, code text, period text, "
            "target double, result double, result_status text, evidence text, source text, "
            "status text)"
        )
        for e in told:
            values = [e[k] for k in ("project", "measure", "code", "period", "target", "result")]
            values += [here[e["period"]], e["evidence"], e["source"], e["status"]]
            connection.execute(f"insert into projects.output values ({'?, ' * 9}?)", values)
        connection.execute(
            "create table projects.project as select 'p' as project, 'ESR+' as fund, "
            "'2021-2027' as programme_period, date '2022-01-01' as start_date, 2022 as start_year"
        )
        connection.execute(
            "create table projects.programme_indicator as select 'EECO01' as code, "
            "'2021-2027' as programme_period, 'output' as kind, '' as name_fi, '' as name_en, "
            "false as sensitive"
        )
        answer = connection.execute((QUERIES / f"{name}.sql").read_text("utf-8")).df()
    shown = answer.iloc[0]
    counted = [e["period"] for e in told if e["evidence"] != "missing"]
    if counted:
        assert (shown["result_status"], here[shown["period"]]) == ("value", "value")
        assert list(here.values()).count("older") == len(counted) - 1
    else:
        assert shown["result_status"] == "missing" and set(here.values()) == {"missing"}


def test_every_measure_of_persons_is_one_that_can_be_written():
    file = next(one for one in files.FILES if one.table == "output")
    assert set(results.PERSONS) < set(file.fields["measure"].choices)
