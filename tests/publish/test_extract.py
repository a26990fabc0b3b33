"""A real extract takes the place of the demonstration rows, whole or not at all."""

from __future__ import annotations

import json
import logging
import re
import tomllib
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handprint import publish, releases
from handprint.publish import assembly, database, tables
from handprint.publish.register import contract, extract, personal, restricted
from handprint.publish.register.rows import rows
from handprint.publish.wording import Refused, say
from tests.bad import inputs
from tests.publish.conftest import REAL

TODAY = date(2026, 11, 24)
EXPECTED = tomllib.loads(
    (Path(inputs.__file__).parent / "expected.toml").read_text(encoding="utf-8")
)
CASES = [
    pytest.param(entry, case, pair, id=f"{entry} {case}".strip())
    for entry, make in inputs.CATALOGUE.items()
    for case, pair in make()
]
DAMAGE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="session")
def names() -> duckdb.DuckDBPyConnection:
    """A release's areas and occupations, and nothing else."""
    indicators, sources = assembly.catalogue(REAL)
    bodies = {
        s.feeds: assembly.open_source(s, REAL, indicators)
        for s in sources
        if s.feeds in assembly.ALONE
    }
    connection = database.write(Path(":memory:"))
    database.fill(connection, "area", tables.areas(bodies["area"], REAL))
    database.fill(
        connection,
        "occupation",
        tables.occupations(bodies["occupation"], bodies["occupation_label"]),
    )
    return connection


@pytest.fixture(scope="session")
def form() -> contract.Contract:
    return contract.read(REAL)


@pytest.fixture(scope="session")
def codes(names, form) -> extract.Known:
    return extract.known(names, form)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A restricted folder of one's own."""
    monkeypatch.delenv(restricted.ENVIRONMENT, raising=False)
    return restricted.folder(tmp_path / "data")


def laid(folder: Path, pair: inputs.Pair) -> Path:
    """Put a pair of files where the Council's people would put it."""
    home = restricted.inner(folder / restricted.EXTRACT)
    for name, data in pair.files().items():
        (home / name).write_bytes(data)
    if pair.size:
        with (home / "jobseekers.csv").open("r+b") as file:
            file.truncate(pair.size)
    return home


def sentences(refusal: Refused) -> dict[str, list[str]]:
    """What is said in each language, sentence by sentence."""
    problems = getattr(refusal, "problems", (refusal,))
    return {lang: [one.message(lang) for one in problems] for lang in ("fi", "en")}


def test_every_input_of_the_catalogue_has_its_files_and_its_wanted_result():
    wanted = {f"C{n:02d}" for n in range(1, 41)}
    assert set(EXPECTED) == wanted
    apart = {entry for entry in wanted if "test" in EXPECTED[entry]}
    assert set(inputs.CATALOGUE) == wanted - apart
    for entry in apart:
        assert EXPECTED[entry]["test"] in globals()
    for entry, make in inputs.CATALOGUE.items():
        assert {case for case, _ in make()} == set(EXPECTED[entry])


@pytest.mark.parametrize(("entry", "case", "pair"), CASES)
def test_a_bad_input_has_its_wanted_result(tmp_path, form, codes, caplog, entry, case, pair):
    wanted = EXPECTED[entry][case]
    home = laid(restricted.inner(tmp_path / "restricted"), pair)
    if wanted["outcome"] == "accepted":
        taken = extract.read(home, form, codes, today=TODAY)
        given_notes = {note.key.removeprefix("extract_note_") for note in taken.notes}
        assert given_notes == set(wanted.get("notes", []))
        for note in taken.notes:
            assert say(note.key, "fi", **note.slots) != say(note.key, "en", **note.slots)
        assert len(taken.seekers) == len(taken.openings) == 60
        frames = {"jobseekers": taken.seekers, "openings": taken.openings}
        for table, row, column, value in wanted.get("values", []):
            cell = frames[table][column].iloc[row]
            if isinstance(cell, pd.Timestamp):
                cell = f"{cell:%Y-%m-%d}"
            assert ("" if pd.isna(cell) else cell) == value
        return
    with caplog.at_level(logging.DEBUG), pytest.raises(Refused) as refused:
        extract.read(home, form, codes, today=TODAY)
    for lang, said in sentences(refused.value).items():
        # One clear sentence, not ten thousand.
        assert len(said) == 1
        sentence = said[0]
        assert sentence.startswith(wanted["file"])
        if "line" in wanted:
            assert re.search(rf"{'rivi' if lang == 'fi' else 'line'} {wanted['line']}\b", sentence)
        if "column" in wanted:
            assert f"«{wanted['column']}»" in sentence
        assert all(word in sentence for word in wanted[lang])
        assert "\n" not in sentence
        assert len(sentence) < 400
        assert not personal.identity_code(sentence)
        assert personal.contacts(sentence) == 0
    assert not personal.IDENTITY.search(caplog.text)
    if isinstance(refused.value, extract.RowsRefused):
        assert refused.value.read == {"jobseekers.csv": 60, "openings.csv": 60}
        for file, read in refused.value.read.items():
            assert refused.value.accepted[file] + refused.value.rejected[file] == read
        assert sum(refused.value.rejected.values()) == 1


def test_many_bad_rows_are_counted_and_the_first_twenty_shown(tmp_path, form, codes):
    pair = inputs.cells("jobseekers", "municipality", *["Sodankyla"] * 25)
    pair = inputs.cells("jobseekers", "age_band", *["250"] * 3, pair=pair)
    pair = inputs.cells("openings", "posted", "31.2.2026", pair=pair)
    home = laid(restricted.inner(tmp_path / "restricted"), pair)
    with pytest.raises(extract.RowsRefused) as refused:
        extract.read(home, form, codes, today=TODAY)
    assert refused.value.rejected == {"jobseekers.csv": 25, "openings.csv": 1}
    assert refused.value.accepted == {"jobseekers.csv": 35, "openings.csv": 59}
    for lang in ("fi", "en"):
        first, *shown, last = refused.value.message(lang).split("\n")
        assert "26" in first
        assert "120" in first
        assert len(shown) == 20
        assert "9" in last
    assert refused.value.listed().count("\n") == 2 * 29


def test_rows_that_contradict_themselves_are_refused(tmp_path, form, codes):
    for table, column, value, name in (
        ("jobseekers", "long_term", "yes", "long_term"),
        ("openings", "closed", "2026-03-01", "closed"),
        ("openings", "posted", "2026-07-01", "posted"),
    ):
        home = laid(restricted.inner(tmp_path / "restricted"), inputs.cells(table, column, value))
        with pytest.raises(extract.RowsRefused) as refused:
            extract.read(home, form, codes, today=TODAY)
        for said in sentences(refused.value).values():
            assert len(said) == 1
            assert f"«{name}»" in said[0]
    pair = inputs.cells("openings", "closed", "2026-05-31", pair=inputs.cells(
        "openings", "posted", "2026-05-02"
    ))  # fmt: skip
    home = laid(restricted.inner(tmp_path / "restricted"), pair)
    with pytest.raises(extract.RowsRefused, match="2026-06"):
        extract.read(home, form, codes, today=TODAY)


@pytest.mark.parametrize(
    ("about", "word"),
    [
        (None, "extract.toml"),
        (b"reference_month = ", "extract.toml"),
        (b'reference_month = "06/2026"\ndelivered = 2026-07-21\n', "reference_month"),
        (b'reference_month = "2026-06"\n', "delivered"),
        (b'reference_month = "2026-06"\ndelivered = 2026-06-29\n', "2026-06-30"),
        (b'reference_month = "2026-06"\ndelivered = 2027-01-01\n', "2026-11-24"),
        (b'reference_month = "2026-06"\ndelivered = 2026-07-21T10:00:00\n', "delivered"),
        (b"\xff\xfe", "extract.toml"),
    ],
)
def test_an_extract_says_its_month_and_the_day_it_was_taken(tmp_path, form, codes, about, word):
    home = laid(restricted.inner(tmp_path / "restricted"), inputs.GOOD)
    (home / "extract.toml").unlink()
    if about is not None:
        (home / "extract.toml").write_bytes(about)
    with pytest.raises(Refused) as refused:
        extract.read(home, form, codes, today=TODAY)
    for lang in ("fi", "en"):
        assert word in refused.value.message(lang)


def test_half_an_extract_is_refused_and_never_filled_up_with_demonstration_rows(names, folder):
    (laid(folder, inputs.GOOD) / "openings.csv").unlink()
    with pytest.raises(Refused, match=r"openings\.csv"):
        rows(names, REAL, folder, today=TODAY)
    assert not (folder / restricted.DEMONSTRATION).exists()


def test_an_extract_is_the_register_and_is_not_marked_synthetic(names, folder):
    laid(folder, inputs.GOOD)
    taken = rows(names, REAL, folder, today=TODAY)
    assert taken.synthetic is False
    assert taken.fit_passed is None
    assert taken.reference_month == "2026-06"
    assert taken.delivered == "2026-07-21"
    assert list(taken.seekers.columns) == inputs.SEEKERS.split(";")
    assert list(taken.openings.columns) == inputs.OPENINGS.split(";")
    assert taken.openings.posted.dtype.kind == "M"
    assert taken.openings.closed.isna().sum() == 30


def test_the_same_pair_again_is_recognised_and_changes_nothing(names, folder):
    laid(folder, inputs.GOOD)
    first = rows(names, REAL, folder, today=TODAY)
    after = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    again = rows(names, REAL, folder, today=TODAY)
    assert again.digest == first.digest
    pd.testing.assert_frame_equal(again.seekers, first.seekers)
    assert [note.key for note in first.notes] == []
    assert [note.key for note in again.notes] == ["extract_note_again"]
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == after
    laid(folder, inputs.cells("openings", "shaping", "yes"))
    other = rows(names, REAL, folder, today=TODAY)
    assert other.digest != first.digest
    assert other.notes == ()


@pytest.fixture
def published_extract(tmp_path) -> Path:
    """A data folder whose served release rests on an extract of June 2026."""
    data = tmp_path / "data"
    release = data / "releases" / "2026-11-24T0000Z-0123456789ab"
    release.mkdir(parents=True)
    connection = database.write(release / releases.DATABASE)
    database.fill(connection, "register", [("2026-06", False, 60, 60, 40, 20, 5)])
    database.close(connection, release / releases.DATABASE)
    database.close(database.write(release / releases.PROJECTS, {}), release / releases.PROJECTS)
    said = json.dumps({"release": release.name})
    (release / releases.MANIFEST).write_text(said, encoding="utf-8")
    files = (releases.DATABASE, releases.PROJECTS, releases.MANIFEST)
    sums = {name: releases.checksum(release / name) for name in files}
    (release / releases.CHECKSUMS).write_text(releases.listed(sums), encoding="utf-8")
    said = {"release": release.name, "sha256": releases.checksums(release), "inputs": ""}
    (data / "releases" / "CURRENT").write_text(json.dumps(said), encoding="utf-8")
    return data


def test_an_older_month_than_the_published_one_needs_a_word(names, folder, published_extract):
    older = inputs.Pair(
        inputs.GOOD.jobseekers,
        inputs.GOOD.openings.replace(b"2026-06", b"2026-05"),
        b'reference_month = "2026-05"\ndelivered = 2026-07-21\n',
    )
    laid(folder, older)
    with pytest.raises(Refused) as refused:
        rows(names, REAL, folder, released=published_extract, today=TODAY)
    for lang in ("fi", "en"):
        assert "--allow-older" in refused.value.message(lang)
        assert "2026-05" in refused.value.message(lang)
    assert not (folder / "received.json").exists()
    taken = rows(names, REAL, folder, released=published_extract, allow_older=True, today=TODAY)
    assert taken.reference_month == "2026-05"


@pytest.mark.parametrize("table", ["jobseekers", "openings"])
def test_a_third_fewer_rows_than_the_published_extract_stop_for_confirmation(
    names, folder, published_extract, table
):
    for count, stops in ((42, False), (41, True)):
        laid(folder, inputs.good(**{table.replace("job", ""): count}))
        if not stops:
            rows(names, REAL, folder, released=published_extract, today=TODAY)
            continue
        with pytest.raises(Refused) as refused:
            rows(names, REAL, folder, released=published_extract, today=TODAY)
        for lang in ("fi", "en"):
            sentence = refused.value.message(lang)
            assert sentence.startswith(f"{table}.csv")
            assert "41" in sentence
            assert "60" in sentence
            assert "--accept-fewer-rows" in sentence
        rows(names, REAL, folder, released=published_extract, accept_fewer_rows=True, today=TODAY)


def test_a_refused_extract_leaves_nothing_behind_but_its_list(names, folder, published_extract):
    demonstration = restricted.inner(folder / restricted.DEMONSTRATION)
    (demonstration / "jobseekers.csv").write_bytes(b"as it was")
    laid(folder, inputs.cells("jobseekers", "municipality", "Sodankyla"))
    before = {
        p: p.read_bytes()
        for root in (folder, published_extract)
        for p in root.rglob("*")
        if p.is_file()
    }
    with pytest.raises(Refused):
        rows(names, REAL, folder, released=published_extract, today=TODAY)
    after = {
        p: p.read_bytes()
        for root in (folder, published_extract)
        for p in root.rglob("*")
        if p.is_file()
    }
    assert (folder / "refused.txt").stat().st_mode & 0o777 == 0o600
    assert after.pop(folder / "refused.txt").count(b"Sodankyla") == 2
    assert after == before
    laid(folder, inputs.GOOD)
    rows(names, REAL, folder, released=published_extract, today=TODAY)
    assert not (folder / "refused.txt").exists()


def test_columns_under_their_finnish_headings_are_the_same_columns(tmp_path, form, codes):
    pair = inputs.GOOD
    for table in contract.TABLES:
        head, _, rest = getattr(pair, table).decode().partition("\n")
        headings = {c.name: c.headings[0] for c in form.columns(table)}
        text = ";".join(headings[name] for name in head.split(";")) + "\n" + rest
        pair = inputs.replace(pair, **{table: text.encode()})
    home = laid(restricted.inner(tmp_path / "restricted"), pair)
    taken = extract.read(home, form, codes, today=TODAY)
    home = laid(restricted.inner(tmp_path / "other"), inputs.GOOD)
    pd.testing.assert_frame_equal(
        taken.seekers, extract.read(home, form, codes, today=TODAY).seekers
    )


@DAMAGE
@given(st.data())
def test_generated_damage_never_raises_anything_but_a_refusal(tmp_path, form, codes, data):
    table = data.draw(st.sampled_from(contract.TABLES))
    raw = bytearray(getattr(inputs.good(8, 8), table))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        cut = data.draw(st.integers(0, 6))
        piece = data.draw(
            st.one_of(
                st.binary(max_size=6),
                st.text(max_size=6).map(lambda text: text.encode("utf-8", "replace")),
                st.sampled_from([b'"', b";", b"\r", b"\n", b"\x00", b"\xff\xfe", b"1e9", b"..."]),
            )
        )
        raw[at : at + cut] = piece
    home = laid(
        restricted.inner(tmp_path / "restricted"),
        inputs.replace(inputs.good(8, 8), **{table: bytes(raw)}),
    )
    try:
        taken = extract.read(home, form, codes, today=TODAY)
    except Refused as refusal:
        assert refusal.message("fi")
        assert refusal.message("en")
        if isinstance(refusal, extract.RowsRefused):
            assert sum(refusal.rejected.values()) >= 1
    else:
        assert set(taken.seekers.municipality) <= set(codes.municipalities.values())


@given(
    day=st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    number=st.integers(2, 999),
    sign=st.sampled_from("-+ABCDEFUVWXY"),
)
@example(day=date(2000, 1, 1), number=2, sign="A")
def test_every_identity_code_is_found_and_its_neighbours_are_not(day, number, sign):
    code = inputs.identity_code(f"{day:%d%m%y}", sign, f"{number:03d}")
    found = personal.identity_code(f"x;{code};y")
    assert found
    assert found[0] == code
    assert code not in personal.shown(f"nimi {code}")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert personal.identity_code(wrong) is None
    assert personal.identity_code(f"9{code}") is None


@pytest.mark.parametrize(
    "text",
    ["040 123 4567", "0401234567", "+358 40 123 4567", "+358401234567", "(016) 123 456",
     "matti.meika@yritys.fi", "a_b+c@sub.example.org"],
)  # fmt: skip
def test_contact_details_are_counted_and_masked(text):
    assert personal.contacts(f"soita: {text}.") == 1
    assert text not in personal.shown(f"soita: {text} heti")


@pytest.mark.parametrize(
    "text", ["1 234", "2026-06-30", "9 137 työtöntä", "5131", "h00012", "1234567", "12,5"]
)
def test_numbers_that_are_no_contact_details_are_left_alone(text):
    assert personal.contacts(text) == 0
    assert personal.shown(text) == text


def test_the_rows_of_a_table_are_those_the_readme_names(form):
    said = (REAL / "register" / "README.md").read_text(encoding="utf-8")
    for table in contract.TABLES:
        for column in form.columns(table):
            # Once in Finnish, once in English.
            assert said.count(f"`{column.name}`") >= 2
            for value in column.values:
                assert said.count(f"`{value}`") >= 2
            assert f"`{column.headings[0]}`" in said


@pytest.mark.slow
def test_a_swapped_in_extract_flows_to_the_same_tables_and_a_refused_one_changes_nothing(
    small, said, monkeypatch
):
    monkeypatch.delenv(restricted.ENVIRONMENT, raising=False)
    folder = restricted.folder(small)
    publish.build(small)
    about = "select reference_month, synthetic, openings_during from register"
    assert said(small, about) == [("2026-06", True, 10_000)]
    drawn = folder / restricted.DEMONSTRATION
    # The Council's own file: other people, a name for a code, their own headings, Finnish days.
    people = drawn.joinpath("jobseekers.csv").read_text(encoding="utf-8").split("\n")[:-1]
    jobs = drawn.joinpath("openings.csv").read_text(encoding="utf-8").split("\n")[:-1]
    pair = inputs.Pair(
        "\n".join([people[0], *people[101:], ""])
        .replace("demo-js", "h").replace("municipality", "kunta").replace(";698;", ";Rovaniemi;")
        .encode(),
        "\n".join([jobs[0], *jobs[51:], ""]).replace(";2026-06-29;", ";29.6.2026;")
        .replace("demo-op", "p").encode(),
    )  # fmt: skip
    laid(folder, pair)
    heard: list[str] = []
    real = publish.build(small, lang="en", note=heard.append)
    assert said(small, about) == [("2026-06", False, 9950)]
    seekers = said(small, "select seekers from register")[0][0]
    assert abs(seekers - 7900) <= 20
    fields = said(small, "select field, sum(persons), min(persons) from cube_jobseekers group by 1")
    assert {whole for _, whole, _ in fields} == {seekers}
    assert min(least for *_, least in fields) >= 5
    assert said(small, "select count(*), min(opening)[1] from opening") == [(9950, "p")]
    assert any("Rovaniemi" not in words and "municipality" in words for words in heard)
    manifest = releases.newest_good(small).manifest
    assert manifest["register"]["synthetic"] is False
    assert "fit" not in manifest["register"]
    # What was put right, and where; how often would be a count of persons.
    assert manifest["register"]["notes"] == [
        {"note": "named", "file": "jobseekers.csv", "column": "municipality"}
    ]

    # The same pair again: the same release.
    before = everything(small / "releases")
    assert publish.build(small) == real
    assert everything(small / "releases") == before

    # A refused pair: what is served does not move, and nothing of the attempt is left.
    demonstration = everything(drawn)
    laid(folder, inputs.cells("jobseekers", "kunta", "Sodankyla", first=9, pair=pair))
    with pytest.raises(Refused) as refused:
        publish.build(small)
    assert "jobseekers.csv, rivi 9, sarake «municipality»" in refused.value.message("fi")
    assert releases.newest_good(small).id == real
    assert everything(small / "releases") == before
    assert everything(drawn) == demonstration
    assert not [p for root in (small, folder) for p in root.rglob(".tmp*")]

    # Taken away again: the demonstration rows are back, marked as such.
    for path in (folder / restricted.EXTRACT).iterdir():
        path.unlink()
    publish.build(small)
    assert said(small, about) == [("2026-06", True, 10_000)]


def everything(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder with what is in it."""
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
