"""The place for a panel at the right of the board; one panel at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..desk import Desk
from ..theme import icon

USUAL, LEAST, MOST = 300, 240, 560
_KEPT = "board-side"
_STEP = 20


class SideArea(QFrame):
    """Panels that are asked for by name and made when first asked for.

    Esc closes the area, unless the panel has a use for the key, and the keyboard goes back to the board.
    The edge towards the board is dragged, or moved by arrow keys; the width is remembered. A panel that
    is not shown is hidden, so it need not follow the workshop until its `showEvent`.
    """

    changed = Signal(str)
    """Which panel is shown now; empty for none."""

    def __init__(self, desk: Desk, board: QWidget, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("board-side")
        self.setProperty("kind", "wall")
        self._desk, self._board, self._page = desk, board, page
        self._panels: dict[str, QWidget] = {}
        self.shown = ""
        self._title = QLabel()
        self._close = QToolButton()
        self._frame = QFrame()
        self._room = QVBoxLayout()
        self._edge = _Edge(self)
        self._arrange()
        self._dress()
        self.setFixedWidth(_kept_width())
        desk.look_changed.connect(self._dress)
        self.hide()

    def open(self, name: str, title: str, make: Callable[[], QWidget]) -> QWidget:
        """Show a panel under a title, with the keyboard in it.

        Asked again while the keyboard is in it, the area closes; so one key opens, reaches and closes it.
        """
        if self.shown == name and self._has_keyboard():
            self.close_panel()
            return self._panels[name]
        panel = self._panels.get(name)
        if panel is None:
            panel = self._panels[name] = make()
            self._room.addWidget(panel)
        for other in self._panels.values():
            other.setVisible(other is panel)
        self._title.setText(title)
        self.setAccessibleName(title)
        before, self.shown = self.shown, name
        self._fit(_kept_width())
        self.show()
        panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if before != name:
            self.changed.emit(name)
        return panel

    def close_panel(self) -> None:
        """Show nothing; the keyboard goes back to the board if it was here."""
        if not self.shown:
            return
        had_keyboard = self._has_keyboard()
        self.shown = ""
        self.hide()
        if had_keyboard:
            self._board.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit("")

    def stop(self) -> tuple[QWidget, QWidget]:
        """Where F6 comes by: this area, and what gets the keyboard."""
        return self, self._panels.get(self.shown, self._close)

    def set_width(self, width: int) -> None:
        """Be as wide as asked, within bounds and never wider than half the page."""
        width = self._fit(width)
        QSettings("werkstatt", "windows").setValue(_KEPT, width)

    def widen(self, by: int) -> None:
        self.set_width(self.width() + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _fit(self, width: int) -> int:
        width = max(LEAST, min(width, MOST, self._page.width() // 2))
        self.setFixedWidth(width)
        return width

    def _has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _arrange(self) -> None:
        t = self._desk.texts
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("kind", "section")
        self._close.setObjectName("board-side-close")
        self._close.setProperty("kind", "small")
        self._close.setAccessibleName(t("Close"))
        self._close.setToolTip(f"{t('Close')} ({t.keys('Esc')})")
        self._close.clicked.connect(self.close_panel)
        self._edge.setAccessibleName(t("Width of the panel"))
        self._frame.setProperty("kind", "panel")
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 10, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        inner = QVBoxLayout(self._frame)
        inner.setContentsMargins(1, 12, 1, 12)
        inner.setSpacing(4)
        inner.addLayout(head)
        inner.addLayout(self._room, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 14, 14, 14)
        layout.setSpacing(4)
        layout.addWidget(self._edge)
        layout.addWidget(self._frame, 1)
        # Into the panel first, then to what is around it.
        self.setTabOrder(self._close, self._edge)

    def _dress(self) -> None:
        self._close.setIcon(icon("x", self._desk.theme.muted))
        self._edge.setStyleSheet(
            f"QFrame#board-side-edge:focus {{ background: {self._desk.theme.accent}; border-radius: 3px; }}"
        )


class _Edge(QFrame):
    """The edge of the area towards the board."""

    def __init__(self, area: SideArea) -> None:
        super().__init__(area)
        self.setObjectName("board-side-edge")
        self.setFixedWidth(6)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._area = area
        self._grasped: tuple[float, int] | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grasped = event.globalPosition().x(), self._area.width()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grasped is not None:
            x, width = self._grasped
            self._area.set_width(round(width + x - event.globalPosition().x()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grasped = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Left:
            self._area.widen(_STEP)
        elif event.key() == Qt.Key.Key_Right:
            self._area.widen(-_STEP)
        else:
            super().keyPressEvent(event)


def _kept_width() -> int:
    kept = QSettings("werkstatt", "windows").value(_KEPT)
    try:
        return max(LEAST, min(int(str(kept)), MOST))
    except ValueError:
        return USUAL
