"""The bench: our municipalities page measured beside a plain Streamlit page, in one run."""
