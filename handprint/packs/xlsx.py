"""The pack as a workbook: a cover, a sheet for each figure, definitions and sources.

Cells are typed: a number where there is one, words where it is secret or missing. Every word is
written as text, so nothing in a name can run as a formula (CWE-1236), and no link leads out of
the file.
"""

import datetime as dt
import io
from typing import Any

import xlsxwriter

from handprint import session
from handprint.figures import Column, Figure
from handprint.figures.pack import Pack
from handprint.packs import about, cells
from handprint.words import t

HEAD_ROW = 7
"""The row of a figure's sheet where its table begins, counted from nought."""
_INK, _INK2, _RULE = "#17222C", "#46525D", "#D6DBDE"
_WIDEST = 60


def made(pack: Pack) -> bytes:
    """The pack as an Excel file."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with session.speaking(pack.lang), xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {"title": pack.title, "comments": about.stamp(pack), "author": "Kädenjälki"}
        )
        styles = _Styles(book)
        names = about.sheet_names(pack)
        shown = about.figures(pack)
        _cover(book, styles, pack, names)
        for name, figure in zip(names, shown, strict=True):
            _figure(book, styles, pack, name, figure)
        _list(
            book,
            styles,
            pack,
            t("pack.definitions"),
            [t("pack.measure"), t("pack.unit"), t("pack.meaning")],
            [[one.name, one.unit, one.meaning] for one in about.definitions(shown)],
            (38, 30, 110),
        )
        _list(
            book,
            styles,
            pack,
            t("pack.sources"),
            [t("pack.source"), t("pack.publisher"), t("pack.licence"), t("pack.address")],
            [[one.name, one.publisher, one.licence, one.address] for one in about.origins(shown)],
            (60, 44, 20, 60),
        )
    return out.getvalue()


class _Styles:
    """The formats of the book, made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        face = {"font_name": "Source Sans 3", "font_color": _INK, "font_size": 11}
        top = {**face, "valign": "top", "text_wrap": True}
        self.book, self.face = book, face
        self.title = book.add_format({**face, "bold": True, "font_size": 16})
        self.sub = book.add_format({**face, "font_color": _INK2})
        self.mark = book.add_format({**face, "bold": True})
        self.head = book.add_format({**top, "bold": True, "bottom": 1})
        self.head_right = book.add_format({**top, "bold": True, "bottom": 1, "align": "right"})
        self.label = book.add_format({**top, "bold": True})
        self.text = book.add_format({**top, "bottom": 1, "bottom_color": _RULE})
        self.word = book.add_format({**top, "bottom": 1, "bottom_color": _RULE, "align": "right"})
        self.link = book.add_format({**top, "underline": 1, "font_color": "#24394C"})
        self._typed: dict[str, Any] = {}

    def typed(self, pattern: str) -> Any:
        """The format of numbers or days that are printed by one pattern."""
        if pattern not in self._typed:
            shape = {**self.face, "num_format": pattern, "valign": "top", "align": "right"}
            self._typed[pattern] = self.book.add_format(
                {**shape, "bottom": 1, "bottom_color": _RULE}
            )
        return self._typed[pattern]


def _sheet(book: xlsxwriter.Workbook, name: str, pack: Pack) -> Any:
    """A sheet that prints on one page's width, with what was chosen at the foot of each."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    # An ampersand starts a code in a footer, so each is doubled; a footer holds 255 signs.
    line = about.stamp(pack).replace("&", "&&")[:220]
    sheet.set_footer(f"&L&9{line}&R&9&P/&N")
    return sheet


def _cover(book: xlsxwriter.Workbook, styles: _Styles, pack: Pack, names: list[str]) -> None:
    sheet = _sheet(book, t("pack.cover"), pack)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, pack.title, styles.title)
    row = 2
    for label, value in pack.filters:
        sheet.write_string(row, 0, label, styles.label)
        sheet.write_string(row, 1, value, styles.text)
        row += 1
    for remark in about.remarks(pack):
        sheet.write_string(row, 1, remark, styles.text)
        row += 1
    for digest in pack.digests:
        row += 1
        sheet.write_string(row, 0, digest.heading, styles.head)
        sheet.write_string(row, 1, digest.sub, styles.head)
        for one in digest.rows:
            row += 1
            found = cells.amount(one.figure, one.value, one.decimals)
            if found is None:
                sheet.write_string(row, 0, one.figure, styles.word)
            else:
                sheet.write_number(row, 0, found.value, styles.typed(found.pattern))
            sheet.write_string(row, 1, one.words, styles.text)
        row += 1
    row += 1
    sheet.write_string(row, 0, t("pack.sheet"), styles.head)
    sheet.write_string(row, 1, t("pack.finding"), styles.head)
    for name, figure in zip(names, about.figures(pack), strict=True):
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", styles.link, string=name)
        mark = cells.mark(figure)
        sheet.write_string(
            row, 1, f"{figure.heading} ({mark})" if mark else figure.heading, styles.text
        )


def _figure(
    book: xlsxwriter.Workbook, styles: _Styles, pack: Pack, name: str, figure: Figure
) -> None:
    sheet = _sheet(book, name, pack)
    mark = cells.mark(figure)
    sheet.write_string(0, 0, figure.heading, styles.title)
    sheet.write_string(1, 0, figure.sub, styles.sub)
    sheet.write_string(2, 0, about.stamp(pack), styles.sub)
    sheet.write_string(3, 0, f"{t('pack.source')}: {about.source_line(figure)}", styles.sub)
    if mark:
        sheet.write_string(4, 0, f"{t('exports.mark')}: {mark}", styles.mark)
    cautions = about.cautions(figure)
    if cautions:
        sheet.write_string(5, 0, " ".join(cautions), styles.sub)
    table = figure.table
    marks = cells.marks_of_rows(figure)
    across = 0
    for column_name, column in table.columns.items():
        measured = column.unit != "text" or column.kind in ("amount", "time")
        sheet.write_string(
            HEAD_ROW, across, column.title, styles.head_right if measured else styles.head
        )
        longest = len(column.title)
        for down, row in enumerate(table.frame.to_dict("records"), start=HEAD_ROW + 1):
            longest = max(longest, _cell(sheet, styles, down, across, row, column_name, column))
        sheet.set_column(across, across, min(_WIDEST, max(12, 1.15 * longest)))
        across += 1
    if marks:
        sheet.write_string(HEAD_ROW, across, t("exports.mark"), styles.head)
        for down, word in enumerate(marks, start=HEAD_ROW + 1):
            sheet.write_string(down, across, word, styles.text)
        sheet.set_column(across, across, 24)
        across += 1
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.repeat_rows(HEAD_ROW)
    sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + len(table.frame), across - 1)


def _cell(
    sheet: Any,
    styles: _Styles,
    down: int,
    across: int,
    row: dict[str, Any],
    name: str,
    column: Column,
) -> int:
    """Write one cell; return how many signs wide it is."""
    found = cells.typed(row, name, column)
    if found is None:
        words = cells.untyped(row, name, column)
        right = column.unit != "text" or column.kind == "amount"
        sheet.write_string(down, across, words, styles.word if right else styles.text)
        return len(words)
    style = styles.typed(found.pattern)
    if isinstance(found.value, dt.date):
        sheet.write_datetime(down, across, found.value, style)
        return 11
    sheet.write_number(down, across, found.value, style)
    return len(cells.printed(row, name, column))


def _list(
    book: xlsxwriter.Workbook,
    styles: _Styles,
    pack: Pack,
    name: str,
    heads: list[str],
    rows: list[list[str]],
    widths: tuple[float, ...],
) -> None:
    """A sheet of words: a heading, what was chosen, and rows under their heads."""
    sheet = _sheet(book, name, pack)
    sheet.write_string(0, 0, name, styles.title)
    sheet.write_string(1, 0, about.stamp(pack), styles.sub)
    for across, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(across, across, width)
        sheet.write_string(3, across, head, styles.head)
    for down, row in enumerate(rows, start=4):
        for across, words in enumerate(row):
            sheet.write_string(down, across, words, styles.text)
    sheet.freeze_panes(4, 1)
