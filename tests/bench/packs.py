"""A meeting's pack: the first of a process, the same again, and what each file takes of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIRST, AGAIN = 15, 3
"""Targets in seconds: people sit down while the first is made, and do not wait for the next."""
_MAKE = """
import datetime, json, time
begun = time.perf_counter()
from handprint.figures import pack
from handprint.packs import pdf, pptx, xlsx
spent = {"imports": time.perf_counter() - begun}
def make(which):
    parts, begun = {}, time.perf_counter()
    chosen = pack.Choices("fi", datetime.date(2026, 11, 24), "240", (), pack.DEFAULT)
    made = pack.made(chosen)
    parts["figures"] = time.perf_counter() - begun
    for maker in (pdf, pptx, xlsx):
        begun = time.perf_counter()
        maker.made(made)
        parts[maker.__name__.rpartition(".")[2]] = time.perf_counter() - begun
    spent[which] = parts
make("first")
make("again")
print(json.dumps(spent))
"""


def show() -> None:
    """Make the pack of the default sections twice in a process of its own, and print."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _MAKE],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"The pack was not made.\n{done.stderr[-2000:]}")
        return
    spent = json.loads(done.stdout.splitlines()[-1])
    first = spent["imports"] + sum(spent["first"].values())
    again = sum(spent["again"].values())
    print("\nA pack of the default sections (PDF, PPTX, XLSX)")
    for name, took, target in (("first", first, FIRST), ("again", again, AGAIN)):
        parts = ", ".join(f"{part} {one:.1f}" for part, one in spent[name].items())
        met = "met" if took <= target else "MISSED"
        print(f"  {name:<6}{took:6.1f} s  <= {target} s  {met:<7} ({parts})")
    print(f"  again / first {again / first:.2f}")
