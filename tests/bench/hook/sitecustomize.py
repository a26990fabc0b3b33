"""Profiles each script run of a Streamlit server; on the path of a profiled server only.

BENCH_PROFILE names a folder: every run leaves its cProfile statistics there, with the processor
time of its thread in the file name. Python imports a `sitecustomize` by itself, which is what
lets a server be profiled that knows nothing of it.
"""

import cProfile
import importlib.abc
import importlib.util
import itertools
import os
import sys
import time
from pathlib import Path

FOLDER = os.environ.get("BENCH_PROFILE")
TARGET = "streamlit.runtime.scriptrunner.script_runner"
_numbers = itertools.count()


def wrap(module: object) -> None:
    """Put a profiler around the part of the runner that runs the page."""
    runner = module.ScriptRunner
    plain = runner._run_script

    def profiled(self: object, rerun_data: object) -> object:
        profile = cProfile.Profile()
        started = time.thread_time()
        try:
            return profile.runcall(plain, self, rerun_data)
        finally:
            spent = time.thread_time() - started
            name = f"{next(_numbers):04}-{spent * 1e6:.0f}.prof"
            profile.dump_stats(Path(FOLDER) / name)

    runner._run_script = profiled


class Finder(importlib.abc.MetaPathFinder):
    """Wraps the runner when it has been imported."""

    def find_spec(self, name: str, path: object, target: object = None) -> object:
        """Find the runner's module as usual, and wrap it after loading."""
        if name != TARGET:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def load_and_wrap(module: object) -> None:
            load(module)
            wrap(module)

        spec.loader.exec_module = load_and_wrap
        return spec


if FOLDER:
    sys.meta_path.insert(0, Finder())
