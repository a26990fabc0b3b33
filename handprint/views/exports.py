"""A figure's table as files: CSV and XLSX the way a Finnish office opens them."""

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import xlsxwriter

from handprint import catalog, numbers
from handprint.figures import Column, Figure, Mark, Table
from handprint.packs import cells as typed_cells
from handprint.session import language
from handprint.words import t

# A spreadsheet runs a cell that starts with one of these (CWE-1236), also after blanks.
_RUNS = re.compile(r"^[\s\u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def shown(table: Table) -> pd.DataFrame:
    """The table as the reader sees it: every cell a string, statuses in words."""
    lang = language()
    columns = {}
    for name, column in table.columns.items():
        if column.unit == "text":
            columns[column.title] = table.frame[name].fillna("–").astype(str)
        else:
            columns[column.title] = [
                numbers.cell(value, status, unit=column.unit, decimals=column.decimals, lang=lang)
                for value, status in zip(
                    table.frame[name], table.frame[f"{name}_status"], strict=True
                )
            ]
    return pd.DataFrame(columns)


def csv_file(figure: Figure) -> bytes:
    """The table for a spreadsheet: `;`, decimal comma in Finnish, UTF-8 with BOM.

    Measured columns hold plain numbers without thousands marks; a secret cell reads `<5`
    and a missing one is empty with its status in words beside it. Source, period and
    release stand on every row, so that a copied row keeps them.
    """
    comma = language() == "fi"
    table = figure.table
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    heads: list[str] = []
    for column in table.columns.values():
        heads.append(column.title)
        if column.unit != "text" or column.kind == "amount":
            heads.append(t("exports.status", column=column.title))
        if column.kind == "amount":
            heads.append(t("exports.unit", column=column.title))
    writer.writerow([_safe(head) for head in [*heads, *_stamp_heads(figure)]])
    for row in table.frame.to_dict("records"):
        cells: list[str] = []
        for name, column in table.columns.items():
            if column.kind == "amount":
                cells += _amount(row, name, column, comma=comma)
                continue
            if column.unit == "text":
                cells.append(_safe(_text(row[name])))
                continue
            status = row[f"{name}_status"]
            cells.append(_number(row[name], status, column, comma=comma))
            cells.append(t(f"exports.{status}"))
        stamp = _stamp(figure, row.get("mark", figure.mark))
        writer.writerow([*cells, *(_safe(value) for value in stamp)])
    return "\ufeff".encode() + out.getvalue().encode()


def xlsx_file(figure: Figure) -> bytes:
    """The table as a workbook: typed cells, and a second sheet that says what they mean."""
    table = figure.table
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(t("exports.sheet_table"))
    formats: dict[str, Any] = {}
    for across, (name, column) in enumerate(table.columns.items()):
        sheet.write_string(0, across, column.title, head)
        for down, row in enumerate(table.frame.to_dict("records"), start=1):
            found = typed_cells.typed(row, name, column)
            if found is None:
                sheet.write_string(down, across, typed_cells.untyped(row, name, column))
                continue
            if found.pattern not in formats:
                formats[found.pattern] = book.add_format({"num_format": found.pattern})
            style = formats[found.pattern]
            if isinstance(found.value, dt.date):
                sheet.write_datetime(down, across, found.value, style)
            else:
                sheet.write_number(down, across, found.value, style)
    marks = typed_cells.marks_of_rows(figure)
    if marks:
        sheet.write_string(0, len(table.columns), t("exports.mark"), head)
        for down, word in enumerate(marks, start=1):
            sheet.write_string(down, len(table.columns), word)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, max(1, len(table.columns)), 16)
    sheet.freeze_panes(1, 1)
    about = book.add_worksheet(t("exports.sheet_about"))
    about.set_column(0, 0, 22, wrap)
    about.set_column(1, 1, 100, wrap)
    for down, (label, value) in enumerate(_about(figure)):
        about.write_string(down, 0, label, head)
        about.write_string(down, 1, value, wrap)
    book.close()
    return out.getvalue()


def _about(figure: Figure) -> list[tuple[str, str]]:
    lang = language()
    rows = [(t("exports.finding"), figure.heading), (t("exports.measure"), figure.sub)]
    stamp = dict(zip(_stamp_heads(figure), _stamp(figure, figure.mark), strict=True))
    if figure.mark:
        some = "mark" in figure.table.frame
        words = t(f"figure.{figure.mark}")
        stamp[t("exports.mark")] = t("exports.marked_rows", mark=words) if some else words
    rows += list(stamp.items())
    for indicator_id in figure.indicators:
        indicator = catalog.indicator(indicator_id)
        rows.append((indicator.title(lang), indicator.definition(lang)))
    for source_id in figure.sources:
        source = catalog.source(source_id)
        rows.append((t("exports.source"), f"{source.title(lang)}. {source.address}"))
        rows.append((t("exports.licence"), source.licence))
    rows += [(t("exports.note"), note) for note in figure.notes]
    rows += [(t("exports.caution"), t(f"cautions.{key}")) for key in figure.cautions]
    return rows


def _stamp_heads(figure: Figure) -> list[str]:
    heads = [t("exports.source"), t("exports.period"), t("exports.release")]
    return [*heads, t("exports.mark")] if figure.mark else heads


def _stamp(figure: Figure, mark: Mark) -> list[str]:
    import queries

    lang = language()
    titles = [catalog.source(source).title(lang) for source in figure.sources]
    sources = "; ".join([*titles, *figure.origins])
    stamp = [sources, figure.periods, queries.release().id]
    return [*stamp, t(f"figure.{mark}") if mark else ""] if figure.mark else stamp


def _amount(row: Mapping[str, Any], name: str, column: Column, *, comma: bool) -> list[str]:
    """An amount for CSV: its number, its status in words and what its own words add to it.

    Where it is no single number the words stand in the number's place.
    """
    value, decimals = row[f"{name}_number"], int(row[f"{name}_decimals"])
    words = _text(row[name])
    known = value is not None and not pd.isna(value)
    parts = typed_cells.around(words, value, decimals) if known else None
    if parts is None:
        missing = words in ("", typed_cells.DASH)
        status = t("exports.missing") if missing else t("exports.words")
        return ["" if missing else _safe(words), status, ""]
    around = " ".join(part.strip() for part in parts)
    status = "value" if numbers.rounded(float(value), decimals) else "zero"
    number = _number(value, status, replace(column, decimals=decimals), comma=comma)
    return [number, t(f"exports.{status}"), _safe(around.strip())]


def _number(value: float, status: str, column: Column, *, comma: bool) -> str:
    if status == "secret":
        return _secret(column)
    if status == "rounded":
        return numbers.cell(None, status, unit=column.unit, decimals=0, lang=language())
    if status not in ("value", "zero", "carried") or pd.isna(value):
        return ""
    text = f"{numbers.rounded(float(value), column.decimals):f}"
    return text.replace(".", ",") if comma else text


def _secret(column: Column) -> str:
    """`<5` for a count, the word for a share: a share of a secret count has no such bound."""
    return numbers.cell(None, "secret", unit=column.unit, decimals=0, lang=language())


def _text(value: object) -> str:
    return "" if value is None or (isinstance(value, float) and pd.isna(value)) else str(value)


def _safe(value: str) -> str:
    return f"'{value}" if _RUNS.match(value) else value
