"""Streamlit furniture: what the reader meets around a question, a picture or a table."""
