"""The same real answer in the shapes a statistics office may send it in."""

import random
from itertools import product


def turned_round(body: dict, *, month: str | None = None) -> dict:
    """The same PxWeb answer with its columns and its rows in another order."""
    keys = [c for c in body["columns"] if c["type"] != "c"]
    measures = [c for c in body["columns"] if c["type"] == "c"]
    at = list(range(len(measures)))
    random.Random(7).shuffle(at)
    data = [
        {
            "key": [
                month if month and part == "2026M06" else part for part in reversed(row["key"])
            ],
            "values": [row["values"][n] for n in at],
        }
        for row in body["data"]
    ]
    random.Random(8).shuffle(data)
    return {**body, "columns": [*reversed(keys), *(measures[n] for n in at)], "data": data}


def as_jsonstat(body: dict, order: list[str], *, month: str | None = None) -> dict:
    """The same PxWeb answer as a sparse JSON-stat 2 grid with its dimensions in a given order."""
    measures = [c["code"] for c in body["columns"] if c["type"] == "c"]
    areas = [row["key"][0] for row in body["data"]]
    codes = {"Alue": areas, "timeperiod_m": [month or "2026M06"], "Tiedot": measures}
    cells = {row["key"][0]: dict(zip(measures, row["values"], strict=True)) for row in body["data"]}
    value, status = {}, {}
    for n, at in enumerate(product(*(codes[d] for d in order))):
        spot = dict(zip(order, at, strict=True))
        text = cells[spot["Alue"]][spot["Tiedot"]]
        if text == "...":
            status[str(n)] = text
        else:
            value[str(n)] = float(text) if "." in text else int(text)
    return {
        "version": "2.0", "class": "dataset", "id": order, "size": [len(codes[d]) for d in order],
        "dimension": {
            d: {"category": {"index": {code: n for n, code in enumerate(codes[d])}}} for d in order
        },
        "value": value, "status": status,
        "role": {"time": ["timeperiod_m"], "metric": ["Tiedot"]},
    }  # fmt: skip
