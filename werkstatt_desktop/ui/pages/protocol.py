"""The protocol: what is still open, a preview that is the PDF itself, printing and saving."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...domain import order
from ...domain.edits import Step
from ...domain.errors import WerkstattError
from ...domain.protocol import suggest_name
from ...domain.records import Card
from ...texts import Texts
from ..desk import Desk
from ..preview import Preview
from ..typesetter import Set, Typesetter

_PAUSE_MS = 250


class ProtocolPage(QWidget):
    """The preview follows each change after a short pause; nothing is set while the page is hidden."""

    zoomed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._saved_to: Path | None = None
        self.setObjectName("protocol-page")
        self._typesetter = Typesetter(self)
        self.preview = Preview(desk)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._panel())
        layout.addWidget(self.preview, 1)
        self.setFocusProxy(self.preview)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)
        desk.changed.connect(self.refresh)
        desk.look_changed.connect(self._repaint)
        self.preview.wanted.connect(self._typesetter.draw)
        self.preview.zoomed.connect(self.zoomed)
        self._typesetter.ready.connect(self._show_set)
        self._typesetter.drawn.connect(self.preview.show_page)
        self._typesetter.failed.connect(self._show_failure)
        self._typesetter.saved.connect(self._show_saved)
        self.destroyed.connect(self._typesetter.stop)

    def refresh(self, step: Step | None) -> None:
        """Any change can be one of the protocol."""
        del step
        self._stale = True
        if self.isVisible():
            self._show_open_ends()
            self._pause.start(_PAUSE_MS)

    def print_protocol(self) -> None:
        """Ask for printer and pages, and print the protocol as it is now."""
        from ..print_out import print_out

        self._desk.settling.emit()
        try:
            if print_out(self._desk.state, self._paper(), self._desk.texts, self):
                self._desk.say(self._desk.texts("The protocol was handed to the printer."))
        except WerkstattError as error:
            self._desk.say(self._desk.texts.sentence(error))

    def save_pdf(self) -> None:
        """Ask where to, and write the PDF there."""
        self._desk.settling.emit()
        t = self._desk.texts
        folder = (self._saved_to or self._desk.store.path).parent
        dialog = QFileDialog(self, t("Save protocol"), str(folder), t("PDF files (*.pdf)"))
        dialog.setObjectName("save-pdf")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(suggest_name(self._desk.state, self._paper()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._save_to)
        dialog.open()

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._show_open_ends()
        if self._stale:
            self._ask()

    def _panel(self) -> QFrame:
        t = self._desk.texts
        panel = QFrame()
        panel.setProperty("kind", "header")
        panel.setFixedWidth(300)
        self._summary, self._open_ends = QLabel(), QLabel()
        self._box, self._done = QFrame(), QFrame()
        self._box.setProperty("kind", "warning")
        title = QLabel(t("Protocol"))
        title.setProperty("kind", "section")
        self._print = self._button("print-protocol", f"{t('Print …')}   {t.keys('Ctrl+P')}", "primary")
        self._save = self._button("save-protocol", t("Save as PDF …"))
        self._open_pdf = self._button("open-pdf", t("Open"))
        self._open_folder = self._button("open-folder", t("Open folder"))
        self._where = QLabel()
        for label in (self._summary, self._open_ends, self._where):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._where.setProperty("kind", "muted")
        inner = QVBoxLayout(self._box)
        inner.addWidget(self._open_ends)
        done = QVBoxLayout(self._done)
        done.setContentsMargins(0, 0, 0, 0)
        done.addWidget(self._where)
        ways = QHBoxLayout()
        ways.addWidget(self._open_pdf)
        ways.addWidget(self._open_folder)
        done.addLayout(ways)
        self._done.hide()
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        for part in (title, self._summary, self._box, self._print, self._save, self._done):
            layout.addWidget(part)
        layout.addStretch(1)
        self._print.clicked.connect(self.print_protocol)
        self._save.clicked.connect(self.save_pdf)
        self._open_pdf.clicked.connect(self._open_saved)
        self._open_folder.clicked.connect(self._open_saved_folder)
        return panel

    def _button(self, name: str, words: str, kind: str = "") -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAccessibleName(words)
        if kind:
            button.setProperty("kind", kind)
        return button

    def _paper(self) -> Texts:
        """The words of the paper; they follow the workshop, not the screen."""
        language = self._desk.state.workshop.language
        return self._desk.texts if language == self._desk.texts.language else Texts(language)

    def _ask(self) -> None:
        self._stale = False
        self._summary.setText(self._desk.texts("Setting the pages …"))
        self._typesetter.ask(self._desk.state, self._paper())

    def _show_set(self, made: Set) -> None:
        t = self._desk.texts
        pages = t.n("{n} page", "{n} pages", len(made.sizes))
        held = t(
            "{printed} of {cards} cards printed", printed=t.number(made.printed), cards=t.number(made.cards)
        )
        mark = "✓" if made.printed == made.cards else "▲"
        self._summary.setText(f"{pages} · {held} {mark}")
        self.preview.show_set(made)

    def _show_open_ends(self) -> None:
        """What a moderator would want to know before printing; nothing of it keeps from printing."""
        t, state = self._desk.texts, self._desk.state
        groups = order.groups(state)
        loose = sum(len(order.loose_cards(state, group.id)) for group in groups)
        themes = [cluster for group in groups for cluster in order.clusters(state, group.id)]
        empty = sum(not state.kids_count(Card, "cluster_id", theme.id) for theme in themes)
        nameless = sum(not theme.heading for theme in themes)
        unanswered = sum(item.kind == "question" and not item.answer for item in order.parked(state))
        lines = [
            words
            for count, words in (
                (loose, t.n("{n} card without a theme", "{n} cards without a theme", loose)),
                (empty, t.n("{n} theme without cards", "{n} themes without cards", empty)),
                (nameless, t.n("{n} theme without a heading", "{n} themes without a heading", nameless)),
                (unanswered, t.n("{n} question not answered", "{n} questions not answered", unanswered)),
            )
            if count
        ]
        self._box.setVisible(bool(lines))
        self._open_ends.setText("\n".join([t("Still open"), *lines]))

    def _show_failure(self, _job: int, error: WerkstattError) -> None:
        self._summary.setText(self._desk.texts.sentence(error))
        self._save.setEnabled(True)

    def _save_to(self, path: str) -> None:
        self._save.setEnabled(False)
        self._desk.say(self._desk.texts("The protocol is being written …"))
        self._typesetter.save(self._desk.state, self._paper(), Path(path))

    def _show_saved(self, path: str) -> None:
        self._save.setEnabled(True)
        self._saved_to = Path(path)
        self._where.setText(self._desk.texts("Saved as {name}", name=self._saved_to.name))
        self._done.show()
        self._desk.say(self._desk.texts("Protocol saved: {name}", name=self._saved_to.name))

    def _open_saved(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved_to)))

    def _open_saved_folder(self) -> None:
        if self._saved_to is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved_to.parent)))

    def _repaint(self) -> None:
        self.preview.viewport().update()
