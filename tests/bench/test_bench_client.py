import asyncio

import pytest

from tests.bench.client import Answer, Session
from tests.bench.load import CHOICE
from tests.bench.servers import OURS
from tests.conftest import Server


@pytest.mark.slow
def test_a_reader_without_a_browser_opens_the_page_and_changes_only_what_the_choice_concerns(
    server: Server,
) -> None:
    async def visit() -> tuple[Answer, Answer, str, str]:
        async with Session(server.url, OURS.page) as reader:
            opened = await reader.open()
            kemi = next(name for name in reader.options(CHOICE) if name == "Kemi")
            changed = await reader.select(CHOICE, kemi)
            return opened, changed, reader.chosen(CHOICE), reader.query

    opened, changed, chosen, query = asyncio.run(visit())
    assert not opened.by_fragment
    assert changed.by_fragment
    assert 0 < changed.raw < opened.raw
    assert changed.wire > 0
    assert (chosen, query) == ("Kemi", "area=240")
