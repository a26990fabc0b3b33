"""Where our page's time goes when a reader changes the area: functions, and messages by size."""

import asyncio
import pstats
import time
from pathlib import Path

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench.client import Answer, Session
from tests.bench.load import CHOICE, kinds, median
from tests.bench.servers import OURS, ROOT, Server, Side

HOOK = Path(__file__).parent / "hook"
SHOWN = 45


def show(folder: Path, *, side: Side = OURS) -> None:
    """Print the profile of a change to an area seen before, then of one never drawn."""
    runs = folder / "runs"
    runs.mkdir()
    log = folder / "profiled.log"
    with Server(side, log=log, PYTHONPATH=str(HOOK), BENCH_PROFILE=str(runs)) as server:
        walks, messages = asyncio.run(_walk(server, runs))
    for title, answers, files, cpu in walks:
        spent = [int(file.stem.split("-")[1]) / 1e3 for file in files]
        seconds = median([answer.seconds for answer in answers])
        print(
            f"\n{title}: {len(answers)} changes, {seconds * 1e3:.1f} ms each to finished; "
            f"server CPU {cpu / len(answers) * 1e3:.1f} ms, of it the script's thread "
            f"{sum(spent) / len(answers):.1f} ms (profiler included)"
        )
        _functions(files, len(answers))
    print("\nkB a change by kind:")
    for kind, size in kinds(walks[-1][1]).items():
        print(f"  {size / 1e3:8.2f}  {kind}")
    print("\nMessages of the last change, largest first:")
    for message in sorted(messages, key=lambda one: -one.ByteSize())[:25]:
        print(f"  {message.ByteSize():7}  {_told(message)}")


async def _walk(server: Server, runs: Path) -> tuple[list, list[ForwardMsg]]:
    walks = []
    async with Session(server.base, server.side.page) as reader:
        await reader.open()
        names = reader.options(CHOICE)[1:]
        for title in ("Area never drawn", "Area seen before"):
            done = set(runs.iterdir())
            cpu = server.cpu()
            answers: list[Answer] = []
            for name in names:
                answers.append(await reader.select(CHOICE, name))
                await asyncio.sleep(0.05)
            time.sleep(0.3)
            cpu = server.cpu() - cpu
            walks.append((title, answers, sorted(set(runs.iterdir()) - done), cpu))
        reader.keep = []
        await reader.select(CHOICE, names[0])
    return walks, reader.keep


def _functions(files: list[Path], changes: int) -> None:
    """The functions that cost most: by their own time, and with what they call."""
    stats = pstats.Stats(*map(str, files))
    rows = [
        (own / changes * 1e3, whole / changes * 1e3, calls / changes, _place(function))
        for function, (_, calls, own, whole, _) in stats.stats.items()
    ]
    for title, key, most in (
        ("with what is called", lambda row: -row[1], SHOWN),
        ("own time", lambda row: -row[0], SHOWN // 2),
    ):
        print(f"  {'own ms':>8}{'with ms':>9}{'calls':>8}  a change, by {title}")
        for own, whole, calls, place in sorted(rows, key=key)[:most]:
            print(f"  {own:8.2f}{whole:9.2f}{calls:8.1f}  {place}")


def _place(function: tuple[str, int, str]) -> str:
    file, line, name = function
    parts = Path(file).parts
    known = [parts.index(word) for word in ("site-packages", ROOT.name) if word in parts]
    short = "/".join(parts[known[0] + 1 :]) if known else "/".join(parts[-2:])
    return f"{short}:{line} {name}"


def _told(message: ForwardMsg) -> str:
    kind = message.WhichOneof("type")
    if kind != "delta":
        return kind
    path = "/".join(map(str, message.metadata.delta_path))
    if message.delta.WhichOneof("type") == "add_block":
        block = message.delta.add_block
        return f"{path} block {block.WhichOneof('type') or ''} {block.id}"
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    body = getattr(element, kind)
    words = next(
        (text for name in ("id", "body", "label") if (text := getattr(body, name, ""))), ""
    )
    return f"{path} {kind} {words[:60]!r}"
