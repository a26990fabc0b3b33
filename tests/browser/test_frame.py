"""Every address opens inside the frame, cold, in both languages, whatever stands in the link."""

from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import LANGUAGES, Visit, pages
from tests.conftest import Server

# A view that is not the default one, and words that prove it in each language.
CHOSEN = {
    "municipalities": (
        {"area": "047", "period": "2023-10", "indicator": "open_at_month_end"},
        {"fi": ("Enontekiö", "lokakuu 2023"), "en": ("Enontekiö", "October 2023")},
    ),
}
NONSENSE = {
    "lang": "xx",
    "period": "2026-99",
    "indicator": "<script>alert(1)</script>",
    "area": "' OR 1=1--",
    "level": "galaxy",
    "occupation": "9" * 2000,
}


def assert_framed(visit: Visit, lang: str) -> None:
    """The page has its heading, menu, footer and language, and neither dialog nor error."""
    page = visit.page
    assert page.locator("h1").count() == 1
    assert page.locator("h1").inner_text().strip()
    assert page.get_by_role("dialog").count() == 0
    assert page.locator('[data-testid="stException"]').count() == 0
    links = page.locator('[data-testid="stSidebarNav"] a')
    assert links.count() == len(pages())
    assert page.evaluate("document.documentElement.lang") == lang
    assert page.locator(".st-key-frame-foot").count() == 1


def everyday(names: Sequence[str]) -> list:
    """All names, the first of them every day and the rest in the slow suite."""
    return [n if i == 0 else pytest.param(n, marks=pytest.mark.slow) for i, n in enumerate(names)]


@pytest.mark.parametrize("lang", everyday(LANGUAGES))
@pytest.mark.parametrize("address", everyday(["municipalities", "occupations", "data"]))
def test_a_deep_link_opens_framed_on_a_server_nobody_has_visited(
    address: str, lang: str, start: Callable[..., Server], visit: Callable[..., Visit]
) -> None:
    if address not in pages():
        pytest.skip(f"there is no page {address}")
    cold = start()
    first = visit(on=cold)
    first.open(address, lang=lang)
    assert_framed(first, lang)
    assert urlsplit(first.page.url).path == f"/{address}"
    cold.stop()


# Every day one page of each section.
DAILY = ("now", "mismatch", "actors", "family", "goals", "present", "data")


@pytest.mark.parametrize("lang", ["fi", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "address",
    [one if one in DAILY else pytest.param(one, marks=pytest.mark.slow) for one in pages()],
)
def test_each_page_opens_framed_quietly_and_without_leaving_the_building(
    address: str, lang: str, visit: Callable[..., Visit]
) -> None:
    seen = visit()
    seen.open(address, lang=lang)
    assert_framed(seen, lang)
    assert seen.foreign() == []
    assert seen.complaints == []


def test_the_bare_address_leads_to_the_overview_in_finnish(visit: Callable[..., Visit]) -> None:
    seen = visit()
    seen.open("")
    assert_framed(seen, "fi")
    assert urlsplit(seen.page.url).path == "/now"


@pytest.mark.parametrize("address", CHOSEN)
def test_a_finnish_link_opened_in_english_shows_the_same_view(
    address: str, visit: Callable[..., Visit]
) -> None:
    choices, words = CHOSEN[address]
    for lang in LANGUAGES:
        seen = visit()
        seen.open(address, lang=lang, **choices)
        kept = parse_qs(urlsplit(seen.page.url).query)
        assert {key: kept.get(key) for key in choices} == {k: [v] for k, v in choices.items()}
        shown = seen.page.locator('[data-testid="stMain"]').inner_text()
        assert [word for word in words[lang] if word not in shown] == []


@pytest.mark.parametrize("address", everyday(["municipalities", "occupations", "now", "data"]))
def test_nonsense_in_a_link_falls_back_with_a_quiet_notice(
    address: str, visit: Callable[..., Visit]
) -> None:
    if address not in pages():
        pytest.skip(f"there is no page {address}")
    seen = visit()
    seen.open(address, **NONSENSE)
    assert_framed(seen, "fi")
    assert seen.page.get_by_role("status").count() >= 1
    assert seen.complaints == []


def test_switching_the_language_keeps_the_view(visit: Callable[..., Visit]) -> None:
    choices, words = CHOSEN["municipalities"]
    seen = visit()
    page = seen.open("municipalities", **choices)
    page.locator(
        ".st-key-frame-tools [data-baseweb=select], .st-key-frame-tools input"
    ).first.click()
    page.get_by_role("option", name="English").click()
    page.wait_for_selector('html[lang="en"]', state="attached")
    seen.rest()
    kept = parse_qs(urlsplit(page.url).query)
    assert kept["lang"] == ["en"]
    assert all(kept[key] == [value] for key, value in choices.items())
    shown = page.locator('[data-testid="stMain"]').inner_text()
    assert [word for word in words["en"] if word not in shown] == []


@pytest.mark.slow
def test_the_first_visitor_of_a_plain_clone_watches_the_data_being_built(
    start: Callable[..., Server], visit: Callable[..., Visit], tmp_path: Path
) -> None:
    empty = start(HANDPRINT_DATA=str(tmp_path))
    first = visit(on=empty)
    first.open("municipalities", lang="en", area="240")
    first.page.wait_for_selector(".st-key-frame-foot", timeout=60_000)
    first.rest()
    assert_framed(first, "en")
    assert "Kemi" in first.page.locator("h1").inner_text()
    assert (tmp_path / "releases" / "CURRENT").is_file()
    empty.stop()
