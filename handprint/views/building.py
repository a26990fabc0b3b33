"""The first start on a plain clone: build a release where the reader can see it happen."""

import importlib
import logging

import streamlit as st

import queries
from handprint.releases import newest_good
from handprint.session import language
from handprint.views.frame import escaped
from handprint.words import t

_LOG = logging.getLogger("handprint")


def ready() -> bool:
    """Whether there is a release to read; when there is none, build one with its progress."""
    if newest_good(queries.data_folder()) is not None:
        return True
    bar = st.progress(0.0, text=t("frame.building"))

    def shown(step: int, of: int, words: str) -> None:
        said = t("frame.building_step", step=step, of=of, words=words)
        bar.progress(min(step / of, 1.0), text=f"{t('frame.building')} {escaped(said)}")

    try:
        # Loaded only here: the publisher is the one writer, and a served app has no use for it.
        publish = importlib.import_module("handprint.publish")
        publish.build(data_dir=queries.data_folder(), progress=shown, lang=language())
    except Exception as error:
        _LOG.exception("the first release could not be built")
        bar.empty()
        st.markdown(f"**{t('frame.no_release')}**")
        st.markdown(escaped(str(error)))
        st.markdown(t("frame.no_release_more"))
        return False
    bar.empty()
    return newest_good(queries.data_folder()) is not None
