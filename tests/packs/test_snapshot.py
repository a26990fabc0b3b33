"""The audience's file: every slide's facts, no script, no other host, no note, small enough."""

import datetime as dt
import re
from dataclasses import replace
from html import escape, unescape
from pathlib import Path

import pytest

from handprint import session
from handprint.figures import stories
from handprint.packs import cells, snapshot, story
from handprint.words import t

LANGUAGES = tuple(session.LANGUAGES)
IDS = [one.id for one in stories.every()]


@pytest.fixture(params=[(id, lang) for id in IDS for lang in LANGUAGES], ids="-".join)
def file(request: pytest.FixtureRequest, release: str) -> tuple[stories.Told, str]:
    id, lang = request.param
    with session.speaking(lang):
        told = stories.told(id)
        return told, snapshot.page(told, lang).decode()


def words_of(html: str) -> str:
    """What a reader reads: text without tags, one space between words."""
    bare = re.sub(r"<style>.*?</style>", "", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def test_it_holds_every_slides_message_picture_and_table(file: tuple[stories.Told, str]) -> None:
    told, html = file
    read = words_of(html)
    assert html.count('<article class="hp-slide">') == len(told.slides)
    for one in told.slides:
        assert " ".join(one.heading.split()) in read
        assert " ".join(one.lede.split()) in read
        assert one.picture.svg in html and one.small.svg in html
        if one.figure is None:
            continue
        with session.speaking("en" if '<html lang="en"' in html else "fi"):
            rows = list(cells.rows(one.figure.table))
        assert rows
        for row in rows:
            for cell in row:
                assert escape(cell) in html


def test_it_needs_nothing_but_itself(file: tuple[stories.Told, str]) -> None:
    _, html = file
    assert "<script" not in html
    assert not re.search(r"\son\w+=", html)
    fetched = re.findall(r'(?:src|href|srcset|data|action)="([^"]*)"', html)
    assert all(where.startswith("#") for where in fetched)
    assert "@import" not in html
    assert not re.search(r"url\((?!#|data:)", html)


def test_it_is_small_and_every_name_in_it_is_its_own(file: tuple[stories.Told, str]) -> None:
    _, html = file
    assert len(html.encode()) <= snapshot.MOST
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for used in set(re.findall(r"url\(#([^)]+)\)", html)):
        assert used in ids


def test_the_presenters_notes_are_not_in_it(file: tuple[stories.Told, str]) -> None:
    told, html = file
    notes = [told.note(at, lang) for at in range(len(told.slides)) for lang in LANGUAGES]
    assert all(notes)
    assert not any(note in words_of(html) for note in notes)


def test_example_and_made_up_figures_bear_their_mark(file: tuple[stories.Told, str]) -> None:
    told, html = file
    lang = "en" if '<html lang="en"' in html else "fi"
    slides = re.findall(r'<article class="hp-slide">.*?</article>', html, flags=re.S)
    for one, slide in zip(told.slides, slides, strict=True):
        for mark in {one.mark, one.figure.mark if one.figure else ""} - {""}:
            assert t(f"figure.{mark}", lang) in words_of(slide)
        if one.mark:
            assert t(f"figure.{one.mark}", lang) in one.picture.alt


def test_the_command_writes_every_story_in_every_language(tmp_path: Path, release: str) -> None:
    assert snapshot.main([str(tmp_path)]) == 0
    assert {file.name for file in tmp_path.iterdir()} == {
        snapshot.file_name(id, lang) for id in IDS for lang in LANGUAGES
    }


def test_a_code_is_drawn_only_when_phones_have_an_address(
    monkeypatch: pytest.MonkeyPatch, release: str
) -> None:
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    monkeypatch.delenv("SNAPSHOT_URL", raising=False)
    told = stories.told(IDS[0])
    assert story.code(story.address(told, 0, "fi")) == ""
    assert "hp-qr" not in story.slide(told, 0)

    monkeypatch.setenv("PUBLIC_URL", "https://kadenjalki.example/")
    where = story.address(told, 2, "en")
    assert where == f"https://kadenjalki.example/present?story={told.id}&slide=3&lang=en"
    monkeypatch.setenv("SNAPSHOT_URL", "https://files.example/esitys")
    where = story.address(told, 2, "en")
    assert where == f"https://files.example/esitys/{snapshot.file_name(told.id, 'en')}#dia-3"
    then = stories.told(IDS[0], dt.date(2023, 1, 15))
    assert story.address(then, 0, "fi").startswith("https://kadenjalki.example/present?")
    assert story.address(then, 0, "fi").endswith("&day=2023-01-15")
    # A story of one's own is on no phone: no code leads to another in its place.
    assert story.address(replace(told, shipped=False), 0, "fi") == ""
    drawn = story.slide(told, 2, code=story.code(where))
    assert "hp-qr" in drawn and escape(where) in drawn


def test_a_long_heading_gets_smaller_letters_and_never_too_small() -> None:
    sizes = [story.heading_size("sana " * count, story.WIDTH) for count in (3, 12, 20, 26, 60)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 56
    assert min(sizes) == 40
