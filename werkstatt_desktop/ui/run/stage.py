"""What is on now: the large timer, how the day stands, and what comes next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...domain import order, running
from ...domain.edits import Step
from ...domain.records import Id, ProgrammeItem
from ...domain.running import Now
from ...domain.schedule import clock
from ...domain.verbs import running as verbs
from ..buttons import Button
from ..desk import Desk
from ..labels import announce
from ..theme import font
from .beat import Beat, local_now, stamp
from .dial import Dial
from .savings import Savings
from .words import LAST_MINUTE, seconds_left, spoken_behind, title_of

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class Stage(QFrame):
    """The phase that is on, or the one to begin with. Alone on the screen it shows what the room needs."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        t = desk.texts
        self._desk = desk
        self._alone = False
        self._on: Now | None = None
        self._told: tuple[Id, int] | None = None
        self._goes_first: Id | None = None
        self.setObjectName("stage")
        self.setProperty("kind", "panel")
        self.setAccessibleName(t("Now"))
        self.dial = Dial(desk)
        self._kind, self._title = _line("stage-kind", "muted"), _line("stage-title")
        self._speaker, self._until = _line("stage-speaker", "muted"), _line("stage-until")
        self._behind, self._next = _line("stage-behind"), _line("stage-next", "muted")
        self.go = _button("stage-go", kind="primary")
        self.end = _button("stage-end")
        self.end.setText(t("End"))
        self.savings = Savings(desk)
        self.go.clicked.connect(self._begin_next)
        self.end.clicked.connect(self._end_phase)
        self._beat = Beat(desk, self)
        self._beat.beat.connect(self.show_now)
        self._arrange()
        self._dress()

    def refresh(self, step: Step | None) -> None:
        if step is None or step.edit.touches("programme", "workshops"):
            self.show_now()

    def show_now(self) -> None:
        """Show how things stand at this moment."""
        state, at = self._desk.state, local_now()
        items, starts = order.programme(state), state.workshop.starts
        self._on = on = running.now(items, starts, at)
        self.dial.show_now(on)
        self.dial.setVisible(on is not None)
        self._show_words(on, running.following(items), at)
        behind = running.behind(items, starts, at)
        late = running.late_at_end(items, starts, at) if running.under_way(items, at) else None
        self._show_behind(behind, late)
        self.savings.show_for(items, late or 0)
        self.savings.setVisible(self.savings.offers and not self._alone)
        self._tell(on)

    def show_alone(self, alone: bool) -> None:
        """Nothing but what is on, in large type, for the room."""
        self._alone = alone
        self._dress()
        self.show_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._beat.follow()

    def _show_words(self, on: Now | None, coming: ProgrammeItem | None, at: datetime) -> None:
        t = self._desk.texts
        state = self._desk.state
        items, starts = order.programme(state), state.workshop.starts
        shown = on.item if on is not None else coming
        slots = dict(zip((i.id for i in items), running.expected(items, starts, at), strict=True))
        if shown is None:
            _say(self._kind, "")
            _say(self._title, t("The programme is over") if items else t("No programme yet"))
        else:
            _say(self._kind, t("Now") if on is not None else t("Next"))
            _say(self._title, title_of(shown, t))
        _say(self._speaker, shown.speaker if shown is not None else "")
        _say(self._until, self._ends(on, at))
        begins = slots[coming.id].start if coming is not None else None
        later = coming if on is not None else None
        words = "" if later is None else title_of(later, t)
        if words and begins is not None:
            words = f"{clock(begins)} {words}"
        _say(self._next, t("Next: {item}", item=words) if words else "")
        self._goes_first = coming.id if coming is not None else None
        self.go.setText(t("Begin the next item") if on is not None else t("Begin"))
        self.go.setVisible(coming is not None and not self._alone)
        self.end.setVisible(on is not None and not self._alone)
        name = title_of(coming, t) if coming is not None else ""
        self.go.setAccessibleName(t("Begin: {title}", title=name))
        if on is not None:
            self.end.setAccessibleName(t("End: {title}", title=title_of(on.item, t)))

    def _ends(self, on: Now | None, at: datetime) -> str:
        """Until when what is on was to last, counted from its real beginning."""
        if on is None or not on.item.minutes:
            return ""
        time = f"{at + timedelta(minutes=on.left):%H:%M}"
        t = self._desk.texts
        pause = on.item.kind == "break"
        return t("We go on at {time}", time=time) if pause else t("until {time}", time=time)

    def _show_behind(self, behind: int | None, late: int | None) -> None:
        words = "" if behind is None or self._alone else spoken_behind(behind, self._desk.texts)
        if words and behind is not None and behind > 0 and late is not None and late <= 0:
            words = self._desk.texts("{words}, made up for by the end", words=words)
        kind = "unsafe" if behind is not None and behind > 0 else "safe"
        if self._behind.property("kind") != kind:
            self._behind.setProperty("kind", kind)
            self._behind.style().unpolish(self._behind)
            self._behind.style().polish(self._behind)
        _say(self._behind, words)

    def _tell(self, on: Now | None) -> None:
        """The last minute and the end are said once, for those who do not see the timer."""
        if on is None or not on.item.minutes:
            self._told = None
            return
        left, t = seconds_left(on), self._desk.texts
        stage = 0 if left > LAST_MINUTE else 1 if left > 0 else 2
        before, self._told = self._told, (on.item.id, stage)
        if before is None or before[0] != on.item.id or before[1] >= stage:
            return
        title = title_of(on.item, t)
        announce(
            self,
            t("One minute left: {title}", title=title)
            if stage == 1
            else t("Time is up: {title}", title=title),
        )

    def _begin_next(self) -> None:
        if self._goes_first is not None:
            self._desk.do(verbs.begin_phase, self._goes_first, stamp())

    def _end_phase(self) -> None:
        if self._on is not None:
            self._desk.do(verbs.end_phase, self._on.item.id, stamp())

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        for line in (self._kind, self._title, self._speaker):
            self._column.addWidget(line)
        self._column.addWidget(self.dial, 1)
        for line in (self._until, self._behind, self._next):
            self._column.addWidget(line)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.go, 1)
        buttons.addWidget(self.end)
        self._column.addSpacing(4)
        self._column.addLayout(buttons)
        self._column.addWidget(self.savings)

    def _dress(self) -> None:
        """Sizes for the desk, or for the room."""
        large = self._alone
        edge = 48 if large else 20
        self._column.setContentsMargins(edge, 16 if not large else 32, edge, 18 if not large else 32)
        self.dial.largest = 420.0 if large else 92.0
        sheet = "QLabel#{} {{ font-size: {}px; }}"
        sizes = {
            "stage-kind": (28, 12),
            "stage-title": (56, 20),
            "stage-speaker": (28, 13),
            "stage-until": (40, 15),
            "stage-behind": (24, 14),
            "stage-next": (32, 13),
        }
        for label in (self._kind, self._title, self._speaker, self._until, self._behind, self._next):
            size = sizes[label.objectName()][0 if large else 1]
            label.setStyleSheet(sheet.format(label.objectName(), size))
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter if large else Qt.AlignmentFlag.AlignLeft)
        self._title.setFont(font(56 if large else 20, bold=True))


def _line(name: str, kind: str = "") -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if kind:
        made.setProperty("kind", kind)
    return made


def _button(name: str, *, kind: str = "") -> Button:
    made = Button()
    made.setObjectName(name)
    if kind:
        made.setProperty("kind", kind)
    return made


def _say(label: QLabel, words: str) -> None:
    """Show words, or no line at all; what is said already is not said again to a screen reader."""
    if label.text() != words:
        label.setText(words)
    label.setVisible(bool(words))
