"""Two servers over the same release: the app, and the plain page; what they cost."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
PLAIN = Path(__file__).resolve().parent / "plain"
FIRST_PORT = 8690


@dataclass(frozen=True)
class Side:
    """One of the two pages compared.

    `figures` selects its figures in a browser, `kind` is what they are in the protocol, and
    `least` how many there must be: a page that failed is not to be measured. `doors` are the
    keys of the popovers that hold its tables.
    """

    name: str
    script: str
    folder: Path
    page: str
    figures: str
    kind: str
    least: int
    doors: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


# The plain page runs on Streamlit's defaults, apart from what lets it run here unseen.
OURS = Side(
    name="ours",
    script="dashboard.py",
    folder=ROOT,
    page="municipalities",
    figures="[class*='st-key-drawing-'] svg",
    kind="bidi_component",
    least=4,
    doors=("table-areas-map", "table-areas-strip", "table-areas-trend", "table-areas-groups"),
)
USUAL = Side(
    name="plain",
    script="app.py",
    folder=PLAIN,
    page="",
    figures=".js-plotly-plot .main-svg:first-child",
    kind="plotly_chart",
    least=4,
    flags=("--server.headless=true", "--browser.gatherUsageStats=false"),
)


class NotStarted(Exception):
    """A server did not answer in time; the message holds the end of its log."""


class Server:
    """A running Streamlit server."""

    def __init__(self, side: Side, *, log: Path, **environment: str) -> None:
        """Start the server on a free port and wait until it answers, at most 90 seconds."""
        self.side = side
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        own = {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_")}
        start = time.perf_counter()
        self._log = log
        command = [sys.executable, "-m", "streamlit", "run", side.script]
        command += [f"--server.port={self.port}", "--server.address=127.0.0.1", *side.flags]
        with log.open("w") as out:
            self._process = subprocess.Popen(
                command,
                cwd=side.folder,
                env=own | environment,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self._watched = psutil.Process(self._process.pid)
        while not _answers(self.base):
            if self._process.poll() is not None or time.perf_counter() - start > 90:
                self.stop()
                raise NotStarted(f"{side.name}: {self.log_end()}")
            time.sleep(0.1)
        self.start_seconds = time.perf_counter() - start

    def __enter__(self) -> "Server":
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server."""
        self.stop()

    def cpu(self) -> float:
        """Seconds of processor time the server has used so far."""
        times = self._watched.cpu_times()
        return times.user + times.system

    def memory(self) -> float:
        """Resident memory, MB."""
        return self._watched.memory_info().rss / 1e6

    def log_end(self) -> str:
        """The last lines the server wrote."""
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-12:])

    def stop(self) -> None:
        """End the server; wait for it at most ten seconds."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def _free_port() -> int:
    """The first port from 8690 up that nobody listens on."""
    for port in range(FIRST_PORT, FIRST_PORT + 200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise NotStarted("no free port")


def _answers(base: str) -> bool:
    try:
        with urllib.request.urlopen(f"{base}/_stcore/health", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False
