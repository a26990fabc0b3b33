"""Opens every page in both languages and tells which files below a folder were touched."""

import json
import os
import sys

FOLDER = os.path.realpath(sys.argv[1])
touched: list[str] = []


def watch(event: str, args: tuple) -> None:
    """Note whatever names the folder: opening, listing, renaming, removing, starting a program."""
    if event == "open" or event.startswith(("os.", "shutil.", "subprocess.", "pathlib.")):
        touched.extend(f"{event} {arg}" for arg in args if FOLDER in str(arg))


sys.addaudithook(watch)

from tests.pages.opening import open_page  # noqa: E402

PAGES = sys.argv[2].split(",")
for page in PAGES:
    for lang in ("fi", "en"):
        open_page(page, lang=lang)
if len(sys.argv) > 3:
    # The watch itself under test: this must be seen.
    with open(os.path.join(FOLDER, sys.argv[3]), "rb"):  # noqa: PTH118, PTH123
        pass
# DuckDB opens files without Python's knowing: what is open now is asked of the system.
held = {os.path.realpath(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd")}  # noqa: PTH208
touched.extend(f"held {path}" for path in held if path.startswith(FOLDER))
print(json.dumps({"touched": touched, "duckdb": any(p.endswith(".duckdb") for p in held)}))  # noqa: T201
