"""Where does the reader start? On the situation page; this hidden default only leads there.

The default page's own address would open a "page not found" dialog, so no content lives here.
"""

import streamlit as st

st.switch_page("overview/now.py", query_params=st.query_params)
