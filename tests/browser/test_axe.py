"""No page has a serious or critical accessibility fault that is ours."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import LANGUAGES, Visit, pages

# WCAG 2.1 A and AA is the law for this client; best practices are looked at by people.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
GRAVE = ("serious", "critical")


def faults(visit: Visit, known: list[dict[str, str]]) -> list[str]:
    """Serious and critical findings on the open page that are not on the list of known ones."""
    from axe_playwright_python.sync_playwright import Axe

    found = []
    for violation in Axe().run(visit.page, options=RULES).response["violations"]:
        if violation["impact"] not in GRAVE:
            continue
        for node in violation["nodes"]:
            accepted = any(
                entry["rule"] == violation["id"] and entry["element"] in node["html"]
                for entry in known
            )
            if not accepted:
                why = node["failureSummary"].replace("\n", " ")
                found.append(f"{violation['id']}: {node['html'][:200]} -- {why}")
    return found


# The slow suite sees every page; these have the most kinds of furniture.
@pytest.mark.parametrize("address", ["now", "municipalities", "actors", "present", "decisions"])
def test_a_page_has_no_grave_accessibility_fault_of_ours(
    address: str, visit: Callable[..., Visit], known_axe: list[dict[str, str]]
) -> None:
    seen = visit()
    seen.open(address)
    assert faults(seen, known_axe) == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (320, 640)], ids=["desk", "phone"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", pages())
def test_nor_in_any_language_theme_or_size(
    *,
    address: str,
    lang: str,
    size: tuple[int, int],
    scheme: str,
    visit: Callable[..., Visit],
    known_axe: list[dict[str, str]],
) -> None:
    seen = visit(size=size, color_scheme=scheme)
    seen.open(address, lang=lang)
    assert faults(seen, known_axe) == []
