"""Beside the preview: what is chosen, how much is printed, what is still open, what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ...domain.errors import WerkstattError
from ...texts import mark
from ..buttons import Button
from ..desk import Desk
from .choices import Choices
from .delivered import Delivered
from .open_ends import open_ends
from .progress import Progress
from .typesetter import Set

WIDTH = 300
_LOW = 600
"""In a lower window the buttons scroll with the rest, which would have no room beside them."""

FORMAT_WORDS = {
    "docx": mark("Word document (DOCX) …"),
    "odt": mark("OpenDocument text (ODT) …"),
    "xlsx": mark("Tables for Excel (XLSX) …"),
    "csv": mark("Tables as plain text (CSV) …"),
    "md": mark("Plain text with marks (Markdown) …"),
    "html": mark("Web page (HTML) …"),
    "json": mark("All data for other programs (JSON) …"),
}
"""The formats besides PDF, in the order in which they are offered."""


_MOST_LINES = 3


class ProtocolPanel(QFrame):
    """Shows what the page around it knows; the page connects the buttons.

    `format_chosen` carries one of FORMAT_WORDS.
    """

    format_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        t = desk.texts
        self.setObjectName("protocol-panel")
        self.setProperty("kind", "paper-panel")
        self.setFixedWidth(WIDTH)
        self.summary = label("protocol-summary")
        self.setting, self.sending = Progress(t, "setting"), Progress(t, "delivering")
        self.choices = Choices(desk)
        self.open_ends = label("open-ends")
        self.print = _button("print-protocol", f"{t('Print …')}   {t.keys('Ctrl+P')}", "primary")
        self.print.setAccessibleName(t("Print …"))
        self.save = _button("save-protocol", t("Save as PDF …"))
        self.formats = _button("save-other-format", t("Word, ODT, Excel …"))
        self.others = _button("other-paper", t("Other paper …"))
        self.others.hide()
        self.done = Delivered(t)
        self.formats.clicked.connect(self._offer_formats)
        self._arrange()

    @property
    def deeds(self) -> tuple[QPushButton, ...]:
        """The buttons that send something on its way."""
        return (self.print, self.save, self.formats)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, in its order."""
        first = (self.setting.stop, *self.choices.stops)
        return (*first, *self.deeds, self.others, self.sending.stop, *self.done.stops)

    def show_setting(self) -> None:
        words = self._desk.texts("Setting the pages …")
        self.summary.setText(words)
        self.setting.begin("")

    def show_set(self, made: Set) -> None:
        """How much is on paper, and where."""
        t = self._desk.texts
        self.setting.end()
        self.summary.setText(
            f"{t.n('{n} page', '{n} pages', len(made.sizes))} · {self._held(made.printed, made.cards)}"
        )
        self.choices.show_pages(made.parts)

    def show_failure(self, error: WerkstattError) -> None:
        self.setting.end()
        self.summary.setText(f"▲ {self._desk.texts.sentence(error)}")

    def show_stopped(self) -> None:
        self.setting.end()
        words = self._desk.texts("Stopped: the pages are those before. The next change sets them anew.")
        self.summary.setText(f"▲ {words}")

    def show_workshop(self) -> None:
        """What is chosen, and what a moderator would want to know before printing.

        Nothing of that keeps from printing.
        """
        self.choices.show_choice()
        t = self._desk.texts
        lines = open_ends(self._desk.state, t)
        if len(lines) > _MOST_LINES:
            rest = len(lines) - _MOST_LINES + 1
            lines[_MOST_LINES - 1 :] = [t.n("{n} more: see Close", "{n} more: see Close", rest)]
        self._box.setVisible(bool(lines))
        self.open_ends.setText("\n".join(lines))

    def show_sending(self, words: str) -> None:
        """Something is being written or printed; only one thing at a time."""
        self._wait(busy=True)
        self.done.hide()
        self.sending.begin(words)

    def show_sent(self) -> None:
        self._wait(busy=False)
        self.sending.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_foot(inside=self.height() < _LOW)

    def _wait(self, *, busy: bool) -> None:
        had = next((deed for deed in self.deeds if deed.hasFocus()), None)
        for deed in self.deeds:
            deed.setEnabled(not busy)
        if had is not None:
            # The keyboard stays here, though a button that can do nothing now gives it away.
            (self.sending.stop if busy else self.save).setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_formats(self) -> None:
        t = self._desk.texts
        menu = QMenu(self)
        menu.setObjectName("formats-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, words in FORMAT_WORDS.items():
            action = menu.addAction(t(words))
            action.setObjectName(kind)
        menu.triggered.connect(lambda action: self.format_chosen.emit(action.objectName()))
        menu.popup(self.formats.mapToGlobal(QPoint(0, self.formats.height())))

    def _held(self, printed: int, cards: int) -> str:
        t = self._desk.texts
        held = t("{printed} of {cards} cards included", printed=t.number(printed), cards=t.number(cards))
        return f"{held} {'✓' if printed == cards else '▲'}"

    def _arrange(self) -> None:
        t = self._desk.texts
        title = label("protocol-title", "section")
        title.setText(t("Protocol"))
        self.summary.setText(t("Setting the pages …"))
        head = QVBoxLayout()
        head.setContentsMargins(20, 18, 20, 10)
        head.setSpacing(4)
        head.addWidget(title)
        head.addWidget(self.summary)
        head.addWidget(self.setting)
        content = QWidget()
        content.setObjectName("protocol-choices")
        self._middle = QVBoxLayout(content)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        chosen = QVBoxLayout()
        chosen.setContentsMargins(20, 4, 20, 4)
        chosen.addWidget(self.choices)
        self._middle.addLayout(chosen)
        self._middle.addStretch(1)
        area = QScrollArea()
        area.setObjectName("protocol-scroll")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(head)
        self._whole.addWidget(area, 1)
        self._foot = self._make_foot()
        self._whole.addWidget(self._foot)

    def _make_foot(self) -> QWidget:
        """What is still open, and the buttons."""
        self._box = QFrame()
        self._box.setObjectName("still-open")
        self._box.setProperty("kind", "warning")
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.setSpacing(2)
        heading = label("still-open-heading", "strong")
        heading.setText(self._desk.texts("Still open"))
        inner.addWidget(heading)
        inner.addWidget(self.open_ends)
        made = QWidget()
        foot = QVBoxLayout(made)
        foot.setContentsMargins(20, 10, 20, 16)
        foot.setSpacing(8)
        foot.addWidget(self._box)
        for deed in (*self.deeds, self.others):
            foot.addWidget(deed)
        foot.addWidget(self.sending)
        foot.addWidget(self.done)
        return made

    def _place_foot(self, *, inside: bool) -> None:
        """The buttons stand below what scrolls, or at its end."""
        wanted = self._middle if inside else self._whole
        if wanted.indexOf(self._foot) < 0:
            (self._whole if inside else self._middle).removeWidget(self._foot)
            wanted.addWidget(self._foot)


def label(name: str, kind: str = "") -> QLabel:
    """Plain words that wrap."""
    made = QLabel()
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if kind:
        made.setProperty("kind", kind)
    return made


def _button(name: str, words: str, kind: str = "") -> QPushButton:
    button = Button(words)
    button.setObjectName(name)
    button.setAccessibleName(words)
    if kind:
        button.setProperty("kind", kind)
    return button
