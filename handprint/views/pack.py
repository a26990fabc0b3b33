"""The choices of a meeting's pack, its making with progress, and the files to take."""

import datetime as dt
from collections.abc import Callable
from html import escape
from typing import NamedTuple

import streamlit as st

import queries
from handprint import numbers, session
from handprint.figures import editions, goals, pack
from handprint.figures.pack import REGION, Choices, Pack
from handprint.packs import about, pdf, pictures, pptx, xlsx
from handprint.views import answers
from handprint.views.answers import Question
from handprint.views.frame import escaped
from handprint.words import place, t
from queries import run

TYPES = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The kinds of files and their media types, in the order they are offered."""
PAGES = {
    "now": "overview/now.py",
    "municipalities": "labour/municipalities.py",
    "mismatch": "labour/mismatch.py",
    "occupations": "labour/occupations.py",
    "groups": "labour/groups.py",
    "white_spots": "network/white_spots.py",
    "actors": "network/actors.py",
    "handprint": "overview/handprint.py",
    "family": "projects/family.py",
    "outputs": "projects/outputs.py",
    "goals": "strategy/goals.py",
    "thread": "strategy/thread.py",
}
"""Where each section's figures are on the screen."""
_MAKERS: dict[str, Callable[[Pack], bytes]] = {
    "pdf": pdf.made,
    "pptx": pptx.made,
    "xlsx": xlsx.made,
}
_REMEMBERED: dict[tuple[object, ...], "Files"] = {}
_MOST = 12


class Files(NamedTuple):
    """A finished pack and its files by kind; no PDF where pages cannot be set."""

    pack: Pack
    made: dict[str, bytes]


def choices() -> Choices:
    """Area, as-of day, language, goals and sections; all of them travel in the address."""
    with st.container(key="choices-pack", horizontal=True, gap="small"):
        area = session.choice(
            "area",
            [REGION, *run("labour/areas_by_level", level=pack.LEVEL)["area_code"]],
            label=t("choices.area"),
            shown_as=lambda code: place(code).name,
        )
        day = session.day("day", label=t("choices.day"), first=pack.FIRST, last=pack.LAST)
        lang = session.choice(
            "pack_lang",
            list(session.LANGUAGES),
            label=t("choices.pack_lang"),
            shown_as=lambda code: session.LANGUAGES[code],
            default=session.language(),
        )
    names = {one.goal: f"{one.goal} {one.short}" for one in goals.all_goals()}
    chosen = session.several(
        "goals", list(names), label=t("choices.goals"), shown_as=lambda code: names[code]
    )
    sections = session.several(
        "sections",
        pack.sections(),
        label=t("choices.sections"),
        shown_as=pack.name_of,
        default=pack.DEFAULT,
    )
    narrowed = () if len(chosen) in (0, len(names)) else chosen
    return Choices(lang, day, area, narrowed, sections)


def made(chosen: Choices) -> Files | None:
    """The files of these choices: remembered ones at once, others when the reader asks for them."""
    # Today is in it too: the family says which day is today, and a server runs for weeks.
    here = (str(queries.data_folder()), queries.release().id)
    since = editions.digests(chosen.day, chosen.lang)
    key = (*here, chosen, pictures.available(), dt.date.today(), since)
    if (known := _REMEMBERED.get(key)) is not None:
        return known
    spot = st.empty()
    if not chosen.sections or not spot.button(t("pack.make"), type="primary", key="make-pack"):
        return None
    bar = spot.progress(0.0, text=t("pack.make"))
    of = len(chosen.sections) + len(TYPES)

    def told(step: int, words: str) -> None:
        said = t("pack.making", words=words, step=step + 1, of=of)
        bar.progress(step / of, text=escaped(said))

    content = pack.made(chosen, told=lambda step, _, words: told(step, words), since=since)
    files = {}
    for step, kind in enumerate(TYPES, start=len(chosen.sections)):
        told(step, t(f"pack.making_{kind}"))
        if kind != "pdf" or pictures.available():
            files[kind] = _MAKERS[kind](content)
    bar.empty()
    while len(_REMEMBERED) >= _MOST:
        _REMEMBERED.pop(next(iter(_REMEMBERED)), None)
    _REMEMBERED[key] = Files(content, files)
    return _REMEMBERED[key]


def take(files: Files) -> None:
    """A button for each file; one clear line where pictures or the PDF could not be made."""
    if not pictures.available():
        st.html(f'<p class="hp-notice" role="status">{t("pack.typst_missing")}</p>')
    with st.container(key="take-pack", horizontal=True, gap="small"):
        for kind, content in files.made.items():
            size = f"{max(1, round(len(content) / 1024)):d}"
            st.download_button(
                t(f"pack.{kind}", size=size),
                content,
                file_name=f"{files.pack.file}.{kind}",
                mime=TYPES[kind],
                key=f"take-{kind}",
                on_click="ignore",
            )


def title(chosen: Choices) -> str:
    """What the pack is going to hold, in a sentence; asks for a section when there is none."""
    count = len(chosen.sections)
    if not count:
        return t("pack.title_none")
    return t(
        "pack.title",
        sections=t("pack.sections_one" if count == 1 else "pack.sections_many", count=count),
        area=place(chosen.area).name,
        day=numbers.date(chosen.day.isoformat(), session.language()),
    )


def contents(files: Files) -> None:
    """What is in the finished pack: what has changed, then each section's answer as a link."""
    made = files.pack
    for at, digest in enumerate(made.digests):
        with st.container(key=f"figure-digest-{at}"):
            st.header(escaped(digest.heading), anchor=False)
            st.markdown(f":small[:gray[{escaped(digest.sub)}]]")
            body = "".join(
                f"<li><strong>{escape(row.figure)}</strong><span>{escape(row.words)}</span></li>"
                for row in digest.rows
            )
            if body:
                st.html(f'<ul class="hp-changes">{body}</ul>')
    answers.asked(
        t("pack.contents"),
        [Question(one.name, one.title, PAGES[one.key]) for one in made.sections],
    )
    for remark in about.remarks(made):
        st.markdown(f":gray[{escaped(remark)}]")
