"""Can everyone use this, what does not work, and whom to tell?"""

import streamlit as st

from handprint import glossary
from handprint.views import frame, listing, statement
from handprint.words import t

said = glossary.statement()

listing.dress()
frame.opening(statement.opening(said), statement.lede(said))

SECTIONS = {
    "failings": statement.failings(said),
    "feedback": statement.feedback(said),
    "supervision": statement.supervision(said),
    "assessment": statement.assessment(said),
    "keyboard": statement.keyboard(),
    "otherwise": statement.otherwise(),
}
for name, body in SECTIONS.items():
    st.header(t(f"accessibility.{name}"), anchor=False)
    st.html(body)
