"""The sheet for a new workshop: title, date and template, and its file exists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.beginnings import begin, go_on
from ...domain.clean import clean
from ...domain.edits import Edit
from ...domain.errors import WerkstattError
from ...domain.records import WORKSHOP_ID, Workshop
from ...storage.folders import create_in, file_name
from ...storage.summaries import Summary
from ...texts import Texts
from .earlier import EarlierBox
from .fields import SHEET, DayField, NumberField
from .folder import short
from .template_box import TemplateBox

_MOST_GROUPS = 9


class NewSheet(QDialog):
    """Makes a workshop file in a folder; `made` carries its path.

    With `earlier` it goes on from one of these workshops, or from another file, instead of a
    template. `series` are offered while the name of the series is typed.
    """

    made = Signal(Path)

    def __init__(
        self,
        t: Texts,
        folder: Path,
        *,
        series: Sequence[str] = (),
        earlier: Sequence[Summary] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._t = t
        self._folder = folder
        self.setObjectName("new-sheet")
        self.setMinimumWidth(560)
        self.setStyleSheet(SHEET)
        self.setWindowTitle(t("New workshop") if earlier is None else t("Continue a series"))
        self.title, self.series, self.number = QLineEdit(), QLineEdit(), QLineEdit()
        self.date = DayField(t)
        self.groups = NumberField()
        self.template = TemplateBox(t) if earlier is None else None
        self.earlier = EarlierBox(t, earlier) if earlier is not None else None
        self.file, self.trouble = QLabel(), QLabel()
        self.make = QPushButton(t("Create"))
        self.cancel = QPushButton(t("Cancel"))
        self._prepare(series)
        self._arrange()
        self._connect()
        self._show_file()
        if self.earlier is not None:
            self.earlier.choose_first()

    def _prepare(self, series: Sequence[str]) -> None:
        t = self._t
        self.title.setPlaceholderText(t("What is the workshop about?"))
        self.groups.setRange(1, _MOST_GROUPS)
        self.groups.setValue(2)
        self.number.setMaximumWidth(90)
        self.series.setPlaceholderText(t("optional"))
        completer = QCompleter(list(series), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.series.setCompleter(completer)
        self.make.setProperty("kind", "primary")
        self.make.setDefault(True)
        for name, label in (("file-name", self.file), ("new-trouble", self.trouble)):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.file.setProperty("kind", "muted")
        self.trouble.setProperty("kind", "unsafe")
        self.trouble.hide()

    def _arrange(self) -> None:
        t = self._t
        heading = QLabel(self.windowTitle())
        heading.setProperty("kind", "title")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        row = QHBoxLayout()
        row.addWidget(self.series, 1)
        number = _labelled(t("No."), self.number, "new-number")
        number.setContentsMargins(8, 0, 4, 0)
        row.addWidget(number)
        row.addWidget(self.number)
        rows: list[tuple[str, str, QWidget, QWidget | QHBoxLayout | None]] = [
            (t("Title"), "new-title", self.title, None),
            (t("Date"), "new-date", self.date, None),
            (t("Series"), "new-series", self.series, row),
        ]
        if self.template is not None:
            rows.insert(2, (t("Template"), "new-template", self.template, None))
            rows.insert(3, (t("Number of groups"), "new-groups", self.groups, None))
        if self.earlier is not None:
            rows.insert(0, (t("Earlier workshop"), "new-earlier", self.earlier.box, self.earlier))
        for place, (words, name, field, whole) in enumerate(rows):
            grid.addWidget(_labelled(words, field, name), place, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(whole, QHBoxLayout):
                grid.addLayout(whole, place, 1)
            else:
                grid.addWidget(whole or field, place, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.make)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(14)
        layout.addWidget(heading)
        layout.addLayout(grid)
        layout.addWidget(self.file)
        layout.addWidget(self.trouble)
        layout.addLayout(buttons)
        self.title.setFocus()

    def _connect(self) -> None:
        self.title.textChanged.connect(self._show_file)
        self.date.dateChanged.connect(self._show_file)
        self.make.clicked.connect(self._create)
        self.cancel.clicked.connect(self.reject)
        if self.template is not None:
            self.template.refused.connect(self._refuse)
            self.template.chosen.connect(self._take_template)
        if self.earlier is not None:
            self.earlier.refused.connect(self._refuse)
            self.earlier.chosen.connect(self._take_earlier)

    def _show_file(self) -> None:
        """Name the file that will be made, with its folder."""
        title = clean(self.title.text(), lines=False)
        name = file_name(self._day(), title)
        words = self._t("File: {file} in {folder}", file=name, folder=short(self._folder))
        self.file.setText(words if title else "")
        self.trouble.hide()

    def _take_template(self) -> None:
        """A template with groups of its own brings their number."""
        template = self.template.template() if self.template is not None else None
        if template is not None and template.groups:
            self.groups.setValue(min(len(template.groups), _MOST_GROUPS))
        self.trouble.hide()

    def _take_earlier(self) -> None:
        """Fill in what goes on in a series."""
        facts = self.earlier.facts() if self.earlier is not None else None
        if facts is not None:
            self.title.setText(facts.title)
            self.series.setText(facts.series)
            self.number.setText(facts.number)
            self.title.setFocus()
            self.title.selectAll()

    def _create(self) -> None:
        title = clean(self.title.text(), lines=False)
        if self.earlier is not None and self.earlier.contents is None:
            self._refuse(self._t("Choose the earlier workshop first."))
            self.earlier.setFocus()
            return
        if not title:
            self._refuse(self._t("A title is needed."))
            self.title.setFocus()
            return
        self.date.settle()
        if self.date.wrong:
            self.date.wrong = False
            words = self._t("That is no date. Type it like 23.9.2009, or choose it in the calendar.")
            self._refuse(words)
            self.date.setFocus()
            return
        try:
            edit = self._edit(title)
            path = create_in(self._folder, edit, date=self._day(), title=title)
        except WerkstattError as error:
            self._refuse(self._t.sentence(error))
            return
        self.accept()
        self.made.emit(path)

    def _edit(self, title: str) -> Edit:
        """The first edit of the workshop. Raises `WerkstattError` for what the sheet does not allow."""
        facts = Workshop(
            id=WORKSHOP_ID,
            title=title,
            date=self._day(),
            series=self.series.text(),
            number=self.number.text(),
            language=self._t.language,
        )
        if self.earlier is not None and self.earlier.contents is not None:
            return go_on(facts, self.earlier.contents.state, self.earlier.contents.doc_id)
        assert self.template is not None
        names = [self._t("Group {n}", n=n) for n in range(1, self.groups.value() + 1)]
        return begin(facts, self.template.template(), names)

    def _refuse(self, sentence: str) -> None:
        self.trouble.setText(f"▲ {sentence}")
        self.trouble.show()
        self.adjustSize()

    def _day(self) -> str:
        day = self.date.date()
        return date(day.year(), day.month(), day.day()).isoformat()


def _labelled(words: str, field: QWidget, name: str) -> QLabel:
    """The label of a field; it gives the field its name and the key that leads to it."""
    label = QLabel(words)
    label.setContentsMargins(0, 8, 0, 0)
    label.setBuddy(field)
    field.setObjectName(name)
    field.setAccessibleName(words)
    return label
