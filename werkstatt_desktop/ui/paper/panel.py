"""Beside the preview of the protocol: what is chosen, what is still open, what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from ...texts import mark
from ..desk import Desk
from .choices import Choices
from .foot import Foot, deed
from .open_ends import open_ends
from .side import Side, label
from .typesetter import Set

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


class ProtocolPanel(Side):
    """Shows what the page around it knows; the page connects the buttons.

    `format_chosen` carries one of FORMAT_WORDS.
    """

    format_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        t = desk.texts
        self._desk = desk
        self.choices = Choices(desk)
        self.formats = deed("save-other-format", t("Word, ODT, Excel …"))
        self.others = deed("other-paper", t("Other paper …"))
        self.open_ends = label("open-ends")
        super().__init__(t, "protocol", t("Protocol"), self.choices, Foot(t, "protocol", self.formats))
        self.foot.put_above(self._make_box())
        self.foot.put_below(self.others)
        self.formats.clicked.connect(self._offer_formats)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, in its order."""
        deeds = self.foot.stops
        place = len(self.foot.deeds)
        return (self.setting.stop, *self.choices.stops, *deeds[:place], self.others, *deeds[place:])

    def show_set(self, made: Set) -> None:
        """How much is on paper, and where."""
        paper = self.choices.paper
        if "cards" in paper.sections:
            # Only where all of them were asked for is it a fault that some are missing.
            fault = " ▲" if paper.variant == "full" else ""
            sign = " ✓" if made.printed == made.cards else fault
            self.show_pages(len(made.sizes), f" · {self._held(made)}{sign}")
        else:
            self.show_pages(len(made.sizes), f" · {self._t('without the cards')}" if made.cards else "")
        self.choices.show_pages(made.parts)

    def show_workshop(self) -> None:
        """What is chosen, and what a moderator would want to know before printing.

        Nothing of that keeps from printing.
        """
        self.choices.show_choice()
        lines = open_ends(self._desk.state, self._t)
        if len(lines) > _MOST_LINES:
            rest = len(lines) - _MOST_LINES + 1
            lines[_MOST_LINES - 1 :] = [self._t.n("{n} more: see Closing", "{n} more: see Closing", rest)]
        self._box.setVisible(bool(lines))
        self.open_ends.setText("\n".join(lines))

    def _held(self, made: Set) -> str:
        t = self._t
        printed, cards = t.number(made.printed), t.number(made.cards)
        return t("{printed} of {cards} cards included", printed=printed, cards=cards)

    def _make_box(self) -> QFrame:
        self._box = QFrame()
        self._box.setObjectName("still-open")
        self._box.setProperty("kind", "warning")
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.setSpacing(2)
        heading = label("still-open-heading", "strong")
        heading.setText(self._t("Still open"))
        inner.addWidget(heading)
        inner.addWidget(self.open_ends)
        return self._box

    def _offer_formats(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("formats-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, words in FORMAT_WORDS.items():
            action = menu.addAction(self._t(words))
            action.setObjectName(kind)
        menu.triggered.connect(lambda action: self.format_chosen.emit(action.objectName()))
        menu.popup(self.formats.mapToGlobal(QPoint(0, self.formats.height())))
