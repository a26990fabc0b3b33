"""A real browser, and a record of everything a page asks for and complains about."""

import functools
import importlib.util
import os
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.browser import executable
from tests.conftest import Server

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fi", "en")
# No background traffic: a request to another host is then a request of ours.
CHROME_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Streamlit asks below the page's own address first and at the root after a 404. Answering
# there would break deep links, so these two stay 404 and are the only ones allowed.
ALLOWED_404 = ("/_stcore/health", "/_stcore/host-config")
IN_SIGHT = """selector => {
  const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}"""
"""Whether an element is wholly in the window."""
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def pages() -> list[str]:
    """Addresses of all pages; a page's file name is its address. `home` only leads on."""
    scripts = sorted((ROOT / "pages").glob("*/*.py"))
    return [script.stem for script in scripts if script.stem not in ("home", "__init__")]


@functools.cache
def missing() -> str | None:
    """What keeps browser tests from running here, in words; None when nothing does."""
    tools = ("playwright", "axe_playwright_python")
    if any(importlib.util.find_spec(tool) is None for tool in tools):
        return "the test tools are not installed (pip install -r requirements-dev.txt)"
    return executable.NONE_FOUND if executable.find() is None else None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Skip all of these tests from here when they cannot run: pytest then says why once."""
    if reason := missing():
        pytest.skip(reason)


@pytest.fixture(scope="package")
def browser() -> Iterator[object]:
    """One headless browser for all tests of this folder.

    It goes away with the last of them: the driver's own event loop would keep every test that
    comes after it in the same process from running one.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chrome = driver.chromium.launch(
            executable_path=executable.find(), args=list(CHROME_FLAGS), headless=True
        )
        yield chrome
        chrome.close()


@dataclass
class Visit:
    """A browser page on one server, with everything it asked for and complained about."""

    page: object
    server: Server
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen from the first request on."""
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("pageerror", lambda error: self.complaints.append(f"exception: {error}"))
        self.page.on("response", self._answered)
        self.page.on("console", self._said)

    def _answered(self, response: object) -> None:
        if response.status >= 400 and not urlsplit(response.url).path.endswith(ALLOWED_404):
            self.complaints.append(f"{response.status}: {response.url}")

    def _said(self, message: object) -> None:
        # A failed request is reported by its answer above, with its address.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"console: {message.text}")

    def open(self, address: str, **choices: str) -> object:
        """Open a page by its address and wait until it has come to rest."""
        query = f"?{urlencode(choices)}" if choices else ""
        self.page.goto(f"{self.server.url}/{address}{query}", wait_until="commit")
        self.rest()
        return self.page

    def rest(self) -> None:
        """Wait for the page's heading, and for the script, the pictures and the fonts."""
        self.page.wait_for_selector('[data-testid="stMain"] h1', timeout=30_000)
        self.page.wait_for_selector(SETTLED, timeout=30_000, state="attached")
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate("document.fonts.ready.then(() => true)")
        # Components draw in the frame after their data have arrived.
        self.page.evaluate(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def foreign(self) -> list[str]:
        """Requests that left for any other host."""
        own = urlsplit(self.server.url).netloc
        local = ("data", "blob", "about", "chrome")
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in local and urlsplit(url).netloc != own
        ]


@pytest.fixture
def visit(browser: object, server: Server) -> Iterator[Callable[..., Visit]]:
    """Open a fresh, cookieless page on the shared server (or another), at a given size."""
    contexts = []

    def _visit(
        *, size: tuple[int, int] = (1280, 720), on: Server | None = None, **context: object
    ) -> Visit:
        opened = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="fi-FI", **context
        )
        contexts.append(opened)
        return Visit(opened.new_page(), on or server)

    yield _visit
    for opened in contexts:
        opened.close()


@pytest.fixture(scope="session")
def known_axe() -> list[dict[str, str]]:
    """Streamlit's own accessibility findings: rule, element and why each is accepted."""
    path = Path(__file__).with_name("known_axe.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")).get("known", [])


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: HANDPRINT_SHOTS, or a temporary folder."""
    folder = Path(os.environ.get("HANDPRINT_SHOTS") or tmp_path_factory.mktemp("shots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
