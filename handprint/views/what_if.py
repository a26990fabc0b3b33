"""The four levers as sliders, and scenarios to begin from; the address holds where they stand."""

from dataclasses import asdict

import streamlit as st

from handprint import session
from handprint.analysis.matching import LEVERS, REST, Levers
from handprint.levers import settings
from handprint.words import what_if


def scenarios() -> None:
    """Buttons that set all four levers at once; the first one lets them rest."""
    with st.container(key="choices-what-if", horizontal=True, gap="small"):
        for at, levers in enumerate((REST, *settings().scenarios)):
            st.button(
                what_if.short(levers),
                key=f"scenario-{at}",
                on_click=session.choose_all,
                args=(asdict(levers),),
                kwargs={"default": 0},
            )


def levers() -> Levers:
    """Four sliders side by side, each saying in words where it stands."""
    with st.container(key="levers"):
        columns = st.columns(len(LEVERS), gap="large")
        chosen = {}
        for lever, column in zip(LEVERS, columns, strict=True):
            with column:
                chosen[lever] = session.slider(
                    lever,
                    settings().stops(lever),
                    label=what_if.name(lever),
                    shown_as=lambda amount, lever=lever: what_if.value(lever, amount),
                )
    return Levers(**chosen)
