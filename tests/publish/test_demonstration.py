"""The demonstration rows are nobody's, meet what is published, and are the same everywhere."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import stat
import sys
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.publish.register import contract, demonstration, exact, extract, fit, restricted
from handprint.publish.register.rows import rows
from handprint.publish.wording import Refused
from tests.publish.conftest import REAL

# The bytes drawn from the committed data on every machine. A change of the data of June 2026, of
# data/register/ or of the drawing changes them, and then they are pinned anew, on purpose.
PINNED = {
    "jobseekers.csv": "91de2bb38b69a7d938851e68d735495b7d14ec9b41f2a6eaddd5ece0c2a35554",
    "openings.csv": "69eaa9d0df73eb036f890883f700a2d2b4729925873e0e8cec8824d95b6149c9",
}
# The stroke that joins two parts of a path divides nothing.
PATHS = ("Path('register') / 'demonstration.toml'", "data_dir / SETTINGS")
CODE = Path(demonstration.__file__).parent
FIRST, LAST = pd.Timestamp("2026-06-01"), pd.Timestamp("2026-06-30")


@pytest.fixture(scope="session")
def said() -> dict:
    return demonstration.settings(REAL)


@pytest.fixture(scope="session")
def form() -> contract.Contract:
    return contract.read(REAL)


@pytest.fixture(scope="session")
def made(labour, said, form) -> demonstration.Demonstration:
    """The rows drawn from the real release's tables."""
    return demonstration.draw(labour, said, form)


def at_end(openings: pd.DataFrame) -> pd.Series:
    """Which openings are open on the last day of the month."""
    return openings.closed.isna() | (openings.closed >= LAST)


def groups(seekers: pd.DataFrame) -> dict[str, pd.Series]:
    """Who belongs to the group of an official indicator."""
    return {
        "unemployed": seekers.status != "",
        "unemployed_under_25": seekers.age_band == "under_25",
        "unemployed_over_50": seekers.age_band == "over_50",
        "long_term_unemployed": seekers.long_term == "yes",
        "unemployed_disabled": seekers.partial_work_ability == "yes",
        "unemployed_foreign": seekers.foreign_background == "yes",
        "laid_off": seekers.status == "laid_off",
    }


def test_there_are_8000_seekers_and_10000_openings_each_with_its_own_key(made):
    assert len(made.seekers) == made.seekers.jobseeker.nunique() == 8000
    assert len(made.openings) == made.openings.opening.nunique() == 10_000
    assert made.seekers.jobseeker.str.startswith("demo-").all()
    assert made.openings.opening.str.startswith("demo-").all()


def test_the_same_seed_gives_the_same_bytes_on_every_machine(labour, said, form, made):
    again = demonstration.draw(labour, said, form)
    for name, frame, other in (
        ("jobseekers.csv", made.seekers, again.seekers),
        ("openings.csv", made.openings, again.openings),
    ):
        data = demonstration.written(frame)
        assert data == demonstration.written(other)
        assert hashlib.sha256(data).hexdigest() == PINNED[name]


def test_another_seed_gives_other_rows_with_the_same_margins(labour, said, form, made):
    other = demonstration.draw(labour, {**said, "seed": said["seed"] + 1}, form)
    assert demonstration.written(other.seekers) != demonstration.written(made.seekers)
    assert demonstration.written(other.openings) != demonstration.written(made.openings)
    for frame, twin, keys in (
        (made.seekers, other.seekers, ["municipality", "age_band"]),
        (made.seekers, other.seekers, ["occupation"]),
        (made.openings, other.openings, ["municipality"]),
        (made.openings, other.openings, ["occupation"]),
    ):
        pd.testing.assert_series_equal(frame.groupby(keys).size(), twin.groupby(keys).size())
    assert fit.passed(fit.report(other, said))


def test_nothing_that_chooses_a_row_is_a_floating_point_number():
    for module in ("exact.py", "demonstration.py"):
        tree = ast.parse((CODE / module).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            divides = isinstance(getattr(node, "op", None), ast.Div)
            assert not divides or ast.unparse(node) in PATHS, ast.unparse(node)
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), module
            # Draws and sums of numpy's own whose last bit depends on the machine.
            assert getattr(node, "attr", "") not in (
                "integers",
                "choice",
                "float64",
                "mean",
                "log",
                "exp",
            ), module


def test_every_published_count_of_a_municipality_is_met_within_one(labour, made):
    scale = (
        8000
        / labour.execute(
            "select value from observation where indicator = 'unemployed' and area_code = 'MK19' "
            "and period = '2026-06'"
        ).fetchone()[0]
    )
    asked = 0
    for indicator, member in groups(made.seekers).items():
        drawn = made.seekers[member].groupby("municipality").size()
        for area, value in labour.execute(
            "select area_code, value from observation join area using (area_code) "
            "where indicator = ? and period = '2026-06' and level = 'municipality' "
            "and value is not null",
            [indicator],
        ).fetchall():
            assert abs(drawn.get(area, 0) - value * scale) < 1, (indicator, area)
            asked += 1
        whole = labour.execute(
            "select value from observation where indicator = ? and area_code = 'MK19' "
            "and period = '2026-06'",
            [indicator],
        ).fetchone()[0]
        assert abs(drawn.sum() - whole * scale) <= 0.5, indicator
    assert asked > 120


def test_a_secret_count_is_filled_with_one_to_four_and_a_withheld_one_with_more(labour, made):
    known = made.margins
    for group, indicator in (
        ("foreign_background", "unemployed_foreign"),
        ("partial_work_ability", "unemployed_disabled"),
        ("under_25", "unemployed_under_25"),
        ("at_end", "open_at_month_end"),
        ("new", "new_vacancies"),
    ):
        counts = dict(zip(known.municipalities, known.counts[group].tolist(), strict=True))
        statuses = dict(
            labour.execute(
                "select area_code, status from observation "
                "where indicator = ? and period = '2026-06'",
                [indicator],
            ).fetchall()
        )
        hidden = [a for a in counts if statuses[a] in ("secret", "withheld")]
        assert hidden
        for area in hidden:
            if statuses[area] == "secret":
                assert 1 <= counts[area] <= 4
            else:
                assert counts[area] >= 5
        whole = labour.execute(
            "select value from observation where indicator = ? and area_code = 'MK19' "
            "and period = '2026-06'",
            [indicator],
        ).fetchone()[0]
        assert sum(counts.values()) == whole


def test_occupations_are_the_mean_of_the_twelve_months_and_x_codes_stay_without_one(labour, made):
    drawn = made.seekers.groupby("occupation").size()
    rows_of = labour.execute(
        """
        select occupation_code, sum(coalesce(unemployed, 2.5)) / 12, count(*)
        from occupation_month
        where period between '2022-11' and '2023-10' and occupation_code <> 'SSS'
        group by 1
        """
    ).fetchall()
    mean = {code: value + 2.5 * (12 - months) / 12 for code, value, months in rows_of}
    everybody = {
        code
        for (code,) in labour.execute(
            "select distinct occupation_code from occupation_month where occupation_code <> 'SSS'"
        ).fetchall()
    }
    mean |= dict.fromkeys(everybody - set(mean), 2.5)
    scale = 8000 / sum(mean.values())
    for code, value in mean.items():
        if not code.startswith("X"):
            assert abs(drawn.get(code, 0) - value * scale) < 1, code
    none = sum(value for code, value in mean.items() if code.startswith("X"))
    assert abs(drawn[""] - none * scale) < 15
    assert 1200 < drawn[""] < 1500
    known = {
        code
        for (code,) in labour.execute(
            "select occupation_code from occupation where level = 4 and is_isco"
        ).fetchall()
    }
    assert set(drawn.index) <= known | {""}
    assert set(made.openings.occupation) <= known


def test_every_opening_is_open_in_the_month_and_the_three_counts_are_as_decided(made):
    openings = made.openings
    assert (openings.posted <= LAST).all()
    assert (openings.closed.isna() | (openings.closed >= FIRST)).all()
    assert (openings.closed.isna() | (openings.closed >= openings.posted)).all()
    assert (openings.positions == 1).all()
    # 8 000 × 4 301 / 8 129 and 10 000 × 3 420 / 8 900.
    assert at_end(openings).sum() == 4233
    assert (openings.posted >= FIRST).sum() == 3843
    assert openings.closed.max() <= pd.Timestamp("2026-07-21")
    closed_since = openings.closed[openings.closed > LAST]
    assert 0 < len(closed_since) < at_end(openings).sum()


def test_postings_follow_the_week_and_are_not_older_than_they_can_be(made):
    new = made.openings.posted[made.openings.posted >= FIRST]
    by_weekday = new.groupby(new.dt.day_of_week).size()
    assert by_weekday[:5].min() > 4 * by_weekday[5:].max()
    older = made.openings.posted[made.openings.posted < FIRST]
    # The nearer the month, the more are left of those posted.
    by_month = older.groupby(older.dt.to_period("M")).size()
    assert by_month.is_monotonic_increasing
    assert older.min() >= FIRST - pd.Timedelta(days=240)


def test_what_a_person_is_does_not_contradict_itself(made):
    seekers = made.seekers
    assert ((seekers.months_unemployed >= 12) == (seekers.long_term == "yes")).all()
    assert not ((seekers.status == "laid_off") & (seekers.long_term == "yes")).any()
    share = seekers.groupby("age_band").long_term.apply(lambda said: (said == "yes").mean())
    assert share["over_50"] > share["25_50"] > share["under_25"]
    tertiary = seekers.groupby(seekers.occupation.str[:1]).education.apply(
        lambda level: (level == "tertiary").mean()
    )
    assert tertiary[["2", "3"]].min() > 3 * tertiary[["7", "8", "9"]].max()


def test_the_crossing_of_place_and_work_leans_where_the_statistics_lean(made):
    both = [frame[frame.occupation != ""] for frame in (made.seekers, made.openings)]
    seekers = both[0].assign(first=both[0].occupation.str[0])
    share = pd.crosstab(seekers.municipality, seekers["first"], normalize="index")
    # Savukoski had 42 per cent of its jobs in primary production, Kemi 0.3; Tornio 38 in
    # manufacturing and building, Utsjoki 3.
    assert share.loc[["742", "614", "683"], "6"].mean() > 2 * share.loc["240", "6"]
    assert share.loc["851", ["7", "8"]].sum() > share.loc["698", ["7", "8"]].sum()
    for frame in both:
        table = pd.crosstab(frame.municipality, frame.occupation.str[:2])
        alone = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.to_numpy().sum()
        # Mean of chi-square under independence is the degrees of freedom.
        assert ((table - alone) ** 2 / alone).to_numpy().sum() > np.prod(np.array(table.shape) - 1)


def test_the_rows_are_an_extract_that_the_importer_takes_as_it_is(
    tmp_path, labour, made, said, form
):
    (tmp_path / "jobseekers.csv").write_bytes(demonstration.written(made.seekers))
    (tmp_path / "openings.csv").write_bytes(demonstration.written(made.openings))
    (tmp_path / "extract.toml").write_text(
        f'reference_month = "{said["reference_month"]}"\ndelivered = {said["delivered"]}\n',
        encoding="utf-8",
    )
    taken = extract.read(tmp_path, form, extract.known(labour, form), today=date(2026, 11, 24))
    assert taken.notes == ()
    pd.testing.assert_frame_equal(taken.seekers, made.seekers)
    pd.testing.assert_frame_equal(taken.openings, made.openings)


def test_there_is_no_employer_no_name_and_no_identity_in_the_rows(made):
    assert not {"employer", "name", "contact", "address"} & {
        *made.seekers.columns, *made.openings.columns
    }  # fmt: skip
    for frame in (made.seekers, made.openings):
        words = {
            value
            for column in frame.columns
            if column not in ("jobseeker", "opening", "municipality", "occupation")
            and frame[column].dtype == "str"
            for value in frame[column].unique()
        }
        assert len(words) < 25


def test_the_report_of_the_fit_passes_and_fails_when_a_margin_is_missed(made, said):
    lines = fit.report(made, said)
    assert fit.passed(lines)
    assert {line.margin.split(":")[0] for line in lines} == {"seekers", "openings"}
    assert max(line.largest_deviation for line in lines) < 1
    for frame, column, value in (
        ("seekers", "municipality", "047"),
        ("seekers", "education", "tertiary"),
        ("seekers", "age_band", "under_25"),
        ("seekers", "occupation", "5131"),
        ("openings", "municipality", "698"),
        ("openings", "occupation", "5131"),
    ):
        moved = getattr(made, frame).copy()
        moved.loc[moved.index[:60], column] = value
        damaged = demonstration.Demonstration(**{**vars(made), frame: moved})
        assert not fit.passed(fit.report(damaged, said)), column


def test_the_report_stays_in_the_restricted_folder(tmp_path, labour, said, monkeypatch):
    monkeypatch.delenv(restricted.ENVIRONMENT, raising=False)
    folder = restricted.folder(tmp_path / "data")
    register = rows(labour, REAL, folder)
    assert register.synthetic is True
    assert register.fit_passed is True
    assert register.reference_month == "2026-06"
    assert not (tmp_path / "data").exists()
    written = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert written == {
        "demonstration/jobseekers.csv", "demonstration/openings.csv", "fit.json", "fit.md",
    }  # fmt: skip
    told = json.loads((folder / "fit.json").read_text(encoding="utf-8"))
    assert told["passed"] is True
    assert all(0 <= line["p"] <= 1 for line in told["margins"])
    assert (folder / "fit.md").read_text(encoding="utf-8").count("| pass |") == len(told["margins"])
    again = rows(labour, REAL, folder)
    assert again.digest == register.digest


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_restricted_folder_is_its_owners_alone(tmp_path, labour, monkeypatch):
    monkeypatch.delenv(restricted.ENVIRONMENT, raising=False)
    before = os.umask(0)
    try:
        folder = restricted.folder(tmp_path / "data")
        rows(labour, REAL, folder)
    finally:
        os.umask(before)
    for path in [folder, *folder.rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    folder.chmod(0o755)
    assert stat.S_IMODE(restricted.folder(tmp_path / "data").stat().st_mode) == 0o700


def test_the_restricted_folder_never_lies_in_what_is_served(tmp_path, monkeypatch):
    data = tmp_path / "data"
    monkeypatch.delenv(restricted.ENVIRONMENT, raising=False)
    assert restricted.folder(data) == tmp_path / "data-restricted"
    for inside in (data, data / "releases", tmp_path):
        monkeypatch.setenv(restricted.ENVIRONMENT, str(inside))
        with pytest.raises(Refused):
            restricted.folder(data)
    monkeypatch.setenv(restricted.ENVIRONMENT, str(tmp_path / "elsewhere"))
    assert restricted.folder(data) == tmp_path / "elsewhere"
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(restricted.ENVIRONMENT, str(tmp_path / "file"))
    with pytest.raises(Refused):
        restricted.folder(data)


@pytest.mark.parametrize(
    "lost",
    [
        "delete from observation where indicator = 'unemployed' and period = '2026-06'",
        "delete from observation where indicator = 'laid_off' and area_code = 'MK19'",
        "delete from observation where indicator = 'share_tertiary'",
        "delete from observation where indicator = 'mean_days_open'",
        "delete from occupation_month where occupation_code = 'SSS'",
        "delete from occupation_month",
        "delete from area where level = 'municipality'",
    ],
)
def test_a_folder_without_the_margins_has_no_register(tmp_path, published, lost):
    connection = duckdb.connect()
    connection.execute(f"attach '{published.database}' as whole (read_only)")
    for table in ("area", "observation", "occupation", "occupation_month"):
        connection.execute(f"create table {table} as from whole.{table}")
    connection.execute(lost)
    assert rows(connection, REAL, restricted.inner(tmp_path / "r")) is None
    assert list((tmp_path / "r").rglob("*")) == []


@given(
    total=st.integers(0, 10_000),
    weights=st.lists(st.integers(0, 5000), min_size=1, max_size=30).filter(any),
)
def test_a_total_is_shared_out_whole_and_each_part_misses_its_share_by_less_than_one(
    total, weights
):
    given_out = exact.shared_out(total, np.array(weights))
    assert given_out.sum() == total
    assert (np.abs(given_out - np.array(weights) * (total / sum(weights))) < 1).all()


@given(weights=st.lists(st.integers(0, 50), min_size=1, max_size=20).filter(any), data=st.data())
def test_a_bounded_share_keeps_its_bounds_and_refuses_what_fits_nowhere(weights, data):
    most = np.array(
        data.draw(st.lists(st.integers(0, 9), min_size=len(weights), max_size=len(weights)))
    )
    room = int(most[np.array(weights) > 0].sum())
    total = data.draw(st.integers(0, room + 3))
    if total > room:
        with pytest.raises(ValueError, match="fit nowhere"):
            exact.shared_out(total, np.array(weights), most)
        return
    given_out = exact.shared_out(total, np.array(weights), most)
    assert given_out.sum() == total
    assert (given_out <= most).all()


@given(
    seed=st.integers(0, 2**32),
    weights=st.lists(st.integers(0, 1000), min_size=1, max_size=40),
    data=st.data(),
)
def test_exactly_so_many_are_chosen_and_nobody_without_a_weight(seed, weights, data):
    possible = sum(w > 0 for w in weights)
    count = data.draw(st.integers(0, possible))
    chosen = exact.Stream(seed).chosen(np.array(weights), count)
    assert len(set(chosen.tolist())) == len(chosen) == count
    assert all(weights[i] > 0 for i in chosen)
    with pytest.raises(ValueError, match="asked"):
        exact.Stream(seed).chosen(np.array(weights), possible + 1)


def test_the_heavier_is_chosen_the_oftener():
    stream, times = exact.Stream(7), np.zeros(4)
    for _ in range(4000):
        times[stream.chosen(np.array([1, 2, 3, 4]), 2)] += 1
    # Inclusion in proportion to weight: 2 of 10 parts.
    assert np.abs(times / 4000 - np.array([0.2, 0.4, 0.6, 0.8])).max() < 0.03
    drawn = exact.Stream(8).picked(np.array([1, 0, 3]), 8000)
    assert abs((drawn == 2).mean() - 0.75) < 0.03
    assert not (drawn == 1).any()


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    shape=st.tuples(st.integers(1, 8), st.integers(1, 25)),
    total=st.integers(1, 3000),
)
def test_a_rounded_table_has_exactly_the_two_margins(seed, shape, total):
    stream = exact.Stream(seed)
    rows_of = exact.shared_out(total, stream.below(50, shape[0]) + 1)
    columns = exact.shared_out(total, stream.below(50, shape[1]) + 1)
    table = exact.fitted(
        (stream.below(20, shape[0] * shape[1]) + 1).reshape(shape), rows_of, columns
    )
    whole = stream.rounded(table, rows_of, columns)
    assert (whole >= 0).all()
    assert (whole.sum(axis=1) == rows_of).all()
    assert (whole.sum(axis=0) == columns).all()


def test_the_random_words_are_those_of_pcg64():
    """Reference values of the bit generator itself: another numpy must give the same."""
    assert exact.Stream(20260630).raw(2).tolist() == [7409843190639792626, 9690466860469959481]
