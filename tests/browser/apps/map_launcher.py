"""A server with one map, for tests/browser/test_map.py: our own routes around one page."""

import streamlit as st

from handprint import serving

app = st.App("map_page.py", routes=serving.routes(), middleware=serving.middleware())
