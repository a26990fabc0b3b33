"""Messages that no component of ours sends: what they ask for is not done, and no page falls over.

Anyone with a browser can send a component's message by hand. A mark that is not on the picture
chooses nothing, and neither does a number, a list, an object or a text without end. (What is no
JSON at all Streamlit refuses before any code of ours, in the sender's own session.)
"""

import asyncio
import json

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.bench.client import Failed, Session
from tests.conftest import Server

pytestmark = pytest.mark.attack

EVENTS = ("selected", "let_go", "tuned", "narrow")
FORGED: tuple[object, ...] = (
    ["G1"],
    {"selected": "G1"},
    [[[]]],
    17,
    -1e308,
    "",
    "../../etc/passwd",
    "area:<script>alert(1)</script>",
    "goal:G1' or 1=1 --",
    "\ud800",
    "0\u0000",
    "1~=~999999999999.day.x~1.day.0001-01-01",
    "x" * 1_000_000,
)
RAW = ("[]", "null", "7", '"selected"', '[{"event": 3}]', '[["selected"]]', "[[[[]]]]", "{}")
PAGES = ("present", "goals", "municipalities", "actors", "thread", "family", "mismatch")


def titles(reader: Session) -> list[str]:
    """The first sentence of the page as it was sent the last time."""
    sent = [one.delta.new_element for one in reader.keep if one.WhichOneof("type") == "delta"]
    return [one.heading.body for one in sent if one.heading.tag == "h1"]


async def forged(base: str, page: str) -> list[str]:
    """Send every message to every component of a page; what made the page fall over."""
    found = []
    async with Session(base, page, query="lang=fi") as reader:
        reader.keep = []
        await reader.open()
        title = titles(reader)
        assert len(title) == 1, title
        widgets = reader.widgets.items()
        components = {id: one.fragment for id, one in widgets if one.kind == "bidi_component"}
        assert components, page
        address = {*reader.query.split("&")}
        for id, fragment in components.items():
            sent = [json.dumps([{"event": event, "value": v} for event in EVENTS]) for v in FORGED]
            for text in (*sent, *RAW):
                trigger = WidgetState(
                    id=f"$$STREAMLIT_INTERNAL_KEY_{id}__events", json_trigger_value=text
                )
                state = WidgetState(id=id, json_value=text)
                asked = ClientState(page_script_hash=reader._page_hash, fragment_id=fragment)
                asked.widget_states.widgets.extend([trigger, state])
                reader.keep = []
                try:
                    await reader._rerun(asked)
                    # A part of a page is drawn again without the page's title.
                    if titles(reader) not in ([title] if not fragment else [title, []]):
                        found.append(f"{page} {id[-40:]} {text[:60]}: {titles(reader)}")
                except Failed as failed:
                    found.append(f"{page} {id[-40:]} {text[:60]}: {failed}")
        # A day that no slide has stays in the address, and the page says that it is not in force.
        left = {one for one in reader.query.split("&") if not one.startswith("set=")}
        assert left | {""} == address | {""}, "the view has changed"
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_forged_message_of_a_component_changes_nothing_and_breaks_nothing(
    page: str, server: Server
) -> None:
    assert asyncio.run(forged(server.url, page)) == []
