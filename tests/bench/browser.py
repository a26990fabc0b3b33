"""What a reader waits for, in a real browser: loads and changes, to the last figure painted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, sync_playwright

from tests.bench.client import Failed
from tests.bench.servers import Server
from tests.browser import executable

_WATCH = (Path(__file__).parent / "painting.js").read_text("utf-8")
_PATIENCE = 40_000
# Names that no other area's name contains, so that typing one leaves one option.
AREAS = (
    "Enontekiö", "Inari", "Kemijärvi", "Keminmaa", "Kittilä", "Kolari", "Muonio", "Pelkosenniemi",
    "Pello", "Posio", "Ranua", "Rovaniemi", "Salla", "Savukoski", "Simo", "Sodankylä", "Tervola",
    "Tornio", "Utsjoki", "Ylitornio",
)  # fmt: skip


@dataclass
class Seen:
    """Times in milliseconds and sizes in bytes of one side, as the browser saw them."""

    cold: list[float] = field(default_factory=list)
    first_loads: list[float] = field(default_factory=list)
    warm_loads: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    http_bytes: int = 0
    requests: int = 0
    foreign: set[str] = field(default_factory=set)


@contextmanager
def running() -> Iterator[Browser]:
    """One browser for the whole run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable.find())
        try:
            yield browser
        finally:
            browser.close()


def fresh(browser: Browser) -> BrowserContext:
    """A reader who has never been here: empty cache."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="fi-FI", reduced_motion="reduce"
    )
    context.add_init_script(_WATCH)
    return context


def load(context: BrowserContext, server: Server, seen: Seen, *, warm: bool) -> Page:
    """Open the page in a new tab; note the time to its last figure."""
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: _note_host(request.url, server, seen))
    page.goto(f"{server.base}/{server.side.page}", wait_until="commit")
    settled = _settled(page, server, heading=None, quiet=1200)
    (seen.warm_loads if warm else seen.first_loads).append(settled["painted"])
    if not warm:
        seen.http_bytes, seen.requests = int(sum(sizes)), len(sizes)
    return page


class Clock:
    """Processor time of a page's main thread: what a busy machine does not blur."""

    def __init__(self, page: Page) -> None:
        """Start to measure a page."""
        self._cdp = page.context.new_cdp_session(page)
        self._cdp.send("Performance.enable", {"timeDomain": "threadTicks"})

    def read(self) -> float:
        """Milliseconds so far."""
        metrics = self._cdp.send("Performance.getMetrics")["metrics"]
        return next(m["value"] for m in metrics if m["name"] == "TaskDuration") * 1e3


def change(page: Page, clock: Clock, server: Server, option: str) -> tuple[float, float]:
    """Choose an area: milliseconds from the key press to the last repaint, and of work."""
    before = page.locator("h1").inner_text()
    box = page.locator(".st-key-area input")
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).first.wait_for()
    worked = clock.read()
    box.press("Enter")
    settled = _settled(page, server, heading=before, quiet=400)
    return settled["painted"] - settled["start"], clock.read() - worked


def _settled(page: Page, server: Server, *, heading: str | None, quiet: int) -> dict[str, Any]:
    asked = {
        "heading": heading,
        "figures": server.side.figures,
        "least": server.side.least,
        "quiet": quiet,
    }
    try:
        return page.wait_for_function(
            "(asked) => window.__benchSettled(asked)", arg=asked, polling=50, timeout=_PATIENCE
        ).json_value()
    except TimeoutError:
        shown = page.inner_text("body")[:300]
        raise Failed(f"{server.side.name} did not come to rest; it shows: {shown}") from None


def _note_host(url: str, server: Server, seen: Seen) -> None:
    if url.startswith("http") and not url.startswith(server.base):
        seen.foreign.add(url.split("/")[2])
