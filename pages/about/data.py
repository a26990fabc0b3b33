"""Where do the figures come from, and how fresh are they?"""

import datetime as dt

import streamlit as st

import queries
from handprint.views import frame, listing, sources
from handprint.words import t
from queries import run

cells = run("about/cells_by_source")
every = sources.described(run("about/sources"), cells, today=dt.date.today())

listing.dress()
shown = sources.chosen(every)
frame.opening(sources.opening(every), sources.lede(every))

if shown:
    st.header(sources.heading(shown, every), anchor=False)
    st.html(sources.catalogue(shown, every))
    if title := sources.others_heading(shown):
        st.header(title, anchor=False)
        st.html(sources.others(shown))
else:
    listing.empty(t("data.listed_none"), clear=("find", "topic"), label=t("data.clear"))

st.header(sources.notes_heading(), anchor=False)
st.markdown(f":gray[{t('data.notes_sub')}]")
st.html(sources.notes())

st.header(sources.secrets_heading(cells), anchor=False)
st.markdown(f":gray[{frame.escaped(t('data.secrets_sub'))}]")
st.html(sources.remainders(run("about/remainders")))

release = queries.release()
st.header(sources.release_heading(release), anchor=False)
st.markdown(f":gray[{t('data.release_sub')}]")
st.html(sources.release_facts(release))
