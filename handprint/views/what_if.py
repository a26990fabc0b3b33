"""The four levers as sliders, and a list of scenarios; the address holds where they stand."""

from dataclasses import asdict

import streamlit as st

from handprint import session
from handprint.analysis.matching import LEVERS, REST, Levers
from handprint.levers import settings
from handprint.words import t, what_if

_SCENARIO = "what-if-scenario"


def scenario() -> None:
    """A list of scenarios that set all four levers at once; it names the one in force."""
    stands = Levers(**{lever: session.settle(lever, settings().stops(lever)) for lever in LEVERS})
    offered = list(dict.fromkeys((REST, *settings().scenarios, stands)))
    st.session_state[_SCENARIO] = offered.index(stands)

    def chosen() -> None:
        session.choose_all(asdict(offered[st.session_state[_SCENARIO]]), default=0)

    with st.container(key="choices-what-if", horizontal=True, gap="small"):
        st.selectbox(
            t("what_if.scenario_label"),
            range(len(offered)),
            format_func=lambda at: _named(offered[at]),
            key=_SCENARIO,
            on_change=chosen,
        )


def _named(levers: Levers) -> str:
    own = levers not in (REST, *settings().scenarios)
    return t("what_if.own") if own else what_if.short(levers)


def levers() -> Levers:
    """Four sliders side by side, each saying in words where it stands."""
    with st.container(key="levers"):
        columns = st.columns(len(LEVERS), gap="medium")
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
