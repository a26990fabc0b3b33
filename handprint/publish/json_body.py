"""Reads the two JSON answers of a statistics office's interface: PxWeb's own and JSON-stat 2.

Numbers stay the text they were written as, so that 12.80 is not read as 12.8 and no digit is
lost. An answer that is cut short, doubled, too deep or of another kind is refused whole.
"""

from __future__ import annotations

import json
import re
from itertools import product
from math import prod
from pathlib import Path
from typing import Any, NoReturn

from handprint.catalog import Source
from handprint.publish import cells
from handprint.publish.body import LARGEST_FILE, MOST_CELLS, Body, Row, shortened
from handprint.publish.wording import Refused

DEEPEST = 24


def read_pxweb(source: Source, path: Path) -> Body:
    """PxWeb v1 `format: json`: columns with types d, t and c, and rows of keys and values."""
    body = _parsed(source, path, kind="PxWeb-JSON")
    if "columns" not in body or "data" not in body:
        raise Refused("json_not_pxweb", file=source.file, found=_kind(body))
    columns, data = body["columns"], body["data"]
    if not isinstance(columns, list) or not isinstance(data, list):
        raise Refused("json_not_pxweb", file=source.file, found=_kind(body))
    codes: dict[str, list[str]] = {"d": [], "t": [], "c": []}
    for column in columns:
        kind = column.get("type") if isinstance(column, dict) else None
        if kind not in codes or not isinstance(column.get("code"), str):
            raise Refused("json_column", file=source.file, found=shortened(str(column)))
        codes[kind].append(column["code"])
    keys = [c["code"] for c in columns if c["type"] != "c"]
    measures = codes["c"]
    _no_twice(source, keys + measures)
    if len(data) * max(1, len(measures)) >= MOST_CELLS:
        _too_large(source, len(data) * len(measures))
    if not data:
        raise Refused("file_no_rows", file=source.file)
    rows = []
    for number, entry in enumerate(data):
        key = entry.get("key") if isinstance(entry, dict) else None
        values = entry.get("values") if isinstance(entry, dict) else None
        if not _texts(key, len(keys)) or not _texts(values, len(measures)):
            raise Refused(
                "json_row",
                file=source.file,
                line=number,
                keys=len(keys),
                values=len(measures),
                found=shortened(json.dumps(entry, ensure_ascii=False, default=str)),
            )
        rows.append(Row(number, dict(zip(keys + measures, [*key, *values], strict=True))))
    roles = {"period": codes["t"][0]} if len(codes["t"]) == 1 else {}
    return Body(source, tuple(keys), tuple(measures), rows, "place_pxweb", roles, empty="refuse")


def read_jsonstat(source: Source, path: Path, measures_wanted: set[str]) -> Body:
    """JSON-stat 2: a grid of values over dimensions, whole or sparse, with a map of signs.

    `measures_wanted` helps to tell the dimension of measures when the file gives it no role.
    """
    body = _parsed(source, path, kind="JSON-stat")
    found = body.get("class", "dataset" if "dataset" in body else None)
    if "dataset" in body or str(body.get("version", "2.0")).split(".")[0] == "1":
        raise Refused("json_old_class", file=source.file, found=body.get("version", "1.x"))
    if found != "dataset" or not isinstance(body.get("id"), list):
        raise Refused("json_not_jsonstat", file=source.file, found=_kind(body))
    ids, sizes = _axes(source, body)
    categories = [
        _categories(source, body, code, size) for code, size in zip(ids, sizes, strict=True)
    ]
    cells_of = _values(source, body, prod(sizes))
    roles, measure_axis = _roles(source, body, ids, categories, measures_wanted)
    if measure_axis is None:
        raise Refused("json_no_measures", file=source.file, found=", ".join(ids))
    dimensions = [code for code in ids if code != ids[measure_axis]]
    steps = [prod(sizes[i + 1 :]) for i in range(len(ids))]
    others = [i for i in range(len(ids)) if i != measure_axis]
    rows = []
    for at in product(*(range(sizes[i]) for i in others)):
        start = sum(position * steps[i] for position, i in zip(at, others, strict=True))
        text = {ids[i]: categories[i][position] for position, i in zip(at, others, strict=True)}
        for position, measure in enumerate(categories[measure_axis]):
            text[measure] = cells_of[start + position * steps[measure_axis]]
        rows.append(Row(start, text))
    return Body(
        source,
        tuple(dimensions),
        tuple(categories[measure_axis]),
        rows,
        "place_jsonstat",
        roles,
    )


def _axes(source: Source, body: dict[str, Any]) -> tuple[list[str], list[int]]:
    """The dimensions' codes and lengths, in the file's own order."""
    ids = body["id"]
    if not ids or not all(isinstance(code, str) for code in ids):
        raise Refused("json_not_jsonstat", file=source.file, found="id")
    _no_twice(source, ids)
    sizes = [int(s) if re.fullmatch(r"[0-9]{1,8}", str(s)) else -1 for s in body.get("size", [])]
    if len(sizes) != len(ids) or any(s < 0 for s in sizes):
        raise Refused("json_axes", file=source.file, found=len(sizes), expected=len(ids))
    if prod(sizes) >= MOST_CELLS:
        _too_large(source, prod(sizes))
    if prod(sizes) == 0:
        raise Refused("file_no_rows", file=source.file)
    return ids, sizes


def _categories(source: Source, body: dict[str, Any], code: str, size: int) -> list[str]:
    """The codes of one dimension in order: the index may be a list, a map, or left out for one."""
    dimension = body.get("dimension")
    entry = dimension.get(code) if isinstance(dimension, dict) else None
    category = entry.get("category") if isinstance(entry, dict) else None
    if not isinstance(category, dict):
        raise Refused("json_dimension", file=source.file, column=code)
    index = category.get("index", list(category.get("label", {})))
    if isinstance(index, dict):
        order = {name: str(place) for name, place in index.items()}
        if sorted(order.values(), key=_place) != [str(n) for n in range(len(order))]:
            raise Refused("json_index", file=source.file, column=code)
        index = sorted(order, key=lambda name: int(order[name]))
    if not isinstance(index, list) or not all(isinstance(name, str) for name in index):
        raise Refused("json_index", file=source.file, column=code)
    if len(index) != size or len(set(index)) != size:
        raise Refused("json_length", file=source.file, column=code, found=len(index), expected=size)
    return index


def _values(source: Source, body: dict[str, Any], cells_wanted: int) -> list[str]:
    """Each cell as text: its value, or the sign that stands for it in `status`."""
    value, status = body.get("value"), body.get("status", {})
    if isinstance(value, list):
        if len(value) != cells_wanted:
            raise Refused("json_size", file=source.file, found=len(value), expected=cells_wanted)
        values = dict(enumerate(value))
    elif isinstance(value, dict):
        values = {_position(source, k, cells_wanted): v for k, v in value.items()}
    else:
        raise Refused("json_no_values", file=source.file)
    if isinstance(status, list):
        if len(status) != cells_wanted:
            raise Refused("json_size", file=source.file, found=len(status), expected=cells_wanted)
        signs = {n: s for n, s in enumerate(status) if s is not None}
    elif isinstance(status, dict):
        signs = {_position(source, k, cells_wanted): s for k, s in status.items()}
    else:
        signs = dict.fromkeys(range(cells_wanted), status)
    known = {**cells.SIGNS, **source.symbols}
    texts = []
    for n in range(cells_wanted):
        found, sign = values.get(n), signs.get(n)
        if found is not None and not isinstance(found, str):
            raise Refused("json_value", file=source.file, line=n, found=shortened(str(found)))
        # A cell that is marked secret is secret whatever number was left beside the mark.
        if sign in known and (found is None or known[sign] != "value"):
            texts.append(sign)
        elif found is None and sign is not None:
            raise Refused("json_sign", file=source.file, line=n, found=shortened(str(sign)))
        else:
            texts.append("" if found is None else found)
    return texts


def _roles(
    source: Source,
    body: dict[str, Any],
    ids: list[str],
    categories: list[list[str]],
    measures_wanted: set[str],
) -> tuple[dict[str, str], int | None]:
    """Which dimension is the time, the area and the list of measures, by role or by content."""
    said = body.get("role")
    said = said if isinstance(said, dict) else {}
    roles = {}
    for ours, theirs in (("period", "time"), ("area", "geo")):
        named = said.get(theirs)
        if isinstance(named, list) and len(named) == 1 and named[0] in ids:
            roles[ours] = named[0]
    declared = source.dimensions.get("measure")
    named = [declared] if declared else said.get("metric")
    if isinstance(named, list) and len(named) == 1 and named[0] in ids:
        return roles, ids.index(named[0])
    if declared:
        raise Refused(
            "body_no_dimension",
            file=source.file,
            column=declared,
            found=", ".join(ids),
            hint="",
        )
    fits = [n for n, codes in enumerate(categories) if measures_wanted & set(codes)]
    return roles, fits[0] if len(fits) == 1 else None


def _parsed(source: Source, path: Path, *, kind: str) -> dict[str, Any]:
    """The JSON object in a file, its numbers as text; Refused for anything else."""
    if path.stat().st_size > LARGEST_FILE:
        raise Refused("file_too_large", file=source.file, expected=LARGEST_FILE // 1_000_000)
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("json_bytes", file=source.file, line=error.start) from None
    if not text.strip():
        raise Refused("file_empty", file=source.file)
    if text.lstrip().startswith("<"):
        raise Refused("json_html", file=source.file, kind=kind, found=shortened(text.strip()))
    if _depth(text) > DEEPEST:
        raise Refused("json_deep", file=source.file, expected=DEEPEST)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise Refused("json_twice", file=source.file, column=shortened(twice))
        return found

    def refused(word: str) -> NoReturn:
        raise Refused("json_constant", file=source.file, found=word)

    try:
        body = json.loads(
            text, object_pairs_hook=once, parse_float=str, parse_int=str, parse_constant=refused
        )
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated")
        key = "json_cut" if cut else "json_broken"
        raise Refused(
            key, file=source.file, line=error.lineno, column=error.colno, found=error.msg
        ) from None
    if not isinstance(body, dict):
        raise Refused("json_not_object", file=source.file, kind=kind)
    return body


def _depth(text: str) -> int:
    """How deep the brackets go, strings apart."""
    deepest = depth = 0
    for bracket in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        if bracket in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in "]}":
            depth -= 1
    return deepest


def _position(source: Source, key: str, cells_wanted: int) -> int:
    """A key of a sparse map as a cell number inside the grid."""
    if not re.fullmatch(r"[0-9]{1,9}", key) or int(key) >= cells_wanted:
        raise Refused(
            "json_position", file=source.file, found=shortened(key), expected=cells_wanted
        )
    return int(key)


def _place(text: str) -> int:
    return int(text) if text.isdigit() else -1


def _texts(entry: object, length: int) -> bool:
    return (
        isinstance(entry, list) and len(entry) == length and all(isinstance(t, str) for t in entry)
    )


def _no_twice(source: Source, codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise Refused("json_twice", file=source.file, column=shortened(code))


def _too_large(source: Source, found: int) -> NoReturn:
    raise Refused("body_too_large", file=source.file, found=found, expected=MOST_CELLS)


def _kind(body: dict[str, Any]) -> str:
    """What an answer seems to be instead: its class, its error, or its first keys."""
    for name in ("class", "error", "version"):
        if name in body:
            return shortened(f"{name}: {body[name]}")
    return shortened(", ".join(list(body)[:6]) or "{}")
