"""One item of the parking lot: what was put aside, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu

from ...domain.records import Group, Id, ParkedItem
from ...domain.verbs import parking
from ...texts import mark
from ..desk import Desk
from ..rows.inplace import INDENT, show_outcome, text_in_place
from ..rows.row import Row
from ..theme import font

KIND_WORDS = {
    "question": mark("Question"),
    "topic": mark("Topic"),
    "idea": mark("Idea"),
    "quote": mark("Quote"),
}


class ParkedRow(Row):
    """Its answer shows where there is one, for every question, and on demand. `wants` a kind: another one."""

    wants = Signal(str, str)

    def __init__(self, desk: Desk, id: Id) -> None:
        super().__init__(desk, id, "parked")
        t = desk.texts
        self._answering = False
        self._text = text_in_place(f"parked-text-{id}", t("Parked item"))
        self._text.finished.connect(self._reword)
        self._answer = text_in_place(f"parked-answer-{id}", t("Answer"))
        self._answer.setFont(font(12))
        self._answer.finished.connect(self._reply)
        self._group = QLabel()
        self._group.setTextFormat(Qt.TextFormat.PlainText)
        self._group.setProperty("kind", "muted")
        self._group.setWordWrap(True)
        self._group.setContentsMargins(INDENT, 0, 0, 4)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3, 0, 3)
        grid.setSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._text, 0, 0)
        grid.addWidget(self.grip, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._answer, 1, 0)
        grid.addWidget(self._group, 2, 0)
        self.fields = [self._text, self._answer]
        self.stops = [self._text, self._answer, self.grip]

    def refresh(self) -> None:
        t, state = self.desk.texts, self.desk.state
        item = state.get(ParkedItem, self.id)
        if item is None:
            return
        self._text.show_text(item.text)
        self._answer.show_text(item.answer)
        asks = item.kind == "question"
        answer = t("Answer") if asks else t("What became of it")
        self._answer.setPlaceholderText(f"{answer} …")
        self._answer.setHidden(not (asks or item.answer or self._answering))
        group = state.get(Group, item.group_id)
        self._group.setText(group.name if group is not None else "")
        self._group.setHidden(group is None or state.count(Group) < 2)
        words = t(KIND_WORDS.get(item.kind, KIND_WORDS["topic"]))
        self.show_title(item.text, {self._text: words, self._answer: answer})

    def more_actions(self, menu: QMenu) -> None:
        t = self.desk.texts
        item = self.desk.state.get(ParkedItem, self.id)
        menu.addSeparator()
        for kind, word in KIND_WORDS.items():
            action = menu.addAction(t(word))
            action.setObjectName(kind)
            action.setCheckable(True)
            action.setChecked(item is not None and item.kind == kind)
        if self._answer.isHidden():
            menu.addSeparator()
            menu.addAction(t("Note what became of it")).setObjectName("answer")
        menu.triggered.connect(self._run)

    def _run(self, action: QAction) -> None:
        if action.objectName() in KIND_WORDS:
            self.wants.emit(self.id, action.objectName())
        elif action.objectName() == "answer":
            self._answering = True
            self.refresh()
            self._answer.setFocus(Qt.FocusReason.TabFocusReason)

    def _reword(self, typed: str) -> None:
        done = self.desk.do(parking.edit_parked, self.id, text=typed) is not None
        item = self.desk.state.get(ParkedItem, self.id)
        if item is not None:
            show_outcome(self._text, item.text, done=done)

    def _reply(self, typed: str) -> None:
        done = self.desk.do(parking.edit_parked, self.id, answer=typed) is not None
        item = self.desk.state.get(ParkedItem, self.id)
        if item is not None:
            show_outcome(self._answer, item.answer, done=done)
