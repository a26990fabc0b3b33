"""Stories: ordered slides for a meeting, read from `data/stories` and filled with live figures.

A story's file names what each slide shows and where its live view is; the figures make the
headings, so a story never goes out of date. `told` is the one door.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import queries
from handprint.figures import focus, slide_choices, slides, view_slides
from handprint.figures.memory import remembered
from handprint.figures.slide_choices import Control, Tuned
from handprint.figures.slides import Slide
from handprint.figures.view_slides import VIEW
from handprint.session import LANGUAGES, language

FOLDER = Path(__file__).parents[2] / "data" / "stories"
_ID = re.compile(r"[a-z0-9-]+")
_PAGE = re.compile(r"[a-z_]+(?:/[a-z_]+)?")
_KEYS = ("show", "page", "choices", "focus", "heading", "lines", "note")


class BadStory(ValueError):
    """A story's file says something that cannot be shown; the message names file and slide."""


@dataclass(frozen=True)
class Frame:
    """One slide as the file has it: what it shows, its live view, and words by language.

    `focus` is the key of the figure that a saved view shows (`focus.VIEWS`).
    """

    show: str
    page: str
    focus: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    heading: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    note: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """A story as its file has it; one that a user has saved is not `shipped`."""

    id: str
    title: Mapping[str, str]
    frames: tuple[Frame, ...]
    shipped: bool = False


@dataclass(frozen=True)
class Told:
    """A story in one language, every slide filled; `frames` stand beside their slides.

    `release` and `built` (an ISO day) say which data it is made of. `numbers` are the slides'
    places in the story's file, and `tuned` what has been chosen on them, by that place.
    """

    id: str
    title: str
    day: dt.date
    slides: tuple[Slide, ...]
    frames: tuple[Frame, ...]
    release: str
    built: str
    shipped: bool
    numbers: tuple[int, ...] = ()
    tuned: Tuned = field(default_factory=dict)

    def controls(self, at: int) -> tuple[Control, ...]:
        """The choices that can be made on one slide."""
        frame = self.frames[at]
        own = {"day": self.day.isoformat(), **frame.choices}
        return slide_choices.controls(frame.show, own, frame.focus)

    def note(self, at: int, lang: str) -> str:
        """The presenter's note to one slide."""
        return self.frames[at].note.get(lang, "")


LIVE = {
    "phenomenon": "overview/now",
    "meeting": "labour/mismatch",
    "network": "network/actors",
    "family": "projects/family",
    "progress": "strategy/goals",
    "white_spots": "network/white_spots",
    "handprint": "overview/handprint",
    "changed": "overview/now",
    "timeline": "projects/family",
    "ending": "projects/family",
    "outputs": "projects/outputs",
    "holes": "strategy/thread",
    "questions": "overview/now",
}
"""The page on which what a slide shows is live."""


def frame(
    show: str,
    *,
    heading: str = "",
    lines: Sequence[str] = (),
    note: str = "",
    page: str = "",
    focus: str = "",
    choices: Mapping[str, str] | None = None,
) -> Frame:
    """A slide of a story that a user has saved: the same words in every language.

    A saved view (`show` is "view") has a page, a figure in focus and choices by code.
    """
    words = {
        name: dict.fromkeys(LANGUAGES, text)
        for name, text in (("heading", heading), ("lines", lines), ("note", note))
    }
    if show == VIEW:
        headed = {**words, "heading": words["heading"] if heading else {}}
        return Frame(show, page, focus=focus, choices=dict(choices or {}), **headed)
    return Frame(show, LIVE[show], **words)


def every(folder: Path = FOLDER) -> tuple[Story, ...]:
    """The stories that ship, the network day first. Raises `BadStory`."""
    found = [_read(file) for file in sorted(folder.glob("*.toml"), reverse=True)]
    return tuple(found)


def one(id: str) -> Story | None:
    """The story of this id, or None."""
    return next((story for story in every() if story.id == id), None)


def told(id: str, day: dt.date | None = None, tuned: Tuned | None = None) -> Told:
    """A story that ships, filled in the language in force, as on a day (today unless given).

    Raises KeyError for another id.
    """
    story = one(id)
    if story is None:
        raise KeyError(id)
    return filled(story, day or dt.date.today(), tuned)


def filled(story: Story, day: dt.date, tuned: Tuned | None = None) -> Told:
    """A story's slides in the language in force; one without any figures by the day is left out.

    `tuned` are choices made on the slides; those that a slide does not have are left out.
    """
    lang = language()
    shown, frames, numbers, kept = [], [], [], {}
    for number, frame in enumerate(story.frames, start=1):
        own = _own(frame, day)
        if own is None:
            continue
        asked = (tuned or {}).get(number, {})
        chosen = slide_choices.usable(frame.show, asked, own, frame.focus)
        slide = _made(frame, {**own, **chosen}, day, lang)
        if slide is None and chosen:
            # What was chosen has no figures: the slide stays as the story has it.
            chosen, slide = {}, _made(frame, own, day, lang)
        if slide is None:
            continue
        if chosen:
            kept[number] = chosen
        shown.append(slide)
        # A view says the time that it shows, so that its page opens on the same.
        own = own if frame.show == VIEW else frame.choices
        frames.append(replace(frame, choices={**own, **chosen}))
        numbers.append(number)
    release = queries.release()
    return Told(
        id=story.id,
        title=story.title[lang],
        day=day,
        slides=tuple(shown),
        frames=tuple(frames),
        release=release.id,
        built=release.manifest["built"][:10],
        shipped=story.shipped,
        numbers=tuple(numbers),
        tuned=kept,
    )


def _own(frame: Frame, day: dt.date) -> dict[str, str] | None:
    """The choices that a slide has on a day; None for a view that has no figures by then."""
    if frame.show != VIEW:
        return {"day": day.isoformat(), **frame.choices}
    if frame.focus not in focus.KEYS:
        return None
    return focus.seen_from(frame.focus, frame.choices, day)


def _made(frame: Frame, choices: Mapping[str, str], day: dt.date, lang: str) -> Slide | None:
    heading, lines = frame.heading.get(lang, ""), tuple(frame.lines.get(lang, ()))
    named = tuple(sorted(choices.items()))
    if frame.show == VIEW:
        return _viewed(frame.focus, named, heading, day, dt.date.today())
    return _drawn(frame.show, named, heading, lines, dt.date.today())


@remembered
def _viewed(
    key: str, choices: tuple[tuple[str, str], ...], heading: str, day: dt.date, today: dt.date
) -> Slide | None:
    """The slide of a saved view, drawn once a day."""
    return view_slides.made(key, dict(choices), heading=heading, day=day)


@remembered
def _drawn(
    show: str,
    choices: tuple[tuple[str, str], ...],
    heading: str,
    lines: tuple[str, ...],
    today: dt.date,
) -> Slide | None:
    """One slide, drawn once a day: some speak of today's date."""
    return slides.made(show, choices=dict(choices), heading=heading, lines=lines)


def _read(file: Path) -> Story:
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadStory(f"{file.name}: {error}") from error
    if not _ID.fullmatch(file.stem):
        raise BadStory(f"{file.name}: a story's file is named in small letters, digits and -")
    title = _words(content, "title", file.name)
    rows = content.get("slide", ())
    if not (isinstance(rows, list | tuple) and all(isinstance(row, dict) for row in rows)):
        raise BadStory(f"{file.name}: slide is not written as [[slide]]")
    frames = tuple(
        _frame(row, f"{file.name}, slide {number}") for number, row in enumerate(rows, start=1)
    )
    if not frames:
        raise BadStory(f"{file.name}: no [[slide]]")
    return Story(file.stem, title, frames, shipped=True)


def _frame(row: Mapping[str, Any], where: str) -> Frame:
    show = row.get("show", "")
    if show not in (VIEW, *slides.SHOWN):
        known = ", ".join((VIEW, *slides.SHOWN))
        raise BadStory(f"{where}: show = {show!r} is not one of {known}")
    asks, page = show == "questions", _page(row.get("page", ""), where)
    if odd := sorted(set(row) - set(_KEYS)):
        raise BadStory(f"{where}: {odd[0]!r} is not one of {', '.join(_KEYS)}")
    choices = _choices(row.get("choices", {}), where)
    if show == VIEW:
        _figure_there(row.get("focus", ""), page, choices, where)
    headed = asks or (show == VIEW and "heading" in row)
    return Frame(
        show=show,
        page=page,
        focus=str(row.get("focus", "")),
        choices=choices,
        heading=_words(row, "heading", where) if headed else {},
        lines=_words(row, "lines", where) if asks else {},
        note=_words(row, "note", where) if "note" in row else {},
    )


def _choices(given: Any, where: str) -> dict[str, str]:
    """Choices by name as text; refuses what is no table, and a day that is none."""
    if not isinstance(given, dict):
        raise BadStory(f"{where}: choices = {given!r} is not a table")
    choices = {str(name): str(code) for name, code in given.items()}
    try:
        dt.date.fromisoformat(choices.get("day", "2000-01-01"))
    except ValueError as error:
        raise BadStory(f"{where}: choices: day = {choices['day']!r} is not a day") from error
    return choices


def _figure_there(key: str, page: str, choices: Mapping[str, str], where: str) -> None:
    """Refuse a figure that is not on the page, and choices that it does not read."""
    known = [one for one, view in focus.VIEWS.items() if view.page == page]
    if key not in known:
        raise BadStory(f"{where}: focus = {key!r} is not one of {', '.join(known)}")
    names = focus.VIEWS[key].names
    if odd := sorted(set(choices) - set(names)):
        raise BadStory(f"{where}: choices: {odd[0]!r} is not one of {', '.join(names)}")


def _page(page: str, where: str) -> str:
    if not _PAGE.fullmatch(str(page)) or not (FOLDER.parents[1] / "pages" / f"{page}.py").is_file():
        raise BadStory(f"{where}: page = {page!r} is not a page")
    return page


def _words(row: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    found = row.get(key, {})
    lacking = [lang for lang in LANGUAGES if not (isinstance(found, dict) and found.get(lang))]
    if lacking:
        raise BadStory(f"{where}: {key} lacks {', '.join(lacking)}")
    listed = key == "lines"
    for words in found.values():
        texts = words if listed and isinstance(words, list) else [None if listed else words]
        if not all(isinstance(text, str) for text in texts):
            raise BadStory(f"{where}: {key} is not {'a list of texts' if listed else 'a text'}")
    if any(letter.isdigit() for words in found.values() for letter in _joined(words)):
        raise BadStory(f"{where}: {key} holds a digit; figures make their own numbers")
    return found


def _joined(words: str | Iterable[str]) -> str:
    return words if isinstance(words, str) else " ".join(words)
