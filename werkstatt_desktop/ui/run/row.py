"""One item of the run sheet: planned against real, begin and end, and the moderator's own note."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from ...domain import running
from ...domain.records import Id, ProgrammeItem
from ...domain.schedule import Slot, clock
from ...domain.typed import time_of
from ...domain.verbs import running as verbs
from ...domain.verbs import setup
from ..desk import Desk
from ..programme import hand_in, says
from ..rows.inplace import INDENT, line_in_place, show_outcome, text_in_place
from ..rows.row import Row
from ..sections import quiet
from ..theme import font, icon
from .beat import local_now, stamp
from .note import NoteLine
from .words import title_of

TIME_WIDTH, MINUTES_WIDTH, REAL_WIDTH, BUTTON_WIDTH, GRIP_WIDTH = 56, 74, 58, 32, 24


class RunRow(Row):
    """`slot` is the plan, `real` how it was or is expected; the list gives both before a refresh."""

    def __init__(self, desk: Desk, id: Id) -> None:
        super().__init__(desk, id, "run")
        t = desk.texts
        self.slot = self.real = Slot(None, None, fixed=False)
        self.alone = False
        self._on = self._over = False
        self._planned, self._below, self._took = QLabel(self), quiet(parent=self), quiet(parent=self)
        self._title = text_in_place(f"run-title-{id}", t("What"))
        self._title.setPlaceholderText(t("What happens?"))
        self._note: NoteLine | None = None
        self._minutes = line_in_place(f"run-minutes-{id}", t("Length"), MINUTES_WIDTH)
        self._minutes.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._minutes.setProperty("quiet", True)
        self._began = line_in_place(f"run-began-{id}", t("Began"), REAL_WIDTH)
        self._ended = line_in_place(f"run-ended-{id}", t("Ended"), REAL_WIDTH)
        self.button, self.write = self._tool(f"run-go-{id}"), self._tool(f"run-write-{id}")
        self.write.setProperty("private", True)
        self._dress_labels()
        self._connect()
        self._arrange()
        self.paint_icons()
        self.fields = [self._title, self._minutes, self._began, self._ended]
        self.stops = [
            self._title,
            self.write,
            self._minutes,
            self._began,
            self._ended,
            self.button,
            self.grip,
        ]

    def refresh(self) -> None:
        item, t = self.desk.state.get(ProgrammeItem, self.id), self.desk.texts
        if item is None:
            return
        self._on = bool(item.began_at) and not item.ended_at
        self._over = bool(item.ended_at)
        self._planned.setText("" if self.slot.start is None else clock(self.slot.start))
        self._planned.setFont(font(14, bold=self.slot.fixed))
        self._title.show_text(item.title)
        self._title.setFont(font(14, bold=self._on))
        self._minutes.show_text(says(self.desk, item, "minutes"))
        if item.note or self._note is not None:
            self._note_line().field.show_text(item.note)
        self.show_note()
        end = self.real.end if item.kind == "break" and item.minutes else None
        below = [item.speaker, "" if end is None else t("until {time}", time=clock(end))]
        self._below.setText(" · ".join(part for part in below if part))
        self._below.setVisible(any(below))
        self._began.show_text(_clock_in(item.began_at))
        self._ended.show_text(_clock_in(item.ended_at))
        self._began.setPlaceholderText(self._expects())
        self._show_took(item)
        self._show_button(item)
        self._show_names(item)
        self.update()

    def show_note(self) -> None:
        """The note, or the button for one; neither where the page stands alone before the room."""
        shown = not self.alone and self._note is not None and self._note.wanted
        if self._note is not None and self._note.isHidden() == shown:
            self._note.setVisible(shown)
        if self.write.isHidden() == (not shown and not self.alone):
            self.write.setVisible(not shown and not self.alone)

    def open_note(self) -> None:
        """Let the moderator write a note."""
        line = self._note_line()
        line.show()
        line.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.write.hide()

    def more_actions(self, menu: QMenu) -> None:
        item, t = self.desk.state.get(ProgrammeItem, self.id), self.desk.texts
        if item is None:
            return
        menu.addSeparator()
        for name, title, possible in (
            ("run-begin", t("Begin"), not self._on),
            ("run-end", t("End"), self._on),
            ("run-forget", t("Forget the times"), bool(item.began_at)),
        ):
            action = menu.addAction(title)
            action.setObjectName(name)
            action.setEnabled(possible)
        menu.triggered.connect(self._chosen)

    def paint_icons(self) -> None:
        super().paint_icons()
        theme = self.desk.theme
        self.write.setIcon(icon("message-square", theme.muted, 16))
        if self._note is not None:
            self._note.paint_icon()
        picture, colour = ("square", theme.danger) if self._on else ("play", theme.accent)
        if self._over:
            colour = theme.muted
        self.button.setIcon(icon(picture, colour, 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._on:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.desk.theme.soft))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 1, 0, 0), 6, 6)
            painter.end()
        super().paintEvent(event)

    def _expects(self) -> str:
        """When it is expected to begin, where that is not when it was planned."""
        start = self.real.start
        return clock(start) if start is not None and start != self.slot.start else ""

    def _show_took(self, item: ProgrammeItem) -> None:
        took = running.took(item)
        words = ""
        if took is not None:
            more = took - item.minutes
            words = self.desk.texts("{n} min", n=took)
            if item.minutes and more:
                words += f" ({'+' if more > 0 else '−'}{abs(more)})"
        self._took.setText(words)
        self._took.setVisible(bool(words))

    def _show_button(self, item: ProgrammeItem) -> None:
        t = self.desk.texts
        title = title_of(item, t)
        does = t("End") if self._on else t("Begin again") if item.began_at else t("Begin")
        words = t("{field}: {title}", field=does, title=title)
        if words != self.button.accessibleName():
            self.button.setAccessibleName(words)
            self.button.setToolTip(does)
        self.paint_icons()

    def _show_names(self, item: ProgrammeItem) -> None:
        t = self.desk.texts
        names: dict[QWidget, str] = {
            self._title: t("What"),
            self.write: t("Write a note of your own"),
            self._minutes: t("Length"),
            self._began: t("Began"),
            self._ended: t("Ended"),
        }
        expected = self._expects()
        self._began.setAccessibleDescription(t("Expected: {time}", time=expected) if expected else "")
        if self._note is not None:
            names[self._note.field] = t("Own note")
        self.show_title(title_of(item, t), names)

    def _note_line(self) -> NoteLine:
        """The note; few items have one, so it is made when there is something to write or to show."""
        if self._note is None:
            self._note = NoteLine(self.desk, self.id, self)
            self._note.field.finished.connect(self._take_note)
            self._text.insertWidget(2, self._note)
            self.stops.insert(2, self._note.field)
            self.stops_changed.emit()
        return self._note

    def _hand_in(self, name: str, typed: str) -> None:
        hand_in(self.desk, self.id, name, self._title if name == "title" else self._minutes, typed)

    def _take_note(self, typed: str) -> None:
        done = self.desk.do(setup.edit_programme_item, self.id, note=typed) is not None
        item = self.desk.state.get(ProgrammeItem, self.id)
        if item is not None:
            show_outcome(self._note_line().field, item.note, done=done)

    def _correct(self, name: str, typed: str) -> None:
        """A time that was noted, of the day on which the item began or else of today."""
        item = self.desk.state.get(ProgrammeItem, self.id)
        if item is None:
            return
        field = self._began if name == "began_at" else self._ended
        time, done = time_of(typed), False
        if time is None:
            self.desk.say(self.desk.texts("That is no time of day. Type it like 9:30."))
        else:
            day = running.moment(item.began_at) or local_now()
            value = f"{day.date().isoformat()}T{time}:00" if time else None
            times = {"began_at": item.began_at, "ended_at": item.ended_at, name: value}
            if name == "began_at" and value is None:
                times["ended_at"] = None
            done = (
                self.desk.do(verbs.correct_times, self.id, times["began_at"], times["ended_at"]) is not None
            )
        item = self.desk.state.get(ProgrammeItem, self.id)
        if item is not None:
            show_outcome(field, _clock_in(getattr(item, name)), done=done)

    def _press(self) -> None:
        self.desk.settling.emit()
        self.desk.do(verbs.end_phase if self._on else verbs.begin_phase, self.id, stamp())

    def _chosen(self, action: QAction) -> None:
        if action.objectName() == "run-forget":
            self.desk.do(verbs.forget_times, self.id)
        elif action.objectName() in {"run-begin", "run-end"}:
            self._press()

    def _tool(self, name: str) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(name)
        made.setProperty("kind", "small")
        made.setFixedSize(BUTTON_WIDTH, 30)
        made.setIconSize(QSize(16, 16))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    def _dress_labels(self) -> None:
        self._planned.setObjectName(f"run-planned-{self.id}")
        self._planned.setFixedWidth(TIME_WIDTH)
        self._planned.setContentsMargins(INDENT, 4, 0, 0)
        self._below.setObjectName(f"run-below-{self.id}")
        self._below.setWordWrap(True)
        self._below.setContentsMargins(INDENT, 0, INDENT, 2)
        self._took.setObjectName(f"run-took-{self.id}")
        self._took.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._took.setContentsMargins(0, 0, INDENT, 2)

    def _connect(self) -> None:
        self.button.clicked.connect(self._press)
        self.write.clicked.connect(self.open_note)
        self._title.finished.connect(partial(self._hand_in, "title"))
        self._minutes.finished.connect(partial(self._hand_in, "minutes"))
        self._began.finished.connect(partial(self._correct, "began_at"))
        self._ended.finished.connect(partial(self._correct, "ended_at"))

    def _arrange(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._text = text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._title)
        text.addWidget(self._below)
        text.addStretch(1)
        real = QGridLayout()
        real.setSpacing(0)
        real.addWidget(self._began, 0, 0)
        real.addWidget(self._ended, 0, 1)
        real.addWidget(self._took, 1, 0, 1, 2)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 3, 0, 3)
        line.setSpacing(2)
        line.addWidget(self._planned, 0, top)
        line.addLayout(text, 1)
        for part in (self.write, self._minutes):
            line.addWidget(part, 0, top)
        line.addLayout(real)
        line.setAlignment(real, top)
        for part in (self.button, self.grip):
            line.addWidget(part, 0, top)


def _clock_in(text: str | None) -> str:
    """The time of day in a time stamp."""
    found = running.moment(text)
    return f"{found:%H:%M}" if found is not None else ""
