"""The presentation as a room sees it: by keys, whole, without chrome, and with the network cut."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from handprint import records, session
from handprint.analysis.editions import record
from handprint.figures import editions, stories
from handprint.packs import snapshot
from handprint.records import decisions
from handprint.records import editions as kept
from handprint.words import t
from tests.browser.conftest import LANGUAGES, Visit
from tests.browser.test_axe import faults
from tests.conftest import Server

IDS = [one.id for one in stories.every()]
SIZES = [(1280, 720), (1920, 1080)]
SLIDE = "dialog.hp-show[open] .hp-slide"
BASE, HEADLINE = 24, 40

# What is shown: sizes of letters, what is cut at an edge or covered, and whether anything scrolls.
LOOKED_AT = """() => {
  const slide = document.querySelector('.hp-show .hp-slide');
  const seen = (element) => element.getClientRects().length > 0;
  const inside = (element) => {
    const at = element.getBoundingClientRect();
    return at.left > -1 && at.top > -1 && at.right < innerWidth + 1 && at.bottom < innerHeight + 1;
  };
  const clipped = (word) => {
    const at = word.getBoundingClientRect();
    const picture = word.ownerSVGElement.getBoundingClientRect();
    return at.right > picture.right + 2 || at.left < picture.left - 2;
  };
  const letters = [...slide.querySelectorAll('text')].filter(seen)
    .map((e) => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a);
  const words = [...slide.querySelectorAll('h2, p, span, figcaption')].filter(seen)
    .map((e) => parseFloat(getComputedStyle(e).fontSize));
  const parts = [slide.querySelector('header'),
    [...slide.querySelectorAll('figure')].find(seen), slide.querySelector('footer')]
    .map((e) => e.getBoundingClientRect());
  const scrolls = [document.documentElement, document.querySelector('.hp-show'),
    document.querySelector('.hp-stage'), slide]
    .filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
    .map((e) => e.className || e.tagName);
  const top = (x, y) => document.elementFromPoint(x, y)?.closest('.hp-show') !== null;
  return {
    least: Math.min(...letters, ...words),
    headline: parseFloat(getComputedStyle(slide.querySelector('h2')).fontSize),
    heading: slide.querySelector('h2').textContent,
    cut: [...slide.querySelectorAll('h2, p, text, rect, path, circle')].filter(seen)
      .filter((e) => !inside(e)).map((e) => e.outerHTML.slice(0, 90)),
    clipped: [...slide.querySelectorAll('text')].filter(seen).filter((e) => clipped(e))
      .map((e) => e.textContent),
    overlap: parts.slice(1).some((part, at) => part.top < parts[at].bottom - 1),
    scrolls,
    bare: top(5, 5) && top(innerWidth - 5, 5) && top(5, innerHeight - 5),
  };
}"""


def every_view() -> list:
    """Languages x sizes; the everyday suite sees one of each."""
    return [
        pytest.param(
            lang,
            size,
            id=f"{lang}-{size[0]}",
            marks=() if (lang, size) == ("fi", SIZES[0]) else pytest.mark.slow,
        )
        for lang in LANGUAGES
        for size in SIZES
    ]


def every_story() -> list:
    """Languages x stories; the everyday suite sees one of each."""
    return [
        pytest.param(
            id,
            lang,
            id=f"{id}-{lang}",
            marks=() if (id, lang) == (IDS[0], "fi") else pytest.mark.slow,
        )
        for id in IDS
        for lang in LANGUAGES
    ]


def shown(visit: Visit, **choices: str) -> object:
    """Open the presentation at a slide."""
    visit.open("present", **choices)
    visit.page.wait_for_selector(SLIDE)
    return visit.page


@pytest.mark.parametrize(("lang", "size"), every_view())
@pytest.mark.parametrize("id", IDS)
def test_a_story_is_walked_by_keys_and_goes_on_when_the_network_is_cut(
    *, id: str, lang: str, size: tuple[int, int], visit: Callable[..., Visit], shots: Path
) -> None:
    with session.speaking(lang):
        headings = [one.heading for one in stories.told(id).slides]
    seen = visit(size=size)
    page = shown(seen, story=id, slide="1", lang=lang)
    for at, heading in enumerate(headings, start=1):
        if at == len(headings) // 2:
            page.context.set_offline(True)
        if at > 1:
            page.keyboard.press("PageDown" if at % 2 else "ArrowRight")
        found = page.evaluate(LOOKED_AT)
        page.screenshot(path=shots / f"{id}-{lang}-{size[0]}-{at}.png")
        assert found["heading"] == heading
        assert found["least"] >= BASE - 0.1
        assert found["headline"] >= HEADLINE - 0.1
        assert found["cut"] == []
        assert found["clipped"] == []
        assert not found["overlap"]
        assert found["scrolls"] == []
        assert found["bare"]
        assert f"slide={at}" in page.url
    page.keyboard.press("ArrowRight")
    assert page.evaluate(LOOKED_AT)["heading"] == headings[-1]
    page.keyboard.press("Home")
    assert page.evaluate(LOOKED_AT)["heading"] == headings[0]
    page.context.set_offline(False)
    page.keyboard.press("End")
    assert page.evaluate(LOOKED_AT)["heading"] == headings[-1]
    assert seen.foreign() == []


@pytest.mark.slow
def test_a_slide_with_a_code_for_phones_is_whole_too(
    visit: Callable[..., Visit], start: Callable[..., Server], shots: Path
) -> None:
    own = start(SNAPSHOT_URL="https://kadenjalki.example/esitys", PUBLIC="1")
    for id in IDS:
        seen = visit(on=own)
        page = shown(seen, story=id, slide="1", lang="en")
        for at, _ in enumerate(stories.one(id).frames, start=1):
            found = page.evaluate(LOOKED_AT)
            page.screenshot(path=shots / f"{id}-code-{at}.png")
            assert found["least"] >= BASE - 0.1
            assert found["cut"] == found["clipped"] == found["scrolls"] == []
            assert not found["overlap"]
            code = page.locator(".hp-show .hp-qr svg")
            assert f"https://kadenjalki.example/esitys/{id}-en.html#dia-{at}" in (
                code.get_attribute("aria-label")
            )
            # Wide enough for a phone's camera, and clear of the heading.
            assert code.bounding_box()["width"] >= 110
            heading = page.locator(".hp-show .hp-slide h2").bounding_box()
            assert heading["x"] + heading["width"] <= code.bounding_box()["x"]
            page.keyboard.press("PageDown")
        assert seen.foreign() == []


def test_keys_jump_blank_help_and_leave_and_never_wake_the_pages_own(
    visit: Callable[..., Visit],
) -> None:
    seen = visit()
    page = shown(seen, story=IDS[0], slide="2")
    keys = page.keyboard
    before = len(seen.requests)
    page.evaluate("document.addEventListener('keydown', () => { window.woken = true; })")
    for key in ("r", "x"):
        keys.press(key)
    assert page.get_by_role("dialog").count() == 1
    keys.press("4")
    keys.press("Enter")
    assert "slide=4" in page.url
    keys.press("9")
    keys.press("9")
    keys.press("Enter")
    assert "slide=4" in page.url
    keys.press("b")
    assert not page.locator(".hp-stage").is_visible()
    keys.press("ArrowRight")
    assert page.locator(".hp-stage").is_visible()
    assert "slide=4" in page.url
    keys.press("?")
    assert page.locator(".hp-help").is_visible()
    keys.press("Escape")
    assert not page.locator(".hp-help").is_visible()
    assert len(seen.requests) == before
    assert not page.evaluate("window.woken")
    keys.press("Escape")
    assert page.locator("dialog").count() == 0
    assert "slide" not in page.url
    assert page.evaluate("document.activeElement.className") == "hp-first"
    assert seen.complaints == []


@pytest.mark.parametrize(("lang", "size"), every_view())
def test_a_choice_opens_on_the_slide_and_the_slide_is_drawn_anew_in_place(
    lang: str, size: tuple[int, int], visit: Callable[..., Visit], shots: Path
) -> None:
    seen = visit(size=size)
    page = shown(seen, story="verkostopaiva", slide="6", lang=lang)
    page.keyboard.press("c")
    strip = page.locator(".hp-controls")
    assert strip.is_visible()
    assert page.evaluate("document.activeElement.name") == "need"
    heading, corner = page.inner_text(SLIDE + " h2"), page.inner_text(SLIDE + " .hp-from")
    for name, code in (("coverage", "projects"), ("need", "unmet"), ("month", None)):
        box = strip.locator(f"[name={name}]")
        box.select_option(index=5) if code is None else box.select_option(code)
    page.wait_for_url("**6.month.*", timeout=30_000)
    strip.locator(".hp-said:empty").wait_for(state="attached", timeout=30_000)
    assert page.inner_text(SLIDE + " h2") != heading
    assert page.inner_text(SLIDE + " .hp-from") != corner
    found = page.evaluate(LOOKED_AT)
    page.screenshot(path=shots / f"choices-{lang}-{size[0]}.png")
    assert found["least"] >= BASE - 0.1
    assert found["headline"] >= HEADLINE - 0.1
    assert found["cut"] == found["clipped"] == found["scrolls"] == []
    assert not found["overlap"]
    foot = page.locator(SLIDE + " footer").bounding_box()
    assert foot["y"] + foot["height"] <= strip.bounding_box()["y"]
    address, picture = page.url, page.inner_html(SLIDE + " .hp-wide")
    assert all(f"6.{one}." in address for one in ("coverage", "need", "month"))

    page.keyboard.press("Escape")
    assert not strip.is_visible()
    assert page.locator(SLIDE).is_visible()
    assert page.evaluate(LOOKED_AT)["scrolls"] == []
    page.keyboard.press("PageDown")
    assert "6.month." in page.url
    # A copied link opens the same view.
    page.goto(address)
    page.wait_for_selector(SLIDE)
    assert page.inner_html(SLIDE + " .hp-wide") == picture
    assert seen.foreign() == []
    assert seen.complaints == []


def test_a_choice_made_with_the_network_cut_says_so_and_the_slide_stays(
    visit: Callable[..., Visit],
) -> None:
    page = shown(visit(), story="verkostopaiva", slide="2", lang="en")
    page.keyboard.press("c")
    before = page.inner_html(SLIDE)
    page.context.set_offline(True)
    page.locator(".hp-controls [name=grain]").select_option("1")
    page.locator(".hp-said", has_text=t("present.choices_lost", "en")).wait_for()
    assert page.inner_html(SLIDE) == before
    # The choice says again what the slide shows, and the clicker goes on.
    assert page.locator(".hp-controls [name=grain]").input_value() == "2"
    page.keyboard.press("PageDown")
    assert "slide=3" in page.url
    page.keyboard.press("Escape")
    assert not page.locator(".hp-controls").is_visible()
    assert page.locator(SLIDE).is_visible()


@pytest.mark.slow
def test_on_a_phone_the_choices_open_by_a_button_above_the_others(
    visit: Callable[..., Visit], shots: Path
) -> None:
    for width in (390, 320):
        page = shown(visit(size=(width, 844), has_touch=True), story="verkostopaiva", slide="6")
        page.get_by_role("button", name=t("present.choices", "fi"), exact=True).tap()
        page.screenshot(path=shots / f"choices-phone-{width}.png")
        assert page.evaluate(
            """() => [...document.querySelectorAll('.hp-show *')].every((e) => {
                const at = e.getBoundingClientRect();
                return e.closest('.hp-slide, .hp-spoken') || at.right <= innerWidth + 1; })"""
        )
        stage = page.locator(".hp-stage").bounding_box()
        strip = page.locator(".hp-controls").bounding_box()
        tools = page.locator(".hp-tools").bounding_box()
        assert stage["y"] + stage["height"] <= strip["y"] + 1
        assert strip["y"] + strip["height"] <= tools["y"] + 1
        assert stage["height"] > 200


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_slides_that_the_records_add_to_are_whole(
    lang: str,
    visit: Callable[..., Visit],
    start: Callable[..., Server],
    shots: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HANDPRINT_RECORDS", str(tmp_path))
    today = dt.date.today()
    now, before = editions.today(), today - dt.timedelta(days=40)
    signs = {key: replace(one, sign="--") for key, one in now.signs.items()}
    kept.freeze(records.file(), record(replace(now, day=before, signs=signs)))
    for late in (5, 9, -30):
        decisions.record(
            records.file(),
            decisions.Draft(
                "decision", "Sovitaan kirjaamisesta", "kemi", today - dt.timedelta(days=late)
            ),
        )
    own = start(HANDPRINT_RECORDS=str(tmp_path))
    for size in SIZES:
        page = shown(visit(on=own, size=size), story="ohjausryhma", slide="1", lang=lang)
        for key in ("Home", "End"):
            page.keyboard.press(key)
            found = page.evaluate(LOOKED_AT)
            page.screenshot(path=shots / f"records-{lang}-{size[0]}-{key}.png")
            assert found["least"] >= BASE - 0.1
            assert found["headline"] >= HEADLINE - 0.1
            assert found["cut"] == found["clipped"] == found["scrolls"] == []
            assert not found["overlap"]
            assert ("2" if key == "End" else str(before.year)) in page.inner_text(SLIDE + " header")


def test_a_slides_live_view_opens_beside_the_presentation(visit: Callable[..., Visit]) -> None:
    page = shown(visit(), story="verkostopaiva", slide="2", lang="en")
    with page.context.expect_page() as opened:
        page.keyboard.press("o")
    opened.value.wait_for_selector('[data-testid="stMain"] h1', timeout=30_000)
    assert "/mismatch?lang=en" in opened.value.url
    assert page.locator(SLIDE).is_visible()


def test_a_decision_is_taken_down_with_one_key_and_knows_what_was_in_view(
    visit: Callable[..., Visit],
) -> None:
    page = shown(visit(), story="verkostopaiva", slide="2", lang="en")
    with page.context.expect_page() as opened:
        page.keyboard.press("d")
    form = opened.value
    form.wait_for_selector('[data-testid="stMain"] h1', timeout=30_000)
    assert "/decisions?" in form.url and "evidence=mismatch" in form.url
    field = form.get_by_label("Evidence: the address of a view in this app")
    expect(field).to_have_value(re.compile(r"^mismatch\?"), timeout=15_000)
    assert page.locator(SLIDE).is_visible()


def test_the_presenters_window_and_the_rooms_go_together(visit: Callable[..., Visit]) -> None:
    note = stories.one("verkostopaiva").frames[0].note["fi"]
    seen = visit()
    page = shown(seen, story="verkostopaiva", slide="1")
    notes = page.context.new_page()
    notes.goto(f"{seen.server.url}/present?story=verkostopaiva&slide=1&notes=1")
    notes.get_by_text(note).wait_for(timeout=30_000)
    notes.keyboard.press("PageDown")
    page.wait_for_url("**slide=2*")
    page.keyboard.press("PageDown")
    notes.wait_for_url("**slide=3*")
    assert note not in page.content()


def test_the_notes_take_over_the_slide_and_the_choices_of_the_room_also_later_ones(
    visit: Callable[..., Visit],
) -> None:
    seen = visit()
    page = shown(seen, story="verkostopaiva", slide="6")

    def choose(name: str, code: str) -> str:
        page.locator(f".hp-controls [name={name}]").select_option(code)
        page.wait_for_url(f"**6.*{name}.{code}*", timeout=30_000)
        page.locator(".hp-controls .hp-said:empty").wait_for(state="attached", timeout=30_000)
        return page.inner_text(SLIDE + " h2")

    page.keyboard.press("c")
    first = choose("coverage", "projects")
    # Opened late and from its own first slide, the window asks where the room is.
    notes = page.context.new_page()
    complaints: list[str] = []
    notes.on("pageerror", lambda error: complaints.append(str(error)))
    notes.goto(f"{seen.server.url}/present?story=verkostopaiva&slide=1&notes=1")
    headings = ".hp-notes .hp-thumb h2"
    notes.wait_for_url("**slide=6*", timeout=30_000)
    notes.wait_for_url("**6.coverage.projects*", timeout=30_000)
    notes.locator(headings).first.get_by_text(first, exact=True).wait_for(timeout=30_000)
    clock = notes.locator(".hp-clock").inner_text()

    later = choose("need", "unmet")
    assert later != first
    notes.locator(headings).first.get_by_text(later, exact=True).wait_for(timeout=30_000)
    # A choice that is taken back is taken back there too.
    page.locator(".hp-controls [name=coverage]").select_option(index=0)
    page.wait_for_url(lambda url: "coverage" not in url, timeout=30_000)
    notes.wait_for_url(lambda url: "coverage" not in url and "6.need.unmet" in url, timeout=30_000)
    assert notes.locator(".hp-clock").inner_text() >= clock, "the window was not loaded anew"
    # The notes leaf through the room's slides and never change its choices.
    notes.keyboard.press("PageDown")
    page.wait_for_url("**slide=7*")
    assert "6.need.unmet" in page.url
    assert complaints == [] and seen.complaints == [] and seen.foreign() == []


@pytest.mark.parametrize(("id", "lang"), every_story())
def test_on_a_phone_a_slide_is_read_from_top_to_bottom_and_swiped(
    id: str, lang: str, visit: Callable[..., Visit], shots: Path
) -> None:
    seen = visit(size=(390, 844), has_touch=True)
    page = shown(seen, story=id, slide="1", lang=lang)
    count = len(stories.one(id).frames)
    for at in range(1, count + 1):
        assert page.evaluate(
            """() => ['.hp-stage', '.hp-slide'].every((name) => {
                const e = document.querySelector(`.hp-show ${name}`);
                return e.scrollWidth <= e.clientWidth + 1; })"""
        )
        least = page.evaluate(LOOKED_AT)["least"]
        assert least >= 14
        page.screenshot(path=shots / f"{id}-{lang}-phone-{at}.png")
        if at < count:
            page.evaluate(
                """() => { const stage = document.querySelector('.hp-stage');
                const touch = (x) => new Touch({ identifier: 1, target: stage, clientX: x,
                    clientY: 300 });
                const send = (name, x) => stage.dispatchEvent(new TouchEvent(name,
                    { changedTouches: [touch(x)], bubbles: true }));
                send('touchstart', 320); send('touchend', 80); }"""
            )
            assert f"slide={at + 1}" in page.url
    page.get_by_role("button", name="Edellinen" if lang == "fi" else "Previous").tap()
    assert f"slide={count - 1}" in page.url


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_slides_have_no_grave_accessibility_fault(
    scheme: str, visit: Callable[..., Visit], known_axe: list[dict[str, str]]
) -> None:
    seen = visit(color_scheme=scheme)
    page = shown(seen, story=IDS[0], slide="1")
    for _ in stories.one(IDS[0]).frames:
        assert faults(seen, known_axe) == []
        page.keyboard.press("PageDown")
    page.keyboard.press("?")
    assert faults(seen, known_axe) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Home")
    page.keyboard.press("c")
    assert page.locator(".hp-controls select").is_visible()
    assert faults(seen, known_axe) == []


@pytest.mark.parametrize(("id", "lang"), every_story())
def test_the_audiences_file_opens_from_disk_with_scripts_off(
    id: str, lang: str, visit: Callable[..., Visit], tmp_path: Path, shots: Path
) -> None:
    with session.speaking(lang):
        told = stories.told(id)
        file = tmp_path / snapshot.file_name(id, lang)
        file.write_bytes(snapshot.page(told, lang))
    for size in ((1280, 720), (390, 844), (320, 640)):
        seen = visit(size=size, java_script_enabled=False, offline=True)
        seen.page.goto(file.as_uri())
        for one in told.slides:
            assert seen.page.get_by_role("heading", name=one.heading, exact=True).is_visible()
        # One of the two sizes of every picture is seen, never both.
        seen_pictures = seen.page.locator("main figure:visible")
        assert seen_pictures.count() == len(told.slides)
        for door in seen.page.locator("main summary").all():
            door.click()
        tables = seen.page.locator("main table")
        assert tables.count() == sum(one.figure is not None for one in told.slides)
        assert all(table.is_visible() for table in tables.all())
        seen.page.screenshot(path=shots / f"file-{id}-{lang}-{size[0]}.png", full_page=True)
        assert [url for url in seen.requests if not url.startswith("file:")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (320, 640)], ids=["desk", "phone"])
def test_the_audiences_file_has_no_accessibility_fault_and_never_scrolls_sideways(
    scheme: str, size: tuple[int, int], visit: Callable[..., Visit], tmp_path: Path
) -> None:
    for id in IDS:
        file = tmp_path / snapshot.file_name(id, "fi")
        file.write_bytes(snapshot.page(stories.told(id), "fi"))
        seen = visit(size=size, color_scheme=scheme)
        seen.page.goto(file.as_uri())
        assert faults(seen, []) == []
        assert seen.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
        # The file brings its letters along, so no word is wider than it was measured.
        clipped = seen.page.evaluate(
            """() => document.fonts.ready.then(() => [...document.querySelectorAll('main text')]
                .filter((e) => e.getClientRects().length)
                .filter((e) => e.getBoundingClientRect().right
                    > e.ownerSVGElement.getBoundingClientRect().right + 2)
                .map((e) => e.textContent))"""
        )
        assert clipped == []


@pytest.mark.slow
def test_with_the_server_gone_the_slide_stays_and_the_keys_go_on(
    visit: Callable[..., Visit], start: Callable[..., Server]
) -> None:
    own = start()
    seen = visit(on=own)
    page = shown(seen, story=IDS[0], slide="3")
    own.stop()
    # Long enough for Streamlit to notice, and to draw what it says about it.
    page.wait_for_timeout(4000)
    headings = [one.heading for one in stories.told(IDS[0]).slides]
    found = page.evaluate(LOOKED_AT)
    assert found["heading"] == headings[2]
    assert found["bare"]
    page.keyboard.press("PageDown")
    found = page.evaluate(LOOKED_AT)
    assert found["heading"] == headings[3]
    assert found["bare"]
