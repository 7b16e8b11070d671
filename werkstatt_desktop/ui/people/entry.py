"""The row of fields above the list: somebody new with Enter, with a name or as a number of people."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ...domain.edits import Step
from ...domain.records import SHORT, Participant
from ...domain.registering import MOST_PERSONS
from ...domain.verbs import people as verbs
from ...texts import mark
from ..buttons import Button
from ..desk import Desk
from ..fields import LineField
from ..start.fields import SHEET, NumberField
from .table import completer_of, known_words

_FIELDS = (
    ("name", mark("Name"), 4),
    ("organisation", mark("Organisation"), 4),
    ("department", mark("Department"), 3),
)
_DRAFT = "new-person/"


class PersonField(LineField):
    """A line; Enter hands the row over. `pasted` carries several lines or cells that are put here."""

    pasted = Signal(str)
    keeps_own_draft = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if is_table(text):
            self.pasted.emit(text)
            return
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # A line leaves Enter to what is around it, and there it would add once more.
            event.accept()


class PersonEntry(QFrame):
    """`added` carries the id of somebody new, `pasted` the text of a table that was put into a field."""

    added = Signal(str)
    pasted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        t = desk.texts
        self.setObjectName("person-entry")
        self.fields: dict[str, PersonField] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for name, title, share in _FIELDS:
            field = self.fields[name] = PersonField(f"new-{name}", t("New: {field}", field=t(title)))
            field.type_again(desk.drafts.text(_DRAFT + name))
            field.setProperty("names", True)
            field.setPlaceholderText(t("Name, or leave empty") if name == "name" else t(title))
            field.setMaxLength(SHORT)
            field.setMinimumWidth(60)
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            field.returnPressed.connect(self.add)
            field.textChanged.connect(self._keep)
            field.pasted.connect(self.pasted)
            row.addWidget(field, share)
        self.persons = NumberField()
        self.persons.setObjectName("new-persons")
        self.persons.setAccessibleName(t("New: {field}", field=t("Persons")))
        self.persons.setToolTip(t("How many persons the row stands for"))
        self.persons.setRange(1, MOST_PERSONS)
        self.persons.setFixedWidth(84)
        self.button = Button(t("Add"))
        self.button.setObjectName("add-person")
        self.button.clicked.connect(self.add)
        row.addWidget(self.persons)
        row.addWidget(self.button)
        self._known = {name: QStringListModel(self) for name in ("organisation", "department")}
        for name, words in self._known.items():
            self.fields[name].setCompleter(completer_of(words, self.fields[name]))
        self.setStyleSheet(SHEET)
        self.setFocusProxy(self.fields["name"])

    def refresh(self, step: Step | None) -> None:
        """Complete what others on the list have."""
        if step is None or step.edit.touches("participants"):
            for name, words in self._known.items():
                words.setStringList(known_words(self._desk, name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the number adds, too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.add()
        else:
            super().keyPressEvent(event)

    def add(self) -> None:
        """Put the row on the list, and begin the next."""
        self.persons.interpretText()
        name, organisation, department = (self.fields[field].text() for field, _, _ in _FIELDS)
        person = Participant(
            name=name, organisation=organisation, department=department, persons=self.persons.value()
        )
        if self._desk.do(verbs.add_participants, [person]) is None:
            return
        for field in self.fields.values():
            # Typing that is done is a step now; taking it back is for the desk.
            field.hand_over()
            field.show_text("")
        self.persons.setValue(1)
        self.fields["name"].setFocus()
        self.added.emit(person.id)

    def leave(self) -> None:
        """What was begun would be lost with the window, so it is put on the list."""
        if any(field.text().strip() for field in self.fields.values()):
            self.add()

    def _keep(self) -> None:
        for name, field in self.fields.items():
            self._desk.drafts.put(_DRAFT + name, field.text())


def is_table(text: str) -> bool:
    """Whether a text is more than goes into one field."""
    return "\t" in text.strip("\r\n") or "\n" in text.strip()
