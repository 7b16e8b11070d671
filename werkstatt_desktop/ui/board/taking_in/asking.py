"""Where a table comes from: a file that is asked for or dropped, or the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ....domain.errors import FileProblem
from ....exchange.delimited import read_pasted
from ....exchange.lists import lines_of
from ....exchange.reading import MOST_BYTES, read_tables
from ....exchange.table import Table, table_of
from ...desk import Desk
from ...tables.asking import ask_file
from .sheet import TakingSheet


def ask_table(desk: Desk, parent: QWidget) -> QFileDialog:
    """Ask for a file and show what is in it."""

    def take(path: Path) -> None:
        take_file(desk, path, parent)

    return ask_file(
        "ask-table", desk.texts("Cards from a table"), desk.store.path.parent, desk.texts, take, parent
    )


def take_file(desk: Desk, path: Path, parent: QWidget) -> TakingSheet:
    """Show the table in a file, for its cards to be taken in."""
    heading = desk.texts("Cards from {name}", name=desk.texts.quote(path.name))
    sheet = TakingSheet(desk, heading, lambda: read_tables(path), parent)
    sheet.open()
    return sheet


def take_text(desk: Desk, text: str, parent: QWidget, *, own: bool = False) -> TakingSheet:
    """Show a table or lines that were pasted or dropped, for their cards to be taken in.

    The group that a table of our own names is where its cards were, and not where they shall go.
    """
    sheet = TakingSheet(desk, desk.texts("Cards from the clipboard"), lambda: pasted(text), parent)
    sheet.ignores_groups = own
    sheet.open()
    return sheet


def pasted(text: str) -> Sequence[Table]:
    """The table in a text, or its lines as a table of one column. Raises `FileProblem`."""
    if len(text) > MOST_BYTES:
        raise FileProblem("table_too_large", exit_code=1)
    table = read_pasted(text) or table_of([line] for line in lines_of(text))
    if not table.rows:
        raise FileProblem("empty_table", exit_code=2)
    return (table,)
