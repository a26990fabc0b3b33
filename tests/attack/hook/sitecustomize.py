"""Notes every Python process that touches a folder; on the path of a watched server only.

ATTACK_FOLDER names the folder, ATTACK_LOG the file that gets one line an event: process, event,
path. Python imports a `sitecustomize` by itself, in the server and in whatever it starts.
"""

import os
import sys

FOLDER, LOG = os.environ.get("ATTACK_FOLDER"), os.environ.get("ATTACK_LOG")
_PREFIXES = ("os.", "shutil.", "pathlib.", "tempfile.", "glob.")


def watch(event: str, args: tuple) -> None:
    """Note whatever names the folder in opening, listing, making or removing."""
    if event != "open" and not event.startswith(_PREFIXES):
        return
    for arg in args:
        if FOLDER in str(arg):
            os.write(_handle, f"{os.getpid()} {event} {arg}\n".encode())


if FOLDER and LOG:
    _handle = os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sys.addaudithook(watch)
