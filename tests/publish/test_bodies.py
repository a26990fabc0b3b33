"""Files as statistics offices send them: every honest shape is read, every broken one refused."""

import gzip
import json
from collections.abc import Callable
from datetime import date
from itertools import product
from math import prod
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.catalog import Column, Indicator, Source, Words
from handprint.publish import csv_table, json_body, observations
from handprint.publish.body import Body
from handprint.publish.wording import Refused
from tests.publish.shapes import as_jsonstat, turned_round

REAL = Path(__file__).resolve().parents[2] / "data" / "raw" / "pxweb" / "12r5_2026M06.json"
KNOWN = {"047": "municipality", "148": "municipality", "MK19": "region", "SSS": "country"}
WORDS = {"fi": Words(title="Työttömät"), "en": Words(title="Unemployed")}


def source(file: str, form: str, **more: object) -> Source:
    """A source file as short as it can be."""
    return Source(
        id="tried", publisher="Tilastokeskus", table="12r5", file=file, format=form,
        licence="CC BY 4.0", licence_address="", address="", retrieved=date(2026, 8, 22),
        partial=True, **more,
    )  # fmt: skip


def indicator(column: str = "U", **more: object) -> Indicator:
    """A count of persons that stands in one column of table 12r5."""
    return Indicator(
        id="unemployed", unit="persons", decimals=0, better="lower", measure="stock",
        **{"frequency": "month", "topic": "x", "additive": True, **more},
        columns=(Column("12r5", column),), words=WORDS,
    )  # fmt: skip


def jsonstat(**changes: object) -> dict:
    """A small JSON-stat 2 answer: three areas, one month, two measures."""
    body = {
        "version": "2.0",
        "class": "dataset",
        "id": ["Alue", "Kuukausi", "Tiedot"],
        "size": [3, 1, 2],
        "role": {"time": ["Kuukausi"], "metric": ["Tiedot"]},
        "dimension": {
            "Alue": {"category": {"index": ["KU047", "MK19", "KU091"]}},
            "Kuukausi": {"category": {"index": {"2026M06": 0}}},
            "Tiedot": {"category": {"index": {"U": 0, "V": 1}}},
        },
        "value": [93, 38, 9137, 2515, 1, 2],
    }
    return {**body, **changes}


def pxweb(**changes: object) -> dict:
    """A small PxWeb answer with the month before the area."""
    body = {
        "columns": [
            {"code": "timeperiod_m", "text": "Kuukausi", "type": "t"},
            {"code": "Alue", "text": "Alue", "type": "d"},
            {"code": "U", "text": "Työttömät", "type": "c"},
            {"code": "V", "text": "Paikat", "type": "c"},
        ],
        "comments": [],
        "data": [
            {"key": ["2026M06", "KU047"], "values": ["93", "..."]},
            {"key": ["2026M06", "MK19"], "values": ["9137", "2515"]},
            {"key": ["2026M06", "KU091"], "values": ["1", "-"]},
        ],
        "metadata": [{"updated": "2026-07-21T05.00.00Z"}],
    }
    return {**body, **changes}


def read(path: Path, content: object, form: str, **more: object) -> Body:
    """Write a body into a file and read it as a source."""
    text = content if isinstance(content, str | bytes) else json.dumps(content)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    given_source = source(path.name, form, **more)
    if form == "csv":
        return csv_table.read(given_source, path)
    if form == "pxweb-json":
        return json_body.read_pxweb(given_source, path)
    return json_body.read_jsonstat(given_source, path, {"U", "V"})


def figures(body: Body, *indicators: Indicator) -> dict[tuple[str, str], tuple]:
    """What the importer makes of a body: value and status by indicator and area."""
    found, _ = observations.read(body, indicators or (indicator(),), KNOWN)
    return {(key.indicator, key.area): figure[:2] for key, figure in found.items()}


def refusal(make: Callable[[], object], key: str) -> tuple[str, str]:
    """The Finnish and the English sentence of a refusal with this key."""
    with pytest.raises(Refused) as caught:
        make()
    assert caught.value.key == key, caught.value.message("en")
    return caught.value.message("fi"), caught.value.message("en")


# --- what is read -------------------------------------------------------------------------------


def test_a_whole_country_body_gives_our_areas_and_counts_the_others(tmp_path):
    body = read(tmp_path / "a.json", pxweb(), "pxweb-json")
    found, count = observations.read(body, (indicator(),), KNOWN)
    assert {key.area for key in found} == {"047", "MK19"}
    assert (count.rows_read, count.rows_accepted, count.rows_out_of_scope) == (3, 2, 1)
    assert count.unused_columns == ["V"]


def test_the_signs_of_the_statistics_office_keep_their_meaning(tmp_path):
    signs = {"...": (None, "secret"), "..": (None, "missing"), ".": (None, "not_applicable"),
             "-": (0.0, "zero"), "0": (0.0, "zero"), "0.0": (0.0, "zero")}  # fmt: skip
    for sign, meant in signs.items():
        data = [{"key": ["2026M06", "MK19"], "values": [sign, "1"]}]
        body = read(tmp_path / "a.json", pxweb(data=data), "pxweb-json")
        assert figures(body) == {("unemployed", "MK19"): meant}


def test_j02_values_may_be_a_sparse_object(tmp_path):
    body = read(tmp_path / "a.json", jsonstat(value={"0": 93, "2": 9137}), "json-stat2")
    assert figures(body) == {
        ("unemployed", "047"): (93, "value"),
        ("unemployed", "MK19"): (9137, "value"),
    }


@pytest.mark.parametrize("status", [{"0": "..."}, ["...", None, None, None, None, None]])
def test_j03_signs_are_kept_apart_from_values(tmp_path, status):
    body = read(
        tmp_path / "a.json",
        jsonstat(value=[None, 38, 9137, 2515, 1, 2], status=status),
        "json-stat2",
    )
    assert figures(body)["unemployed", "047"] == (None, "secret")


def test_a_number_left_beside_a_secret_sign_is_not_read(tmp_path):
    body = read(tmp_path / "a.json", jsonstat(status={"0": "..."}), "json-stat2")
    assert figures(body)["unemployed", "047"] == (None, "secret")


def test_j05_a_category_index_may_be_a_list_or_an_object_in_any_order(tmp_path):
    listed = read(tmp_path / "a.json", jsonstat(), "json-stat2")
    dimension = jsonstat()["dimension"] | {
        "Alue": {"category": {"index": {"MK19": 1, "KU091": 2, "KU047": 0}}}
    }
    mapped = read(tmp_path / "b.json", jsonstat(dimension=dimension), "json-stat2")
    assert figures(listed) == figures(mapped)


def test_a_dimension_of_one_category_may_leave_its_index_out(tmp_path):
    dimension = jsonstat()["dimension"] | {"Kuukausi": {"category": {"label": {"2026M06": "kesä"}}}}
    assert figures(read(tmp_path / "a.json", jsonstat(dimension=dimension), "json-stat2"))


def test_roles_are_found_by_content_when_the_file_gives_none(tmp_path):
    body = jsonstat()
    del body["role"]
    assert figures(read(tmp_path / "a.json", body, "json-stat2")) == figures(
        read(tmp_path / "b.json", jsonstat(), "json-stat2")
    )


@pytest.mark.parametrize("code", ["KU047", "047"])
def test_a_municipality_is_the_same_in_both_published_forms(tmp_path, code):
    text = f"alue,kk,U\n{code},2026-06,93\n"
    body = read(tmp_path / "a.csv", text, "csv", dimensions={"area": "alue", "period": "kk"})
    assert figures(body) == {("unemployed", "047"): (93, "value")}


def test_rows_of_a_subgroup_are_taken_only_where_the_indicator_asks_for_them(tmp_path):
    dimension = jsonstat()["dimension"] | {"Sukupuoli": {"category": {"index": ["SSS", "1"]}}}
    body = jsonstat(
        id=["Sukupuoli", "Alue", "Kuukausi", "Tiedot"], size=[2, 3, 1, 2], dimension=dimension,
        value=[93, 38, 9137, 2515, 1, 2, 68, 0, 5244, 0, 1, 0],
    )  # fmt: skip
    men = Indicator(
        id="men", unit="persons", decimals=0, better="lower", measure="stock", frequency="month",
        topic="x", columns=(Column("12r5", "U", (("Sukupuoli", "1"),)),), words=WORDS,
    )  # fmt: skip
    assert figures(read(tmp_path / "a.json", body, "json-stat2"), men) == {
        ("men", "047"): (68, "value"),
        ("men", "MK19"): (5244, "value"),
    }


def test_the_real_body_reads_the_same_in_every_order_and_both_formats(tmp_path):
    real = json.loads(REAL.read_text(encoding="utf-8"))
    measures = [c["code"] for c in real["columns"] if c["type"] == "c"]
    wanted = tuple(
        Indicator(
            id=code, unit="persons", decimals=1, better="lower", measure="stock",
            frequency="month", topic="x", columns=(Column("12r5", code),), words=WORDS,
        )
        for code in measures
    )  # fmt: skip
    first = figures(json_body.read_pxweb(source(REAL.name, "pxweb-json"), REAL), *wanted)
    assert len(first) == len(KNOWN) * 23
    turned = tmp_path / "turned.json"
    turned.write_text(json.dumps(turned_round(real)), encoding="utf-8")
    assert (
        figures(json_body.read_pxweb(source(turned.name, "pxweb-json"), turned), *wanted) == first
    )
    grid = tmp_path / "grid.json"
    grid.write_text(json.dumps(as_jsonstat(real, ["Tiedot", "timeperiod_m", "Alue"])), "utf-8")
    body = json_body.read_jsonstat(source(grid.name, "json-stat2"), grid, set(measures))
    assert figures(body, *wanted) == first


# Reading and writing files takes as long as the machine takes.
@settings(deadline=None)
@given(st.data())
def test_any_grid_reads_the_same_whatever_its_shape(tmp_path_factory, data):
    sizes = {
        "Alue": data.draw(st.integers(1, 4)),
        "Kuukausi": data.draw(st.integers(1, 3)),
        "Tiedot": 2,
    }
    codes = {
        "Alue": ["KU047", "KU148", "MK19", "SSS"][: sizes["Alue"]],
        "Kuukausi": ["2026M04", "2026M05", "2026M06"][: sizes["Kuukausi"]],
        "Tiedot": ["U", "V"],
    }
    cell = st.one_of(st.integers(0, 10**6), st.just("..."))
    numbers = {at: data.draw(cell) for at in product(*codes.values())}
    order = data.draw(st.permutations(list(codes)))
    sparse, mapped = data.draw(st.booleans()), data.draw(st.booleans())
    value, status = {}, {}
    for n, at in enumerate(product(*(codes[d] for d in order))):
        spot = dict(zip(order, at, strict=True))
        number = numbers[spot["Alue"], spot["Kuukausi"], spot["Tiedot"]]
        (status if number == "..." else value)[str(n)] = number
    cells = prod(sizes.values())
    index = {d: {c: n for n, c in enumerate(codes[d])} if mapped else codes[d] for d in codes}
    body = {
        "version": "2.0", "class": "dataset", "id": order, "size": [sizes[d] for d in order],
        "dimension": {d: {"category": {"index": index[d]}} for d in codes},
        "value": value if sparse else [value.get(str(n)) for n in range(cells)],
        "status": status if sparse else [status.get(str(n)) for n in range(cells)],
    }  # fmt: skip
    read_body = read(tmp_path_factory.mktemp("grid") / "a.json", body, "json-stat2")
    found, _ = observations.read(read_body, (indicator(),), KNOWN)
    for key, figure in found.items():
        area = key.area if key.area in ("MK19", "SSS") else f"KU{key.area}"
        meant = numbers[area, key.period.replace("-", "M"), "U"]
        assert figure[:2] == (
            (None, "secret") if meant == "..." else (meant, "value" if meant else "zero")
        )
    assert len(found) == sizes["Alue"] * sizes["Kuukausi"]


# --- what is refused ----------------------------------------------------------------------------

GRID = "json-stat2"
PX = "pxweb-json"
BAD_JSON = {
    "J01 too few values": (GRID, jsonstat(value=[1, 2, 3]), "json_size", ("3", "6")),
    "J01 too many values": (GRID, jsonstat(value=[1] * 7), "json_size", ("7", "6")),
    "J01 too many signs": (GRID, jsonstat(status=["..."] * 9), "json_size", ("9", "6")),
    "J01 a cell outside the grid": (GRID, jsonstat(value={"6": 1}), "json_position", ("6",)),
    "J06 a page instead of an answer": (GRID, "<!DOCTYPE html><p>503</p>", "json_html", ("HTML",)),
    "J06 a page for PxWeb": (PX, "\n<html>", "json_html", ("PxWeb-JSON",)),
    "J06 an error in JSON": (PX, {"error": "Too many requests"}, "json_not_pxweb", ("Too many",)),
    "J07 cut short": (GRID, json.dumps(jsonstat())[:-40], "json_cut", ("1",)),
    "J07 cut short in a text": (PX, json.dumps(pxweb())[:-12], "json_cut", ()),
    "J07 an empty file": (PX, "", "file_empty", ()),
    "J08 ten million cells": (
        GRID,
        jsonstat(size=[100_000, 100, 1]),
        "body_too_large",
        ("10000000",),
    ),
    "J09 a key twice": (GRID, '{"class": "dataset", "class": "dataset"}', "json_twice", ("class",)),
    "J09 a dimension twice": (GRID, jsonstat(id=["Alue"] * 3), "json_twice", ("Alue",)),
    "J09 nested a thousand deep": (PX, "[" * 1000 + "]" * 1000, "json_deep", ("24",)),
    "J10 JSON-stat 1": (GRID, {"dataset": {"value": []}}, "json_old_class", ("1.x",)),
    "J10 JSON-stat 1.1 by its version": (GRID, jsonstat(version="1.1"), "json_old_class", ("1.1",)),
    "J10 a collection": (GRID, jsonstat(**{"class": "collection"}), "json_not_jsonstat", ("coll",)),
    "a dimension without categories": (GRID, jsonstat(dimension={}), "json_dimension", ("Alue",)),
    "sizes that do not match": (
        GRID,
        jsonstat(size=[2, 1, 2], value=[1] * 4),
        "json_length",
        ("Alue", "3", "2"),
    ),
    "an unknown sign": (GRID, jsonstat(value={}, status={"0": "x"}), "json_sign", ("x",)),
    "a truth instead of a number": (GRID, jsonstat(value=[True] * 6), "json_value", ("True",)),
    "not a number": (GRID, '{"value": NaN}', "json_constant", ("NaN",)),
    "a list": (PX, "[1, 2]", "json_not_object", ()),
    "another encoding": (PX, '{"a": "ä"}'.encode("latin-1"), "json_bytes", ("UTF-8",)),
    "a row with a value too few": (
        PX,
        pxweb(data=[{"key": ["2026M06", "KU047"], "values": ["93"]}]),
        "json_row",
        ("data[0]",),
    ),
    "no rows": (PX, pxweb(data=[]), "file_no_rows", ()),
}


@pytest.mark.parametrize("case", BAD_JSON)
def test_a_broken_answer_is_refused_by_name_in_both_languages(tmp_path, case):
    form, content, key, named = BAD_JSON[case]
    for sentence in refusal(lambda: read(tmp_path / "vastaus.json", content, form), key):
        assert sentence.startswith("vastaus.json")
        assert all(word in sentence for word in named)


def test_j04_a_dimension_nobody_asked_for_is_refused_by_its_code(tmp_path):
    dimension = jsonstat()["dimension"] | {"Toimiala": {"category": {"index": ["A", "B"]}}}
    body = read(
        tmp_path / "a.json",
        jsonstat(
            id=["Alue", "Kuukausi", "Toimiala", "Tiedot"], size=[3, 1, 2, 2], value=[1] * 12,
            dimension=dimension,
        ),
        GRID,
    )  # fmt: skip
    for sentence in refusal(lambda: figures(body), "body_unknown_dimension"):
        assert "«Toimiala»" in sentence
        assert "A, B" in sentence


def test_j04_a_declared_dimension_that_is_not_there_is_refused_with_the_nearest_one(tmp_path):
    body = read(tmp_path / "a.json", pxweb(), PX, dimensions={"area": "Alueet"})
    for sentence in refusal(lambda: figures(body), "body_no_dimension"):
        assert "«Alueet» " in sentence or "«Alueet»" in sentence
        assert "(Alue?)" in sentence


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("abc", "cell_not_a_number"),
        ("", "cell_not_a_number"),
        ("1e3", "cell_not_a_number"),
        ("NaN", "cell_not_a_number"),
        ("inf", "cell_not_a_number"),
        ("1 234", "cell_not_a_number"),
        ("1,5", "cell_not_a_number"),
        ("1.234,5", "cell_not_a_number"),
        ("٣", "cell_not_a_number"),
        ("9999999999999", "cell_not_a_number"),
        ("-5", "cell_negative"),
        ("12.5", "cell_not_whole"),
    ],
)
def test_a_bad_cell_is_named_by_file_row_and_measure(tmp_path, cell, key):
    data = [
        {"key": ["2026M06", "MK19"], "values": ["9137", "1"]},
        {"key": ["2026M06", "KU047"], "values": [cell, "1"]},
    ]
    body = read(tmp_path / "a.json", pxweb(data=data), PX)
    for sentence in refusal(lambda: figures(body), key):
        assert sentence.startswith("a.json, data[1] (")
        assert "2026M06, KU047" in sentence
        assert f"«{cell}»" in sentence


@pytest.mark.parametrize(
    ("key_cells", "key", "named"),
    [
        (["2026M13", "KU047"], "cell_not_a_period", "2026M13"),
        (["2026Q1", "KU047"], "cell_not_a_period", "2026Q1"),
        (["2026M09", "KU047"], "cell_future", "2026-08-22"),
        (["2026", "KU047"], "cell_frequency", "2026"),
        (["2026M06", "Enontekiö"], "cell_not_an_area", "Enontekiö"),
        (["2026M06", "47"], "cell_not_an_area", "(047?)"),
        (["2026M06", "KU47"], "cell_not_an_area", "KU47"),
    ],
)
def test_a_bad_key_is_named(tmp_path, key_cells, key, named):
    data = [{"key": key_cells, "values": ["93", "1"]}]
    body = read(
        tmp_path / "a.json", pxweb(data=data), PX,
        dimensions={"area": "Alue", "period": "timeperiod_m"},
    )  # fmt: skip
    for sentence in refusal(lambda: figures(body), key):
        assert named in sentence


def test_the_same_area_and_month_twice_is_refused_and_both_places_named(tmp_path):
    data = [
        {"key": ["2026M06", code], "values": ["93", "1"]} for code in ("KU047", "MK19", "KU047")
    ]
    body = read(tmp_path / "a.json", pxweb(data=data), PX)
    for sentence in refusal(lambda: figures(body), "cell_twice"):
        assert "data[2]" in sentence
        assert sentence.rstrip(".").endswith("0")


def test_the_centre_of_lapland_must_equal_the_region(tmp_path):
    data = [
        {"key": ["2026M06", "MK19"], "values": ["9137", "2515"]},
        {"key": ["2026M06", "ELY15"], "values": ["9137", "2514"]},
    ]
    body = read(tmp_path / "a.json", pxweb(data=data), PX)
    for sentence in refusal(lambda: figures(body), "cell_twins"):
        assert "«2514»" in sentence
        assert "«2515»" in sentence
    data[1]["values"][1] = "2515"
    body = read(tmp_path / "a.json", pxweb(data=data), PX)
    assert set(figures(body)) == {("unemployed", "MK19")}


def test_a_lost_municipality_is_missed(tmp_path):
    data = [{"key": ["2026M06", "KU047"], "values": ["93", "1"]}]
    path = tmp_path / "a.json"
    body = read(path, pxweb(data=data), PX)
    body = Body(
        Source(**{**vars(body.source), "partial": False}), body.dimensions, body.measures,
        body.rows, body.place, body.roles,
    )  # fmt: skip
    for sentence in refusal(lambda: figures(body), "body_municipalities"):
        assert "148" in sentence


# --- CSV ----------------------------------------------------------------------------------------

HEAD = "alue;kk;U\n"
SEMICOLONS = {"csv": {"delimiter": ";", "decimal": ","}}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("C03 a byte order mark", "\ufeff" + HEAD + "KU047;2026-06;93\n"),
        ("C09 a decimal comma", HEAD + "KU047;2026-06;93,0\n"),
        ("C19 old line ends", (HEAD + "KU047;2026-06;93\n").replace("\n", "\r\n")),
        ("C19 older line ends", (HEAD + "KU047;2026-06;93\n").replace("\n", "\r")),
        ("C23 columns in another order", "U;alue;kk\n93;KU047;2026-06\n"),
        ("C24 spaces around", HEAD + "KU047 ;2026-06; 93\u00a0\n"),
    ],
)
def test_an_honest_csv_file_is_read(tmp_path, name, content):
    body = read(
        tmp_path / "a.csv", content, "csv", dimensions={"area": "alue", "period": "kk"},
        **SEMICOLONS,
    )  # fmt: skip
    assert figures(body) == {("unemployed", "047"): (93, "value")}


def test_spaces_between_thousands_are_read_only_where_they_are_declared(tmp_path):
    text = HEAD + "MK19;2026-06;9\u00a0137,0\n"
    roles = {"dimensions": {"area": "alue", "period": "kk"}}
    declared = {"csv": {**SEMICOLONS["csv"], "thousands": "space"}}
    body = read(tmp_path / "a.csv", text, "csv", **roles, **declared)
    assert figures(body) == {("unemployed", "MK19"): (9137, "value")}
    body = read(tmp_path / "a.csv", text, "csv", **roles, **SEMICOLONS)
    refusal(lambda: figures(body), "cell_not_a_number")


def test_a_declared_encoding_is_read_and_an_undeclared_one_names_its_line(tmp_path):
    text = (HEAD + "KU047;2026-06;93\nÄkäslompolo;2026-06;1\n").encode("windows-1252")
    declared = {"csv": {"delimiter": ";", "encoding": "windows-1252"}}
    assert len(read(tmp_path / "a.csv", text, "csv", **declared).rows) == 2
    for sentence in refusal(
        lambda: read(tmp_path / "a.csv", text, "csv", **SEMICOLONS), "csv_bytes"
    ):
        assert "3" in sentence


BAD_CSV = {
    "C01 empty": ("", "file_empty", ()),
    "C02 a header only": (HEAD, "file_no_rows", ()),
    "C08 a null byte": (HEAD + "KU0\x0047;2026-06;93\n", "csv_nul", ("2", "«alue»")),
    "C15 too few fields": (HEAD + "KU047;2026-06;93\nKU148;2026-06\n", "csv_width", ("3", "2")),
    "C16 too many fields": (HEAD + "KU047;2026-06;93;7\n", "csv_width", ("2", "4", "3")),
    "C17 an unclosed quotation mark": (
        HEAD + 'KU047;2026-06;93\n"KU148;2026-06;1\n' + "x;y;z\n" * 99,
        "csv_broken",
        ("3",),
    ),
    "C18 another delimiter": (
        HEAD.replace(";", "\t") + "KU047\t2026-06\t93\n", "csv_delimiter", ("TAB",)
    ),
    "C20 a column twice": ("alue;kk;U;U\nKU047;2026-06;93;94\n", "csv_twice", ("«U»",)),
    "C21 a column lost": (
        "aluee;kk;U\nKU047;2026-06;93\n", "body_no_dimension", ("«alue»", "(aluee?)")
    ),
    "C39 an endless field": (
        HEAD + "KU047;2026-06;" + "9" * 3_000_000 + "\n", "csv_long", ("2", "100000")
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_CSV)
def test_a_broken_csv_file_is_refused_by_line(tmp_path, case):
    content, key, named = BAD_CSV[case]
    roles = {"dimensions": {"area": "alue", "period": "kk"}}
    for sentence in refusal(
        lambda: read(tmp_path / "a.csv", content, "csv", **roles, **SEMICOLONS), key
    ):
        assert sentence.startswith("a.csv")
        assert all(word in sentence for word in named)


@pytest.mark.parametrize("cell", ["1.234", "1.234,5", "12.5", "1e3", "−", "#N/A"])
def test_c10_c12_a_doubtful_number_is_refused_and_never_multiplied(tmp_path, cell):
    body = read(
        tmp_path / "a.csv", HEAD + f"KU047;2026-06;{cell}\n", "csv",
        dimensions={"area": "alue", "period": "kk"}, **SEMICOLONS,
    )  # fmt: skip
    for sentence in refusal(lambda: figures(body), "cell_not_a_number"):
        assert "«U»" in sentence
        assert "12,5" in sentence


def test_c13_signs_and_the_declared_meaning_of_an_empty_cell(tmp_path):
    for text, status in (
        ("...", "secret"),
        ("..", "missing"),
        (".", "not_applicable"),
        ("", "secret"),
    ):
        body = read(
            tmp_path / "a.csv", HEAD + f"KU047;2026-06;{text}\n", "csv",
            symbols={"empty": "secret"},
            dimensions={"area": "alue", "period": "kk"}, **SEMICOLONS,
        )  # fmt: skip
        assert figures(body) == {("unemployed", "047"): (None, status)}


def test_a_broken_archive_is_refused(tmp_path):
    whole = gzip.compress(b"alue,kk,U\nKU047,2026-06,93\n" * 999)
    for content in (whole[: len(whole) // 2], b"not an archive"):
        refusal(lambda c=content: read(tmp_path / "a.csv.gz", c, "csv"), "file_gzip")


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path):
    bomb = gzip.compress(b"0" * 51_000_000)
    refusal(lambda: read(tmp_path / "a.csv.gz", bomb, "csv"), "file_too_large")
