"""The sheet that takes all names out of a workshop, once the protocol is printed."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from ...domain.erasing import Where, held_names
from ...domain.errors import WerkstattError
from ...texts import Texts
from ..desk import Desk
from ..ticks import Tick
from .parts import button, foot, label, take_room
from .reach import agreement, reach
from .trash import Erase
from .work import WorkLine, Works

_WIDTH, _HEIGHT = 560, 500


class RemovingSheet(QDialog):
    """Counts where names stand or ever stood in the fields for names, and empties all of these."""

    def __init__(self, desk: Desk, works: Works, erase: Erase, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._works, self._erase = desk, works, erase
        self._places: Sequence[Where] = ()
        self._busy = False
        t = desk.texts
        self.setObjectName("removing-sheet")
        self.setWindowTitle(t("Remove names"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.found = label("", "plain", "names-found")
        self.tick = Tick(agreement(t))
        self.tick.setObjectName("agree")
        self.line = WorkLine(t, "removing-work")
        self.area = QScrollArea()
        self.back_button = button(t("Cancel"), "back")
        self.back_button.setDefault(True)
        self.go_button = button(t("Remove for good"), "go", "danger")
        self._arrange()
        self.tick.toggled.connect(self._offer)
        self.back_button.clicked.connect(self.reject)
        self.go_button.clicked.connect(self._begin)
        self._look()

    def reject(self) -> None:
        if not self._busy:
            super().reject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where not all of it is seen, the keyboard can come to what is to be read."""
        super().resizeEvent(event)
        fits = self.area.verticalScrollBar().maximum() == 0
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus if fits else Qt.FocusPolicy.StrongFocus)

    def _arrange(self) -> None:
        t = self._desk.texts
        heading = t("Remove all names for good?")
        inner = QWidget()
        words = QVBoxLayout(inner)
        words.setContentsMargins(0, 0, 8, 0)
        words.setSpacing(6)
        words.addWidget(label(heading, "section"))
        words.addWidget(self.found)
        rest = t(
            "How many came from which department and organisation stays. Names in cards and other texts stay"
            " too; “Erase a name for good” in the menu finds them."
        )
        words.addWidget(label(rest))
        for title, said in reach(t):
            words.addSpacing(6)
            if title:
                words.addWidget(label(title, "strong"))
            words.addWidget(label(said))
        words.addStretch(1)
        self.area.setObjectName("removing-area")
        self.area.setAccessibleName(heading)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 16, 20)
        layout.setSpacing(10)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.tick)
        layout.addWidget(self.line)
        layout.addLayout(foot([], [self.back_button, self.go_button]))
        take_room(self, _WIDTH, _HEIGHT)

    def _look(self) -> None:
        store = self._desk.store
        self._show_busy(self._desk.texts("Names are looked for …"))

        def search(_stop: Event) -> list[Where]:
            records = [record for rows in store.state.tables.values() for record in rows.values()]
            return held_names(records, store.journal())

        self._works.begin(search, self._tell_found, self._fail)

    def _tell_found(self, places: Sequence[Where]) -> None:
        self._busy, self._places = False, places
        self.line.fall_silent()
        self.found.setText(found_words(places, self._desk.texts))
        self._offer()
        (self.tick if places else self.back_button).setFocus()

    def _offer(self) -> None:
        able = bool(self._places) and not self._busy and not self._desk.store.read_only
        self.tick.setEnabled(able)
        self.go_button.setEnabled(able and self.tick.isChecked())
        self.back_button.setEnabled(not self._busy)

    def _begin(self) -> None:
        self._show_busy(self._desk.texts("It is erased everywhere …"))
        self._erase(self._places, self._removed, self._fail)

    def _removed(self) -> None:
        t, count = self._desk.texts, len(self._places)
        self._busy, self._places = False, ()
        self.tick.setChecked(False)
        self.line.show_result(t.n("{n} place emptied.", "{n} places emptied.", count))
        self.found.setText(found_words((), t))
        self.back_button.setText(t("Close"))
        self._offer()
        self.back_button.setFocus()

    def _show_busy(self, words: str) -> None:
        self._busy = True
        self.line.show_busy(words)
        self._offer()

    def _fail(self, error: WerkstattError) -> None:
        self._busy = False
        self._offer()
        self.line.show_trouble(self._desk.texts.sentence(error))


def found_words(places: Sequence[Where], t: Texts) -> str:
    """In which places names stand or stood."""
    if not places:
        return t("No field for names holds anything any more.")
    people = len({where.id for where in places if where.table == "participants"})
    measures = len({where.id for where in places if where.table == "measures"})
    others = sum(where.table not in {"participants", "measures"} for where in places)
    parts = [
        t.n("{n} person of the list of participants", "{n} persons of the list of participants", people),
        t.n("{n} measure", "{n} measures", measures),
        t.n("{n} other field, such as moderation", "{n} other fields, such as moderation", others),
    ]
    counted = [words for words, n in zip(parts, (people, measures, others), strict=True) if n]
    return t("Names stand or stood here: {places}.", places=" · ".join(counted))
