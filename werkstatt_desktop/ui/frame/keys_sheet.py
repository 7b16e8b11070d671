"""F1: all keys on one sheet, with a field that finds some of them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...texts import Texts
from .key_table import COLUMNS, Section

_WIDEST = 1400
_NARROWEST = 380
"""So wide a column is at least."""
_Action = QAbstractSlider.SliderAction
_WALKS: dict[int, _Action] = {
    Qt.Key.Key_Up: _Action.SliderSingleStepSub,
    Qt.Key.Key_Down: _Action.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _Action.SliderPageStepSub,
    Qt.Key.Key_PageDown: _Action.SliderPageStepAdd,
}


class _Line(NamedTuple):
    """A row of the sheet."""

    section: Section
    keys: QLabel
    words: QLabel


class KeysSheet(QDialog):
    """The keys of all pages, in the words of the keyboard in use."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys-sheet")
        self.setWindowTitle(texts("Keys"))
        self._texts = texts
        self._lines: list[_Line] = []
        self._titles: dict[str, QLabel] = {}
        self.field = self._made_field()
        self._none = _label(texts("No key has to do with that."), "muted")
        self._none.setObjectName("keys-none")
        self._none.hide()
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(36)
        room = parent.size() - QSize(40, 60) if parent is not None else QSize(1240, 720)
        for sections in _beside(room.width() // _NARROWEST):
            columns.addLayout(self._column(sections), 1)
        self.area = QScrollArea()
        self.area.setObjectName("keys-area")
        self.area.setAccessibleName(texts("Keys"))
        self.area.setWidgetResizable(True)
        self.area.setWidget(inner)
        self.area.setAccessibleDescription(self._spoken())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 16, 16)
        layout.setSpacing(14)
        layout.addWidget(self.field)
        layout.addWidget(self._none)
        layout.addWidget(self.area, 1)
        self.field.setFocus()
        # In wide columns fewer words are broken, and more rows are seen at once.
        self.resize(min(room.width(), _WIDEST), min(room.height(), inner.sizeHint().height() + 100))

    def look_for(self, words: str) -> None:
        """Show only the rows whose keys or words hold what is looked for; all rows for nothing."""
        wanted = words.casefold().split()
        shown: set[str] = set()
        for line in self._lines:
            said = f"{line.keys.text()} {line.words.text()} {self._texts(line.section.title)}".casefold()
            fits = all(word in said for word in wanted)
            line.keys.setVisible(fits)
            line.words.setVisible(fits)
            if fits:
                shown.add(line.section.title)
        for title, label in self._titles.items():
            label.setVisible(title in shown)
        self._none.setVisible(not shown)
        self.area.setAccessibleDescription(self._spoken())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While one types, the arrow keys scroll the sheet."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _WALKS:
            self.area.verticalScrollBar().triggerAction(_WALKS[event.key()])
            return True
        return super().eventFilter(watched, event)

    def _made_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("keys-search")
        field.setAccessibleName(self._texts("Find a key"))
        field.setPlaceholderText(self._texts("Find a key: what it does, or what is on it"))
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self.look_for)
        field.installEventFilter(self)
        return field

    def _column(self, sections: tuple[Section, ...]) -> QVBoxLayout:
        """Sections one below the other; their keys are aligned, but for what is done by mouse."""
        column = QVBoxLayout()
        column.setSpacing(16)
        grids = {section.title: self._grid(section) for section in sections}
        wide = max(line.keys.sizeHint().width() for line in self._lines if _counts(line, sections))
        for section in sections:
            grid = grids[section.title]
            if section.by_mouse:
                grid.setColumnStretch(0, 1)
            else:
                grid.setColumnMinimumWidth(0, wide)
            column.addLayout(grid)
        column.addStretch(1)
        return column

    def _grid(self, section: Section) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        self._titles[section.title] = _label(self._texts(section.title), "section")
        grid.addWidget(self._titles[section.title], 0, 0, 1, 2)
        for place, (keys, words) in enumerate(section.rows, 1):
            shown = self._texts(keys) if section.by_mouse else _in_words(self._texts, keys)
            line = _Line(section, _label(shown, "strong"), _label(self._texts(words), "plain"))
            line.keys.setWordWrap(section.by_mouse)
            line.words.setWordWrap(True)
            grid.addWidget(line.keys, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line.words, place, 1, Qt.AlignmentFlag.AlignTop)
            self._lines.append(line)
        return grid

    def _spoken(self) -> str:
        """The rows in view for a screen reader."""
        parts: dict[str, list[str]] = {}
        for line in self._lines:
            if not line.keys.isHidden():
                parts.setdefault(line.section.title, []).append(f"{line.keys.text()}: {line.words.text()}")
        return ". ".join(f"{self._texts(title)}: " + "; ".join(rows) for title, rows in parts.items())


def _counts(line: _Line, sections: tuple[Section, ...]) -> bool:
    return line.section in sections and not line.section.by_mouse


def _label(words: str, kind: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("kind", kind)
    return label


def _in_words(texts: Texts, keys: str) -> str:
    """Each combination of a row in the keyboard's words; what separates them stays."""
    return " ".join(texts.keys(part) for part in keys.split(" "))


def _beside(most: int) -> list[tuple[Section, ...]]:
    """The sections in as many columns as there is room for; the last column has what is left over."""
    wanted = min(max(most, 1), len(COLUMNS))
    rest = tuple(section for sections in COLUMNS[wanted - 1 :] for section in sections)
    return [*COLUMNS[: wanted - 1], rest]
