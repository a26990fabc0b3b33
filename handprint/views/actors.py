"""What the reader can choose on the page of actors, and what stands beside the picture."""

import datetime as dt
from collections.abc import Sequence
from html import escape

import streamlit as st

from handprint import session
from handprint.figures import actors, actors_beside, actors_losses, actors_record, connections
from handprint.figures.actors import STATES, View
from handprint.figures.actors_beside import List
from handprint.views import links, listing, network
from handprint.views.frame import escaped
from handprint.words import REGION, place, t
from handprint.words import actors as words
from queries import run


def choices() -> View:
    """Day, focus, steps and filters, each kept in the address."""
    first, last = actors_record.span()
    with st.container(key="choices-actors", horizontal=True):
        # The box of what to look at comes first, and its names depend on the day.
        first_place = st.container(key="focus-actors")
        day = session.day("day", label=t("choices.day"), first=first, last=last)
        with first_place:
            kind, id = _focus(day)
        with st.popover(t("actors.narrow"), key="narrow-actors"):
            find = session.text("find", label=t("choices.find"), placeholder=t("actors.find_hint"))
            block = session.choice(
                "block",
                ["", *actors.blocks()],
                label=t("choices.block"),
                shown_as=lambda code: t(f"actors.block_{code}" if code else "actors.all_blocks"),
            )
            areas = run("labour/areas_by_level", level="municipality")["area_code"].tolist()
            area = session.choice(
                "area",
                [REGION, *areas],
                label=t("choices.area_municipality"),
                shown_as=lambda code: place(code).nominative,
            )
            state = session.choice(
                "state",
                ["", *STATES],
                label=t("choices.state"),
                shown_as=lambda code: t(f"actors.state_{code}" if code else "actors.all_states"),
            )
            steps = session.choice(
                "steps",
                [1, 2],
                label=t("choices.steps"),
                shown_as=lambda code: t(f"actors.steps_{code}"),
            )
        return View(
            day=day,
            kind=kind if id else "",
            id=id,
            steps=steps,
            block=block,
            area="" if area == REGION else area,
            state=state,
            find=find,
        )


def _focus(day: dt.date) -> tuple[str, str]:
    """The organisation, project or event to look at; an empty id for the whole network."""
    names = {"organisation": actors.organisations(day)} | {
        kind: actors.undertakings(day, kind) for kind in ("project", "event")
    }

    def shown_as(kind: str, id: str) -> str:
        if not id:
            return t("actors.whole")
        name = names[kind][id]
        return name if kind == "organisation" else t(f"actors.option_{kind}", name=name)

    kinds = {kind: tuple(ids) for kind, ids in names.items()}
    whole, nothing = network.WHOLE
    return session.one_of(
        kinds | {whole: (nothing, *kinds[whole])},
        label=t("choices.focus"),
        shown_as=shown_as,
        default=network.WHOLE,
    )


def focus(view: View) -> None:
    """The thing in focus beside the picture: partners, evidence, what hangs together with it."""
    beside = actors_beside.focus(view)
    with st.container(key="figure-actors-beside"):
        st.header(escaped(beside.heading), anchor=False)
        if view.id:
            st.button(
                t("actors.clear"), key="clear-actors", type="tertiary", on_click=network.let_go
            )
        if beside.said and not beside.lists:
            st.markdown(f":small[:gray[{escaped(beside.said)}]]")
        listing.dress()
        for one in beside.lists:
            st.html(_table(beside.heading, one))
        if beside.facts:
            st.html(listing.facts([(name, escape(what)) for name, what in beside.facts]))


def connected(view: View) -> None:
    """What hangs together with the thing in focus, as links to where each is shown."""
    about = actors_beside.focus(view).about
    if about:
        links.connected(t("links.heading"), connections.of(*about), key="actors")


def measures(view: View) -> None:
    """The measures of the network, each with its meaning in plain words."""
    with st.container(key="figure-actors-measures"):
        st.header(escaped(t("actors.measures")), anchor=False)
        st.markdown(f":small[:gray[{escaped(t('actors.measures_sub', day=words.day(view.day)))}]]")
        rows = "".join(
            f"<div><dt>{escape(one.name)}</dt><dd><b>{escape(one.value)}</b>"
            f"<span>{escape(one.means)}</span></dd></div>"
            for one in actors_losses.measures(view)
        )
        st.html(f'<dl class="hp-measures">{rows}</dl>')


def entries(view: View) -> None:
    """Every recorded entry with its evidence, behind a door; and how a new one is written."""
    rows = actors_beside.entries(view)
    heads = ("actor", "project", "role", "time", "source", "evidence")
    table = _rows(
        t("actors.all_ties_caption"), [t(f"actors.column_{head}") for head in heads], rows
    )
    with st.container(key="figure-actors-entries"):
        st.html(
            listing.more(t("actors.all_ties", count=len(rows)), table)
            + f'<div class="hp-list">{listing.words(t("actors.add"), quiet=True)}</div>'
        )


def _table(caption: str, one: List) -> str:
    """Two columns: a name with its remark under it, and what is told of it."""
    body = "".join(
        f'<tr><th scope="row">{escape(line.name)}<span>{escape(line.note)}</span></th>'
        f"<td>{escape(line.what)}</td></tr>"
        for line in one.lines
    )
    return _framed(caption, one.heads, body, "hp-table hp-beside")


def _rows(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    body = "".join(
        f'<tr><th scope="row">{escape(cells[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells[1:])
        + "</tr>"
        for cells in rows
    )
    return _framed(caption, heads, body, "hp-table")


def _framed(caption: str, heads: Sequence[str], body: str, kind: str) -> str:
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    return (
        f'<div class="{kind}" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )
