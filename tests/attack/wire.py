"""Attack 9: a reader's session with a running server, every message and every file of it kept."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from dataclasses import dataclass, field

from google.protobuf.message import Message
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.bench.client import Session

MOST_OPTIONS = 4


@dataclass
class Recorded:
    """What came over the wire: messages by page, files by address."""

    messages: dict[str, list[bytes]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    @property
    def size(self) -> int:
        """Bytes of everything."""
        return sum(map(len, self.files.values())) + sum(
            len(one) for page in self.messages.values() for one in page
        )


def record(base: str, pages: list[str]) -> Recorded:
    """Visit every page in both languages, open its doors, turn its choices, fetch its files."""
    return asyncio.run(_record(base, pages))


async def _record(base: str, pages: list[str]) -> Recorded:
    recorded = Recorded()
    for page in pages:
        for lang in ("fi", "en"):
            async with Session(base, page, query=f"lang={lang}") as reader:
                reader.keep = []
                await reader.open()
                for key in reader.keys("popover"):
                    await reader.toggle(key, opened=True)
                # A file is there as long as the run that made it is the last one.
                await _fetch(base, reader.keep, recorded)
                for kind in ("selectbox", "slider"):
                    for key in reader.keys(kind):
                        # What one choice takes away, as a form that closes, is turned no more.
                        if key != "lang" and key in reader.keys(kind):
                            await _turn(reader, kind, key)
                recorded.messages[f"{page} {lang}"] = [m.SerializeToString() for m in reader.keep]
                recorded.kinds |= {_kind(message) for message in reader.keep}
    return recorded


async def _fetch(base: str, messages: list[ForwardMsg], recorded: Recorded) -> None:
    """Fetch every file that the page names now."""
    for address in sorted({a for message in messages for a in _addresses(message)}):
        try:
            recorded.files[address] = await asyncio.to_thread(_fetched, base + address)
        except urllib.error.HTTPError:
            recorded.gone.add(address)


async def _turn(reader: Session, kind: str, key: str) -> None:
    """Some other values of a choice, one after the other."""
    if kind == "selectbox":
        options = reader.options(key)
        for option in options[1 :: max(1, len(options) // MOST_OPTIONS)][:MOST_OPTIONS]:
            if key in reader.keys(kind):
                await reader.select(key, option)
        return
    for place in (1, -1):
        if key not in reader.keys(kind):
            return
        widget_id = reader._id(key)
        value = WidgetState(id=widget_id)
        value.string_array_value.data.append(_stops(reader, widget_id)[place])
        reader.values[widget_id] = value
        await reader._rerun(
            ClientState(
                page_script_hash=reader._page_hash, fragment_id=reader.widgets[widget_id].fragment
            )
        )


def _stops(reader: Session, widget_id: str) -> list[str]:
    """The words of a slider's positions, as it was last sent."""
    for message in reversed(reader.keep):
        if message.delta.new_element.slider.id == widget_id:
            return list(message.delta.new_element.slider.options)
    raise LookupError(widget_id)


def _kind(message: ForwardMsg) -> str:
    kind = message.WhichOneof("type")
    if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
        return message.delta.new_element.WhichOneof("type") or ""
    return kind or ""


def _addresses(message: Message) -> set[str]:
    """Addresses of this server's own files that a message names."""
    found: set[str] = set()
    for described, value in message.ListFields():
        values = value if described.is_repeated else [value]
        for one in values:
            if isinstance(one, Message):
                found |= _addresses(one)
            elif isinstance(one, str) and one.startswith(("/media/", "/drawings/")):
                found.add(one)
    return found


def _fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read()
