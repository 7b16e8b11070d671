"""What can be done with what is chosen, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from ...texts import MARKS
from ..desk import Desk
from ..mark_keys import MARK_KEYS
from ..menu_entries import Entries
from .results import ResultRows, Row

_RESULT_MARKS = ("unanimous", "majority", "disputed", "dissent")


def brought_menu(
    desk: Desk, rows: ResultRows, keep: Callable[[], object], lay_on: Callable[[int], object]
) -> QMenu:
    """For cards and themes of a group."""
    menu, t = QMenu(), desk.texts
    menu.setObjectName("plenary-menu")
    entries = Entries(menu, desk)
    entries.add(t("Keep as a common result"), "Enter", keep)
    _numbered(entries, rows, "", lay_on)
    return menu


def result_menu(
    desk: Desk,
    rows: ResultRows,
    here: Row,
    run: Callable[[str], object],
    merge_into: Callable[[int], object],
) -> QMenu:
    """For a result; `run` takes "reword", "up", "down", "delete" or the name of a mark."""
    menu, t = QMenu(), desk.texts
    menu.setObjectName("plenary-menu")
    entries = Entries(menu, desk)
    entries.add(t("Reword"), "F2", partial(run, "reword"))
    for mark in _RESULT_MARKS:
        entries.add(t(MARKS[mark]), MARK_KEYS[mark], partial(run, mark), on=mark in here.marks)
    menu.addSeparator()
    entries.add(t("Move up"), "Alt+Up", partial(run, "up"))
    entries.add(t("Move down"), "Alt+Down", partial(run, "down"))
    if here.number:
        _numbered(entries, rows, here.id, merge_into)
    menu.addSeparator()
    entries.add(t("Delete"), "Del", partial(run, "delete"))
    return menu


def _numbered(entries: Entries, rows: ResultRows, but: str, run: Callable[[int], object]) -> None:
    """The results that something can be laid on."""
    others = [row for row in rows.rows if row.number and row.id != but]
    if others:
        inner = entries.inner(entries.desk.texts("Lay on a result"), "M")
        for row in others:
            inner.add_theirs(row.text, partial(run, row.number), number=row.number)
