"""Attack 8: every state of every page that rests on the cube, and all that it would send.

The pages run in this process through AppTest with every door open (table, meaning, query), so
that tables and downloads are there as well. Kept are the element protos as text, the figures
behind them and the bytes of the downloads.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from google.protobuf.message import Message
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from handprint import session
from handprint.figures import Figure
from handprint.views import figure as figure_view
from tests.pages.opening import open_page

State = Mapping[str, str]
"""Choices by name, as in the address; what is not named is at its default."""
_TAGS = re.compile(r"<style.*?</style>|<[^>]*>", re.S)


@dataclass
class Shown:
    """One state of a page: all text that is sent, the figures on it, the files behind its doors."""

    text: str
    figures: list[Figure]
    downloads: dict[str, bytes]
    choices: dict[str, str]

    def said(self) -> str:
        """What a state says, without ids and times of making."""
        told = [
            (one.key, one.heading, one.sub, one.notes, repr(one.picture), repr(one.small))
            for one in self.figures
        ]
        files = {name: data for name, data in self.downloads.items() if name.endswith(".csv")}
        return repr((told, files))

    def figure(self, key: str) -> Figure | None:
        """The figure with this key, if it is on the page."""
        return next((one for one in self.figures if one.key == key), None)


@dataclass
class Watch:
    """What the running page did that its element tree does not tell."""

    figures: list[Figure] = field(default_factory=list)
    downloads: dict[str, bytes] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)

    def clear(self) -> None:
        """Forget the state before."""
        for kept in (self.figures, self.downloads, self.offered, self.settled):
            kept.clear()


@contextmanager
def watching() -> Iterator[Watch]:
    """Note figures, downloads and choices while pages run; nothing of what they do changes."""
    watch = Watch()
    show, keep, settle = figure_view.show, MemoryMediaFileStorage.load_and_get_id, session.settle

    def noted_show(one: Figure, **options: Any) -> str | None:
        watch.figures.append(one)
        return show(one, **options)

    def noted_keep(self: Any, data: Any, mimetype: str, kind: Any, filename: Any = None) -> str:
        if filename and isinstance(data, bytes):
            watch.downloads[filename] = data
        return keep(self, data, mimetype, kind, filename)

    def noted_settle(name: str, codes: Any, *, default: Any = None) -> Any:
        code = settle(name, codes, default=default)
        watch.offered[name] = [str(one) for one in codes]
        watch.settled[name] = str(code)
        return code

    figure_view.show = noted_show
    MemoryMediaFileStorage.load_and_get_id = noted_keep
    session.settle = noted_settle
    try:
        yield watch
    finally:
        figure_view.show = show
        MemoryMediaFileStorage.load_and_get_id = keep
        session.settle = settle


class Page:
    """One page in one language, opened once and led from state to state by its address."""

    def __init__(self, watch: Watch, page: str, lang: str) -> None:
        self._watch, self.lang = watch, lang
        self._app = open_page(page, lang=lang)
        self._doors = self._opened()

    def at(self, state: State) -> Shown:
        """The page in a state, all of its doors open."""
        self._app.query_params = {"lang": self.lang, **state}
        self._watch.clear()
        self._app._run(self._doors)
        doors = self._opened()
        if doors != self._doors:
            # Another choice may show other figures, whose doors are not open yet.
            self._doors = doors
            self._watch.clear()
            self._app._run(self._doors)
        assert not self._app.exception, state
        text = "\n".join(string for node in self._app._tree for string in strings(_proto(node)))
        assert "K-" not in text or not re.search(r"K-[0-9A-F]{4}\b", text), f"failed at {state}"
        return Shown(
            text,
            list(self._watch.figures),
            dict(self._watch.downloads),
            dict(self._watch.settled),
        )

    def offered(self) -> dict[str, list[str]]:
        """The choices of the state last shown and their codes."""
        return {name: codes for name, codes in self._watch.offered.items() if name != "lang"}

    def _opened(self) -> WidgetStates:
        states = WidgetStates()
        for block in self._app.get("popover"):
            states.widgets.append(WidgetState(id=block.proto.popover.id, bool_value=True))
        return states


def _proto(node: Any) -> Message | None:
    proto = getattr(node, "proto", None)
    return proto if isinstance(proto, Message) else None


def strings(message: Message | None) -> Iterator[str]:
    """Every string in a proto, JSON and markup taken apart."""
    if message is None:
        return
    for described, value in message.ListFields():
        values = value if described.is_repeated else [value]
        for one in values:
            if isinstance(one, Message):
                yield from strings(one)
            elif isinstance(one, str):
                yield from _plain(one)
            elif isinstance(one, bytes):
                yield one.decode("utf-8", errors="ignore")
            elif described.name in ("value", "default", "min", "max"):
                yield str(one)


def _plain(text: str) -> Iterator[str]:
    """A string as a reader of the bytes would understand it."""
    if text[:1] in "{[" and len(text) > 1:
        try:
            found = json.loads(text)
        except ValueError:
            pass
        else:
            yield from _leaves(found)
            return
    yield html.unescape(_TAGS.sub(" ", text)).replace("\\", "")


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, str):
        yield from _plain(value)
    elif value is not None:
        yield str(value)


def single_states(page: Page) -> list[State]:
    """Each value of each choice, the others at their defaults."""
    page.at({})
    return [{}] + [
        {name: code} for name, codes in page.offered().items() for code in codes if len(codes) > 1
    ]


def pairs(
    page: Page, singles: list[State], *, draws: int, chance: np.random.Generator
) -> list[State]:
    """So many draws of two choices with values, the second among those offered after the first."""
    after: dict[tuple[str, str], dict[str, list[str]]] = {}
    for state in singles[1:]:
        ((name, code),) = state.items()
        page.at(state)
        after[name, code] = {n: c for n, c in page.offered().items() if len(c) > 1}
    firsts: dict[str, list[str]] = {}
    for name, code in after:
        firsts.setdefault(name, []).append(code)
    found = []
    names = sorted(firsts)
    for _ in range(draws):
        one = names[chance.integers(len(names))]
        code = firsts[one][chance.integers(len(firsts[one]))]
        state = {one: code}
        others = {n: c for n, c in after[one, code].items() if n != one}
        if others:
            other = sorted(others)[chance.integers(len(others))]
            state[other] = others[other][chance.integers(len(others[other]))]
        found.append(state)
    return found


COUNTED = (
    r"(?:työt(?:ön|tömä\w*|öntä)|työnhakija\w*|hakija\w*|henkilö\w*|ihmis\w*|"
    r"unemployed|jobseekers?|seekers?|people|persons?)\b"
)
_SPACE = "[ \u00a0\u202f]"
# Not the end of a range or of another number: 0–4 persons, 12.5 persons, +3 persons.
NUMBER = rf"(?<![\d,.–−+-])(?<!\d{_SPACE})(\d{{1,3}}(?:(?:{_SPACE}|,)\d{{3}})+|\d+)"
PERSONS = re.compile(rf"{NUMBER}{_SPACE}{COUNTED}", re.I)


def persons_told(text: str) -> list[tuple[int, str]]:
    """Whole numbers that a text says are of persons, with the words around them."""
    return [
        (
            int(re.sub(r"\D", "", match[1])),
            text[max(0, match.start() - 60) : match.end() + 20],
        )
        for match in PERSONS.finditer(text)
    ]


def numbers_of(figures: list[Figure]) -> set[int]:
    """Every number of the figures' tables, to the nearest whole."""
    found: set[int] = set()
    for one in figures:
        for name, column in one.table.columns.items():
            if column.unit != "text":
                values = one.table.frame[name].astype(float).to_numpy()
                found.update(np.rint(np.abs(values[np.isfinite(values)])).astype(int).tolist())
    return found
