"""The PDF can be read without seeing it: tags, title, language, bookmarks, alternative texts."""

import io
import re
from dataclasses import replace

import pandas as pd
import pypdf
import pytest

from handprint import session
from handprint.drawings.marks import Picture
from handprint.figures import Table
from handprint.figures.pack import REGION
from handprint.packs import about, cells, pictures
from handprint.words import t
from tests.packs.conftest import DAY, Made
from tests.packs.reading import page_texts, tags

# The everyday suite reads the same file page by page in test_bugs.
pytestmark = pytest.mark.slow


def reader(files: Made) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(files.pdf))


def test_it_is_tagged_named_and_says_its_language(files):
    pdf = reader(files)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == files.pack.lang
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert files.pack.line in pdf.metadata.title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.trailer["/Root"]["/Metadata"].get_data()


def test_every_picture_has_the_alternative_text_of_the_screen(files):
    alts = [str(element["/Alt"]) for kind, element in tags(files.pdf) if kind == "/Figure"]
    drawn = [one for one in about.figures(files.pack) if isinstance(one.picture, Picture)]
    assert len(drawn) >= 10
    assert len(alts) == len(drawn)
    for figure, alt in zip(drawn, sorted(alts, key=lambda a: _place(a, drawn)), strict=True):
        assert figure.picture.alt in alt
        if figure.mark:
            with session.speaking(files.pack.lang):
                assert alt.startswith(cells.mark(figure).split(":")[0])


def _place(alt: str, drawn: list) -> int:
    return next(at for at, one in enumerate(drawn) if one.picture.alt in alt)


def test_bookmarks_lead_to_every_answer_and_every_figure(files):
    pdf = reader(files)
    titles = [one.title for one in _flat(pdf.outline)]
    for section in files.pack.sections:
        assert section.title in titles
        assert all(one.figure.heading in titles for one in section.shown)


def _flat(outline: list) -> list:
    found = []
    for one in outline:
        found += _flat(one) if isinstance(one, list) else [one]
    return found


def test_headings_go_down_one_step_at_a_time(files):
    levels = [int(kind[2]) for kind, _ in tags(files.pdf) if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_tables_say_which_cells_are_heads(kemi):
    kinds = [kind for kind, _ in tags(kemi.pdf)]
    assert "/Table" in kinds
    assert "/TH" in kinds


def test_charts_are_vectors(files):
    for page in reader(files).pages:
        assert not list(page.images), "a page holds a raster picture"


def test_its_letters_are_those_of_the_look(files):
    fonts = {
        str(font["/BaseFont"])
        for page in reader(files).pages
        for font in (one.get_object() for one in page["/Resources"].get("/Font", {}).values())
    }
    assert fonts
    assert all("SourceSans3" in name for name in fonts), fonts


def test_the_first_page_says_what_has_changed(files):
    first = _words(reader(files).pages[0].extract_text())
    for digest in files.pack.digests:
        assert _words(digest.heading) in first
        for row in digest.rows:
            assert _words(row.figure) in first
            assert _words(row.words) in first


def test_every_page_is_one_that_was_planned(files):
    """A piece taller than was reckoned would spill its foot on a page of its own."""
    from handprint.packs import pdf

    with session.speaking(files.pack.lang):
        content, _ = pdf._content(files.pack)
        notes = t("pack.about")
    pages = page_texts(files.pdf)
    about_ = next(at for at, text in enumerate(pages) if _words(text).startswith(_words(notes)))
    assert about_ == 1 + len(content["pages"])
    for planned, text in zip(content["pages"], pages[1:], strict=False):
        for band in planned["bands"]:
            section = content["sections"][band["part"]]
            for at in (*band["left"], *band["right"]):
                assert _words(section["figures"][at]["heading"]) in _words(text)
                assert _words(section["figures"][at]["source"]) in _words(text)


def test_a_table_longer_than_a_page_keeps_its_head_and_its_heading(kemi):
    from handprint.figures.pack import Section, Shown
    from handprint.packs import pdf

    figure = next(one for one in about.figures(kemi.pack) if one.key == "outputs-publications")
    frame = pd.concat([figure.table.frame] * 8).head(pdf.MOST_ROWS)
    long = replace(figure, table=Table(frame.reset_index(drop=True), figure.table.columns))
    section = Section("outputs", "Tuotokset", "Vastaus", "", (Shown(long),))
    made = pdf.made(replace(kemi.pack, sections=(section,)))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    column = next(iter(figure.table.columns.values())).title
    held = [text for text in pages[1:] if frame["title"].iloc[0][:20] in text]
    assert len(held) >= 2, "the table is longer than a page"
    assert all(column in text for text in held)
    assert figure.heading in held[0]


def test_the_last_page_is_no_left_over(files):
    lines = [line for line in page_texts(files.pdf)[-1].splitlines() if line.strip()]
    assert len(lines) >= 15


def test_what_to_mind_of_a_figure_is_said_once(files):
    with session.speaking(files.pack.lang):
        wanted = {one for figure in about.figures(files.pack) for one in about.cautions(figure)}
    text = _words("".join(page_texts(files.pdf)))
    assert len(wanted) > 10
    assert all(_words(one) in text for one in wanted)


def test_sources_are_whole_names_each_once(files):
    with session.speaking(files.pack.lang):
        names = [one.name for one in about.origins(about.figures(files.pack))]
    assert all(name[:1].isupper() for name in names)
    assert len({name.lower() for name in names}) == len(names)


def test_what_has_changed_since_the_last_meeting_comes_before_the_statistics(release):
    from handprint.figures import pack
    from handprint.packs import pdf

    since = pack.Digest("Edellisen kokouksen jälkeen", "Lappi", (pack.News("2", "tilaa siirtyi"),))
    chosen = pack.Choices("fi", DAY, "MK19", (), ("now",))
    made = pack.made(chosen, since=(since,))
    assert made.digests[0] == since
    first = pypdf.PdfReader(io.BytesIO(pdf.made(made))).pages[0].extract_text()
    assert 0 < first.index(since.heading) < first.index(made.digests[1].heading)


def test_the_pack_of_a_municipality_opens_with_it(kemi, goal):
    assert about.heading(kemi.pack).startswith("Kemissä")
    assert goal.pack.area == REGION
    assert about.heading(goal.pack) == goal.pack.sections[0].title


def test_pages_are_made_of_nothing_else_than_what_is_at_hand(kemi, monkeypatch, tmp_path):
    """No folder of packages is ever asked for, so the network can be away."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    from handprint.packs import pdf

    assert pdf.made(kemi.pack) == kemi.pdf, "the same pack is the same file"
    assert not list(tmp_path.iterdir())


def test_no_colour_is_left_to_a_page(files):
    for figure in about.figures(files.pack):
        if isinstance(figure.picture, Picture):
            svg = pictures.vector(figure.picture)
            assert "var(--" not in svg
            assert "light-dark(" not in svg
            assert "data-pick" not in svg
            assert not re.search(r'class="ring', svg)


@pytest.mark.parametrize("wrong", ["#", "*", "$", "`", "\\", "@", "<", "[", "//"])
def test_no_sign_in_a_name_is_taken_for_markup(kemi, wrong):
    from dataclasses import replace

    from handprint.packs import pdf

    first = kemi.pack.sections[0]
    said = f"{wrong}panic(1) {wrong}kaksi{wrong}"
    section = replace(first, title=said, lede=said, shown=first.shown[:1])
    made = pdf.made(replace(kemi.pack, sections=(section,), line=said))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    assert _words(said) in _words(text)


def _words(text: str) -> str:
    """Words without any kind of space: lines are broken where the page ends."""
    return re.sub(r"\s+", "", text.replace("\u00a0", ""))
