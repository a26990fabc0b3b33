"""`data/what_if.toml` says how far the levers go, and a mistake in it is told plainly."""

from pathlib import Path

import pytest

from handprint import levers
from handprint.analysis.matching import LEVERS, Levers
from handprint.catalog import Incomplete

COMMITTED = Path(levers.__file__).parent.parent / "data" / levers.FILE


def written(tmp_path: Path, old: str, new: str) -> Path:
    """A copy of the committed file with one thing changed."""
    text = COMMITTED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / levers.FILE
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_committed_file_is_whole():
    found = levers.read(COMMITTED)
    assert found.road_factor == 1.18
    for lever in LEVERS:
        stops = found.stops(lever)
        assert stops[0] == 0 and stops[-1] == getattr(found.ends, lever)
        assert len(stops) <= 51, "a slider that a hand can set"
    assert all(scenario != Levers() for scenario in found.scenarios)
    assert len(set(found.scenarios)) == len(found.scenarios)


@pytest.mark.parametrize(
    ("old", "new", "field", "expected"),
    [
        ("road_factor = 1.18", 'road_factor = "1,18"', "road_factor", "a number from 1 to 3"),
        ("road_factor = 1.18", "road_factor = 0.9", "road_factor", "a number from 1 to 3"),
        ("road_factor = 1.18", "road_factor = true", "road_factor", "a number from 1 to 3"),
        ("road_factor = 1.18", "", "road_factor", "a number from 1 to 3"),
        ("road_factor = 1.18", "road_faktor = 1.18", "road_faktor", "road_factor"),
        ("end  = 300", "end  = 305", "radius_km.end", "a whole number of steps of 10"),
        ("end  = 100", "end  = 110", "remote_percent.end", "a whole number from 10 to 100"),
        ("step = 50", "step = 0", "retrained.step", "a whole number from 1 to 100000"),
        ("step = 10", "step = 2.5", "radius_km.step", "a whole number from 1"),
        ("[shaped]", "[shapped]", "shapped", "shaped"),
        ("radius_km = 60", "radius_km = 65", "scenario 1, radius_km", "at most 300"),
        ("retrained = 200", "retrained = 5000", "scenario 2, retrained", "at most 1000"),
        ("retrained = 200", "retained = 200", "scenario 2, retained", "retrained"),
        ("[radius_km]", "[radius_km", "TOML", "the form of TOML"),
    ],
)
def test_a_mistake_is_told_by_file_field_and_what_would_be_right(
    tmp_path, old, new, field, expected
):
    with pytest.raises(Incomplete) as told:
        levers.read(written(tmp_path, old, new))
    assert told.value.file == "what_if.toml"
    assert told.value.field == field
    assert expected in told.value.expected


def test_a_section_that_is_left_out_is_missed(tmp_path):
    path = tmp_path / levers.FILE
    text = COMMITTED.read_text(encoding="utf-8")
    start = text.index("[shaped]")
    path.write_text(text[:start] + text[text.index("# Scenarios") :], encoding="utf-8")
    with pytest.raises(Incomplete, match="with step and end"):
        levers.read(path)
