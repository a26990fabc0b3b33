"""Whoever opens something in a folder is noticed: inotify, which DuckDB cannot get around."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

IN_ACCESS, IN_MODIFY, IN_OPEN, IN_CREATE, IN_DELETE = 0x1, 0x2, 0x20, 0x100, 0x200
AVAILABLE = sys.platform == "linux"


@contextmanager
def noticed(folder: Path) -> Iterator[list[str]]:
    """Names in the folder, or below it, that any process opens, reads, makes or removes.

    The list is filled when the block ends. The folder's own subfolders are watched as they are at
    the start.
    """
    library = ctypes.CDLL(None, use_errno=True)
    handle = library.inotify_init1(os.O_NONBLOCK)
    if handle < 0:
        raise OSError(ctypes.get_errno(), "inotify")
    watched: dict[int, Path] = {}
    for path in [folder, *(p for p in folder.rglob("*") if p.is_dir())]:
        mask = IN_ACCESS | IN_MODIFY | IN_OPEN | IN_CREATE | IN_DELETE
        watch = library.inotify_add_watch(handle, os.fsencode(path), mask)
        if watch < 0:
            raise OSError(ctypes.get_errno(), str(path))
        watched[watch] = path
    names: list[str] = []
    try:
        yield names
        while True:
            try:
                data = os.read(handle, 1 << 20)
            except BlockingIOError:
                break
            at = 0
            while at < len(data):
                watch, _, _, length = struct.unpack_from("iIII", data, at)
                name = data[at + 16 : at + 16 + length].rstrip(b"\0")
                names.append(str(watched.get(watch, folder) / os.fsdecode(name)))
                at += 16 + length
    finally:
        os.close(handle)
