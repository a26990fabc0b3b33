"""A wrong row in a file that people edit: refused by name, and the old release stays served."""

import datetime as dt
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from handprint import releases
from handprint.publish import Refused, build
from handprint.publish.__main__ import main
from handprint.publish.projects import write
from handprint.words import catalogue
from tests.publish.conftest import REAL

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fi", "en")
SEED, OWN = "seed;reported", "own;own"
IDEA = """
[[project]]
project  = "uusi"
short_fi = "Uusi"
short_en = "New"
name_fi  = "Uusi hanke"
family   = "adjacent"
source   = "own"
status   = "own"
"""

# what is wrong: (edits, file, row, field, what is expected in Finnish, in English); an edit is a
# file with an old and a new text, or a file with one text to be written after its last line.
WRONG: dict[str, tuple[list[tuple[str, ...]], str, str, str, str, str]] = {
    "an unknown organisation": (
        [("projects/participation.csv", f"wot;lapin_amkk;partner;{SEED}")],
        "projects/participation.csv", "23", "organisation", "network/organisations.toml",
        "network/organisations.toml",
    ),
    "an end before the start": (
        [("projects/projects.toml", "2023-06-30", "2020-06-30")],
        "projects/projects.toml", "wot", "end_date", "start_date 2021-01-01",
        "start_date 2021-01-01",
    ),
    "a status that may not follow": (
        [("projects/projects.toml", IDEA),
         ("projects/status_events.csv", f"uusi;2026-01-01;idea;{OWN}"),
         ("projects/status_events.csv", f"uusi;2026-06-01;running;{OWN}")],
        "projects/status_events.csv", "3", "state", "preparation", "preparation",
    ),
    "a duplicate id": (
        [("network/organisations.toml", 'organisation = "keminmaa"', 'organisation = "kemi"')],
        "network/organisations.toml", "kemi", "organisation", "", "",
    ),
    "an e-mail address": (
        [("network/organisations.toml", "Lyhenteen koko nimeä ei ole nähty.",
          "Kysy: etunimi.sukunimi@esimerkki.fi")],
        "network/organisations.toml", "rotko", "note_fi", "", "",
    ),
    "a telephone number": (
        [("network/events.csv", "Järjestäjät.", "Soita 040 123 4567.")],
        "network/events.csv", "2", "note_fi", "", "",
    ),
    "an identity code": (
        [("projects/publications.toml", 'series      = "Lumen"', 'series = "131052-308T"')],
        "projects/publications.toml", "sosiaalisesta_vastuullisuudesta_menestystekija", "series",
        "", "",
    ),
    "a name that is missing": (
        [("network/organisations.toml", 'name_fi      = "Posio"\n', "")],
        "network/organisations.toml", "posio", "name_fi", "", "",
    ),
    "a goal tied to nothing": (
        [("strategy/goal_links.csv", f"G5;project;olematon;;{OWN}")],
        "strategy/goal_links.csv", "", "id", "projects/projects.toml", "projects/projects.toml",
    ),
}  # fmt: skip
PERSONAL = {
    "an e-mail address": "etunimi",
    "a telephone number": "040 123",
    "an identity code": "131052",
}


@pytest.fixture(scope="module")
def folder(published: releases.Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real data folder with the real release served from it: nothing is built for a refusal."""
    place = tmp_path_factory.mktemp("edited") / "data"
    shutil.copytree(REAL, place, ignore=shutil.ignore_patterns("releases", ".building*"))
    shutil.copytree(published.path.parent, place / "releases")
    return place


@pytest.fixture
def edit(folder: Path) -> Iterator[Callable[[list[tuple[str, ...]]], None]]:
    """Change files as a hand would, and put them right again afterwards."""
    before: dict[Path, bytes] = {}

    def _edit(changes: list[tuple[str, ...]]) -> None:
        for file, *texts in changes:
            path = folder / file
            before.setdefault(path, path.read_bytes())
            text = path.read_text("utf-8")
            if len(texts) == 1:
                text += f"{texts[0]}\n"
            else:
                assert texts[0] in text, f"{texts[0]!r} is not in {file}"
                text = text.replace(texts[0], texts[1], 1)
            path.write_text(text, "utf-8")

    yield _edit
    for path, content in before.items():
        path.write_bytes(content)


def standing(folder: Path) -> tuple[str, set[str], bytes]:
    """The release that is served, everything that lies beside it, and the pointer's own bytes."""
    found = releases.newest_good(folder)
    assert found is not None and not found.fell_back
    lying = {path.name for path in (folder / "releases").iterdir()}
    return found.id, lying, (folder / "releases" / "CURRENT").read_bytes()


def members(folder: Path) -> int:
    """How many organisations the served release names."""
    found = releases.newest_good(folder)
    assert found is not None
    with duckdb.connect(str(found.path / releases.PROJECTS), read_only=True) as connection:
        rows = connection.execute("select count(*) from organisation where block is not null")
        return rows.fetchall()[0][0]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_edit_is_refused_by_file_row_and_field_and_the_old_release_stays(
    wrong: str,
    folder: Path,
    edit: Callable[[list[tuple[str, ...]]], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    changes, file, row, field, *wanted = WRONG[wrong]
    before = standing(folder)
    edit(changes)
    with pytest.raises(Refused) as refused:
        build(folder)
    named = {"fi": "kenttä", "en": "field"}
    expected = {"fi": "Odotettiin", "en": "Expected"}
    for lang, hint in zip(LANGUAGES, wanted, strict=True):
        said = refused.value.message(lang)
        assert said.startswith(f"{file}, "), said
        place = rf"(?:\({row}\)|(?:rivi|line) {row or '[0-9]+'})"
        assert re.search(rf"{place}, {named[lang]} {field}: «", said), said
        told = re.search(rf"{expected[lang]}: (.+)\.$", said)
        assert told and hint in told[1], said
        assert "{" not in said
        if wrong in PERSONAL:
            assert PERSONAL[wrong] not in said, "what leads to a person is not repeated"

        assert main(["--data", str(folder), "--lang", lang]) == 1
        printed = capsys.readouterr()
        assert said in printed.err and not printed.out
    assert standing(folder) == before
    assert members(folder) == 39


CLUB = """
[[organisation]]
organisation = "uusi_yhdistys"
name_fi = "Uusi yhdistys"
sector = "{sector}"
source = "own"
status = "own"
"""


def test_the_command_refuses_with_the_sentence_and_a_code_that_make_sees(
    folder: Path, edit: Callable[[list[tuple[str, ...]]], None]
) -> None:
    """`python -m handprint.publish`, as `make data` runs it."""
    before = standing(folder)
    edit([("network/organisations.toml", CLUB.format(sector="club"))])
    done = subprocess.run(
        [sys.executable, "-m", "handprint.publish", "--data", str(folder), "--lang", "en"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode != 0
    assert "network/organisations.toml, " in done.stderr and "(uusi_yhdistys)" in done.stderr
    assert "field sector: «club»" in done.stderr and "association" in done.stderr
    assert "Traceback" not in done.stderr and done.stdout == ""
    assert standing(folder) == before


def test_the_row_put_right_is_taken(
    folder: Path, tmp_path: Path, edit: Callable[[list[tuple[str, ...]]], None]
) -> None:
    """The first step of a build alone: the rest has nothing to do with the row."""
    edit([("network/organisations.toml", CLUB.format(sector="association"))])
    path = tmp_path / releases.PROJECTS
    write(path, folder)
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("select name_fi from organisation where block is null").fetchall()
    assert ("Uusi yhdistys",) in rows


def test_a_first_build_that_is_refused_leaves_nothing_to_serve(
    folder: Path, tmp_path: Path
) -> None:
    """Only the hand-edited files and their neighbours: the refusal comes before the long work."""
    place = tmp_path / "data"
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns("releases"))
    path = place / "network/successors.csv"
    path.write_text(path.read_text("utf-8") + f"lapin_amk;lapin_amk;{SEED}\n", "utf-8")
    with pytest.raises(Refused, match=r"network/successors\.csv"):
        build(place)
    assert releases.newest_good(place) is None
    assert {one.name for one in (place / "releases").iterdir()} == {"LOCK"}


# --- counts of the seed, on the release of the real data -----------------------------------------


@pytest.fixture(scope="module")
def real(published: releases.Release) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables of both files of the real release, as pages see them."""
    with duckdb.connect(":memory:") as hub:
        for name in (releases.DATABASE, releases.PROJECTS):
            hub.execute(f"attach '{published.path / name}' (read_only)")
        yield hub


def test_the_release_has_the_counts_of_the_seed(real: duckdb.DuckDBPyConnection) -> None:
    named = real.execute("""
        select count(*), count(distinct area_code) filter (sector = 'municipality')
        from projects.organisation where block is not null
    """).fetchall()
    assert named == [(39, 8)]
    assert dict(real.execute("select subject, value from projects.reported").fetchall()) == {
        "organisations": 41,
        "persons": 141,
    }
    ((all_there_are,),) = real.execute(
        "select count(*) from labour.area where level = 'municipality'"
    ).fetchall()
    assert all_there_are == 21
    outside = real.execute("""
        select area_code from labour.area
        anti join (select area_code from projects.organisation where block = 'municipalities')
        using (area_code) where level = 'municipality' order by area_code
    """).fetchall()
    assert len(outside) == 13
    assert round(100 * 8 / all_there_are, 1) == 38.1


def test_the_map_and_the_network_name_the_same_member_municipalities(
    real: duckdb.DuckDBPyConnection,
) -> None:
    assert real.execute("""
        select area_code from labour.area
        left join (select area_code, true as member from projects.organisation
            where block = 'municipalities') using (area_code)
        where level = 'municipality' and in_network <> coalesce(member, false)
    """).fetchall() == []  # fmt: skip


def test_the_five_statuses_have_the_seeds_words_in_the_seeds_order(
    real: duckdb.DuckDBPyConnection,
) -> None:
    words = catalogue("fi")["family"]
    order = ("ended", "running", "funding_review", "preparation", "idea")
    assert [words[state] for state in order] == [
        "Päättynyt",
        "Käynnissä",
        "Rahoituskäsittelyssä",
        "Valmistelussa",
        "Ideavaiheessa",
    ]
    orders = dict(
        real.execute("select distinct state, state_order from projects.status_event").fetchall()
    )
    assert orders["running"] < orders["ended"]


def test_the_two_that_the_source_does_not_name_are_computed_and_never_rows(
    real: duckdb.DuckDBPyConnection,
) -> None:
    ((unnamed,),) = real.execute("""
        select max(value) - (select count(*) from projects.organisation where block is not null)
        from projects.reported where subject = 'organisations'
    """).fetchall()
    assert unnamed == 2
    ((made_up,),) = real.execute("""
        select count(*) from projects.organisation
        where regexp_matches(lower(name_fi), 'nimetön|nimeämät|tuntematon|unnamed')
            or (named_on is not null) <> (block is not null)
    """).fetchall()
    assert made_up == 0
    assert catalogue("fi")["actors"]["unnamed"] == "ei nimetty lähteessä"
    assert catalogue("en")["actors"]["unnamed"] == "not named in the source"


def test_the_network_day_of_the_seed_is_the_day_its_members_are_known_from(
    real: duckdb.DuckDBPyConnection,
) -> None:
    days = real.execute("""
        select distinct named_on from projects.organisation where block is not null
    """).fetchall()
    assert days == [(dt.date(2024, 4, 18),)]
