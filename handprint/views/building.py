"""The first start on a plain clone: build a release where the reader can see it happen."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import streamlit as st

import queries
from handprint.releases import newest_good
from handprint.session import language
from handprint.views.frame import escaped
from handprint.words import t

_LOG = logging.getLogger("handprint")
_HOME = Path(__file__).resolve().parents[2]


def ready() -> bool:
    """Whether there is a release to read; when there is none, build one with its progress."""
    if newest_good(queries.data_folder()) is not None:
        return True
    bar = st.progress(0.0, text=t("frame.building"))
    reason = ""
    for said in publishing(queries.data_folder(), language()):
        reason = said.get("refused", reason)
        if "step" in said:
            words = t("frame.building_step", **said)
            share = min(said["step"] / said["of"], 1.0)
            bar.progress(share, text=f"{t('frame.building')} {escaped(words)}")
    bar.empty()
    if newest_good(queries.data_folder()) is not None:
        return True
    _LOG.error("the first release could not be built: %s", reason)
    st.markdown(f"**{t('frame.no_release')}**")
    if reason:
        st.markdown(escaped(reason))
    st.markdown(t("frame.no_release_more"))
    return False


def publishing(data: Path, lang: str) -> Iterator[dict[str, Any]]:
    """What the publisher says while it works: steps, then the release or why it was refused.

    In a process of its own, because it opens the folder of the persons' rows: this one never does.
    """
    command = [sys.executable, "-m", "handprint.publish", "--progress", "json", "--lang", lang]
    with subprocess.Popen(
        [*command, "--data", str(data)],
        cwd=_HOME,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        for line in process.stdout or ():
            try:
                said = json.loads(line)
            except ValueError:
                continue
            if isinstance(said, dict):
                yield said
