"""The web process never opens the restricted folder, and serves every page without it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handprint.publish.register import restricted
from handprint.releases import data_folder

pytestmark = pytest.mark.attack

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path.relative_to(ROOT / "pages").with_suffix("").as_posix()
    for path in (ROOT / "pages").glob("*/*.py")
    if path.stem != "home"
)


def watched(data: Path, folder: Path, *more: str) -> dict:
    """What a process that opens every page touched below a folder."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.attack.watched", str(folder), ",".join(PAGES), *more],
        cwd=ROOT,
        env=os.environ | {"HANDPRINT_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return json.loads(run.stdout.splitlines()[-1])


@pytest.fixture
def data(release, tmp_path) -> Path:
    """A copy of the release with the restricted folder beside it, where it always lies."""
    own = tmp_path / "data"
    shutil.copytree(data_folder() / "releases", own / "releases")
    shutil.copytree(restricted.folder(data_folder()), restricted.folder(own), dirs_exist_ok=True)
    return own


def test_no_page_opens_lists_or_holds_anything_of_it(data):
    folder = restricted.folder(data)
    found = watched(data, folder)
    assert len(PAGES) >= 9
    assert found["duckdb"], "no page opened the release: the watch saw nothing"
    assert found["touched"] == []


def test_the_watch_sees_a_file_that_is_opened(data):
    folder = restricted.folder(data)
    found = watched(data, folder, "secret.key")
    assert any("secret.key" in line for line in found["touched"])


def test_every_page_opens_where_there_is_no_restricted_folder_and_none_is_made(data):
    folder = restricted.folder(data)
    shutil.rmtree(folder)
    watched(data, folder)
    assert not folder.exists()
