"""What would help most?

Four levers: commuting, remote work, retraining and job shaping. The answer says how many openings
could be filled at most when they are pulled so far, and which lever's next step would add most;
then what each one adds, who is left, and what the calculation assumes.
"""

import streamlit as st

from handprint.figures import what_if
from handprint.views import figure, frame
from handprint.views import what_if as choices
from handprint.words import t


@frame.fragment
def scenario() -> None:
    """Drawn again alone when a lever is pulled."""
    choices.scenario()
    answered = st.container()
    levers = choices.levers()
    answer = what_if.opening(levers)
    with answered:
        frame.opening(answer.title, answer.lede)
    figure.show(what_if.reached(levers))
    step, rest = st.columns(2, gap="large")
    with step:
        figure.show(what_if.next_steps(levers))
    with rest:
        figure.show(what_if.left(levers))


if what_if.opening(what_if.REST) is None:
    frame.opening(t("what_if.empty"), t("what_if.empty_more"))
else:
    scenario()
    st.header(t("what_if.assumptions"), anchor=False)
    st.markdown("\n".join(f"- {frame.escaped(said)}" for said in what_if.assumptions()))
