"""Attack 7: no file that the web process may open holds a person key or a true small count."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from handprint import publish, releases
from handprint.publish import publication, schema
from handprint.publish.projects import schema as projects_schema
from handprint.publish.projects.results import PERSONS
from tests.attack import sweep, truth

pytestmark = pytest.mark.attack

ROOT = Path(__file__).resolve().parents[2]
# Made ready for the map, without a description in the schema.
MAP_TABLES = {"map_layer", "shape"}
CUBE = ("area_code", "occupation_code", "field", "value", "persons")


@pytest.fixture(scope="module")
def needles(both) -> sweep.Needles:
    keys = both.seekers["jobseeker"]
    assert keys.is_unique
    return sweep.Needles(keys)


def openable(both) -> list[Path]:
    """What lies in the repository and in the data folder: all that the web process could open.

    The restricted folder lies beside the data folder, and the repository's own is ignored by git.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    files = {ROOT / name for name in listed.split("\0") if name and not name.startswith("tests/")}
    files |= {p for p in both.release.path.parents[1].rglob("*") if p.is_file()}
    return sorted(p for p in files if p.is_file())


@pytest.mark.parametrize("compression", ["auto", "uncompressed"])
def test_what_a_dropped_table_leaves_is_found(compression, both, needles, tmp_path, tell):
    """DROP, CHECKPOINT and VACUUM leave the rows' bytes: the keys themselves, or free blocks."""
    path = tmp_path / "dropped.duckdb"
    seekers = both.seekers
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"set force_compression = '{compression}'")
        connection.execute("create table inner_cells as select * from seekers")
        connection.execute("checkpoint")
        # Lies behind the other: an end of the file that nobody uses would be cut off.
        connection.execute("create table kept as select random() as one from range(300000)")
        connection.execute("checkpoint")
        connection.execute("drop table inner_cells")
        connection.execute("checkpoint")
        connection.execute("vacuum")
    assert len(seekers) == len(needles.keys)
    left, found = sweep.left_over(path), needles.found_in(path.read_bytes())
    tell(f"a dropped table ({compression}): {left} blocks, keys in the bytes: {found[:2]}")
    assert left["free"]
    assert found


@pytest.mark.parametrize("writing", sweep.WRITINGS)
def test_the_sweep_finds_a_key_in_every_writing(writing, needles):
    key = needles.keys[4321]
    data = b"\x00" * 12_345 + sweep.WRITINGS[writing](key) + b"\x00" * 77
    assert key in " ".join(needles.found_in(data))


def test_7_no_file_holds_a_person_key(both, needles, tell):
    files, read = openable(both), 0
    assert both.release.database in files
    assert not [p for p in files if p.is_relative_to(both.restricted)]
    found = []
    for path in files:
        for name, data in sweep.unpacked(path):
            read += len(data)
            found += [f"{path}: {name}: {hit}" for hit in needles.found_in(data)]
    tell(f"7 bytes: {len(files)} files, {read / 1e6:.0f} MB, {len(needles):,} needles")
    assert not found


def test_7_no_value_of_the_public_file_is_a_person_key(both, needles, tell):
    read, found = 0, []
    for name, data in sweep.tables(both.release.database):
        read += len(data)
        found += [f"{name}: {hit}" for hit in needles.found_in(data)]
    tell(f"7 values: {read / 1e6:.0f} MB as text")
    assert not found


def test_7_the_public_file_defines_what_its_schema_says_and_nothing_else(both):
    made = sweep.made_of(both.release.database)
    assert set(made.pop("tables")) == set(schema.TABLES) | MAP_TABLES
    assert made.pop("databases") == ["labour"]
    assert not any(made.values()), made
    with duckdb.connect(str(both.release.database), read_only=True) as connection:
        for table, (_, _, columns) in schema.TABLES.items():
            there = connection.execute(
                "select column_name from duckdb_columns() where table_name = ? "
                "order by column_index",
                [table],
            ).fetchall()
            assert [name for (name,) in there] == list(columns), table
    assert tuple(schema.TABLES["cube_jobseekers"][2]) == CUBE


def test_7_nothing_was_ever_dropped_from_the_public_file(both):
    assert sweep.left_over(both.release.database) == {"free": 0, "unused": 0}
    assert sorted(p.name for p in both.release.path.iterdir()) == [
        releases.CHECKSUMS,
        "drawings",
        releases.DATABASE,
        releases.MANIFEST,
        releases.PROJECTS,
    ]


def test_7_the_projects_file_defines_what_its_schema_says_and_nothing_else(both):
    made = sweep.made_of(both.release.path / releases.PROJECTS)
    assert set(made.pop("tables")) == set(projects_schema.TABLES)
    assert made.pop("databases") == [Path(releases.PROJECTS).stem]
    assert not any(made.values()), made
    with duckdb.connect(str(both.release.path / releases.PROJECTS), read_only=True) as connection:
        for table, (_, _, columns) in projects_schema.TABLES.items():
            there = connection.execute(
                "select column_name from duckdb_columns() where table_name = ? "
                "order by column_index",
                [table],
            ).fetchall()
            assert [name for (name,) in there] == list(columns), table


def test_7_nothing_was_ever_dropped_from_the_projects_file(both):
    assert sweep.left_over(both.release.path / releases.PROJECTS) == {"free": 0, "unused": 0}


def test_7_no_value_of_the_projects_file_is_a_person_key(both, needles, tell):
    read, found = 0, []
    for name, data in sweep.tables(both.release.path / releases.PROJECTS):
        read += len(data)
        found += [f"{name}: {hit}" for hit in needles.found_in(data)]
    tell(f"7 values of projects: {read / 1e3:.0f} kB as text")
    assert not found


def test_7_no_result_of_a_project_is_a_true_small_count(both, tmp_path, tell):
    """The release as built from edited files too: today nobody has told a result."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("releases", ".*"))
    told = [
        f"{project};{measure};{code};2025;;{few};counted;https://example.invalid/report;official\n"
        for few, (project, measure, code) in enumerate(
            [
                ("wot", "participants", ""),
                ("soma", "completed", ""),
                ("sytyke", "employed", ""),
                ("ryhti", "indicator", "EECO07"),
            ],
            start=1,
        )
    ]
    with (data / "projects" / "outputs.csv").open("a", encoding="utf-8") as file:
        file.writelines(told)
    publish.build(data_dir=data)
    asked = 0
    for release in (both.release, releases.newest_good(data)):
        path = release.path / releases.PROJECTS
        assert sweep.left_over(path) == {"free": 0, "unused": 0}
        with duckdb.connect(str(path), read_only=True) as connection:
            rows = connection.execute(
                "select measure, code, result, result_status from output"
            ).fetchall()
        asked += len(rows)
        for measure, code, result, status in rows:
            if measure in PERSONS or (code and code not in ("EECO18", "EECO19")):
                assert result is None or result == 0 or result >= 5, (measure, code, status)
    assert sorted(status for *_, status in rows if status != "missing") == ["secret"] * 4
    tell(f"7 results: {asked} rows, 4 small counts written into the files")


def test_7_the_manifest_tells_pass_or_fail_and_no_figure_of_persons(both):
    manifest = json.loads((both.release.path / releases.MANIFEST).read_text("utf-8"))
    told = manifest["register"]
    assert set(told) <= {"reference_month", "synthetic", "fit", "gates"}
    assert set(told["gates"].values()) | {told.get("fit", "pass")} <= {"pass", "fail"}
    source = manifest["sources"]["register_demonstration" if told["synthetic"] else "register"]
    numbers = {name: n for name, n in source.items() if isinstance(n, int) and n}
    assert not numbers, "an exact number of rows beside the cube would be one too many"
    # The number of published cells is in the file for everybody to count.
    assert manifest["tables"]["cube_jobseekers"] == len(
        truth.stored_rows(both.release, "cube_jobseekers")
    )


def test_7_only_the_cube_depends_on_persons(both, tmp_path, tell):
    """Other persons at the same places and months: every other table stays as it was."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("releases", ".*"))
    folder = tmp_path / "data-restricted" / "extract"
    folder.mkdir(parents=True, mode=0o700)
    seekers = truth.raw(both, "jobseekers.csv")
    # Whoever is in a municipality changes everything else with somebody anywhere.
    columns = [name for name in seekers if name not in ("jobseeker", "municipality")]
    seekers[columns] = seekers[columns].sample(frac=1, random_state=1).to_numpy()
    seekers.to_csv(folder / "jobseekers.csv", sep=";", index=False)
    truth.raw(both, "openings.csv").to_csv(folder / "openings.csv", sep=";", index=False)
    told = truth.stored_rows(both.release, "register").iloc[0]
    about = f'reference_month = "{told["reference_month"]}"\ndelivered = 2026-07-21\n'
    (folder / "extract.toml").write_text(about, "utf-8")
    publish.build(data_dir=data)
    other = releases.newest_good(data)
    assert publish.is_current(data), "made from these very files"
    same, differ = [], []
    for table in sorted([*schema.TABLES, *MAP_TABLES]):
        one, two = (truth.stored_rows(r, table) for r in (both.release, other))
        (same if one.equals(two) else differ).append(table)
    tell(f"7 other persons: {len(same)} tables the same, different: {', '.join(differ)}")
    assert set(differ) == {"cube_jobseekers", "register", "source"}
    ours, theirs = (truth.stored_rows(r, "source") for r in (both.release, other))
    assert ours.merge(theirs, how="outer", indicator=True)._merge.ne("both").sum() == 2
    told = truth.stored_rows(other, "register").drop(columns=["seekers", "synthetic"])
    assert told.equals(
        truth.stored_rows(both.release, "register").drop(columns=["seekers", "synthetic"])
    )


def test_7_a_guess_at_the_extract_is_not_confirmed_by_the_manifest(both, tmp_path):
    """Whoever guesses every row still lacks the key, also of the very first release."""
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere" / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("releases", ".*"))
    shutil.copytree(data, elsewhere)
    month = truth.stored_rows(both.release, "register")["reference_month"].iloc[0]
    for folder in (data, elsewhere):
        extract = folder.with_name("data-restricted") / "extract"
        extract.mkdir(parents=True, mode=0o700)
        for name in ("jobseekers.csv", "openings.csv"):
            shutil.copy(both.rows_folder / name, extract / name)
        about = f'reference_month = "{month}"\ndelivered = 2026-07-21\n'
        (extract / "extract.toml").write_text(about, "utf-8")
    publish.build(data_dir=data)
    told = releases.newest_good(data).manifest["inputs"]
    assert publication.fingerprint(data, data) == told
    assert publication.fingerprint(elsewhere, elsewhere) != told
