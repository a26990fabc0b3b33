"""What does the word mean, and who says so?"""

import streamlit as st

from handprint.views import definitions, frame, listing
from handprint.words import t

listing.dress()
wish = definitions.asked()
frame.opening(definitions.opening(wish.term), definitions.lede(wish.term))
if wish.term:
    st.html(definitions.opened(wish.term))

terms, measures = definitions.found(wish)
if not terms and not measures:
    listing.empty(
        t("definitions.found_none", word=wish.word),
        clear=("word", "group"),
        label=t("definitions.clear"),
    )
elif wish.word:
    st.header(frame.escaped(definitions.heading(wish, len(terms) + len(measures))), anchor=False)
    st.html(definitions.terms(terms) + definitions.measures(measures))
else:
    for title, inside in definitions.groups(terms):
        st.header(title, anchor=False)
        st.html(definitions.terms(inside))
    if measures:
        st.header(definitions.measures_heading(measures), anchor=False)
        st.html(definitions.measures(measures, folded=wish.group == "all"))
