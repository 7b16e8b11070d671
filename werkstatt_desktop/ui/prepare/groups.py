"""The working groups: name, room, who moderates, who takes notes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ...domain import order
from ...domain.edits import Step
from ...domain.people import members
from ...domain.records import Group, Id
from ...domain.twins import count_in_group
from ...domain.verbs import setup
from ...texts import mark
from ..desk import Desk
from ..rows.inplace import INDENT, WrapField, show_outcome, text_in_place
from ..rows.list import RowList
from ..rows.row import Row
from ..sections import Section, button, hint, quiet
from ..theme import font

# The columns: field, heading, share of the width.
_COLUMNS = (
    ("name", mark("Name"), 10),
    ("room", mark("Room"), 6),
    ("moderator", mark("Moderation"), 8),
    ("note_taker", mark("Note-taker"), 8),
)
_PERSONS_WIDTH, _GRIP_WIDTH = 54, 24


class GroupRow(Row):
    """One group."""

    def __init__(self, desk: Desk, id: Id) -> None:
        super().__init__(desk, id, "group")
        self._columns: dict[str, WrapField] = {}
        layout = _line(self)
        top = Qt.AlignmentFlag.AlignTop
        for name, title, share in _COLUMNS:
            field = text_in_place(f"group-{name}-{id}", desk.texts(title))
            field.setProperty("names", True)
            if name == "name":
                field.setFont(font(14, bold=True))
            else:
                field.setPlaceholderText(desk.texts("fill in"))
            field.finished.connect(partial(self._commit, name))
            layout.addWidget(field, share, top)
            self._columns[name] = field
        self._persons = QLabel()
        self._persons.setFixedSize(_PERSONS_WIDTH, field.height())
        self._persons.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._persons, 0, top)
        layout.addWidget(self.grip, 0, top)
        self.fields = [*self._columns.values()]
        self.stops = [*self.fields, self.grip]

    def refresh(self) -> None:
        group = self.desk.state.get(Group, self.id)
        if group is None:
            return
        for name, field in self._columns.items():
            field.show_text(getattr(group, name))
        t = self.desk.texts
        persons = members(self.desk.state).get(self.id, 0)
        self._persons.setText(t.number(persons) if persons else "–")
        titles = {name: t(title) for name, title, _ in _COLUMNS}
        self.show_title(group.name, {field: titles[name] for name, field in self._columns.items()})

    def _commit(self, name: str, typed: str) -> None:
        field = self._columns[name]
        if name == "name" and not typed.strip():
            self.desk.say(self.desk.texts("A group needs a name. The old one stays."))
            done = False
        else:
            done = self.desk.do(setup.edit_group, self.id, **{name: typed}) is not None
        group = self.desk.state.get(Group, self.id)
        if group is not None:
            show_outcome(field, getattr(group, name), done=done)


class GroupsSection(Section):
    """All groups in their order; each field is a step of its own when it is left."""

    def __init__(self, desk: Desk) -> None:
        t = desk.texts
        self._add_button = button("add-group", t("+ Group"), t("Add a group"))
        super().__init__("groups", t("Groups"), self._add_button)
        self._desk = desk
        self._headings = QFrame()
        line = _line(self._headings)
        for _, title, share in _COLUMNS:
            line.addWidget(_heading(t(title)), share)
        persons = quiet(t("Persons"))
        persons.setFixedWidth(_PERSONS_WIDTH)
        persons.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.addWidget(persons)
        line.addSpacing(_GRIP_WIDTH)
        self._empty = hint("groups-empty")
        self._empty.setText(t("No group yet. Each one gets a pin board of its own."))
        self.list = RowList(desk, "group-list", self._add_button)
        self.body.addWidget(self._headings)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list)
        self._add_button.clicked.connect(self._add)
        self.list.moved.connect(self._move)
        self.list.deleted.connect(self._delete)
        self.list.passed.connect(self._pass)

    def refresh(self, step: Step | None) -> None:
        if step is not None and not step.edit.touches("groups", "participants"):
            return
        groups = order.groups(self._desk.state)
        self._headings.setVisible(bool(groups))
        self._empty.setVisible(not groups)
        self.list.show_rows([group.id for group in groups], self._make)
        for row in self.list.rows:
            row.refresh()

    def paint_icons(self) -> None:
        self.list.paint_icons()

    def _make(self, id: Id) -> GroupRow:
        return GroupRow(self._desk, id)

    def _add(self) -> None:
        t = self._desk.texts
        taken = {group.name for group in order.groups(self._desk.state)}
        names = (t("Group {n}", n=n) for n in range(len(taken) + 1, len(taken) * 2 + 2))
        edit = self._desk.do(setup.add_group, next(name for name in names if name not in taken))
        if edit is not None:
            self.list.focus(edit.ids("groups")[0])

    def _pass(self, by: int) -> None:
        if by > 0:
            self._add_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _move(self, id: Id, place: int) -> None:
        self._desk.do(setup.move_group, id, place)

    def _delete(self, id: Id) -> None:
        t, state = self._desk.texts, self._desk.state
        group = state.get(Group, id)
        if group is None:
            return
        count = count_in_group(state, id)
        if self._desk.do(setup.delete_group, id) is not None:
            self._desk.say(
                t.n(
                    "{title} with {n} card is deleted. {keys} brings it back.",
                    "{title} with {n} cards is deleted. {keys} brings it back.",
                    count,
                    title=t.quote(group.name),
                    keys=t.keys("Ctrl+Z"),
                )
            )


def _line(parent: QWidget) -> QBoxLayout:
    layout = QHBoxLayout(parent)
    layout.setContentsMargins(0, 3, 0, 3)
    layout.setSpacing(2)
    return layout


def _heading(text: str) -> QLabel:
    label = quiet(text)
    label.setContentsMargins(INDENT, 0, 0, 0)
    label.setMinimumWidth(24)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return label
