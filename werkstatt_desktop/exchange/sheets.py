"""The tables of a workshop as an Excel file and as CSV; in neither is a text ever a formula."""

from __future__ import annotations

import csv as csv_
import re
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, cast

from ..domain.state import State
from ..texts import Texts
from .listing import harmless
from .tables import Sheet, Value, sheets

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel's files take for the beginning of a character's number."""
_NO_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME, _A4 = 31, 9
_LINE, _HIGHEST = 15.0, 409.0
"""Points of a line, and of the highest row there can be."""
_HEAD, _LINES = "EAF1F0", "C9CFCC"


def workbook(state: State, t: Texts, *, no_names: bool = False) -> bytes:
    """All tables as the sheets of an Excel file (.xlsx)."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Werkstatt"
    book.properties.title = harmless(state.workshop.title)
    for _, sheet in sheets(state, t, no_names=no_names):
        _add(book.create_sheet(sheet.name.translate(_NO_NAME)[:_LONGEST_NAME]), sheet, t)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def csv(state: State, t: Texts, which: str, *, no_names: bool = False) -> bytes:
    """One of the tables, by its name in `tables.sheets`, as CSV with semicolons and a mark for UTF-8."""
    return next(_csv(sheet, t) for name, sheet in sheets(state, t, no_names=no_names) if name == which)


def all_csv(state: State, t: Texts, *, no_names: bool = False) -> dict[str, bytes]:
    """Each table as CSV, by what it is called in the language of `t`."""
    return {sheet.name: _csv(sheet, t) for _, sheet in sheets(state, t, no_names=no_names)}


def _csv(sheet: Sheet, t: Texts) -> bytes:
    text = StringIO(newline="")
    writer = csv_.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(sheet.headings)
    for row in sheet.rows:
        writer.writerow([_word(value, t) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _word(value: Value, t: Texts) -> str:
    """A value as a spreadsheet of the language reads it; a text never commands it."""
    match value:
        case str():
            return harmless(value)
        case date():
            return t.short_date(value.isoformat()) if t.language == "de" else value.isoformat()
        case float():
            return f"{value:.15g}".replace(".", "," if t.language == "de" else ".")
        case _:
            return str(value)


def _add(page: Worksheet, sheet: Sheet, t: Texts) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    bold, fill = Font("Calibri", 11, bold=True), PatternFill("solid", start_color=_HEAD)
    top, rule = Alignment(vertical="top", wrap_text=True), Border(bottom=Side("thin", color=_LINES))
    high = max(_lines(heading, width) for heading, width in zip(sheet.headings, sheet.widths, strict=True))
    page.row_dimensions[1].height = _LINE * high + 1
    for number, (heading, width) in enumerate(zip(sheet.headings, sheet.widths, strict=True), 1):
        head = page.cell(1, number, heading)
        head.font, head.fill, head.border, head.alignment = bold, fill, rule, top
        page.column_dimensions[get_column_letter(number)].width = width
    for line, row in enumerate(sheet.rows, 2):
        high = max(_lines(value, width) for value, width in zip(row, sheet.widths, strict=True))
        if high > 1:
            # Not every program finds out by itself how high a row with several lines has to be.
            page.row_dimensions[line].height = min(_LINE * high + 1, _HIGHEST)
        for number, value in enumerate(row, 1):
            if value != "":
                _put(cast("Cell", page.cell(line, number)), value, t).alignment = top
    last = get_column_letter(len(sheet.headings))
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(value: Value, width: int) -> int:
    """How many lines a value takes in a column so many characters wide, rather one too many."""
    if not isinstance(value, str):
        return 1
    return sum(max(-(-len(line) * 11 // (10 * width)), 1) for line in value.split("\n"))


def _put(cell: Cell, value: Value, t: Texts) -> Cell:
    if isinstance(value, str):
        cell.value = _coded(value)
        # Without these two what begins with "=" would be reckoned, now or when somebody edits the cell.
        cell.data_type = "s"
        cell.quotePrefix = harmless(value) != value
        return cell
    if isinstance(value, date):
        cell.value = datetime.combine(value, time())
        cell.number_format = "DD.MM.YYYY" if t.language == "de" else "YYYY-MM-DD"
    else:
        cell.value = value
    return cell


def _coded(text: str) -> str:
    """Text that means what it says, though Excel's files have a way of writing characters by number."""
    return _CODED.sub("_x005F_", text)
