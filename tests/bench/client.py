"""One reader of a Streamlit app without a browser: the same messages, none of the drawing.

A browser keeps three things between its messages, and so does this client: the value of every
widget it has seen, the fragment each widget lives in (a widget of a fragment asks for that
fragment only), and the large messages it may be sent again by their hash alone.
"""

import asyncio
import time
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
TABLES = ("dataframe", "table")


class Failed(Exception):
    """The app answered a change with an error, too late or not at all."""


class _Counted(ClientConnection):
    """A connection that counts the bytes that arrive, as they travel."""

    wire = 0

    def data_received(self, data: bytes) -> None:
        """Count, then handle as usual."""
        self.wire += len(data)
        super().data_received(data)


@dataclass
class Widget:
    """A widget as the browser knows it."""

    kind: str
    options: tuple[str, ...]
    fragment: str
    run: str


@dataclass
class Answer:
    """What one rerun brought: seconds to its end; bytes and number by kind of message."""

    seconds: float = 0.0
    wire: int = 0
    sizes: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    by_fragment: bool = False

    @property
    def raw(self) -> int:
        """Bytes of all messages."""
        return sum(self.sizes.values())

    @property
    def tables(self) -> int:
        """Bytes of the messages that carry a table."""
        return sum(size for kind, size in self.sizes.items() if kind in TABLES)


@dataclass
class _Kept:
    run_count: int
    fragment: str


class Session:
    """A reader at one page of the app, speaking Streamlit's protocol over a WebSocket."""

    def __init__(self, base: str, page: str, *, query: str = "", patience: float = 60.0) -> None:
        """Prepare a visit to `base`/`page`; `patience` is in seconds."""
        self.base, self.page, self.query, self.patience = base, page, query, patience
        # Set to a list, it gets every message: for looking at what an app sends.
        self.keep: list[ForwardMsg] | None = None
        self.widgets: dict[str, Widget] = {}
        self.values: dict[str, WidgetState] = {}
        self._kept: dict[str, _Kept] = {}
        self._runs = 0
        self._max_age = 2
        self._page_hash = ""
        self._run = ""
        self._connection: _Counted | None = None

    async def __aenter__(self) -> "Session":
        """Connect as the browser does."""
        parts = urlsplit(self.base)
        self._connection = await connect(
            f"ws://{parts.netloc}/_stcore/stream",
            origin=self.base,
            subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN"],
            create_connection=_Counted,
            max_size=None,
            max_queue=None,
            ping_interval=None,
            open_timeout=self.patience,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave, as when a tab is closed."""
        await self._connection.close()

    async def open(self) -> Answer:
        """Load the page; returns when the script has finished."""
        return await self._rerun(ClientState(page_name=self.page))

    async def select(self, key: str, option: str) -> Answer:
        """Choose an option, by the words shown, in the select box with this key."""
        return await self._set(key, "string_value", option)

    async def toggle(self, key: str, *, opened: bool) -> Answer:
        """Open or close the popover or expander with this key."""
        return await self._set(key, "bool_value", opened)

    def options(self, key: str) -> tuple[str, ...]:
        """The words of the options of a select box."""
        return self.widgets[self._id(key)].options

    def chosen(self, key: str) -> str:
        """The words of the option in force in a select box."""
        return self.values[self._id(key)].string_value

    def keys(self, kind: str) -> list[str]:
        """The keys of the widgets of one kind (`selectbox`, `popover`, ...)."""
        return [
            widget_id.rsplit("-", 1)[-1] if widget_id.endswith("-None") else _key(widget_id)
            for widget_id, widget in self.widgets.items()
            if widget.kind == kind
        ]

    def _id(self, key: str) -> str:
        for widget_id in self.widgets:
            if _key(widget_id) == key:
                return widget_id
        raise Failed(f"no widget with the key {key}; there are {sorted(map(_key, self.widgets))}")

    async def _set(self, key: str, field_name: str, value: object) -> Answer:
        widget_id = self._id(key)
        self.values[widget_id] = WidgetState(id=widget_id, **{field_name: value})
        return await self._rerun(
            ClientState(
                page_script_hash=self._page_hash, fragment_id=self.widgets[widget_id].fragment
            )
        )

    async def _rerun(self, state: ClientState) -> Answer:
        state.query_string = self.query
        state.widget_states.widgets.extend(self.values.values())
        state.cached_message_hashes.extend(self._kept)
        info = state.context_info
        info.timezone, info.timezone_offset, info.locale = "Europe/Helsinki", -120, "fi-FI"
        info.url = f"{self.base}/{self.page}"
        info.is_embedded, info.color_scheme = False, "light"
        asked = BackMsg(rerun_script=state).SerializeToString()
        answer = Answer()
        before, start = self._connection.wire, time.perf_counter()
        try:
            async with asyncio.timeout(self.patience):
                await self._connection.send(asked)
                await self._read(answer)
        except TimeoutError:
            raise Failed(f"no answer in {self.patience:.0f} s") from None
        answer.seconds = time.perf_counter() - start
        answer.wire = self._connection.wire - before
        return answer

    async def _read(self, answer: Answer) -> None:
        """Take messages until the script has finished, as the browser takes them."""
        started = False
        while True:
            data = await self._connection.recv(decode=False)
            message = ForwardMsg.FromString(data)
            if self.keep is not None:
                self.keep.append(message)
            kind = message.WhichOneof("type")
            label = kind
            if kind == "new_session":
                started = True
                self._run = message.metadata.run.script_run_id
                self._page_hash = message.new_session.page_script_hash
                self._max_age = message.new_session.config.max_cached_message_age
                answer.by_fragment = bool(message.metadata.run.fragment_ids)
            elif kind == "navigation":
                self._page_hash = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "ref_hash":
                self._kept[message.ref_hash].run_count = self._runs
            elif kind == "delta":
                label = self._delta(message)
            answer.sizes[label] = answer.sizes.get(label, 0) + len(data)
            answer.counts[label] = answer.counts.get(label, 0) + 1
            if kind == "script_finished" and started:
                if message.script_finished in FINISHED:
                    self._finish(tuple(message.metadata.run.fragment_ids))
                    if "exception" in answer.sizes:
                        raise Failed("the page shows an exception")
                    return
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise Failed("the page does not compile")

    def _delta(self, message: ForwardMsg) -> str:
        delta = message.delta
        if message.metadata.cacheable and message.hash not in self._kept:
            self._kept[message.hash] = _Kept(self._runs, delta.fragment_id)
        if delta.WhichOneof("type") == "add_block":
            kind = delta.add_block.WhichOneof("type") or "block"
            body = getattr(delta.add_block, kind, None)
            label = "layout"
        else:
            kind = delta.new_element.WhichOneof("type") or "empty"
            body = getattr(delta.new_element, kind)
            label = kind
        widget_id = getattr(body, "id", "")
        if widget_id:
            options = tuple(body.options) if kind == "selectbox" else ()
            self.widgets[widget_id] = Widget(kind, options, delta.fragment_id, self._run)
            if kind == "selectbox":
                self._mount_selectbox(body)
        return label

    def _mount_selectbox(self, body: object) -> None:
        """A select box tells its value as soon as it is on screen, and when the app sets it."""
        if body.set_value:
            self.values[body.id] = WidgetState(id=body.id, string_value=body.raw_value)
        elif body.id not in self.values and body.options and body.HasField("default"):
            self.values[body.id] = WidgetState(id=body.id, string_value=body.options[body.default])

    def _finish(self, fragments: tuple[str, ...]) -> None:
        """Forget what the run did not draw again, and messages that have grown old."""
        gone = [
            widget_id
            for widget_id, widget in self.widgets.items()
            if widget.run != self._run and (not fragments or widget.fragment in fragments)
        ]
        for widget_id in gone:
            del self.widgets[widget_id]
            self.values.pop(widget_id, None)
        self._runs += 1
        for known, kept in list(self._kept.items()):
            if fragments and kept.fragment not in fragments:
                continue
            if self._runs - kept.run_count > self._max_age:
                del self._kept[known]


def _key(widget_id: str) -> str:
    """The key a page gave its widget: ids are `$$ID-<hash>-<key>`."""
    return widget_id.split("-", 2)[-1]
