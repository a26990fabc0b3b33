"""Where do we stand this month?

The month's two figures and what has become of the known claim, then the map, what changed,
and the questions that other pages answer.
"""

import datetime as dt

import streamlit as st

from handprint import glossary, numbers
from handprint.figures import areas, ask_first, occupations, situation
from handprint.figures.occupation_counts import Stretch, months
from handprint.session import choice, language, narrow
from handprint.views import answers, figure, frame, sources, tile
from handprint.views.answers import Question
from handprint.words import t, when
from queries import run

WHERE, REGION, TERM = "labour/municipalities.py", "MK19", "unemployed_jobseeker"

with st.container(key="choices-now", horizontal=True):
    period = choice("period", situation.periods(), label=t("choices.period"), shown_as=when)

answer = situation.opening(period)
frame.opening(answer.title, answer.lede)

where = areas.map_of("municipality", "unemployed_share", period, REGION)
meet, outside, helps = ask_first.meeting(), ask_first.outside(), ask_first.helps()
lacking = occupations.opening(4, Stretch(numbers.months_before(months()[0], 11), months()[0]))
meaning = next(term for term in glossary.terms() if term.code == TERM).definition(language())
fresh = sources.opening(
    sources.described(run("about/sources"), run("about/cells_by_source"), today=dt.date.today())
)

facts, on_map = st.columns([0.64, 0.36], gap="large")
with facts:
    figure.show(situation.claims_of(period, narrow()))
    tile.row(situation.tiles_of(period))
    answers.changed(t("now.changed"), t("now.changed_sub"), situation.changed(period))
    answers.asked(
        t("now.ask"),
        [
            Question(t("now.ask_meet"), meet, "labour/mismatch.py"),
            Question(t("now.ask_where"), where.heading, WHERE),
            Question(t("now.ask_occupations"), lacking.title, "labour/occupations.py"),
            *([Question(t("now.ask_groups"), outside, "labour/groups.py")] if outside else []),
            *([Question(t("now.ask_helps"), helps, "labour/what_if.py")] if helps else []),
            Question(t("now.ask_sources"), fresh, "about/data.py"),
            Question(t("now.ask_terms"), meaning, "about/definitions.py", {"term": TERM}),
        ],
    )
with on_map:
    chosen = figure.show(where)
if chosen:
    st.switch_page(WHERE, query_params={"area": chosen, "lang": language()})
