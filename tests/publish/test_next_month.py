"""What a person who cannot program can do: add a month, add an indicator, read a refusal."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handprint import catalog, releases
from handprint.publish import Refused, build, draft
from handprint.publish.__main__ import main
from tests.publish.shapes import as_jsonstat, turned_round

ROOT = Path(__file__).resolve().parents[2]
MEASURES = 23
AREAS = 29


def real() -> dict:
    """The body of table 12r5 for June 2026, as the statistics office sent it."""
    path = ROOT / "data" / "raw" / "pxweb" / "12r5_2026M06.json"
    return json.loads(path.read_text(encoding="utf-8"))


def delivered(
    folder: Path, body: dict, name: str = "12r5_2026M07", *, day: str = "2026-08-30"
) -> Path:
    """Put a body among the raw files with a drafted source file, as the how-to says."""
    raw = folder / "raw" / "pxweb" / f"{name}.json"
    raw.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    text = draft.source_file(f"raw/pxweb/{name}.json", "12r5_2026M06", folder)
    text = "\n".join(
        f"retrieved = {day}" if line.startswith("retrieved") else line for line in text.split("\n")
    )
    (folder / "sources" / f"{name}.toml").write_text(text, encoding="utf-8")
    return raw


TURNED: dict[str, Callable[[], dict]] = {
    "PxWeb, dimensions and measures in another order": lambda: turned_round(
        real(), month="2026M07"
    ),
    "JSON-stat 2, measures first": lambda: as_jsonstat(
        real(), ["Tiedot", "timeperiod_m", "Alue"], month="2026M07"
    ),
    "JSON-stat 2, month first": lambda: as_jsonstat(
        real(), ["timeperiod_m", "Alue", "Tiedot"], month="2026M07"
    ),
}


@pytest.mark.parametrize(
    "shape",
    [n if i == 1 else pytest.param(n, marks=pytest.mark.slow) for i, n in enumerate(TURNED)],
)
def test_the_next_month_is_added_everywhere_whatever_the_order_of_its_dimensions(
    small, said, shape
):
    delivered(small, TURNED[shape]())
    build(small)
    assert said(
        small,
        "select count(*), count(distinct indicator), count(distinct area_code) "
        "from observation where period = '2026-07' and source <> 'derived'",
    ) == [(MEASURES * AREAS, MEASURES, AREAS)]
    months = said(
        small,
        """
        select period, count(*), sum(value), count(*) filter (where status = 'secret')
        from observation where period in ('2026-06', '2026-07')
            and indicator <> 'unemployment_rate_survey'
        group by period order by period
        """,
    )
    assert months[0][1:] == months[1][1:]
    assert said(
        small,
        "select count(*) from remainder where period = '2026-07'",
    ) == said(small, "select count(*) from remainder where period = '2026-06'")
    assert said(small, "select last_period from source where source = '12r5_2026M07'") == [
        ("2026-07",)
    ]


def test_a_corrected_month_wins_over_the_older_one_and_the_manifest_tells_both(small, said):
    body = real()
    kemi = next(row for row in body["data"] if row["key"][0] == "KU240")
    region = next(row for row in body["data"] if row["key"][0] == "MK19")
    centre = next(row for row in body["data"] if row["key"][0] == "ELY15")
    sub_region = next(row for row in body["data"] if row["key"][0] == "SK192")
    for row in (kemi, region, centre, sub_region):
        row["values"][0] = str(int(row["values"][0]) + 2)
    delivered(small, body, "12r5_2026M06_corrected")
    build(small)
    assert said(
        small,
        "select value, source from observation "
        "where (indicator, area_code, period) = ('jobseekers', '240', '2026-06')",
    ) == [(2154, "12r5_2026M06_corrected")]
    revised = {tuple(r["key"]): r for r in releases.newest_good(small).manifest["revisions"]}
    assert {key[1] for key in revised if key[0] == "jobseekers"} == {"240", "SK192", "MK19"}
    kemi_revised = revised["jobseekers", "240", "2026-06"]
    assert (kemi_revised["replaced"]["value"], kemi_revised["kept"]["value"]) == (2152, 2154)


def test_a_figure_made_secret_or_withheld_afterwards_is_not_repeated_in_the_manifest(small, said):
    # Coaching in June 2026: Kemi and its whole have values; 3 of them are now said to be Simo's.
    body = real()
    at = [c["code"] for c in body["columns"] if c["type"] == "c"].index("VALMENNUSLOP")
    cells = {row["key"][0]: row["values"] for row in body["data"]}
    assert (cells["KU240"][at], cells["KU751"][at]) == ("6", "0")
    cells["KU240"][at], cells["KU751"][at] = "5", "..."
    delivered(small, body, "12r5_2026M06_corrected")
    build(small)
    statuses = "select area_code, value, status from observation where indicator = 'coaching'"
    found = {area: rest for area, *rest in said(small, statuses)}
    assert found["751"] == [None, "secret"]
    assert found["240"] == [None, "withheld"]
    manifest = releases.newest_good(small).manifest
    revised = {tuple(r["key"][:2]): r for r in manifest["revisions"]}
    for area in ("240", "751"):
        both = revised["coaching", area]
        assert both["kept"]["value"] is None
        assert both["replaced"] == {
            "value": None, "status": "withheld", "source": "12r5_2026M06",
        }  # fmt: skip


def test_two_versions_of_a_month_from_the_same_day_contradict_each_other(small):
    body = real()
    for row in body["data"]:
        if row["key"][0] == "SSS":
            row["values"][0] = "542319"
    delivered(small, body, "12r5_2026M06_again", day="2026-08-22")
    with pytest.raises(Refused) as refused:
        build(small)
    for lang in ("fi", "en"):
        sentence = refused.value.message(lang)
        for word in ("jobseekers, SSS, 2026-06", "542319", "542318", "12r5_2026M06_again"):
            assert word in sentence


def test_a_bad_cell_refuses_the_month_with_file_cell_and_reason(small, capsys):
    body = turned_round(real(), month="2026M07")
    row = next(row for row in body["data"] if "KU240" in row["key"])
    row["values"][3] = "n. 57"
    delivered(small, body)
    place = body["data"].index(row)
    measure = [c["code"] for c in body["columns"] if c["type"] == "c"][3]
    said_before = releases.newest_good(small)
    for lang, reason in (("fi", "ei ole luku"), ("en", "is not a number")):
        assert main(["--data", str(small), "--lang", lang]) == 1
        sentence = capsys.readouterr().err
        assert sentence.count("\n") == 1
        for word in (
            "raw/pxweb/12r5_2026M07.json", f"data[{place}]", "2026M07, KU240", f"«{measure}»",
            "«n. 57»", reason,
        ):  # fmt: skip
            assert word in sentence
    assert releases.newest_good(small) == said_before


@pytest.mark.slow
def test_a_month_whose_parts_do_not_add_up_is_refused_by_its_rule(small):
    body = turned_round(real(), month="2026M07")
    measures = [c["code"] for c in body["columns"] if c["type"] == "c"]
    row = next(row for row in body["data"] if "KU240" in row["key"])
    row["values"][measures.index("HAKIJALOPUSSA")] = "3152"
    delivered(small, body)
    with pytest.raises(Refused) as refused:
        build(small)
    assert refused.value.key == "rule_broken"
    for word in ("jobseekers", "MK19", "2026-07", "14828", "15828"):
        assert word in refused.value.message("en")


def test_a_raw_file_without_its_source_file_is_not_published_and_a_draft_needs_its_words(small):
    raw = small / "raw" / "pxweb" / "12r5_2026M07.json"
    raw.write_text(json.dumps(real()), encoding="utf-8")
    text = draft.source_file("raw/pxweb/12r5_2026M07.json", "", small)
    (small / "sources" / "12r5_2026M07.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        build(small)
    assert "12r5_2026M07.toml" in refused.value.message("fi")
    assert refused.value.key == "toml_field"


@pytest.mark.slow
def test_the_draft_can_be_saved_by_the_command_and_publishes_as_it_is(small, said, capsys):
    raw = small / "raw" / "pxweb" / "12r5_2026M07.json"
    raw.write_text(json.dumps(turned_round(real(), month="2026M07")), encoding="utf-8")
    command = [
        "--data", str(small), "draft", "raw/pxweb/12r5_2026M07.json", "--like", "12r5_2026M06",
        "--save",
    ]  # fmt: skip
    assert main(command) == 0
    assert "sources/12r5_2026M07.toml" in capsys.readouterr().out
    assert main(["--data", str(small)]) == 0
    assert said(small, "select max(period) from observation") == [("2026-07",)]
    # A second draft never writes over what a person may have changed.
    assert main(command) == 1


# --- a stranger adds an indicator ---------------------------------------------------------------

COTTAGES = """\
kunta;vuosi;kesämökkejä;käyttöaste
{rows}
"""

SOURCE = """\
publisher       = "Tilastokeskus"
table           = "rakke"
file            = "raw/stats/kesamokit.csv"
format          = "csv"
licence         = "CC BY 4.0"
licence_address = "https://creativecommons.org/licenses/by/4.0/"
address         = "https://stat.fi/tilasto/rakke"
retrieved       = 2026-10-01
sha256          = "{sha256}"

[csv]
delimiter = ";"
decimal   = ","

[fi]
title = "Kesämökit"
holds = "Kesämökit kunnittain 2025."

[en]
title = "Free-time residences"
holds = "Free-time residences by municipality 2025."
"""

INDICATOR = """\
unit      = "{unit}"
decimals  = {decimals}
better    = "neither"
measure   = "{measure}"
frequency = "year"
additive  = {additive}
topic     = "housing"

[[from]]
table  = "rakke"
column = "{column}"

[fi]
title      = "Kesämökit"
definition = "Vapaa-ajan asuntoja vuoden lopussa."

[en]
title      = "Free-time residences"
definition = "Free-time residences at the end of the year."
"""


@pytest.mark.slow
def test_a_stranger_adds_an_indicator_with_three_files_and_no_python(small, said):
    codes = [code for (code,) in codes_of(small)]
    rows = "\n".join(f"{code};2025;{100 + n};{n},5" for n, code in enumerate(codes))
    raw = small / "raw" / "stats" / "kesamokit.csv"
    raw.write_text(COTTAGES.format(rows=rows), encoding="utf-8")
    (small / "sources" / "kesamokit.toml").write_text(
        SOURCE.format(sha256=releases.checksum(raw)), encoding="utf-8"
    )
    for name, column, unit, decimals, measure, additive in (
        ("summer_cottages", "kesämökkejä", "jobs", 0, "stock", "true"),
        ("cottage_use", "käyttöaste", "percent", 1, "share", "false"),
    ):
        (small / "indicators" / f"{name}.toml").write_text(
            INDICATOR.format(
                column=column, unit=unit, decimals=decimals, measure=measure, additive=additive
            ),
            encoding="utf-8",
        )
    build(small)
    figures = "select value, status from observation where indicator = '{}' and area_code = '{}'"
    assert said(small, figures.format("summer_cottages", codes[0])) == [(100, "value")]
    assert said(small, figures.format("cottage_use", codes[1])) == [(1.5, "value")]
    # Counts are added up for the region, the sub-regions and the employment areas; shares are not.
    total = sum(100 + n for n in range(21))
    assert said(small, figures.format("summer_cottages", "MK19")) == [(total, "value")]
    assert said(small, figures.format("cottage_use", "MK19")) == []
    assert said(small, "select unit, topic from indicator where indicator = 'cottage_use'") == [
        ("percent", "housing")
    ]
    found = {i.id: i for i in catalog.read_indicators(small)}["summer_cottages"]
    assert found.title("en") == "Free-time residences"
    assert found.short("fi") == "Kesämökit"


@pytest.mark.parametrize(
    ("wrong", "right", "word"),
    [
        ('column = "kesämökkejä"', 'column = "kesämökkeja"', "(kesämökkejä?)"),
        ('unit      = "jobs"', 'unit      = "pieces"', "vacancies"),
        ('better    = "neither"', 'better    = "up"', "neither"),
        ('topic     = "housing"', 'topik     = "housing"', "topik"),
        ('title      = "Kesämökit"', 'title      = ""', "[fi] title"),
        ('table  = "rakke"', 'table  = "rakka"', "rakke"),
    ],
)
def test_a_mistake_in_the_indicator_file_is_named(small, wrong, right, word):
    raw = small / "raw" / "stats" / "kesamokit.csv"
    rows = "\n".join(f"{code};2025;100;1,5" for (code,) in codes_of(small))
    raw.write_text(COTTAGES.format(rows=rows), encoding="utf-8")
    (small / "sources" / "kesamokit.toml").write_text(
        SOURCE.format(sha256=releases.checksum(raw)), encoding="utf-8"
    )
    text = INDICATOR.format(
        column="kesämökkejä", unit="jobs", decimals=0, measure="stock", additive="true"
    )
    assert wrong in text
    path = small / "indicators" / "summer_cottages.toml"
    path.write_text(text.replace(wrong, right), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        build(small)
    for lang in ("fi", "en"):
        assert word in refused.value.message(lang)


@pytest.mark.parametrize("file", ["../secret.csv", "/etc/passwd", "raw/../../x", "sources/x.toml"])
def test_a_source_reads_nothing_outside_the_raw_files(small, file):
    (small / "sources" / "kesamokit.toml").write_text(
        SOURCE.format(sha256="0").replace("raw/stats/kesamokit.csv", file), encoding="utf-8"
    )
    with pytest.raises(Refused) as refused:
        build(small)
    assert refused.value.key == "toml_field"


def test_the_how_to_of_the_data_folder_names_commands_that_exist():
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    shown = subprocess.run(
        [sys.executable, "-m", "handprint.publish", "--help"], capture_output=True, text=True,
        check=True, cwd=ROOT,
    ).stdout  # fmt: skip
    for command in ("draft", "rollback", "list"):
        assert command in shown
        assert f"handprint.publish {command}" in text


def codes_of(folder: Path) -> list[tuple[str]]:
    """The 21 municipalities' codes."""
    lines = (folder / "raw" / "geo" / "lapland_membership.csv").read_text("utf-8").splitlines()[1:]
    return [(line.split(",")[0],) for line in lines]
