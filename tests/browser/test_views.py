"""Every figure of every page as a slide, walked by keys on two projectors: whole, large, silent."""

from collections.abc import Callable
from pathlib import Path

import pytest

from handprint import session
from handprint.figures import focus
from handprint.records import stories as kept
from handprint.records.stories import SLIDES_MOST, Draft, Slide
from handprint.views import own_story
from tests.browser.conftest import LANGUAGES, Visit
from tests.browser.test_present import BASE, HEADLINE, LOOKED_AT, SIZES, SLIDE, shown
from tests.conftest import Server
from tests.pages.viewing import choices

HALF = -(-len(focus.KEYS) // 2)
PARTS = (focus.KEYS[:HALF], focus.KEYS[HALF:])
assert HALF <= SLIDES_MOST


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of these tests' own."""
    return tmp_path_factory.mktemp("records") / "records.sqlite"


@pytest.fixture(scope="module")
def own(start: Callable[..., Server], file: Path) -> Server:
    """A server that writes there."""
    return start(HANDPRINT_RECORDS=str(file.parent), PUBLIC="")


@pytest.mark.slow
@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_is_whole_and_large_on_a_slide(
    *,
    lang: str,
    size: tuple[int, int],
    part: int,
    visit: Callable[..., Visit],
    own: Server,
    file: Path,
    shots: Path,
) -> None:
    keys = PARTS[part]
    slides = [
        Slide("view", page=focus.page_of(key), focus=key, choices=choices(key)) for key in keys
    ]
    id = kept.save(file, Draft("Kaikki", tuple(slides)))
    with session.speaking(lang):
        headings = [focus.figure(key, choices(key)).heading.removesuffix(".") for key in keys]
    seen = visit(on=own, size=size)
    page = shown(seen, story=own_story.address(id), slide="1", lang=lang)
    faults = {}
    for at, (key, heading) in enumerate(zip(keys, headings, strict=True)):
        if at:
            page.keyboard.press("PageDown")
        found = page.evaluate(LOOKED_AT)
        page.screenshot(path=shots / f"view-{lang}-{size[0]}-{key}.png")
        assert found["heading"] == heading
        whole = (
            found["least"] >= BASE - 0.1
            and found["headline"] >= HEADLINE - 0.1
            and found["bare"]
            and not (found["cut"] or found["clipped"] or found["overlap"] or found["scrolls"])
        )
        if not whole:
            faults[key] = found
    assert faults == {}
    assert seen.foreign() == []


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_views_own_choices_open_on_the_slide_and_on_its_page(
    lang: str, visit: Callable[..., Visit], own: Server, file: Path, shots: Path
) -> None:
    slide = Slide("view", page="labour/municipalities", focus="areas-trend")
    id = kept.save(file, Draft("Valinnat", (slide,)))
    seen = visit(on=own)
    page = shown(seen, story=own_story.address(id), slide="1", lang=lang)
    heading = page.inner_text(SLIDE + " h2")
    page.keyboard.press("c")
    strip = page.locator(".hp-controls")
    strip.locator("[name=area]").select_option("240")
    page.wait_for_url("**1.area.240*", timeout=30_000)
    strip.locator(".hp-said:empty").wait_for(state="attached", timeout=30_000)
    assert page.inner_text(SLIDE + " h2") != heading
    found = page.evaluate(LOOKED_AT)
    page.screenshot(path=shots / f"view-choices-{lang}.png")
    assert found["cut"] == found["clipped"] == found["scrolls"] == []
    page.keyboard.press("Escape")
    with page.expect_popup() as opened:
        page.keyboard.press("o")
    there = opened.value
    there.wait_for_selector(".st-key-figure-areas-trend h2")
    assert "municipalities?" in there.url and "area=240" in there.url
    with session.speaking(lang):
        same = focus.figure("areas-trend", {"area": "240"}).heading
    assert there.inner_text(".st-key-figure-areas-trend h2") == same
    assert seen.foreign() == [] and seen.complaints == []
