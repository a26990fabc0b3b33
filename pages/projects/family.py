"""What is under way, and what ends before its successor starts?

The five statuses first, then the years with their gap, then what carries on what; a project in
view has its card. Statuses follow from recorded days, so any day can be looked at.
"""

import datetime as dt

import streamlit as st

from handprint import session
from handprint.figures import family, family_facts, family_successors
from handprint.views import family as furniture
from handprint.views import figure, frame


@frame.fragment
def under_way() -> None:
    """Drawn again alone when a choice changes; a project is chosen in the pictures too."""
    narrow, today = session.narrow(), dt.date.today()
    with st.container(key="choices-family", horizontal=True):
        day = furniture.day()
        goal, fund, lead = furniture.chosen()
        project = furniture.project()
    rows = family_facts.chosen(day, goal, fund, lead)

    if rows or project:
        answer = family.opening(day, today, goal, fund, lead, project)
        frame.opening(answer.title, answer.lede)
    # The place for it is always there, so that the pictures keep their focus when it opens.
    with st.container(key="family-place"):
        if project:
            there = any(one.project.id == project for one in rows)
            furniture.card(project, day, today, outside=not there)
    if not rows:
        furniture.empty()
        return

    figure.show(family.pipeline_of(day, today, goal, fund, lead, narrow))
    figure.show(
        family.timeline_of(day, today, goal, fund, lead, project, narrow),
        on_select="project",
        opens="family-card",
    )
    figure.show(
        family_successors.tree_of(day, goal, fund, lead, project, narrow),
        on_select="project",
        opens="family-card",
    )


under_way()
