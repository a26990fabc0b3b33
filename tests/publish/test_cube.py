"""The publication cube shows no small count, keeps its sums and its roundings, or is refused."""

from __future__ import annotations

import itertools
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint import publish, releases
from handprint.publish import Refused, publication
from handprint.publish.register import (
    Register,
    carry_over,
    cube,
    filling,
    gates,
    lattice,
    outsider,
    restricted,
    rounding,
    rows,
)
from handprint.publish.register.carry_over import CarryOver
from handprint.publish.register.lattice import Lattice
from handprint.publish.wording import say
from tests.publish.conftest import REAL, ROOT

PLACE = ["area_code", "occupation_code"]
SECRET = b"k" * carry_over.KEY_BYTES
FORM = lattice.read(REAL)
FEW = settings(max_examples=30, deadline=None)


def register_of(people: pd.DataFrame, openings: pd.DataFrame | None = None) -> Register:
    """A register of these people, with no openings unless some are given."""
    if openings is None:
        openings = pd.DataFrame(
            {
                "opening": pd.Series([], dtype=str),
                "municipality": pd.Series([], dtype=str),
                "occupation": pd.Series([], dtype=str),
                "posted": pd.Series([], dtype="datetime64[s]"),
                "closed": pd.Series([], dtype="datetime64[s]"),
                "positions": pd.Series([], dtype="int64"),
                "shaping": pd.Series([], dtype=str),
            }
        )
    return Register(people, openings, "2026-06", True, "digest")


def person(key: int, where: tuple[str, ...]) -> dict[str, str]:
    """One jobseeker in an inner cell."""
    columns = ("municipality", "occupation", *(f.column for f in FORM.fields))
    return {"jobseeker": f"p{key:05d}", **dict(zip(columns, where, strict=True))}


INNER = st.tuples(
    st.sampled_from(["047", "148", "698"]),
    st.sampled_from(["5131", "5223", "7111", ""]),
    *(st.sampled_from(f.values) for f in FORM.fields),
)
REGISTERS = st.lists(st.tuples(INNER, st.integers(1, 9)), min_size=1, max_size=40).map(
    lambda cells: register_of(
        pd.DataFrame(
            [
                person(100 * at + n, where)
                for at, (where, size) in enumerate(cells)
                for n in range(size)
            ]
        )
    )
)


def made(register: Register, form: Lattice = FORM) -> pd.DataFrame:
    """The cube without any release before it."""
    return cube.protected(register, form, CarryOver(SECRET))


def true_rows(register: Register) -> pd.DataFrame:
    """The true counts in the cube's own form, counted here and nowhere else."""
    people = register.seekers
    place = pd.DataFrame(
        {
            "area_code": people["municipality"],
            "occupation_code": people["occupation"].str[:2].replace("", "none"),
        }
    )
    parts = [place.assign(field="none", value="all")]
    parts += [place.assign(field=f.id, value=people[f.column]) for f in FORM.fields]
    return pd.concat(parts).groupby(cube.COLUMNS[:4]).size().rename("persons").reset_index()


@pytest.fixture(scope="module")
def real(labour, tmp_path_factory) -> Register:
    """The 8 000 and the 10 000."""
    register = rows(labour, REAL, restricted.inner(tmp_path_factory.mktemp("rows") / "restricted"))
    assert register is not None
    return register


@pytest.fixture(scope="module")
def real_cube(real) -> pd.DataFrame:
    return made(real)


# ---------------------------------------------------------------- any register


@FEW
@given(REGISTERS, st.sampled_from([3, 5, 8]))
def test_every_sum_over_any_places_is_nothing_or_at_least_the_base(register, base):
    shown = made(register, replace(FORM, base=base))
    assert list(shown.columns) == cube.COLUMNS
    assert not shown.duplicated(cube.COLUMNS[:4]).any()
    for kept in ([], ["area_code"], ["occupation_code"], PLACE):
        assert shown.groupby([*kept, "field", "value"])["persons"].sum().ge(base).all()


@FEW
@given(REGISTERS)
def test_the_values_of_a_field_add_up_to_everybody_in_the_same_cell(register):
    shown = made(register)
    by_field = shown.pivot_table("persons", PLACE, "field", "sum", fill_value=0)
    for field in FORM.fields:
        if len(shown):
            assert (by_field[field.id] == by_field["none"]).all()


def problem_of(register: Register, kept: np.ndarray | None = None) -> rounding.Problem:
    """The rounding of a register with nothing barred."""
    counted = cube.count(register, FORM)
    truth = cube.sums(counted, counted.counts)
    return rounding.Problem(
        counts=counted.counts,
        member=counted.member,
        finest=counted.published["finest"].to_numpy(bool),
        base=FORM.base,
        meeting=counted.meeting,
        kept=np.full(len(counted.counts), -1) if kept is None else kept,
        barred=np.zeros(len(counted.counts), bool),
        aim=truth,
        weight=np.ones(len(truth)),
    )


@pytest.mark.slow
@FEW
@given(REGISTERS)
def test_a_cell_without_a_figure_holds_fewer_than_the_base_and_one_with_a_figure_somebody(register):
    problem = problem_of(register)
    shown = problem.sums(rounding.rounded(problem))
    assert (problem.aim[problem.finest & (shown == 0)] < FORM.base).all()
    both = made(register).merge(true_rows(register), on=cube.COLUMNS[:4], how="left")
    assert (both["persons_y"] > 0).all()


@pytest.mark.slow
@FEW
@given(REGISTERS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_and_the_day_of_the_run_change_nothing(register, chance):
    order = list(range(len(register.seekers)))
    chance.shuffle(order)
    turned = replace(register, seekers=register.seekers.iloc[order].reset_index(drop=True))
    assert made(register).equals(made(turned))


@pytest.mark.slow
@FEW
@given(REGISTERS)
def test_the_same_persons_get_the_same_cube_again(register):
    kept = CarryOver(SECRET)
    first = cube.protected(register, FORM, kept)
    known = dict(kept.kept)
    assert cube.protected(register, FORM, kept).equals(first)
    assert kept.kept == known


@pytest.mark.slow
@FEW
@given(REGISTERS, st.data())
def test_an_inner_cell_keeps_the_value_it_is_known_by_unless_it_would_give_itself_away(
    register, data
):
    counts = problem_of(register).counts
    small = counts < FORM.base
    values = st.lists(st.sampled_from([-1, 0, FORM.base]), min_size=len(small), max_size=len(small))
    problem = problem_of(register, np.where(small, data.draw(values), -1))
    values = rounding.rounded(problem)
    assert (values[problem.kept >= 0] == problem.kept[problem.kept >= 0]).all()
    assert all(
        new in (0, FORM.base, old) for new, old in zip(values[small], counts[small], strict=True)
    )
    assert (values[~small] == counts[~small]).all()
    shown = problem.sums(values)
    assert not ((shown > 0) & (shown < FORM.base)).any()


def test_no_row_is_needed_where_nobody_is(real):
    nobody = replace(real, seekers=real.seekers.iloc[:0])
    assert len(made(nobody)) == 0
    assert set(gates.check(nobody, FORM, made(nobody)).values()) == {"pass"}


# ---------------------------------------------------------------- the real size


def test_the_real_cube_passes_every_gate(real, real_cube):
    assert set(gates.check(real, FORM, real_cube).values()) == {"pass"}


def test_the_ladder_loses_less_than_two_percent_and_no_total_is_far_off(real, real_cube):
    figures = {gate.name: gate.figures for gate in gates.measure(real, FORM, real_cube)}
    ladder = figures["ladder"]["ladder"]
    for rung, true in ladder["true"].items():
        assert abs(ladder["protected"][rung] - true) <= 0.02 * true
    # The gate's own ladder, by another way: what the rounding kept in mind.
    counted = cube.count(real, FORM)
    assert counted.meeting.rungs(counted.counts) == tuple(ladder["true"].values())
    off = figures["region"]["elsewhere"]
    assert all(off[f"municipality × {f.id}"]["largest"] <= 8 for f in FORM.fields)
    assert figures["known_totals"]["zero_but_not_small"] == 0
    assert figures["known_totals"]["shown_for_nobody"] == 0


def test_no_true_small_count_is_shown_as_it_is(real, real_cube):
    both = true_rows(real).merge(real_cube, on=cube.COLUMNS[:4])
    small = both.persons_x < FORM.base
    assert small.sum() > 500
    assert not (both.persons_x == both.persons_y)[small].any()


def months(real: Register, number: int, chance: np.random.Generator) -> list[Register]:
    """The register month by month: three in a hundred leave, as many come, some turn long-term."""
    people, found = real.seekers, []
    for month in range(number):
        found.append(replace(real, seekers=people))
        stays = chance.random(len(people)) >= 0.03
        come = real.seekers.iloc[chance.integers(0, len(real.seekers), int((~stays).sum()))]
        come = come.assign(jobseeker=[f"new-{month}-{n}" for n in range(len(come))])
        people = pd.concat([people[stays], come], ignore_index=True)
        longer = chance.random(len(people)) < 0.01
        people = people.assign(long_term=people["long_term"].where(~longer, "yes"))
    return found


def cells_of(register: Register) -> dict[tuple[str, ...], frozenset[str]]:
    """The persons of every finest cell."""
    people = register.seekers
    group = people["occupation"].str[:2].replace("", "none")
    found = {}
    for field, value in [("none", None), *((f.id, f.column) for f in FORM.fields)]:
        by = [
            people["municipality"],
            group,
            people[value] if value else pd.Series("all", people.index),
        ]
        for (area, occupation, choice), keys in people["jobseeker"].groupby(by):
            found[area, occupation, field, choice] = frozenset(keys)
    return found


def shown_in(frame: pd.DataFrame) -> dict[tuple[str, ...], int]:
    return {tuple(row[:4]): row[4] for row in frame.itertuples(index=False, name=None)}


@pytest.mark.parametrize("number", [2, pytest.param(12, marks=pytest.mark.slow)])
def test_over_months_small_cells_of_the_same_persons_keep_their_figure_and_every_gate_holds(
    real, number
):
    kept, unchanged, changed, bare = CarryOver(SECRET), 0, 0, 0
    before: tuple[dict, dict] = {}, {}
    for register in months(real, number, np.random.default_rng(number)):
        shown = cube.protected(register, FORM, kept)
        found = gates.measure(register, FORM, shown)
        assert set(gates.results(found).values()) == {"pass"}
        bare += found[-1].figures["zero_but_not_small"]
        now = cells_of(register), shown_in(shown)
        for cell, persons in now[0].items():
            if len(persons) < FORM.base and before[0].get(cell) == persons:
                unchanged += 1
                changed += now[1].get(cell, 0) != before[1].get(cell, 0)
        before = now
    assert unchanged > 2000 * (number - 1)
    # Those that change are ones whose old figure would have told their number: a municipality's
    # published total has fallen to one, or a neighbour has left and five would read "0-4".
    assert changed <= 0.005 * unchanged
    # "0-4" is read where five or more are only when a figure there would tell too much.
    assert bare <= number / 3


@pytest.mark.slow
def test_without_the_memory_every_month_would_draw_the_small_cells_anew(real):
    """The control of the test above: it would see a memory that does not work."""
    series = months(real, 2, np.random.default_rng(2))
    cells = [cells_of(register) for register in series]
    shown = [shown_in(made(register)) for register in series]
    same = [c for c, p in cells[0].items() if len(p) < FORM.base and cells[1].get(c) == p]
    changed = sum(shown[0].get(cell, 0) != shown[1].get(cell, 0) for cell in same)
    assert changed > 0.1 * len(same)


# ---------------------------------------------------------------- the gates


def some(frame: pd.DataFrame, field: str = "none") -> int:
    """A row of the cube, by its place in the frame."""
    return int(frame.index[frame["field"] == field][0])


def one_small(frame: pd.DataFrame) -> pd.DataFrame:
    frame.loc[some(frame), "persons"] = 3
    return frame


def one_twice(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame, frame.iloc[:1]], ignore_index=True)


def one_more_field(frame: pd.DataFrame) -> pd.DataFrame:
    row = frame.iloc[[0]].assign(field="age×foreign", value="under_25×yes")
    return pd.concat([frame, row], ignore_index=True)


def true_counts_beside(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(true=frame["persons"])


def one_too_many(frame: pd.DataFrame) -> pd.DataFrame:
    frame.loc[some(frame, "age"), "persons"] += 5
    return frame


def ten_too_many(frame: pd.DataFrame) -> pd.DataFrame:
    first = frame.loc[some(frame)]
    there = frame[(frame[PLACE] == first[PLACE]).all(axis=1)]
    for _, rows_of_field in there.groupby("field"):
        frame.loc[rows_of_field.index[0], "persons"] += 10
    return frame


def elsewhere(frame: pd.DataFrame) -> pd.DataFrame:
    # A tenth more could meet, were the people of Kemi in Kemijärvi's place.
    turned = {"240": "261", "261": "240"}
    return frame.assign(area_code=frame["area_code"].replace(turned))


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (one_small, "gate_small"),
        (one_twice, "gate_lattice"),
        (one_more_field, "gate_lattice"),
        (true_counts_beside, "gate_lattice"),
        (one_too_many, "gate_additive"),
        (ten_too_many, "gate_region"),
        (elsewhere, "gate_ladder"),
    ],
)
def test_each_gate_refuses_and_tells_no_true_figure(real, real_cube, spoil, key):
    with pytest.raises(Refused) as refusal:
        gates.check(real, FORM, spoil(real_cube.copy()))
    assert refusal.value.key == key
    for lang in ("fi", "en"):
        assert refusal.value.message(lang) != key
    assert not {"rungs", "figures", "true"} & set(refusal.value.slots)


def one_foreigner() -> tuple[Register, pd.DataFrame]:
    """A municipality whose one foreign national would be found beside the published total."""
    inner = {f.column: f.values[-1] for f in FORM.fields}
    people = [
        {"jobseeker": f"p{n}", "municipality": area, "occupation": code, **inner}
        for n, (area, code, _) in enumerate(
            itertools.product(("047", "148"), ("5131", "5223"), range(50))
        )
    ]
    people[0] = people[0] | {"foreign_background": "yes"}
    register = register_of(pd.DataFrame(people))
    shown = true_rows(register)
    at = (shown[PLACE] == ["047", "51"]).all(axis=1) & (shown["field"] == "foreign")
    shown.loc[at & (shown["value"] == "yes"), "persons"] = 5
    shown.loc[at & (shown["value"] == "no"), "persons"] = 45
    return register, shown


def test_the_gate_of_known_totals_refuses_a_figure_that_the_registers_totals_undo():
    register, shown = one_foreigner()
    with pytest.raises(Refused) as refusal:
        gates.check(register, FORM, shown)
    assert refusal.value.key == "gate_known_totals"
    # The cube that is made of the same register does not show that cell.
    good = made(register)
    assert good[(good["field"] == "foreign") & (good["value"] == "yes")].empty
    assert set(gates.check(register, FORM, good).values()) == {"pass"}


# Every register of two municipalities, two occupations and two patterns, up to three in each.
OTHERS = np.array(list(itertools.product(range(4), repeat=8))).reshape(-1, 2, 2, 2)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(0, 2), min_size=8, max_size=8),
    st.lists(st.sampled_from([0, 3, 4]), min_size=8, max_size=8),
)
def test_where_a_cell_is_called_open_another_register_agrees_with_all_that_is_known(true, shown):
    """Against brute force: two municipalities, two occupations, two patterns, base 3."""
    persons = np.array(true).reshape(2, 2, 2)
    holds = np.array([[1, 1, 0], [1, 0, 1]], bool)
    parts = np.where(persons > 0, np.array(shown).reshape(2, 2, 2), 0)
    published = np.einsum("mok,kc->moc", parts, holds.astype(int))
    crossing = outsider.Crossing(persons, holds, published, 3)
    pinned = outsider.pinned(crossing)
    known, seen = crossing.true, published > 0
    reach = max(int(np.abs(published - known)[seen].max(initial=0)), 3)
    hidden = np.maximum(known[~seen].max(initial=0), 2)
    same = (OTHERS.sum(axis=2) == persons.sum(axis=1)).all(axis=(1, 2))
    same &= (OTHERS.sum(axis=(1, 3)) == persons.sum(axis=(0, 2))).all(axis=1)
    counts = np.einsum("nmok,kc->nmoc", OTHERS[same], holds.astype(int))
    near = (counts >= 1) & (np.abs(counts - published) <= reach)
    fits = np.where(seen, near, counts <= hidden).all(axis=(1, 2, 3))
    open_cells = (known > 0) & (known < 3) & ~pinned
    assert (counts[fits] != known).any(axis=0)[open_cells].all()


# ---------------------------------------------------------------- the release


@pytest.mark.slow
def test_the_manifest_says_pass_or_fail_and_no_figure(small):
    publish.build(small)
    manifest = releases.newest_good(small).manifest
    assert manifest["lattice"] == lattice.read(small).digest
    assert manifest["register"] == {
        "reference_month": "2026-06",
        "synthetic": True,
        "fit": "pass",
        "gates": dict.fromkeys(
            ("lattice", "small", "additive", "region", "ladder", "known_totals"), "pass"
        ),
    }
    source = manifest["sources"]["register_demonstration"]
    assert (source["rows_read"], source["rows_accepted"], source["statuses"]) == (0, 0, {})
    assert "register_extract" not in manifest["sources"]


def test_the_release_holds_no_key_of_a_person_and_only_the_finest_cells(small, said):
    publish.build(small)
    release = releases.newest_good(small).path
    keys = restricted.place(small) / restricted.DEMONSTRATION / "jobseekers.csv"
    assert b"demo-js-00001" in keys.read_bytes()
    for path in release.rglob("*"):
        assert not path.is_file() or b"demo-js" not in path.read_bytes(), path.name
    fields = {(f.id, v) for f in FORM.fields for v in f.values} | {("none", "all")}
    assert set(said(small, "select distinct field, value from cube_jobseekers")) == fields
    assert said(small, "select min(persons) from cube_jobseekers")[0][0] >= FORM.base
    assert said(
        small,
        "select seekers = (select sum(persons) from cube_jobseekers where field = 'none') "
        "and openings_at_end = (select sum(positions) from opening "
        "where posted <= '2026-06-30' and (closed is null or closed >= '2026-06-30')) "
        "and openings_during = (select sum(positions) from opening) "
        "and openings_new = (select sum(positions) from opening where posted >= '2026-06-01') "
        "from register",
    ) == [(True,)]


def test_a_closed_gate_publishes_nothing_and_remembers_nothing(small, monkeypatch):
    first = publish.build(small)
    folder = restricted.place(small)
    remembered = (folder / carry_over.TABLE).read_bytes()
    # Another lattice is another cube; this one comes out wrong.
    (small / lattice.FILE).write_text(
        (small / lattice.FILE).read_text("utf-8") + "\n# another\n", "utf-8"
    )
    right = cube.protected
    monkeypatch.setattr(cube, "protected", lambda *given: one_too_many(right(*given)))
    with pytest.raises(Refused) as refusal:
        publish.build(small)
    assert refusal.value.key == "gate_additive"
    assert releases.newest_good(small).id == first
    assert (folder / carry_over.TABLE).read_bytes() == remembered
    told = json.loads((folder / gates.FILE).read_text("utf-8"))
    assert [gate["gate"] for gate in told if not gate["passed"]][0] == "additive"


@pytest.mark.slow
def test_another_base_is_another_cube_although_the_rows_are_the_same(small, said):
    publish.build(small)
    text = (small / lattice.FILE).read_text("utf-8").replace("base = 5", "base = 10")
    (small / lattice.FILE).write_text(text, "utf-8")
    publish.build(small, accept_fewer_rows=True)
    assert said(small, "select min(persons) >= 10 from cube_jobseekers") == [(True,)]
    assert said(small, "select base from register") == [(10,)]


def test_what_was_shown_is_remembered_before_anybody_sees_it(small, said, monkeypatch):
    monkeypatch.setattr(publication, "_named", lambda *given: 1 / 0)
    folder = restricted.folder(small)
    (folder / carry_over.TABLE).unlink(missing_ok=True)
    with pytest.raises(ZeroDivisionError):
        publish.build(small)
    monkeypatch.undo()
    remembered = {cell: value for (cell, _), value in carry_over.read(folder).kept.items()}
    monkeypatch.setitem(sys.modules, "handprint.publish.geometry", None)
    publish.build(small)
    shown = said(small, "select * from cube_jobseekers")
    assert len(shown) > 1000
    assert all(remembered["finest|" + "|".join(row[:4])] == row[4] for row in shown)


def test_only_its_owner_may_open_what_is_restricted(small):
    publish.build(small)
    folder = restricted.place(small)
    for path in [folder, *folder.rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_asking_whether_a_release_is_current_makes_no_folder(small):
    publish.build(small)
    folder = restricted.place(small)
    hidden = folder.rename(folder.with_name("away"))
    assert publish.is_current(small)
    assert not folder.exists()
    hidden.rename(folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        lambda data: (data / "lattice.toml").open("a").write("# \n"),
        lambda data: (data / "retraining.toml").open("a").write("# \n"),
        lambda data: (data / "register" / "demonstration.toml").open("a").write("# \n"),
        lambda data: extract_laid(data, "a"),
    ],
    ids=["lattice", "retraining", "demonstration", "extract"],
)
def test_a_change_of_what_the_cube_is_made_from_means_a_release_out_of_date(small, change):
    publish.build(small)
    assert publish.is_current(small)
    change(small)
    assert not publish.is_current(small)


def extract_laid(data: Path, text: str) -> None:
    """Something where the Council puts its extract."""
    home = restricted.inner(restricted.folder(data) / restricted.EXTRACT)
    restricted.write(home / "jobseekers.csv", text.encode())


def test_what_the_public_pointer_says_of_an_extract_needs_the_secret_key(tmp_path):
    folder = restricted.folder(tmp_path / "data")
    carry_over.read(folder)
    extract_laid(tmp_path / "data", "jobseeker;municipality")
    first = filling.extract_mark(folder)
    extract_laid(tmp_path / "data", "jobseeker;municipality\n1;698")
    second = filling.extract_mark(folder)
    restricted.write(folder / carry_over.KEY, b"another key of thirty-two bytes!")
    assert len({first, second, filling.extract_mark(folder), ""}) == 4


@pytest.mark.slow
def test_neighbours_hold_in_both_directions_and_the_councils_own_pairs_are_marked(small, said):
    (small / filling.RETRAINING).write_text('[[pair]]\ngroups = ["71", "83"]\n', "utf-8")
    publish.build(small)
    basis = dict(
        ((one, other), why) for one, other, why in said(small, "from occupation_neighbour")
    )
    assert basis["71", "83"] == basis["83", "71"] == "council"
    assert basis["71", "72"] == basis["72", "71"] == "major_group"
    assert all(basis[other, one] == why for (one, other), why in basis.items())
    assert not any(one == other for one, other in basis)


@pytest.mark.slow
@pytest.mark.parametrize("pair", ['["71"]', '["71", "71"]', '["71", "99"]', '"71"', "[71, 83]"])
def test_a_pair_that_is_none_is_refused_by_name(small, pair):
    (small / filling.RETRAINING).write_text(f"[[pair]]\ngroups = {pair}\n", "utf-8")
    with pytest.raises(Refused) as refusal:
        publish.build(small)
    assert refusal.value.slots["file"] == filling.RETRAINING


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("base = 5", "base = 0", "base"),
        ("base = 5", "base = true", "base"),
        ("occupation_digits = 2", "occupation_digits = 5", "occupation_digits"),
        (', ["municipality", "occupation"]]', "]", "geographies"),
        ('id        = "age"', 'id        = "none"', "field"),
        ('["yes", "no"]', '["yes"]', "field"),
    ],
)
def test_a_lattice_that_is_none_is_refused_by_the_name_of_its_field(tmp_path, old, new, named):
    text = (REAL / lattice.FILE).read_text("utf-8")
    assert old in text
    (tmp_path / lattice.FILE).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(Refused) as refusal:
        lattice.read(tmp_path)
    assert refusal.value.slots["field"] == named


# ---------------------------------------------------------------- what is remembered


def test_roundings_come_back_from_the_folder_as_they_were(tmp_path):
    folder = restricted.folder(tmp_path / "data")
    first = carry_over.read(folder)
    first.kept["inner|047|51", first.mark(["b", "a"])] = 5
    carry_over.write(folder, first)
    again = carry_over.read(folder)
    assert again == first
    assert again.mark(["a", "b"]) == first.mark(["b", "a"])
    assert again.mark(["a", "bc"]) != again.mark(["ab", "c"])
    assert CarryOver(SECRET).mark(["a"]) != first.mark(["a"])
    assert b"a" * 64 not in (folder / carry_over.TABLE).read_bytes()


def test_a_lost_key_or_a_broken_memory_is_refused_and_never_begun_anew(tmp_path):
    folder = restricted.folder(tmp_path / "data")
    carry_over.write(folder, carry_over.read(folder))
    (folder / carry_over.TABLE).write_text("cell,persons\n", "utf-8")
    with pytest.raises(Refused, match=carry_over.TABLE):
        carry_over.read(folder)
    (folder / carry_over.KEY).unlink()
    with pytest.raises(Refused, match=carry_over.KEY):
        carry_over.read(folder)


# ---------------------------------------------------------------- a process of its own


@pytest.fixture
def told(small) -> Callable[..., list[dict]]:
    """What the command says line by line to the program that started it."""

    def ask(lang: str = "en") -> list[dict]:
        command = [sys.executable, "-m", "handprint.publish", "--progress", "json"]
        answer = subprocess.run(
            [*command, "--lang", lang, "--data", str(small)],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        assert answer.stderr == ""
        return [json.loads(line) for line in answer.stdout.splitlines()]

    return ask


@pytest.mark.slow
def test_a_refusal_is_told_in_the_language_that_was_asked_for(small, told):
    (small / filling.RETRAINING).write_text("[[pair", "utf-8")
    *steps, last = told("fi")
    assert {"step", "of", "words"} == set(steps[0])
    assert last["refused"].startswith(say("refused", "fi", reason=""))
    assert filling.RETRAINING in last["refused"]


@pytest.mark.slow
def test_whoever_looks_on_sees_no_row_of_an_extract_that_is_refused(small, told):
    extract_laid(small, "jobseeker;municipality\nMatti Meikalainen;Rovaniemi\n")
    last = told("en")[-1]
    assert last == {"refused": say("refused", "en", reason=say("extract_kept_quiet", "en"))}
