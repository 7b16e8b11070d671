"""Beside every page: who is there. A name typed and Enter, and a late arrival is on the list."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ...domain import people
from ...domain.edits import Step
from ...domain.records import SHORT, Id, Participant
from ...domain.verbs import people as verbs
from ..desk import Desk
from ..fields import LineField
from ..labels import announce
from ..safekeeping.parts import label
from ..theme import icon
from .menu import people_menu
from .presence_list import PresenceList, PresenceModel
from .words import turnout_words

_WIDTH, _SIDE = 312, 16


class PresenceField(LineField):
    """Typing that was not handed over is kept by the panel."""

    keeps_own_draft = True


class PresencePanel(QFrame):
    """`open` shows it with the keyboard in its field. `closed` asks the owner to hide it."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        t = desk.texts
        self.setObjectName("presence")
        self.setProperty("kind", "side")
        self.setAccessibleName(t("Presence"))
        self.setFixedWidth(_WIDTH)
        self._desk = desk
        self._stale = True
        self.turnout = label("", "muted", "presence-turnout")
        self.field = PresenceField("presence-field", t("Who has come"))
        self.field.type_again(desk.drafts.text("presence"))
        self.model = PresenceModel(desk, self)
        self.list = PresenceList(desk, self.model)
        self.hint = label("", "muted", "presence-hint")
        self._close = QToolButton()
        self.setFocusProxy(self.field)
        self._arrange()
        self._connect()
        self._dress()

    def open(self) -> None:
        """Show the panel; asked again while the user is in it, it wants to be closed."""
        focus = QApplication.focusWidget()
        if self.isVisible() and focus is not None and self.isAncestorOf(focus):
            self.closed.emit()
            return
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def refresh(self, step: Step | None) -> None:
        if not self.isVisible():
            self._stale = True
            return
        if step is not None and not step.edit.touches("participants", "groups"):
            return
        here = self.model.person(self.list.currentIndex().row())
        self.model.refresh()
        if here is not None and here.id in self.model.ids:
            self.list.setCurrentIndex(self.model.index(self.model.ids.index(here.id)))
        self.turnout.setText(
            turnout_words(self._desk.texts, people.turnout(self._desk.state.all(Participant)))
        )
        self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.model.search(self.field.text())
            self.refresh(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.model.ids:
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(max(self.list.currentIndex().row(), 0)))
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.show_text("")
            self.field.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        """Enter: the only one found is there; whom nobody knows is taken on the list, and is there."""
        t, name = self._desk.texts, " ".join(self.field.text().split())
        if not name:
            return
        if len(self.model.ids) == 1 or (match := self._exact(name)) is not None:
            id = self.model.ids[0] if len(self.model.ids) == 1 else match
            if id is not None and self._desk.do(verbs.set_presence, [id], "present") is not None:
                self._say_there(id)
                self.field.show_text("")
        elif self.model.ids:
            self._desk.say(t("Several fit. Choose one with the arrow keys."))
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0))
        elif self._desk.do(verbs.add_participants, [Participant(name=name, presence="present")]) is not None:
            self._desk.say(t("{name} is on the list now, and present.", name=name))
            self.field.show_text("")

    def _exact(self, name: str) -> Id | None:
        """The one who is called just so, among several that fit."""
        key = self._desk.texts.sort_key
        found = [
            id
            for row, id in enumerate(self.model.ids)
            if (person := self.model.person(row)) is not None and key(person.name)[0] == key(name)[0]
        ]
        return found[0] if len(found) == 1 else None

    def _turn(self, id: Id) -> None:
        """Who is there is expected again, anybody else is there."""
        person = self._desk.state.get(Participant, id)
        if person is not None:
            presence = "expected" if person.presence == "present" else "present"
            if self._desk.do(verbs.set_presence, [id], presence) is not None:
                self._say_there(id)

    def _say_there(self, id: Id) -> None:
        t, person = self._desk.texts, self._desk.state.get(Participant, id)
        if person is not None:
            words = f"{people.called(person)}: {t.presence(person.presence)}"
            self._desk.say(words)
            announce(self, words)

    def _find(self, words: str) -> None:
        self._desk.drafts.put("presence", words)
        self.model.search(words)
        self._offer()

    def _offer(self) -> None:
        """Say what Enter does."""
        t, name = self._desk.texts, " ".join(self.field.text().split())
        if not name:
            words = t("Type a name; Enter marks who is found as present. Space turns it in the list.")
        elif self.model.ids:
            words = t("Enter: present") if len(self.model.ids) == 1 else ""
        else:
            words = t("Enter: take {name} on the list, present", name=t.quote(name))
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.list.setVisible(bool(self.model.ids))

    def _menu(self, at: QPoint) -> None:
        person = self.model.person(self.list.currentIndex().row())
        if person is not None:
            people_menu(self._desk, [person.id], self).popup(self.list.viewport().mapToGlobal(at))

    def _dress(self) -> None:
        self._close.setIcon(icon("x", self._desk.theme.muted))

    def _arrange(self) -> None:
        t = self._desk.texts
        self.field.setProperty("names", True)
        self.field.setPlaceholderText(t("Who has come?"))
        self.field.setMaxLength(SHORT)
        self._close.setObjectName("presence-close")
        self._close.setProperty("kind", "small")
        self._close.setAccessibleName(t("Close presence"))
        self._close.setToolTip(t("Close presence"))
        head = QHBoxLayout()
        head.addWidget(label(t("Presence"), "section"), 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 18, _SIDE, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.turnout)
        column.addWidget(self.field)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.setStyleSheet("QListView { background: transparent; }")

    def _connect(self) -> None:
        self._desk.changed.connect(self.refresh)
        self._desk.look_changed.connect(self._dress)
        self._close.clicked.connect(self.closed)
        self.field.textChanged.connect(self._find)
        self.field.returnPressed.connect(self._take)
        self.list.turned.connect(self._turn)
        self.list.up.connect(self.field.setFocus)
        self.list.customContextMenuRequested.connect(self._menu)
