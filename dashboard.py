"""The launcher: puts the server's own parts around the frame in pages/_app.py.

A launcher, because Streamlit runs a script next to a folder `pages/` bare on the first deep
link; started this way every address opens inside the frame. Start it with
`streamlit run dashboard.py`.
"""

import streamlit as st

from handprint import serving

app = st.App(
    "pages/_app.py",
    lifespan=serving.lifespan,
    routes=serving.routes(),
    middleware=serving.middleware(),
)
