"""Which browser the tests drive: CHROME, or any Chrome, Chromium or Edge on this machine."""

import os
import shutil
import sys
from pathlib import Path

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
    "chrome",
)
MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
NONE_FOUND = "no Chrome, Chromium or Edge on this machine (name one with CHROME=/path/to/it)"


def find() -> str | None:
    """Path of the browser to use; None when there is none."""
    if named := os.environ.get("CHROME"):
        return named if Path(named).is_file() else None
    for command in COMMANDS:
        if path := shutil.which(command):
            return path
    folders = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
    places = [Path(folder) / app for folder in ("/Applications",) for app in MAC]
    places += [Path(os.environ[f]) / app for f in folders if f in os.environ for app in WINDOWS]
    return next((str(place) for place in places if place.is_file()), None)


if __name__ == "__main__":
    found = find()
    print(found or NONE_FOUND)
    sys.exit(found is None)
