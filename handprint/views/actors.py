"""What the reader can choose on the page of actors, and what stands beside the picture."""

import streamlit as st

from handprint import session
from handprint.figures import actors, actors_record
from handprint.figures.actors import STATES, View
from handprint.views import network
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
        steps = session.choice(
            "steps",
            [1, 2],
            label=t("choices.steps"),
            shown_as=lambda code: t(f"actors.steps_{code}"),
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
        if view.focus:
            st.button(t("actors.clear"), key="clear-actors", on_click=network.let_go)
    return view
