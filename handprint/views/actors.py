"""What the reader can choose on the page of actors, and what stands beside the picture."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from handprint import session
from handprint.figures import actors, actors_beside, actors_losses, actors_record, connections
from handprint.figures.actors import STATES, View
from handprint.figures.actors_beside import List
from handprint.views import links, listing, network
from handprint.views.frame import escaped
from handprint.words import actors as words
from handprint.words import place, t
from queries import run

REGION = "MK19"


def choices() -> View:
    """Day, focus, steps and filters, each kept in the address."""
    first, last = actors_record.span()
    with st.container(key="choices-actors", horizontal=True):
        # The day's place is kept: what can be chosen depends on it.
        where = st.container(width="content")
        day = session.day("day", label=t("choices.day"), first=first, last=last)
        names = actors.organisations(day)
        projects = actors.undertakings(day, "project")
        with where:
            organisation = session.choice(
                "organisation",
                ["", *names],
                label=t("choices.organisation"),
                shown_as=lambda code: names.get(code, t("actors.whole")),
            )
        project = session.choice(
            "project",
            ["", *projects],
            label=t("choices.project"),
            shown_as=lambda code: projects.get(code, t("actors.no_project")),
        )
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
        events = actors.undertakings(day, "event")
        view = View(
            day=day,
            organisation=organisation,
            project=project,
            event=session.settle("event", ["", *events]),
            steps=steps,
            block=block,
            area="" if area == REGION else area,
            state=state,
            find=find,
        )
    return view


def focus(view: View) -> None:
    """The thing in focus beside the picture: partners, evidence, what hangs together with it."""
    beside = actors_beside.focus(view)
    with st.container(key="figure-actors-beside"):
        st.header(escaped(beside.heading), anchor=False)
        if view.focus:
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
