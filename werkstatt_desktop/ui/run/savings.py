"""Where time can be saved when the day is late."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ...domain import running
from ...domain.records import Id, ProgrammeItem
from ...domain.verbs import running as verbs
from ...texts import mark
from ..buttons import Button
from ..desk import Desk
from ..labels import plain_tip
from ..ticks import Tick
from .words import title_of

_WIDTH = 214
"""What the words beside a tick may take, in pixels."""


class Savings(QFrame):
    """The items to come that could be shorter, each with a tick; a button shortens the ticked ones."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: list[tuple[Id, int, str]] = []
        self._ticks: dict[Id, Tick] = {}
        self.setObjectName("savings")
        self.setProperty("kind", "warning")
        heading = QLabel(desk.texts("Where time can be saved"))
        heading.setProperty("kind", "strong")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 12)
        self._column.setSpacing(4)
        self._column.addWidget(heading)
        self.button = Button()
        self.button.setObjectName("savings-apply")
        self.button.clicked.connect(self._apply)
        self._column.addSpacing(4)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def offers(self) -> bool:
        """Whether there is anything to save."""
        return bool(self._shown)

    def show_for(self, items: Sequence[ProgrammeItem], late: int) -> None:
        """Offer what makes up for so many minutes; the same offer as before is left as it is."""
        titles = {item.id: title_of(item, self._desk.texts) for item in items}
        found = running.savings(items, late)
        wanted = [(saving.id, saving.minutes, titles[saving.id]) for saving in found]
        if wanted == self._shown:
            return
        before = {id: tick.isChecked() for id, tick in self._ticks.items()}
        if [id for id, *_ in wanted] != [id for id, *_ in self._shown]:
            self._make([id for id, *_ in wanted], before)
        self._shown = wanted
        t = self._desk.texts
        for id, minutes, title in wanted:
            tick, msgid = self._ticks[id], mark("{title}: {n} min shorter")
            left = _WIDTH - tick.fontMetrics().horizontalAdvance(t(msgid, title="", n=minutes))
            short = tick.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, left)
            tick.setText(t(msgid, title=short, n=minutes).replace("&", "&&"))
            tick.setAccessibleName(t(msgid, title=title, n=minutes))
            tick.setToolTip(plain_tip(title) if short != title else "")
        self._count()

    def _make(self, ids: Sequence[Id], checked: dict[Id, bool]) -> None:
        for id in [id for id in self._ticks if id not in ids]:
            tick = self._ticks.pop(id)
            tick.hide()
            tick.deleteLater()
        for place, id in enumerate(ids):
            if id not in self._ticks:
                tick = self._ticks[id] = Tick()
                tick.setObjectName(f"saving-{id}")
                tick.setChecked(checked.get(id, True))
                tick.toggled.connect(self._count)
            self._column.insertWidget(1 + place, self._ticks[id])
            QWidget.setTabOrder(self._ticks[ids[place - 1]] if place else self, self._ticks[id])

    def _count(self) -> None:
        minutes = sum(n for id, n, _ in self._shown if self._ticks[id].isChecked())
        self.button.setText(self._desk.texts("Shorten by {n} min", n=minutes))
        self.button.setEnabled(minutes > 0)

    def _apply(self) -> None:
        t = self._desk.texts
        chosen = {id: n for id, n, _ in self._shown if self._ticks[id].isChecked()}
        if self._desk.do(verbs.save_time, chosen) is not None:
            keys = t.keys("Ctrl+Z")
            self._desk.say(t("Shortened; what follows keeps its time. {keys} takes it back.", keys=keys))
