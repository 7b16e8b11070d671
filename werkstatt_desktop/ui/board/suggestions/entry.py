"""One suggestion in the panel: what is suggested, the cards it is about, and the answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ....domain.records import Card, Category, Cluster, Id
from ...buttons import Button
from ...desk import Desk
from ...labels import plain_tip
from ...theme import font, symbol_path
from .reading import by_meaning

if TYPE_CHECKING:
    from ....suggest.offers import Offer

_SHOWN = 4
"""So many cards are shown; of the others it is said how many there are."""
_LINES = 4
_EDGE, _SYMBOL, _ABOVE = 10, 10, 8
_LEFT = 2 * _EDGE + _SYMBOL + 3


class SmallCard(Button):
    """A card as it looks on the board, in small; pressing it brings the real one into view."""

    def __init__(self, desk: Desk, card: Card) -> None:
        super().__init__()
        self._desk, self._card = desk, card
        self._words = " ".join(card.text.split())
        self.setObjectName(f"suggested-{card.id}")
        category = desk.state.get(Category, card.category_id)
        name = desk.texts.category_one(category) if category is not None else ""
        self.setAccessibleName(f"{name}: {self._words}")
        self.setAccessibleDescription(desk.texts("Show it on the board"))
        self._look = (category.symbol, category.colour) if category is not None else ("diamond", "violet")
        self.setFont(font(14))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = len(self._lines(width))
        return lines * self.fontMetrics().lineSpacing() + 2 * _ABOVE

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._desk.theme
        symbol, colour = self._look
        ground, stripe = theme.category(colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(theme.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 5, 5)
        painter.fillRect(QRectF(box.x() + 1, box.y() + 2, 4, box.height() - 4), stripe)
        painter.fillPath(symbol_path(symbol, QRectF(_EDGE + 2, 12, _SYMBOL, _SYMBOL)), stripe)
        painter.setPen(QColor(theme.text))
        metrics = self.fontMetrics()
        for n, line in enumerate(self._lines(self.width())):
            painter.drawText(_LEFT, _ABOVE + n * metrics.lineSpacing() + metrics.ascent(), line)
        painter.end()

    def _lines(self, width: int) -> list[str]:
        """The words in lines that fit; what is too long ends with an ellipsis."""
        room = max(20, width - _LEFT - _EDGE)
        layout = QTextLayout(self._words, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) <= _LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            starts.append(line.textStart())
        layout.endLayout()
        # The layout counts as UTF-16 does, in which an emoji is two.
        units = self._words.encode("utf-16-le")
        ends = [*starts[1:], len(units) // 2]
        lines = [units[2 * a : 2 * b].decode("utf-16-le") for a, b in zip(starts, ends, strict=True)]
        if len(lines) > _LINES:
            rest = units[2 * starts[_LINES - 1] :].decode("utf-16-le")
            elided = self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, room)
            lines[_LINES - 1 :] = [elided]
        return [line.rstrip() for line in lines] or [""]


class FittedButton(Button):
    """A button with words of the user: never wider than its place, what does not fit is left out."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = " ".join(words.split())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(120, super().sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        room = max(20, self.width() - 28)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self._words else plain_tip(self._words))


class Entry(QFrame):
    """`accepted` carries the theme that was chosen, or an empty id; `sought` a card to look at."""

    accepted = Signal(str)
    declined = Signal()
    sought = Signal(str)

    def __init__(self, desk: Desk, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        self._desk = desk
        self.setObjectName("suggestion")
        self.setProperty("kind", "suggestion")
        self.setStyleSheet(
            f"QFrame#suggestion {{ border: 1px solid {desk.theme.line}; border-radius: 10px;"
            f"background: {desk.theme.surface}; }}"
        )
        self.answers: list[Button] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(6)
        said = QLabel(self._sentence())
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setObjectName("suggestion-words")
        layout.addWidget(said)
        if offer.heading:
            heading = QLabel(offer.heading)
            heading.setTextFormat(Qt.TextFormat.PlainText)
            heading.setWordWrap(True)
            heading.setProperty("kind", "strong")
            layout.addWidget(heading)
        self.setAccessibleName(" ".join(filter(None, (said.text(), offer.heading))))
        self._add_cards(layout)
        self._add_answers(layout)

    def _sentence(self) -> str:
        t = self._desk.texts
        return {
            "theme": t("Which theme does this card belong to?"),
            "together": t("These cards may belong together. A theme of them?")
            if by_meaning()
            else t("These cards have words in common. A theme of them?"),
            "twice": t("These cards say nearly the same. Hang them together?"),
            "heading": t("A heading for this theme?"),
        }[self.offer.kind]

    def _cards(self) -> list[Card]:
        state = self._desk.state
        ids = self.offer.cards
        if self.offer.kind == "heading":
            from ....domain import order

            ids = tuple(card.id for card in order.cards_of_cluster(state, self.offer.themes[0]))
        return [card for id in ids if (card := state.get(Card, id))]

    def _add_cards(self, layout: QVBoxLayout) -> None:
        cards = self._cards()
        for card in cards[:_SHOWN]:
            small = SmallCard(self._desk, card)
            small.clicked.connect(partial(self._seek, card.id))
            layout.addWidget(small)
        if len(cards) > _SHOWN:
            more = QLabel(self._desk.texts("and {n} more", n=len(cards) - _SHOWN))
            more.setProperty("kind", "muted")
            layout.addWidget(more)

    def _add_answers(self, layout: QVBoxLayout) -> None:
        t = self._desk.texts
        row = QHBoxLayout()
        row.setSpacing(6)
        if self.offer.kind == "theme":
            for n, theme_id in enumerate(self.offer.themes):
                layout.addWidget(self._theme_button(theme_id, first=n == 0))
        else:
            yes = self._answer(Button(t("Accept")), "suggestion-accept", primary=True)
            yes.setAccessibleName(f"{t('Accept')}: {self.accessibleName()}")
            yes.clicked.connect(partial(self._accept, ""))
            row.addWidget(yes)
        no = self._answer(Button(t("No")), "suggestion-decline", primary=False)
        no.setAccessibleName(f"{t('No')}: {self.accessibleName()}")
        no.clicked.connect(self._decline)
        row.addWidget(no)
        row.addStretch(1)
        layout.addLayout(row)

    def _theme_button(self, theme_id: Id, *, first: bool) -> QWidget:
        t = self._desk.texts
        cluster = self._desk.state.get(Cluster, theme_id)
        heading = (cluster.heading if cluster is not None else "") or t("Theme without heading")
        button = self._answer(FittedButton(heading), f"suggestion-theme-{theme_id}", primary=first)
        button.setAccessibleName(t("Into theme {theme}", theme=heading))
        button.clicked.connect(partial(self._accept, theme_id))
        return button

    def _answer(self, button: Button, name: str, *, primary: bool) -> Button:
        button.setObjectName(name)
        if primary:
            button.setProperty("kind", "primary")
        self.answers.append(button)
        return button

    def _accept(self, theme_id: Id, _checked: bool = False) -> None:
        self.accepted.emit(theme_id)

    def _decline(self) -> None:
        self.declined.emit()

    def _seek(self, card_id: Id, _checked: bool = False) -> None:
        self.sought.emit(card_id)
