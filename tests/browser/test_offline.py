"""Nothing leaves the building: with every other host out of reach, all pages still work."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit, pages


@pytest.mark.slow
def test_every_page_works_when_all_other_hosts_are_out_of_reach(
    visit: Callable[..., Visit],
) -> None:
    seen = visit()
    own = seen.server.url
    refused: list[str] = []

    def only_us(route: object) -> None:
        if route.request.url.startswith((own, "data:", "blob:")):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    seen.page.route("**/*", only_us)
    for address in pages():
        seen.open(address)
        assert seen.page.locator('[data-testid="stException"]').count() == 0
    assert refused == []
    assert seen.complaints == []
