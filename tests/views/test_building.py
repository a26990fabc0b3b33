"""The first visit builds in another process, and hears in the reader's language how it goes."""

from pathlib import Path

import pytest

from handprint import releases
from handprint.views import building


@pytest.mark.parametrize(
    ("lang", "word"), [("fi", "Julkaisu keskeytyi"), ("en", "Nothing was published")]
)
def test_what_keeps_the_first_release_from_being_built_is_said_in_the_readers_language(
    tmp_path: Path, lang: str, word: str
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "broken.toml").write_text("this is no table", "utf-8")
    said = list(building.publishing(tmp_path, lang))
    assert [set(line) for line in said] == [{"refused"}]
    assert word in said[0]["refused"]
    assert "broken.toml" in said[0]["refused"]
    assert releases.newest_good(tmp_path) is None


@pytest.mark.slow
def test_the_steps_are_told_one_by_one_and_then_the_release(tmp_path: Path) -> None:
    said = list(building.publishing(tmp_path, "fi"))
    steps = [line["step"] for line in said if "step" in line]
    assert steps == sorted(steps)
    assert len(steps) > 20
    assert said[-1]["release"] == releases.newest_good(tmp_path).id
    # The folder of the persons' rows lies beside the data, and belongs to the publisher.
    assert tmp_path.with_name(f"{tmp_path.name}-restricted").is_dir()
