"""Kills its own process, without a word, at the n-th call that changes something on the disk.

Python runs this file at start when its folder is on the path: so the publisher needs no hook for
being killed, and is killed exactly where a power cut could.
"""

import io
import os
import signal

last = int(os.environ.get("KILLED_AT", "0"))
calls = 0


def counted(function):
    """The same function, after counting the call; the last call never happens."""

    def call(*args, **kwargs):
        global calls
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)

    return call


for name in ("mkdir", "rename", "replace", "fsync", "chmod", "unlink", "rmdir"):
    setattr(os, name, counted(getattr(os, name)))

opened = io.open


def writing(file, mode="r", *args, **kwargs):
    """Opening to write counts as a change."""
    if any(letter in mode for letter in "wax+"):
        return counted(opened)(file, mode, *args, **kwargs)
    return opened(file, mode, *args, **kwargs)


io.open = writing


def report() -> int:
    """How many changes there were."""
    return calls
