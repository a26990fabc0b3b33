"""How big is our handprint?

The hand, filled by what moves the right way, beside its fingers in rows and the ledger of the
palm; below, every part of every finger with its figures, weight and reason, and the region's
figures as context.
"""

import streamlit as st

from handprint import session
from handprint.figures import handprint
from handprint.views import figure, frame, links
from handprint.views import handprint as hand
from handprint.words import t


@frame.fragment
def handprint_now() -> None:
    """Drawn again alone when a finger is chosen, on the hand or in the box."""
    year, narrow = handprint.this_year(), session.narrow()
    with st.container(key="choices-handprint", horizontal=True):
        chosen = session.choice(
            "finger", handprint.codes(), label=t("choices.finger"), shown_as=handprint.name
        )

    answer = handprint.opening(year)
    frame.opening(answer.title, answer.lede)

    on_hand, counted = st.columns([0.56, 0.44], gap="large")
    with on_hand:
        figure.show(handprint.hand_of(chosen, year, narrow), on_select="finger")
    with counted:
        figure.show(handprint.rows_of(chosen, year, narrow))
        figure.show(handprint.ledger_of(narrow))
        hand.cost()
    # On a phone the columns follow one another, and context comes after what it is context to.
    with counted if narrow else on_hand:
        hand.context()

    fingers = handprint.fingers(year)
    hand.parts([one for one in fingers if chosen in (one.code, handprint.ALL)])
    if chosen != handprint.ALL:
        links.connected(t("links.heading"), handprint.ties(chosen), key="handprint")


handprint_now()
