"""F1: all keys on one sheet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ...texts import Texts, mark

Rows = tuple[tuple[str, str], ...]

EVERYWHERE: Rows = (
    ("Ctrl+1 … 4", mark("page (not on Collect)")),
    ("Ctrl+PgUp / Ctrl+PgDown", mark("page before, after")),
    ("Ctrl+Z / Ctrl+Y", mark("undo, redo")),
    ("Ctrl+P", mark("protocol: print")),
    ("Ctrl+Shift+T", mark("parking lot")),
    ("F6 / Shift+F6", mark("rail, page, parking lot, head")),
    ("F10", mark("menu")),
    ("F11", mark("the page alone")),
    ("Ctrl++ / Ctrl+-", mark("size of cards")),
    ("Alt+1 … 9", mark("group")),
    ("Ctrl+N / Ctrl+O", mark("new workshop, open")),
    ("Ctrl+Shift+O", mark("start page")),
    ("Ctrl+W", mark("close window")),
)
LISTS: Rows = (
    ("Up / Down", mark("row before, after")),
    ("Alt+Up / Alt+Down", mark("move row")),
    ("Del", mark("delete row, at its handle")),
)
COLLECT: Rows = (
    ("Enter", mark("next card")),
    ("Shift+Enter", mark("new line")),
    ("Tab / Shift+Tab", mark("column")),
    ("Ctrl+1 … 9", mark("column; on a card: its category")),
    ("Alt+1 … 9", mark("group; on a card: hand over")),
    ("Up", mark("from the empty field into the cards")),
    ("F2", mark("reword card")),
    ("Shift+F2", mark("explanation")),
    ("Del", mark("delete card")),
    ("Esc", mark("back to the field")),
)
ARRANGE: Rows = (
    ("Up / Down / Left / Right", mark("walk")),
    ("Ctrl+Up … Ctrl+Right", mark("nudge")),
    ("Space", mark("select")),
    ("Ctrl+A", mark("select all")),
    ("Enter", mark("select the cards of a theme")),
    ("G", mark("theme from selection")),
    ("M 1 … 99", mark("into theme")),
    ("F2", mark("reword card, name theme")),
    ("R", mark("tidy up")),
    ("0", mark("show all")),
    ("+ / -", mark("zoom")),
    ("Del", mark("delete card, dissolve theme")),
)
PROTOCOL: Rows = (
    ("+ / -", mark("zoom")),
    ("0", mark("fit the width")),
)
COLUMNS = (
    ((mark("Everywhere"), EVERYWHERE), (mark("Prepare, parking lot"), LISTS)),
    ((mark("Collect"), COLLECT), (mark("Protocol"), PROTOCOL)),
    ((mark("Arrange"), ARRANGE),),
)


class KeysSheet(QDialog):
    """The keys of all pages, in the words of the keyboard in use."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys-sheet")
        self.setWindowTitle(texts("Keys"))
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setSpacing(32)
        for sections in COLUMNS:
            columns.addLayout(_column(texts, sections))
        area = QScrollArea()
        area.setObjectName("keys-area")
        area.setAccessibleName(texts("Keys"))
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setAccessibleDescription(_spoken(texts))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.addWidget(area)
        room = parent.size() - QSize(40, 80) if parent is not None else QSize(1240, 720)
        self.resize((inner.sizeHint() + QSize(56, 48)).boundedTo(room))


def _column(texts: Texts, sections: tuple[tuple[str, Rows], ...]) -> QGridLayout:
    """Sections one below the other, their keys and words aligned."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    for title, rows in sections:
        if grid.count():
            grid.setRowMinimumHeight(grid.rowCount(), 8)
        place = grid.rowCount() + 1
        grid.addWidget(_label(texts(title), "section"), place, 0, 1, 2)
        for row, (keys, words) in enumerate(rows, place + 1):
            grid.addWidget(_label(_in_words(texts, keys), "strong"), row, 0)
            grid.addWidget(_label(texts(words), "plain"), row, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid


def _spoken(texts: Texts) -> str:
    """The whole sheet for a screen reader."""
    parts = []
    for title, rows in (section for sections in COLUMNS for section in sections):
        lines = (f"{_in_words(texts, keys)}: {texts(words)}" for keys, words in rows)
        parts.append(f"{texts(title)}: " + "; ".join(lines))
    return ". ".join(parts)


def _label(words: str, kind: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("kind", kind)
    return label


def _in_words(texts: Texts, keys: str) -> str:
    """Each combination of a row in the keyboard's words; what separates them stays."""
    return " ".join(texts.keys(part) for part in keys.split(" "))
