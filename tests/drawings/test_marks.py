"""Colours, patterns and text measures that every drawing is made of."""

import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.drawings import marks

ROOT = Path(__file__).resolve().parents[2]
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", marks.THEMES)
def test_every_map_class_carries_its_label_at_four_and_a_half(theme: str) -> None:
    table = marks.variables(theme)
    labels = [name for name in table if re.fullmatch(r"--[sod]\dt", name)]
    assert len(labels) == 5 + 5 + 7
    for label in labels:
        assert contrast(table[label], table[label[:-1]]) >= 4.5, label


@pytest.mark.parametrize("theme", marks.THEMES)
def test_text_colours_read_on_the_page(theme: str) -> None:
    table = marks.variables(theme)
    for name in ("--ink", "--ink2", "--ctx", "--seek", "--open", "--good", "--bad"):
        assert contrast(table[name], table["--bg"]) >= 4.5, name
    assert contrast(table["--line"], table["--bg"]) >= 3


def test_the_ring_of_focus_is_seen_on_every_class_of_every_map() -> None:
    for theme in marks.THEMES:
        table = marks.variables(theme)
        for name, colour in table.items():
            if re.fullmatch(r"--[sod]\d", name):
                best = max(contrast(colour, table[ring]) for ring in ("--focus1", "--focus2"))
                assert best >= 3, (theme, name)


def test_both_themes_name_the_same_variables() -> None:
    assert marks.variables("light").keys() == marks.variables("dark").keys()


def test_the_style_sheet_on_disk_says_the_colours_of_the_tokens() -> None:
    sheet = (ROOT / "assets" / "drawing.css").read_text("utf-8")
    assert marks.style_sheet() in sheet
    used = set(re.findall(r"var\((--[\w-]+)", sheet)) - {"--ratio", "--tip", "--unit"}
    assert used <= marks.variables("light").keys()


@given(words)
def test_words_of_any_kind_stay_words(said: str) -> None:
    root = ET.fromstring(marks.text(1, 2, said))
    assert "".join(root.itertext()).replace("\r", "\n") == said.replace("\r", "\n")
    assert not list(root)


@given(words, words)
def test_a_line_is_as_wide_as_its_parts(first: str, second: str) -> None:
    both = marks.width_of(first + second, size=100)
    parts = marks.width_of(first, size=100) + marks.width_of(second, size=100)
    assert both == pytest.approx(parts)


def test_widths_are_those_of_the_bundled_face() -> None:
    # Measured in a browser with the same file: 785 and 775 with kerning.
    wide = marks.width_of("Työttömien osuus", size=100, weight=marks.STRONG)
    assert wide == pytest.approx(775, rel=0.02)
    assert marks.width_of("1") == marks.width_of("7")


@given(
    st.lists(st.text("abcåäö", min_size=1, max_size=9), min_size=1, max_size=9),
    st.integers(20, 200),
)
def test_wrapping_loses_no_word_and_keeps_to_the_width(parts: list[str], width: int) -> None:
    lines = marks.wrapped(" ".join(parts), width=width)
    assert " ".join(lines).split() == parts
    for line in lines:
        assert " " not in line or marks.width_of(line) <= width


def test_a_hard_space_never_breaks() -> None:
    assert marks.wrapped("yli 6\u00a0000", width=20) == ["yli", "6\u00a0000"]


def test_a_picture_has_its_words_and_only_the_patterns_it_uses() -> None:
    body = '<rect width="9" height="9" fill="url(#p-secret)"/>'
    picture = marks.svg(10, 20, body, 'Kuva. "Alle 5" <salattu>.')
    root = ET.fromstring(picture.svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == picture.alt
    ids = re.findall(r'id="([^"]+)"', picture.svg)
    assert len(ids) == 1
    assert f"url(#{ids[0]})" in picture.svg


def test_two_pictures_on_a_page_share_no_id() -> None:
    body = '<rect fill="url(#p-gap)"/>'
    one, other = (marks.svg(9, 9, body, alt) for alt in ("Yksi.", "Toinen."))
    assert not set(re.findall(r'id="([^"]+)"', one.svg)) & set(
        re.findall(r'id="([^"]+)"', other.svg)
    )


@pytest.mark.parametrize("theme", marks.THEMES)
def test_a_file_of_its_own_needs_no_page(theme: str) -> None:
    body = "".join(f'<rect fill="url(#{name})"/>' for name in marks.PATTERNS)
    body += marks.text(1, 1, "a & b", fill="var(--seek)", halo="var(--halo)")
    file = marks.standalone(marks.svg(30, 20, body, "Kuva kunnista. Kemi korkein."), theme)
    root = ET.fromstring(file)
    assert "var(" not in file
    assert (root.get("width"), root.get("height")) == ("30", "20")
    names = [child.tag.rpartition("}")[2] for child in root]
    assert names[:3] == ["title", "desc", "rect"]
    assert root[0].text == "Kuva kunnista"
    assert root[1].text == "Kemi korkein."


def test_the_tokens_are_complete() -> None:
    tokens = tomllib.loads((marks.HERE / "tokens.toml").read_text("utf-8"))
    for theme in marks.THEMES:
        scale = tokens["scale"][theme]
        for name in ("sequential_5", "openings_5", "diverging_7"):
            assert len(scale[name]) == len(scale[f"{name}_text"]) == int(name[-1])


@pytest.mark.parametrize(
    ("value", "short"), [(0.04, "0"), (-0.04, "0"), (2.0, "2"), (-1.25, "-1.2")]
)
def test_coordinates_are_short(value: float, short: str) -> None:
    assert marks.number(value) == short
