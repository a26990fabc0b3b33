"""The network and the projects of one municipality, as links to where each is shown."""

import datetime as dt
from collections.abc import Callable

import streamlit as st

from handprint import session
from handprint.figures import local_ties
from handprint.views import links
from handprint.words import REGION, place, place_codes, t

WHITE_SPOTS = "network/white_spots.py"
PROFILE = "labour/municipalities.py"


def show(area: str) -> None:
    """Members, projects and goals of a municipality, or that none is recorded.

    Nothing for Lapland and for areas of other levels: an organisation is seated in a municipality.
    """
    if area not in place_codes("municipality"):
        return
    day = dt.date.today()  # noqa: DTZ011 (the reader's own day)
    links.connected(local_ties.heading(area, day), local_ties.of(area, day), key="local")
    with st.container(key="links-local-map"):
        links.to(WHITE_SPOTS, t("white_spots.area_page"), {"area": area})


def in_view(area: str) -> Callable[[str], None]:
    """What choosing a municipality does while `area` is in view: the same again takes it away."""

    def choose(code: str) -> None:
        # Into the session too: after an arrival from another page it is asked before the default.
        session.choose_all({"area": REGION if code == area else code}, default=REGION)

    return choose


def let_go() -> None:
    """No municipality is in view any more, as Escape does."""
    session.give_up("area")


def page_of(area: str) -> None:
    """The way to a municipality's own page; nothing for Lapland.

    The place for it is always there, so that what follows keeps its focus when it appears.
    """
    with st.container(key="links-local-page"):
        if area in place_codes("municipality"):
            label = t("white_spots.open", area=place(area).name)
            links.to(PROFILE, label, {"area": area})
