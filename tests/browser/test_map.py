"""The map in a real browser: keyboard alone, the same picture as on paper, every theme and size."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from handprint.drawings import map as drawing
from handprint.drawings import marks
from tests.browser.conftest import Visit
from tests.browser.test_axe import faults
from tests.conftest import ROOT, Server, free_port
from tests.drawings.painting import names, painted, tables

SVG = "{http://www.w3.org/2000/svg}"
READY = '.drawing-map svg [role="option"][aria-label]'
WIDTHS = {"wide": 1280, "narrow": 390, "least": 320}


@pytest.fixture(scope="module")
def alone(release: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a page that has a heading, a switch and the map."""
    port, log = free_port(), tmp_path_factory.mktemp("map") / "log.txt"
    app = Path(__file__).parent / "apps" / "map_launcher.py"
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=file,
            stderr=subprocess.STDOUT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
    server = Server(f"http://127.0.0.1:{port}", process, log)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5)
            break
        time.sleep(0.1)
    yield server
    server.stop()


@pytest.fixture
def opened(visit: Callable[..., Visit], alone: Server) -> Callable[..., Visit]:
    """Open the map's page and wait until every area has its words."""

    def _opened(*, width: int = 1280, scheme: str = "light", **choices: str) -> Visit:
        seen = visit(on=alone, size=(width, 900), color_scheme=scheme)
        seen.open("", **choices)
        seen.page.wait_for_selector(READY, state="attached")
        return seen

    return _opened


def focused(page: object) -> str | None:
    return page.evaluate("document.activeElement?.getAttribute('data-code')")


def spoken(page: object) -> str:
    return page.locator(".drawing-said[aria-live]").text_content()


def into_the_map(page: object) -> None:
    """Press Tab from the top of the page until the map has the focus."""
    page.locator("h1").first.click()
    for _ in range(12):
        page.keyboard.press("Tab")
        if focused(page):
            return
    raise AssertionError("the map was never reached")


@pytest.mark.slow
def test_the_map_is_used_with_the_keyboard_alone(opened: Callable[..., Visit]) -> None:
    seen = opened()
    page = seen.page
    into_the_map(page)
    assert page.locator('[role="option"][tabindex="0"]').count() == 1
    page.keyboard.press("Home")
    assert focused(page) == "890"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "148"
    box = page.locator(".drawing-fact")
    assert box.is_visible()
    assert box.inner_text().startswith("Inari 10,5")
    page.keyboard.press("Escape")
    assert not box.is_visible()
    page.keyboard.press("s")
    assert names("municipality")[focused(page)].startswith("S")
    page.keyboard.press("End")
    assert focused(page) == "240"
    page.keyboard.press("Enter")
    page.get_by_text("Valittu: 240").wait_for()
    assert focused(page) == "240", "focus is kept when the page has run again"
    assert spoken(page) == "Valittu: Kemi 17,1\u00a0%, korkein"
    assert page.locator('[aria-selected="true"]').get_attribute("data-code") == "240"
    page.keyboard.press("ArrowUp")
    page.keyboard.press(" ")
    page.get_by_text(f"Valittu: {focused(page)}").wait_for()
    page.keyboard.press("Tab")
    assert focused(page) is None, "one more Tab leaves the map"
    page.keyboard.press("Shift+Tab")
    assert focused(page) is not None
    assert seen.complaints == []


def test_every_area_is_reached_with_arrow_keys(opened: Callable[..., Visit]) -> None:
    page = opened().page
    into_the_map(page)
    page.keyboard.press("Home")
    shapes = tables()[0].set_index("area_code")
    keys = dict(zip(drawing.ARROWS, ("Up", "Right", "Down", "Left"), strict=True))
    paths: dict[str, list[str]] = {"890": []}
    queue = ["890"]
    while queue:
        code = queue.pop(0)
        for way in drawing.ARROWS:
            other = shapes.loc[code, way]
            if isinstance(other, str) and other not in paths:
                paths[other] = [*paths[code], keys[way]]
                queue.append(other)
    for code, way in paths.items():
        page.keyboard.press("Home")
        for key in way:
            page.keyboard.press(f"Arrow{key}")
        assert focused(page) == code


def test_pointing_and_focus_show_the_same_facts(opened: Callable[..., Visit]) -> None:
    page = opened().page
    facts = []
    page.locator('g.areas[data-on="map"] [data-code="742"]').hover()
    facts.append(page.locator(".drawing-fact").inner_text())
    said = page.locator(".drawing-said[aria-live]", has_text="Savukoski")
    said.wait_for(state="attached")
    assert said.text_content() == "Savukoski 15,8\u00a0%"
    page.mouse.move(2, 2)
    assert not page.locator(".drawing-fact").is_visible()
    into_the_map(page)
    page.keyboard.press("Home")
    while focused(page) != "742":
        page.keyboard.press("ArrowDown" if focused(page) != "758" else "ArrowRight")
    facts.append(page.locator(".drawing-fact").inner_text())
    assert facts[0] == facts[1]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == facts[0]


def test_a_click_in_the_enlarged_corner_selects(opened: Callable[..., Visit]) -> None:
    page = opened().page
    page.locator('g.areas[data-on="inset"] [data-code="241"]').click()
    page.get_by_text("Valittu: 241").wait_for()
    assert page.locator('g.chosen[data-on="inset"] path').last.get_attribute("d")


def test_a_change_repaints_the_same_elements(opened: Callable[..., Visit]) -> None:
    seen = opened()
    page = seen.page
    page.evaluate("window.before = document.querySelector('.drawing-map [data-code=\"148\"]')")
    fetched = len([url for url in seen.requests if "/drawings/" in url])
    page.get_by_text("Harvat").click()
    page.wait_for_selector('.drawing-map [data-code="148"][fill*="secret"]')
    assert page.evaluate("window.before.isConnected")
    assert len([url for url in seen.requests if "/drawings/" in url]) == fetched == 1


@pytest.mark.parametrize("level", drawing.SIZES)
@pytest.mark.parametrize(
    "measure", ["share", *(pytest.param(one, marks=pytest.mark.slow) for one in ("few", "need"))]
)
def test_screen_and_paper_show_the_same_map_at_every_width(
    level: str, measure: str, opened: Callable[..., Visit]
) -> None:
    page = opened(level=level, measure=measure).page
    for sheet, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        box = drawing.SIZES[level][sheet]
        page.wait_for_selector(f'.drawing-map svg[viewBox^="0 0 {box[0]} "]')
        screen = ET.fromstring(
            page.locator(".drawing-map svg").evaluate(
                "node => new XMLSerializer().serializeToString(node)"
            )
        )
        paint = painted(level, measure=measure)
        paper = ET.fromstring(drawing.drawn(*tables(level), paint, sheet=sheet).svg)
        assert seen_areas(screen) == seen_areas(paper)
        assert seen_words(screen) == seen_words(paper)
        assert screen.get("viewBox") == paper.get("viewBox")
        ids = {one.get("id") for one in screen.iter(f"{SVG}pattern")}
        named = re.findall(r"url\(#([^)]+)\)", ET.tostring(screen, "unicode"))
        assert set(named) <= ids, "every pattern that is named is there"


def seen_areas(root: ET.Element) -> list[tuple[str | None, ...]]:
    """Which area is filled how, with the browser's own prefix of pattern names taken off."""
    found = []
    for group in root.iter(f"{SVG}g"):
        if group.get("class") == "areas":
            for path in group:
                fill = re.sub(r"#drawing-\d+-p-", "#p-", path.get("fill"))
                found.append((group.get("data-on"), path.get("data-code"), fill,
                              path.get("stroke"), group.get("transform")))  # fmt: skip
    return found


def seen_words(root: ET.Element) -> list[tuple[str | None, ...]]:
    """Every text with colour, weight and place; the legend's is measured, so only its height."""
    found = []
    for group in root.iter(f"{SVG}g"):
        name = group.get("class")
        if name in ("labels", "around", "legend"):
            for text in group.iter(f"{SVG}text"):
                place = (text.get("x"), text.get("y")) if name != "legend" else (text.get("y"),)
                found.append((name, text.text, text.get("fill"), text.get("font-weight"),
                              text.get("font-size"), *place))  # fmt: skip
    return sorted(found, key=str)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_the_map_has_no_grave_accessibility_fault(
    scheme: str, opened: Callable[..., Visit], known_axe: list[dict[str, str]]
) -> None:
    seen = opened(scheme=scheme, measure="few")
    into_the_map(seen.page)
    for width in WIDTHS.values():
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert faults(seen, known_axe) == []


def test_colours_follow_the_theme_when_it_changes(opened: Callable[..., Visit]) -> None:
    page = opened(scheme="dark").page
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        wanted = marks.variables(scheme)["--s5"]
        page.wait_for_timeout(500)
        fill = page.locator('g.areas[data-on="map"] [data-code="240"]').evaluate(
            "node => getComputedStyle(node).fill"
        )
        assert fill == "rgb({}, {}, {})".format(*(int(wanted[i : i + 2], 16) for i in (1, 3, 5)))


def test_paper_is_light_whatever_the_screen(opened: Callable[..., Visit]) -> None:
    page = opened(scheme="dark").page
    page.emulate_media(media="print")
    fill = page.locator('g.areas[data-on="map"] [data-code="240"]').evaluate(
        "node => getComputedStyle(node).fill"
    )
    assert fill == "rgb(18, 67, 109)"


def test_with_forced_colours_borders_and_words_remain(opened: Callable[..., Visit]) -> None:
    page = opened().page
    page.emulate_media(forced_colors="active")
    stroke, fill = page.locator('g.areas[data-on="map"] [data-code="240"]').evaluate(
        "node => [getComputedStyle(node).stroke, getComputedStyle(node).fill]"
    )
    assert stroke != fill


def test_a_map_that_cannot_be_fetched_says_so_and_can_be_tried_again(
    opened: Callable[..., Visit], visit: Callable[..., Visit], alone: Server
) -> None:
    seen = visit(on=alone)
    seen.page.route("**/drawings/**", lambda route: route.abort())
    seen.open("")
    failed = seen.page.locator(".drawing-failed")
    failed.wait_for()
    assert "Kuvaa ei voitu piirtää." in failed.inner_text()
    seen.page.unroute("**/drawings/**")
    failed.get_by_role("button").click()
    seen.page.wait_for_selector(READY, state="attached")


def test_a_script_that_cannot_be_fetched_leaves_a_sentence(
    visit: Callable[..., Visit], alone: Server
) -> None:
    seen = visit(on=alone)
    seen.page.route("**/assets/drawing.js*", lambda route: route.abort())
    seen.open("")
    seen.page.get_by_text("Kuvaa ei voitu piirtää.").wait_for()


def test_the_room_of_the_map_is_kept_while_it_is_fetched(
    visit: Callable[..., Visit], alone: Server
) -> None:
    seen = visit(on=alone)
    held = []
    seen.page.route("**/drawings/**", lambda route: held.append(route))
    seen.page.goto(alone.url)
    seen.page.wait_for_selector(".drawing-map", state="attached")
    seen.page.get_by_text("Haetaan karttaa").wait_for()
    before = seen.page.locator(".drawing-map").bounding_box()
    held[0].continue_()
    seen.page.wait_for_selector(READY, state="attached")
    after = seen.page.locator(".drawing-map").bounding_box()
    assert after["height"] == pytest.approx(before["height"], abs=2)


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_scrolls_sideways(width: int, opened: Callable[..., Visit]) -> None:
    page = opened(width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('.drawing-map text')].map((text) =>
             Number(text.getAttribute('font-size')) *
             text.ownerSVGElement.getBoundingClientRect().width /
             text.ownerSVGElement.viewBox.baseVal.width))"""
    )
    assert smallest >= 12.1


@pytest.mark.slow
def test_a_finished_picture_is_drawn_once_and_has_a_form_for_phones(
    opened: Callable[..., Visit],
) -> None:
    page = opened(picture="1").page
    picture = page.locator('.drawing-picture svg[role="img"]')
    assert "Kemi 17,1" in picture.get_attribute("aria-label")
    picture.evaluate("node => { window.before = node; }")
    page.locator('g.areas[data-on="inset"] [data-code="241"]').click()
    page.get_by_text("Valittu: 241").wait_for()
    assert page.evaluate("window.before.isConnected"), "the same picture is not drawn again"
    page.set_viewport_size({"width": 390, "height": 900})
    page.locator(".drawing-picture text", has_text="Rovaniemi").wait_for()
