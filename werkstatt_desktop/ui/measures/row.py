"""One measure: what, for what, who with whom until when, and how far it is."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from ...domain.due import due_of
from ...domain.edits import Edit
from ...domain.records import STATUSES, Id, Measure
from ...domain.verbs import measures as verbs
from ..desk import Desk
from ..fields import LineField, ProseField
from ..rows.inplace import INDENT, show_outcome, text_in_place
from ..rows.row import Row
from ..theme import font, icon
from .dress import DUE_WIDTH, NUMBER_WIDTH, STATUS_WIDTH, flat, shares
from .purpose import PurposeButton
from .who import WhoField
from .words import purposes_of, said_of, warnings_of


class MeasureRow(Row):
    """Fields over one measure. `linking` asks, with the button it was asked at, for what it is for."""

    linking = Signal(str, QWidget)

    def __init__(self, desk: Desk, id: Id) -> None:
        super().__init__(desk, id, "measure")
        t = desk.texts
        self.number = QLabel()
        self.number.setProperty("kind", "number")
        self.number.setFixedWidth(NUMBER_WIDTH)
        self.number.setContentsMargins(INDENT, 5, 0, 0)
        self._what = text_in_place(f"measure-what-{id}", t("What"))
        self._what.setPlaceholderText(t("What is to be done?"))
        self._what.setProperty("prose", True)
        self.purpose = PurposeButton(desk, f"measure-for-{id}")
        self._who = flat(WhoField(desk, f"measure-who-{id}", t("Responsible")))
        self._who.setToolTip(t("{keys} shows who is here", keys=t.keys("F4")))
        self._with = text_in_place(f"measure-with-{id}", t("With"))
        self._due = flat(LineField(f"measure-due-{id}", t("Until when")))
        self._due.setToolTip(t("A day, or such as: week 32, in 3 weeks, end of May"))
        self.days = self._days_button()
        self._first = text_in_place(f"measure-first-{id}", t("First result"))
        self._first.setProperty("prose", True)
        self._who.setProperty("names", True)
        self._with.setProperty("names", True)
        self._who.setProperty("must", True)
        self._due.setProperty("must", True)
        self.status = self._status_button()
        self._warning = QLabel()
        self._warning.setObjectName(f"measure-warning-{id}")
        self._warning.setProperty("kind", "unsafe")
        self._warning.setTextFormat(Qt.TextFormat.PlainText)
        self._warning.setWordWrap(True)
        self._warning.setContentsMargins(INDENT, 0, 0, 4)
        self._warning.hide()
        self._grid = QGridLayout(self)
        self._narrow: bool | None = None
        self._not_understood = False
        self._shown: object = None
        for name, field in self._columns().items():
            field.finished.connect(partial(self._commit, name))
        self._due.textChanged.connect(self._look_at_day)
        self._who.person_chosen.connect(self._choose_person)
        self.purpose.clicked.connect(self._ask_link)
        self.fields = [self._what, self._who, self._with, self._due, self._first]
        self.stops = [
            self._what, self._who, self._with, self._due, self.days, self._first, self.status, self.purpose,
            self.grip,
        ]  # fmt: skip
        self.paint_icons()
        self.arrange(narrow=False)

    def arrange(self, *, narrow: bool) -> None:
        """Put the fields beside each other, or where there is little room into three lines."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        grid, top = self._grid, Qt.AlignmentFlag.AlignTop
        grid.setContentsMargins(0, 3, 0, 3)
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(0)
        due = self._due_cell
        placed: tuple[tuple[QWidget, int, int, int], ...] = (
            (self.number, 0, 0, 1), (self._what, 0, 1, 1), (self._who, 0, 2, 1), (self._with, 0, 3, 1),
            (due, 0, 4, 1), (self._first, 0, 5, 1), (self.status, 0, 6, 1), (self.grip, 0, 7, 1),
            (self.purpose, 1, 1, 1), (self._warning, 2, 1, 6),
        )  # fmt: skip
        if narrow:
            placed = (
                (self.number, 0, 0, 1), (self._what, 0, 1, 3), (self.grip, 0, 4, 1), (self.purpose, 1, 1, 3),
                (self._who, 2, 1, 1), (self._with, 2, 2, 1), (due, 2, 3, 1),
                (self._first, 3, 1, 2), (self.status, 3, 3, 1), (self._warning, 4, 1, 3),
            )  # fmt: skip
        for widget, row, column, columns in placed:
            # Long texts go on beside what the measure is for.
            rows = 2 if not narrow and widget in (self._with, self._first) else 1
            grid.addWidget(widget, row, column, rows, columns, top)
        grid.setRowStretch(1, 0 if narrow else 1)
        stretches = [0, 1, 1, 0, 0, 0, 0, 0] if narrow else [0, *shares(), 0, 0]
        for column, share in enumerate(stretches):
            grid.setColumnStretch(column, share)

    def refresh(self) -> None:
        measure, t = self.desk.state.get(Measure, self.id), self.desk.texts
        if measure is None:
            return
        # When the page comes back all rows are asked, and hardly any says something else.
        who, purposes = said_of(self.desk, measure, "who"), purposes_of(self.desk, measure)
        now = (measure, who, purposes, warnings_of(self.desk, measure), self._narrow)
        if now == self._shown:
            return
        self._shown = now
        for name, field in self._columns().items():
            field.show_text(said_of(self.desk, measure, name))
        for field, name in ((self._who, "who"), (self._due, "due")):
            empty = not said_of(self.desk, measure, name)
            field.setPlaceholderText(t("missing") if empty and measure.status != "dropped" else "")
        if self._narrow:
            self._with.setPlaceholderText(t("With"))
            self._first.setPlaceholderText(t("First result"))
        else:
            self._with.setPlaceholderText("")
            self._first.setPlaceholderText("")
        self._what.setFont(font(15, bold=True))
        self.status.setText(t.status(measure.status))
        self.purpose.show_purposes(purposes)
        self._warn(measure)
        self._show_names(measure)

    def paint_icons(self) -> None:
        super().paint_icons()
        muted = self.desk.theme.muted
        self.status.setIcon(icon("chevron-down", muted, 12))
        self.days.setIcon(icon("calendar", muted, 16))

    def more_actions(self, menu: QMenu) -> None:
        t = self.desk.texts
        menu.addAction(t("Link …")).setObjectName("link")
        menu.addSeparator()
        self._add_statuses(menu)
        menu.triggered.connect(self._take_action)

    def _columns(self) -> dict[str, LineField | ProseField]:
        return {
            "what": self._what,
            "who": self._who,
            "with_whom": self._with,
            "due": self._due,
            "first_result": self._first,
        }

    def _warn(self, measure: Measure) -> None:
        """In words what is not as it should be; a day in the field that is none comes first."""
        t = self.desk.texts
        warnings = warnings_of(self.desk, measure)
        if self._not_understood:
            warnings = [
                t("This day was not understood. Type it like 15.12.2026, week 32, in 3 weeks or end of May."),
                *warnings,
            ]
        self._warning.setText("\n".join(f"▲ {words}" for words in warnings))
        self._warning.setVisible(bool(warnings))

    def _show_names(self, measure: Measure) -> None:
        t = self.desk.texts
        self.show_title(
            " ".join(measure.what.split()),
            {
                self._what: t("What"),
                self.purpose: t("For: {words}", words=self.purpose.words or t("nothing yet")),
                self._who: t("Responsible"),
                self._with: t("With"),
                self._due: t("Until when"),
                self.days: t("Choose a day"),
                self._first: t("First result"),
                self.status: t("Status, {status}", status=self.status.text()),
            },
        )
        warning = self._warning.text()
        self._who.setAccessibleDescription(warning)
        self._due.setAccessibleDescription(warning if self._not_understood else "")

    def _commit(self, name: str, typed: str) -> None:
        edit = self._edit(name, typed)
        measure = self.desk.state.get(Measure, self.id)
        if measure is None:
            return
        show_outcome(self._columns()[name], said_of(self.desk, measure, name), done=edit is not None)
        self._warn(measure)
        self._show_names(measure)

    def _edit(self, name: str, typed: str) -> Edit | None:
        if name == "who":
            return self.desk.do(verbs.make_responsible, self.id, typed)
        if name != "due":
            return self.desk.do(verbs.edit_measure, self.id, **{name: typed})
        day = due_of(typed, date.today())
        self._not_understood = day is None
        if day is None:
            self.desk.say(
                self.desk.texts(
                    "This day was not understood. Type it like 15.12.2026, week 32, in 3 weeks or end of May."
                )
            )
            return None
        return self.desk.do(verbs.edit_measure, self.id, due=day or None)

    def _look_at_day(self) -> None:
        """A day that was not understood is no longer told once it was put back."""
        measure = self.desk.state.get(Measure, self.id)
        if self._not_understood and not self._due.changed and measure is not None:
            self._not_understood = False
            self._warn(measure)
            self._show_names(measure)

    def _choose_person(self, person_id: str) -> None:
        self.desk.do(verbs.edit_measure, self.id, who_id=person_id)
        self.refresh()

    def _choose_day(self, iso: str) -> None:
        self._not_understood = False
        if self.desk.do(verbs.edit_measure, self.id, due=iso) is not None:
            self._due.keep_typed(self._due.text())
            self._due.show_text(self.desk.texts.short_date(iso))
            self.refresh()
        self._due.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_link(self) -> None:
        self.linking.emit(self.id, self.purpose)

    def _open_days(self) -> None:
        from ..calendar import CalendarPopup

        measure = self.desk.state.get(Measure, self.id)
        popup = CalendarPopup(self.desk, (measure.due if measure else None) or "", self)
        popup.chosen.connect(self._choose_day)
        popup.show_below(self.days)

    def _open_statuses(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("status-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_statuses(menu)
        menu.triggered.connect(self._take_action)
        menu.popup(self.status.mapToGlobal(QPoint(0, self.status.height())))

    def _add_statuses(self, menu: QMenu) -> None:
        measure = self.desk.state.get(Measure, self.id)
        for status in STATUSES:
            action = menu.addAction(self.desk.texts.status(status))
            action.setObjectName(status)
            action.setCheckable(True)
            action.setChecked(measure is not None and measure.status == status)

    def _take_action(self, action: QAction) -> None:
        if action.objectName() in STATUSES:
            self.desk.do(verbs.edit_measure, self.id, status=action.objectName())
        elif action.objectName() == "link":
            self._ask_link()

    def _days_button(self) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"measure-days-{self.id}")
        made.setProperty("kind", "small")
        made.setFixedSize(24, 28)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setToolTip(self.desk.texts("Choose a day"))
        made.clicked.connect(self._open_days)
        self._due_cell = QWidget(self)
        self._due_cell.setFixedWidth(DUE_WIDTH)
        line = QHBoxLayout(self._due_cell)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._due, 1)
        line.addWidget(made)
        return made

    def _status_button(self) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(f"measure-status-{self.id}")
        made.setProperty("kind", "small")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # The arrow stands behind the word.
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        made.setFont(font(13))
        made.setIconSize(QSize(12, 12))
        made.setFixedWidth(STATUS_WIDTH)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(self._open_statuses)
        return made
