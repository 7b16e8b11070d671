"""One item of the programme: when, what, who, what kind, how long."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from ...domain.records import Id, ProgrammeItem
from ...domain.schedule import Slot, clock
from ...domain.verbs import setup
from ...texts import mark
from ..desk import Desk
from ..fields import LineField, ProseField
from ..programme import hand_in, says
from ..rows.inplace import INDENT, line_in_place, text_in_place
from ..rows.row import Row
from ..sections import quiet
from ..theme import font, icon

KIND_WORDS = {
    "talk": mark("Talk"),
    "group_work": mark("Group work"),
    "plenary": mark("Plenary"),
    "break": mark("Break"),
    "other": mark("Other"),
}
_PLAIN = {"break", "other"}
"""Kinds that say nothing beyond the title."""


class ItemRow(Row):
    """Its time is worked out unless the user types one; an emptied time is worked out again."""

    def __init__(self, desk: Desk, id: Id) -> None:
        super().__init__(desk, id, "item")
        t = desk.texts
        self.slot = Slot(None, None, fixed=False)
        self._title = text_in_place(f"item-title-{id}", t("What"))
        self._title.setPlaceholderText(t("What happens?"))
        self._speaker = text_in_place(f"item-speaker-{id}", t("Who"))
        self._speaker.setProperty("names", True)
        self._speaker.setFont(font(12))
        self._speaker.setProperty("quiet", True)
        self._time = line_in_place(f"item-time-{id}", t("Begins"), 58)
        self._minutes = line_in_place(f"item-minutes-{id}", t("Length"), 74)
        self._minutes.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._minutes.setProperty("quiet", True)
        self._kind = self._kind_button()
        self._until = quiet(parent=self)
        self._until.setObjectName(f"item-until-{id}")
        self._until.setContentsMargins(INDENT, 0, INDENT, 3)
        self._until.hide()
        self._overlap = quiet()
        self._overlap.setObjectName(f"item-overlap-{id}")
        self._overlap.setProperty("kind", "unsafe")
        self._overlap.setWordWrap(True)
        self._overlap.setContentsMargins(INDENT, 0, 0, 4)
        self._overlap.hide()
        for name, field in self._columns().items():
            field.finished.connect(partial(self._commit, name))
        self._arrange()
        self.fields = [self._title, self._speaker, self._time, self._minutes]
        self.stops = [self._time, self._title, self._kind, self._speaker, self._minutes, self.grip]

    def refresh(self) -> None:
        item, t = self.desk.state.get(ProgrammeItem, self.id), self.desk.texts
        if item is None:
            return
        for name, field in self._columns().items():
            field.show_text(says(self.desk, item, name))
        start = self.slot.start
        self._time.setPlaceholderText("" if start is None else clock(start))
        self._time.setFont(font(14, bold=self.slot.fixed))
        self._kind.setText(t(KIND_WORDS.get(item.kind, KIND_WORDS["other"])))
        self._speaker.setPlaceholderText(t("Who speaks?") if item.kind == "talk" else "")
        self._second.setHidden(item.kind in _PLAIN and not item.speaker)
        self._overlap.setVisible(self.slot.overlap > 0)
        self._overlap.setText(t("Begins {n} min before the item above ends.", n=self.slot.overlap))
        end = self.slot.end if item.kind == "break" and item.minutes else None
        self._until.setText("" if end is None else t("until {time}", time=clock(end)))
        self._until.setVisible(end is not None)
        self._show_names(item)

    def paint_icons(self) -> None:
        super().paint_icons()
        self._kind.setIcon(icon("chevron-down", self.desk.theme.muted, 12))

    def _show_names(self, item: ProgrammeItem) -> None:
        t, start = self.desk.texts, self.slot.start
        worked_out = t("Worked out: {time}", time=clock(start)) if start is not None else ""
        self._time.setAccessibleDescription("" if self.slot.fixed else worked_out)
        names: dict[QWidget, str] = {
            self._time: t("Begins"),
            self._title: t("What"),
            self._kind: t("Kind, {kind}", kind=self._kind.text()),
            self._speaker: t("Who"),
            self._minutes: t("Length"),
        }
        self.show_title(item.title or t("item without a title"), names)

    def _columns(self) -> dict[str, LineField | ProseField]:
        return {
            "title": self._title,
            "speaker": self._speaker,
            "starts_at": self._time,
            "minutes": self._minutes,
        }

    def _kind_button(self) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(f"item-kind-{self.id}")
        made.setProperty("kind", "small")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # The arrow stands behind the word.
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        made.setFont(font(12))
        made.setIconSize(QSize(12, 12))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setIcon(icon("chevron-down", self.desk.theme.muted, 12))
        made.clicked.connect(self._open_kinds)
        return made

    def _arrange(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._second = QWidget(self)
        below = QHBoxLayout(self._second)
        below.setContentsMargins(INDENT - 3, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._kind, 0, top)
        below.addWidget(self._speaker, 1, top)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._title)
        text.addWidget(self._second)
        text.addWidget(self._until)
        text.addWidget(self._overlap)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 3, 0, 3)
        line.setSpacing(2)
        line.addWidget(self._time, 0, top)
        line.addLayout(text, 1)
        line.addWidget(self._minutes, 0, top)
        line.addWidget(self.grip, 0, top)

    def _commit(self, name: str, typed: str) -> None:
        hand_in(self.desk, self.id, name, self._columns()[name], typed)

    def more_actions(self, menu: QMenu) -> None:
        menu.addSeparator()
        self._add_kinds(menu)

    def _open_kinds(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("kind-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_kinds(menu)
        menu.popup(self._kind.mapToGlobal(QPoint(0, self._kind.height())))

    def _add_kinds(self, menu: QMenu) -> None:
        item = self.desk.state.get(ProgrammeItem, self.id)
        for kind, word in KIND_WORDS.items():
            action = menu.addAction(self.desk.texts(word))
            action.setObjectName(kind)
            action.setCheckable(True)
            action.setChecked(item is not None and item.kind == kind)
        menu.triggered.connect(self._take_kind)

    def _take_kind(self, action: QAction) -> None:
        if action.objectName() in KIND_WORDS:
            self.desk.do(setup.edit_programme_item, self.id, kind=action.objectName())
