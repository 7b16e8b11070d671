"""The foot of the board while a link is aimed or chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ....domain.records import LINK_KINDS
from ...desk import Desk
from ..keybar import KeyEntry
from ..view import BoardView

_HEIGHT, _ASIDE = 34, 16


class LinkBar(QFrame):
    """Says what is waited for, or offers what can be done with a link; it lies where the key bar lies."""

    def __init__(
        self, desk: Desk, change: Callable[[str], object], remove: Callable[[], object], wall: QWidget
    ) -> None:
        super().__init__(wall)
        self.setObjectName("link-bar")
        self.setFixedHeight(_HEIGHT)
        self._desk, self._wall, t = desk, wall, desk.texts
        self.hint = QLabel(self)
        self.hint.setObjectName("link-hint")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(0)
        layout.addWidget(self.hint)
        self._change = change
        self.entries: list[KeyEntry] = []
        for number, kind in enumerate(LINK_KINDS, 1):
            entry = KeyEntry(f"link-{kind}", t.link(kind), str(number), self)
            entry.setProperty("link_kind", kind)
            entry.clicked.connect(self._choose)
            self.entries.append(entry)
        last = KeyEntry("link-remove", t("Remove"), t.keys("Del"), self)
        last.clicked.connect(remove)
        self.entries.append(last)
        for entry in self.entries:
            layout.addWidget(entry)
        self.dress()

    def ask(self, words: str) -> None:
        """Say what is waited for."""
        self._show(words, entries=False)

    def offer(self, words: str) -> None:
        """Say which link is chosen, and offer the kinds."""
        self._show(words, entries=True)

    def dress(self) -> None:
        theme = self._desk.theme
        ground = QColor("#0E1113" if theme.dark else theme.text)
        ink = QColor("#E9ECEE" if theme.dark else "#FFFFFF")
        self.setStyleSheet(
            f"#link-bar {{ background: {ground.name()}; border-radius: 8px; }}"
            f"#link-hint {{ color: {ink.name()}; padding: 0 10px; }}"
        )
        for entry in self.entries:
            entry.dress(ink, ground)

    def lie_at_foot(self) -> None:
        """In the lower right corner of the wall."""
        corner = self._wall.rect().bottomRight()
        self.move(max(0, corner.x() - self.width() - _ASIDE), corner.y() - self.height() - _ASIDE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Between the entries nothing is clicked, and not the wall below either."""
        event.accept()

    def _show(self, words: str, *, entries: bool) -> None:
        self.hint.setText(words)
        for entry in self.entries:
            entry.setVisible(entries)
        self.hint.show()
        self.adjustSize()
        if entries and self.width() > self._wall.width() - 2 * _ASIDE:
            self.hint.hide()
            self.adjustSize()
        self.lie_at_foot()
        self.show()
        self.raise_()

    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, KeyEntry):
            self._change(str(sender.property("link_kind")))


class LinkFoot:
    """Shows the bar of links in place of that of the keys; it is made when it is first wanted."""

    def __init__(
        self,
        desk: Desk,
        view: BoardView,
        keys_bar: QWidget,
        change: Callable[[str], object],
        remove: Callable[[], object],
    ) -> None:
        self._desk, self._view, self._keys_bar = desk, view, keys_bar
        self._change, self._remove = change, remove
        self._bar: LinkBar | None = None

    def ask(self, words: str) -> None:
        """Say what is waited for."""
        self._keys_bar.hide()
        self._made().ask(words)

    def offer(self, words: str) -> None:
        """Say what is chosen, and offer what can be done with it."""
        self._keys_bar.hide()
        self._made().offer(words)

    def clear(self) -> None:
        """The keys are back."""
        if self._bar is not None:
            self._bar.hide()
        self._keys_bar.show()

    def _made(self) -> LinkBar:
        if self._bar is None:
            bar = self._bar = LinkBar(self._desk, self._change, self._remove, self._view.viewport())
            self._view.camera.moved.connect(bar.lie_at_foot)
            self._desk.look_changed.connect(bar.dress)
        return self._bar
