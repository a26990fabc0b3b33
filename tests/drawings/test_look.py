"""The charts of real Lapland: readable for every municipality, and laid out to be looked at.

`HANDPRINT_LOOK=some/folder pytest tests/drawings/test_look.py` writes every picture there as SVG
files, light and dark, with a page that shows them at the widths they are drawn for.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from handprint.drawings.marks import Picture, standalone, variables
from tests.drawings.reading import assert_readable, assert_whole_units, texts
from tests.drawings.real import Lapland

LIMITS = {"strip": 3_500, "trend": 5_000, "dumbbell": 3_500, "claims": 4_000}


@pytest.fixture(scope="module")
def lapland(release: str) -> Iterator[Lapland]:
    """The release the tests read."""
    found = Lapland(Path(os.environ["HANDPRINT_DATA"]) / "releases" / release / "labour.duckdb")
    yield found
    found.close()


@pytest.mark.parametrize("small", [False, True], ids=["desk", "phone"])
def test_every_municipality_has_readable_pictures(lapland: Lapland, small: bool) -> None:
    for code, name in lapland.places().items():
        pictures = {
            "strip": lapland.strip("unemployed_share", code, small=small),
            "trend": lapland.trend("unemployed_share", code, name, small=small),
            "trend of openings": lapland.trend("open_at_month_end", code, name, small=small),
            "dumbbell": lapland.dumbbell(code, name, small=small),
        }
        for kind, picture in pictures.items():
            assert_readable(picture, least=14 if small else 12.5)
            assert_whole_units(picture)
            assert len(picture.svg.encode()) <= LIMITS[kind.split(" ")[0]], (name, kind)
        assert any(name in text for text in texts(pictures["strip"]))
        assert "11/2023–5/2026" in " ".join(texts(pictures["trend"]))


def test_young_unemployed_of_enontekio_are_under_five_never_zero(lapland: Lapland) -> None:
    for small in (False, True):
        young = lapland.strip("unemployed_under_20", "240", small=small)
        assert any("Enontekiö" in text for text in texts(young)[-3:])
        groups = lapland.dumbbell("047", "Enontekiö", small=small)
        assert "alle 5" in texts(groups) and "<5" in texts(groups) and "0" not in groups.alt


def test_the_gallery_is_readable(lapland: Lapland) -> None:
    for small in (False, True):
        for picture in lapland.gallery(small=small).values():
            assert_readable(picture, least=14 if small else 12.5)


@pytest.mark.skipif("HANDPRINT_LOOK" not in os.environ, reason="HANDPRINT_LOOK names no folder")
def test_the_gallery_is_laid_out_to_be_looked_at(lapland: Lapland) -> None:
    folder = Path(os.environ["HANDPRINT_LOOK"])
    folder.mkdir(parents=True, exist_ok=True)
    for size, small in (("desk", False), ("phone", True)):
        gallery = lapland.gallery(small=small)
        for theme in ("light", "dark"):
            for name, picture in gallery.items():
                file = folder / f"{name}-{size}-{theme}.svg"
                file.write_text(standalone(picture, theme), "utf-8")
            page = folder / f"{size}-{theme}.html"
            page.write_text(_page(gallery, theme), "utf-8")
    assert len(list(folder.glob("*.svg"))) >= 4 * len(gallery)


def _page(gallery: dict[str, Picture], theme: str) -> str:
    """A page of pictures at their own widths, in the variables of one theme."""
    colours = ";".join(f"{name}:{colour}" for name, colour in variables(theme).items())
    figures = "".join(
        f'<figure style="max-width:{picture.width}px"><figcaption>{name}</figcaption>'
        f"{picture.svg}</figure>"
        for name, picture in gallery.items()
    )
    return (
        f"<!doctype html><meta charset=utf-8><style>:root{{{colours}}}"
        "body{background:var(--bg);color:var(--ink);font:17px 'Source Sans',sans-serif;"
        "margin:16px}figure{margin:0 0 28px}figcaption{font-weight:650}"
        "svg{display:block;width:100%;"
        f"font-variant-numeric:tabular-nums}}</style>{figures}"
    )
