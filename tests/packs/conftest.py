"""One pack in each language, made once: of Kemi with everything, and of Lapland with one goal."""

import datetime as dt
from dataclasses import dataclass

import pytest

from handprint.figures import pack
from handprint.figures.pack import Choices, Pack
from handprint.packs import pdf, pptx, xlsx

DAY = dt.date(2026, 11, 24)


@dataclass(frozen=True)
class Made:
    """A pack and its three files."""

    pack: Pack
    pdf: bytes
    pptx: bytes
    xlsx: bytes


def files_of(chosen: Choices) -> Made:
    made = pack.made(chosen)
    return Made(made, pdf.made(made), pptx.made(made), xlsx.made(made))


@pytest.fixture(scope="session")
def kemi(release: str) -> Made:
    return files_of(Choices("fi", DAY, "240", (), pack.sections()))


@pytest.fixture(scope="session")
def goal(release: str) -> Made:
    return files_of(Choices("en", DAY, "MK19", ("G4",), pack.DEFAULT))


@pytest.fixture(scope="session", params=["kemi", pytest.param("goal", marks=pytest.mark.slow)])
def files(request: pytest.FixtureRequest) -> Made:
    return request.getfixturevalue(request.param)
