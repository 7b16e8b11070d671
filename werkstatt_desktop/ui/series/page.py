"""The part Series of the page Prepare: what comes from earlier workshops, and a search over all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ...domain import looking_back
from ...domain.edits import Step
from ...domain.recalling import Past, Said
from ..desk import Desk
from ..sections import Section, hint, scrolled
from .again import AgainSection
from .bar import FolderSearchBar
from .carried import CarriedMeasures
from .hits import HitsSection
from .news import news_of
from .topics import TopicsSection
from .words import trouble_words

_TWO_COLUMNS = 960
"""From which width of the page on, in pixels, the panels stand in two columns."""
_OVERVIEW, _NONE = 0, 2
"""Where the panels are, and where is said that there is nothing for them."""
_MOST_TROUBLE = 4
_PAUSE_MS = 250
"""So long after a step what is counted of this workshop is counted anew."""
_TOUCHING = ("workshops", "cards", "clusters", "categories", "groups", "measures", "results", "parked")
_PLACES = {"result": "plenary", "measure": "measures", "parked": "parking"}
"""Where a hit is shown that hangs on no board; what was said at the end is on the last page."""


class SeriesPage(QWidget):
    """The search above; below it open measures, obstacles named again and topics, or what was found.

    `card_wanted` asks for a card of this workshop, `page_wanted` for another page.
    """

    card_wanted = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("series")
        self._desk = desk
        self._news = news_of(desk)
        self._stale = True
        self.bar = FolderSearchBar(desk, self._news)
        self.trouble = QLabel()
        self.trouble.setObjectName("series-trouble")
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self.trouble.setMargin(10)
        self.carried = CarriedMeasures(desk)
        self.again = AgainSection(desk, self._news)
        self.topics = TopicsSection(desk, self._news)
        self.hits = HitsSection(desk)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._stack = QStackedWidget()
        self._arrange()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._draw)
        self.bar.changed.connect(self._search)
        self.bar.entered.connect(self._enter)
        self.again.wanted.connect(self.bar.search)
        self.topics.wanted.connect(self.bar.search)
        self.hits.taken.connect(self._open)
        self._news.changed.connect(self._hear)
        desk.changed.connect(self.refresh)
        desk.look_changed.connect(self._dress)
        self._dress()

    def refresh(self, step: Step | None) -> None:
        """Follow the workshop, a moment later: all of its texts are counted."""
        if step is not None and not step.edit.touches(*_TOUCHING):
            return
        self._stale = True
        if self.isVisible():
            self._later.start()

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts of the page that F6 comes by, each with what gets the keyboard."""
        parts: list[tuple[QWidget, QWidget]] = [
            (self.bar, self.bar.field),
            (self.hits, self.hits.list),
            (self.carried, self.carried.first),
            (self.again, self.again.list),
            (self.topics, self.topics.table),
        ]
        return [(part, first) for part, first in parts if first.isVisible()]

    def search(self) -> None:
        """Bring the keyboard to the search."""
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends the search, wherever the keyboard is."""
        if event.key() == Qt.Key.Key_Escape and not self.bar.wanted.nothing:
            self.bar.clear()
            self.bar.field.setFocus()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._news.look()
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wide = self.width() >= _TWO_COLUMNS
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.bar.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.carried)
        left.addWidget(self.again, 1)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(22)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self.topics, 1)
        overview = QWidget()
        overview.setLayout(self._columns)
        self._stack.addWidget(overview)
        self._stack.addWidget(self.hits)
        self._stack.addWidget(self._alone())
        column = QVBoxLayout()
        column.setContentsMargins(26, 22, 26, 22)
        column.setSpacing(16)
        column.addWidget(self.bar)
        column.addWidget(self.trouble)
        column.addWidget(self._stack, 1)
        scrolled(self, "series", column)

    def _alone(self) -> Section:
        """What is said where no other workshop is of the series."""
        t = self._desk.texts
        panel = Section("series-none", t("No series yet"))
        words = hint("series-none-words")
        words.setText(
            t(
                "Workshops are a series where they lie in the same folder and have the same name of the"
                " series (part Event), or where one goes on from another (start page). Then their open"
                " measures, the obstacles named again and their topics come here."
            )
        )
        panel.body.addWidget(words)
        panel.body.addStretch(1)
        return panel

    def _dress(self) -> None:
        look = self._desk.theme
        self.trouble.setStyleSheet(
            f"background: {look.warning}; border: 1px solid {look.warning_line}; border-radius: 8px;"
        )
        self.bar.dress()
        self.topics.table.dress()
        self.hits.dress()
        if self.isVisible():
            self._draw()

    def _hear(self) -> None:
        """What is still being read shows in what was found; the panels follow when it is through."""
        if not self.isVisible():
            return
        if self._news.busy:
            self.bar.show_state()
            self._search()
        else:
            self._draw()

    def _draw(self) -> None:
        self._stale = False
        self.bar.show_state()
        self._show_trouble()
        self.again.draw()
        self.topics.draw()
        self._search()

    def _show_trouble(self) -> None:
        """Say which files could not be read, and what is missing."""
        t = self._desk.texts
        said = [words for volume in self._news.volumes if (words := trouble_words(volume, t))]
        rest = len(said) - _MOST_TROUBLE
        if rest > 0:
            more = t.n("{n} more file cannot be read.", "{n} more files cannot be read.", rest)
            said = [*said[:_MOST_TROUBLE], more]
        if self._news.known and self._news.lacks_the_last:
            said.append(t("The workshop from which this one goes on does not lie in this folder."))
        self.trouble.setText("\n".join(said))
        self.trouble.setVisible(bool(said))

    def _search(self) -> None:
        wanted = self.bar.wanted
        news = self._news
        if wanted.nothing:
            self._stack.setCurrentIndex(_OVERVIEW if news.members or not news.known else _NONE)
            return
        others = news.members if self.bar.only_series.isChecked() else news.folder
        found = looking_back.look([*others, news.here], wanted)
        self.hits.show_hits(found, news.here)
        self._stack.setCurrentWidget(self.hits)

    def _enter(self) -> None:
        if self._stack.currentWidget() is self.hits and self.hits.list.ids:
            self.hits.list.begin()
            self.hits.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, past: Past, said: Said) -> None:
        """Lead to a hit: on a page of this window, or in the window of its workshop."""
        hangs = said.kind in ("card", "theme")
        place = "close/quotes" if said.kind == "quote" else f"{_PLACES.get(said.kind, 'arrange')}/{said.id}"
        path = self._news.path_of(past)
        if path is not None:
            self._desk.workshop_wanted.emit(path, "" if hangs else place, said.id if hangs else "")
        elif hangs:
            self.card_wanted.emit(said.id)
        else:
            self.page_wanted.emit(place)
