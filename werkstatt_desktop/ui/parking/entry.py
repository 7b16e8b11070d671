"""Where something is put into the parking lot: its kind and its words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ...domain.records import PARKED_KINDS
from ..desk import Desk
from ..rows.inplace import WrapField
from .row import KIND_WORDS

_FIRST_KEY = int(Qt.Key.Key_1)
_DRAFT = "parking"
"""The name under which it is kept what stands in the field, with the kind before it."""


class EntryField(WrapField):
    """Its words are handed over with Enter only; leaving it keeps them for later."""

    keeps_own_draft = True

    def hand_over(self) -> None:
        """Nothing: what stands here is not in the workshop yet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)


class ParkingEntry(QWidget):
    """The field, and a button for each kind; Alt+1 to Alt+4 choose among them. `entered`: text and kind."""

    entered = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        t = desk.texts
        self._desk = desk
        self._kinds = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(4)
        for place, kind in enumerate(PARKED_KINDS):
            word = t(KIND_WORDS[kind])
            chip = QPushButton(word)
            chip.setObjectName(f"parking-kind-{kind}")
            chip.setProperty("kind", "chip")
            chip.setAccessibleName(word)
            chip.setToolTip(t.keys(f"Alt+{place + 1}"))
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._kinds.addButton(chip, place)
            line.addWidget(chip)
        line.addStretch(1)
        self._kinds.buttonToggled.connect(self._let_tab)
        self._kinds.button(PARKED_KINDS.index("topic")).setChecked(True)
        self.field = EntryField("parking-entry", t("Put into the parking lot"))
        self.field.setPlaceholderText(t("What is not to be lost?"))
        self.setFocusProxy(self.field)
        self._take_up()
        self.field.textChanged.connect(self._keep_draft)
        self._kinds.buttonToggled.connect(self._keep_draft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(line)
        layout.addWidget(self.field)

    @property
    def kind(self) -> str:
        return PARKED_KINDS[self._kinds.checkedId()]

    def clear(self) -> None:
        self.field.setPlainText("")

    def _take_up(self) -> None:
        """Show what was begun before."""
        kind, _, text = self._desk.drafts.text(_DRAFT).partition(":")
        if kind in PARKED_KINDS:
            self._kinds.button(PARKED_KINDS.index(kind)).setChecked(True)
            self.field.setPlainText(text)

    def _keep_draft(self) -> None:
        text = self.field.text()
        self._desk.drafts.put(_DRAFT, f"{self.kind}:{text}" if text else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the field leaves to its parent: Enter, and Alt with a digit."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.field.hasFocus() and self.field.text().strip():
                self.entered.emit(self.field.text(), self.kind)
        elif _chosen(event) is not None:
            self._kinds.button(_chosen(event) or 0).setChecked(True)
        else:
            super().keyPressEvent(event)

    def _let_tab(self, chip: QAbstractButton, checked: bool) -> None:
        """Tab stops at the chosen kind only; arrow keys walk the others."""
        policies = Qt.FocusPolicy
        chip.setFocusPolicy(policies.StrongFocus if checked else policies.ClickFocus)

    def event(self, event: QEvent) -> bool:
        """Alt+1 to Alt+4 mean the kind here, whatever they mean in the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _chosen(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)


def _chosen(event: QKeyEvent) -> int | None:
    """The place of the kind that a key chooses."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return None
    place = int(event.key()) - _FIRST_KEY
    return place if 0 <= place < len(PARKED_KINDS) else None
