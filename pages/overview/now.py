"""Where do we stand this month?

The month's two figures and what has become of the known claim, then the goals' lights, the map,
what changed, what ends soon, and the twelve questions that other pages answer.
"""

import datetime as dt

import streamlit as st

from handprint.figures import areas, ask_first, family, goal_lights, situation
from handprint.session import choice, language, narrow
from handprint.views import answers, editions, figure, frame, sources, tile
from handprint.words import REGION, t, when
from queries import run

WHERE, GOALS = "labour/municipalities.py", "strategy/goals.py"

with st.container(key="choices-now", horizontal=True):
    period = choice("period", situation.periods(), label=t("choices.period"), shown_as=when)

today = dt.date.today()
answer = situation.opening(period)
frame.opening(answer.title, answer.lede)

where = areas.map_of("municipality", "unemployed_share", period, REGION)
fresh = sources.opening(
    sources.described(run("about/sources"), run("about/cells_by_source"), today=today)
)

facts, on_map = st.columns([0.64, 0.36], gap="large")
with facts:
    figure.show(situation.claims_of(period, narrow()))
    tile.row(situation.tiles_of(period))
    figure.show(goal_lights.lights_of(narrow()))
    answers.more(GOALS, t("now.lights_more"), key="lights")
    editions.opening()
    answers.changed(t("now.changed"), t("now.changed_sub"), situation.changed(period))
with on_map:
    chosen = figure.show(where)
    answers.ending(t("now.ending"), family.ending_within(today))
answers.asked(t("now.ask"), ask_first.questions(today, where=where.heading, sources=fresh))
if chosen:
    st.switch_page(WHERE, query_params={"area": chosen, "lang": language()})
