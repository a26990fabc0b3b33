"""Who may write: decisions, stories, editions and notes belong to those who run the app."""

import ipaddress
import os

import streamlit as st


def allowed() -> bool:
    """Whether this process lets its reader write.

    Never where PUBLIC is set. Otherwise when only this computer reaches the app, or when the
    reader has signed in. An address that is not set means every address, so it is not this
    computer's.
    """
    if public():
        return False
    return _loopback(st.config.get_option("server.address")) or _signed_in()


def public() -> bool:
    """Whether the process is started for everybody: PUBLIC is set to anything but 0."""
    return os.environ.get("PUBLIC", "") not in ("", "0")


def _loopback(address: str | None) -> bool:
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


def _signed_in() -> bool:
    return bool(st.user.get("is_logged_in", False))
