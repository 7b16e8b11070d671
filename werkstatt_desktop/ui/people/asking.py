"""Where a table of participants comes from: a file that is asked for or dropped, or the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ...domain.errors import FileProblem
from ...domain.registering import names_people
from ...exchange.delimited import read_csv
from ...exchange.reading import MOST_BYTES, read_tables
from ...exchange.table import Table, table_of
from ..desk import Desk
from ..tables.asking import ask_file
from .sheet import PeopleSheet


def ask_people(desk: Desk, parent: QWidget) -> QFileDialog:
    """Ask for a file and show who is in it."""

    def take(path: Path) -> None:
        take_file(desk, path, parent)

    return ask_file(
        "ask-people",
        desk.texts("Participants from a table"),
        desk.store.path.parent,
        desk.texts,
        take,
        parent,
    )


def take_file(desk: Desk, path: Path, parent: QWidget) -> PeopleSheet:
    """Show the table in a file, for its people to be taken on the list."""
    heading = desk.texts("Participants from {name}", name=desk.texts.quote(path.name))
    sheet = PeopleSheet(desk, heading, lambda: read_tables(path), parent)
    sheet.open()
    return sheet


def take_text(desk: Desk, text: str, parent: QWidget) -> PeopleSheet:
    """Show a table or lines that were pasted or dropped."""
    heading = desk.texts("Participants from the clipboard")
    sheet = PeopleSheet(desk, heading, lambda: pasted(text), parent)
    sheet.open()
    return sheet


def pasted(text: str) -> Sequence[Table]:
    """The table in a text: cells between tabs or semicolons, below headings also commas, or a name a line.

    Raises `FileProblem`.
    """
    if len(text) > MOST_BYTES:
        raise FileProblem("table_too_large", exit_code=1)
    table = read_csv(text.encode("utf-8", "replace"))
    if "\t" not in text and ";" not in text and table.rows and not names_people(table.rows[0]):
        # Between a surname and a first name there is a comma, too.
        table = table_of([line] for line in text.splitlines())
    if not table.rows:
        raise FileProblem("empty_table", exit_code=2)
    return (table,)
