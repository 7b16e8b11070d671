"""The protocol: what goes onto paper, a preview that is the PDF itself, printing and saving."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...domain import paper as papers
from ...domain import people
from ...domain.edits import Step
from ...domain.errors import WerkstattError
from ...domain.protocol import suggest_name
from ...texts import Texts
from ..desk import Desk
from .delivery import Delivery
from .orders import Order, alone, exported, protocol
from .panel import ProtocolPanel
from .preview import Preview
from .typesetter import Set, Typesetter
from .ways import Ways

_PAUSE_MS = 150
_PATIENCE_MS = 500
"""Setting that takes longer than this is said."""


class ProtocolPage(QWidget):
    """The preview follows each change after a short pause; nothing is set while the page is hidden."""

    zoomed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._last: Set | None = None
        self.setObjectName("protocol-page")
        self._typesetter = Typesetter(self)
        self.delivery = Delivery(desk, self)
        self.panel = ProtocolPanel(desk)
        self.preview = Preview(desk)
        self.ways = Ways(desk, self.panel.done, self.delivery, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.panel)
        layout.addWidget(self.preview, 1)
        self.setFocusProxy(self.preview)
        # The keyboard begins in the preview; what is chosen for it comes next, not the window's header.
        for before, after in pairwise((self.preview, *self.panel.stops)):
            self.setTabOrder(before, after)
        self._pause, self._patience = QTimer(self), QTimer(self)
        for timer in (self._pause, self._patience):
            timer.setSingleShot(True)
        self._connect()

    def refresh(self, step: Step | None) -> None:
        """Any change can be one of the protocol."""
        del step
        self._stale = True
        if self.isVisible():
            self.panel.show_workshop()
            self._pause.start(_PAUSE_MS)

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """What F6 comes by."""
        return [(self.panel, self.panel.choices.sections), (self.preview, self.preview)]

    def larger(self) -> None:
        self.preview.larger()

    def smaller(self) -> None:
        self.preview.smaller()

    def print_protocol(self) -> None:
        """Ask for printer and pages, and print the protocol as it is now."""
        self._desk.settling.emit()
        if self.delivery.outbox.busy:
            return
        pages = len(self._last.sizes) if self._last is not None and not self._stale else 0
        copies = len(people.there(self._desk.state))
        self.delivery.print_out(self._order(), self._file_name("pdf"), pages, copies)

    def save_pdf(self) -> None:
        """Ask where to, and write the PDF there."""
        self._desk.settling.emit()
        self.delivery.save(self._file_name("pdf"), alone(self._order()))

    def save_as(self, kind: str) -> None:
        """Ask where to, and write the workshop in one of the formats there."""
        self._desk.settling.emit()
        state = self._desk.state
        make = exported(kind, state, papers.of(state), self._paper(), self._picture)
        self.delivery.save(self._file_name(kind), make)

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.panel.show_workshop()
        if self._stale:
            self._ask()

    def _connect(self) -> None:
        panel, delivery = self.panel, self.delivery
        self._desk.changed.connect(self.refresh)
        self._desk.look_changed.connect(self._repaint)
        self._pause.timeout.connect(self._ask)
        self._patience.timeout.connect(panel.show_setting)
        self.preview.wanted.connect(self._typesetter.show)
        self.preview.zoomed.connect(self.zoomed)
        self._typesetter.ready.connect(self._show_set)
        self._typesetter.drawn.connect(self.preview.show_page)
        self._typesetter.failed.connect(self._show_failure)
        self._typesetter.progressed.connect(panel.setting.tell)
        panel.setting.stopped.connect(self._stop_setting)
        panel.choices.looked_up.connect(self.preview.look_at)
        panel.print.clicked.connect(self.print_protocol)
        panel.save.clicked.connect(self.save_pdf)
        panel.format_chosen.connect(self.save_as)
        delivery.saved.connect(self._show_saved)
        delivery.failed.connect(self._show_not_saved)
        delivery.outbox.begun.connect(panel.show_sending)
        delivery.outbox.progressed.connect(panel.sending.tell)
        delivery.outbox.ended.connect(panel.show_sent)
        panel.sending.stopped.connect(delivery.outbox.stop)
        self.destroyed.connect(self._typesetter.stop)
        self.destroyed.connect(delivery.outbox.finish)

    def _paper(self) -> Texts:
        """The words of the paper; they follow the workshop, not the screen."""
        language = self._desk.state.workshop.language
        return self._desk.texts if language == self._desk.texts.language else Texts(language)

    def _order(self) -> Order:
        """What is to be set now."""
        state = self._desk.state
        now = datetime.now().astimezone()
        return protocol(state, papers.of(state), self._paper(), self._picture, now)

    def _file_name(self, suffix: str) -> str:
        state = self._desk.state
        return suggest_name(state, self._paper(), papers.of(state), f".{suffix}")

    def _picture(self, sha256: str) -> bytes | None:
        """The bytes of a photo; asked for in the typesetter's thread."""
        return self._desk.store.gallery.at_hand(sha256)

    def _ask(self) -> None:
        if not self.isVisible():
            return
        self._pause.stop()
        self._stale = False
        self._patience.start(_PATIENCE_MS)
        self._typesetter.ask(self._order())

    def _stop_setting(self) -> None:
        self._patience.stop()
        self._typesetter.give_up()
        self.panel.show_stopped()

    def _show_set(self, made: Set) -> None:
        self._patience.stop()
        self._last = made
        self.panel.show_set(made)
        self.preview.show_set(made)

    def _show_failure(self, error: WerkstattError) -> None:
        self._patience.stop()
        self.panel.show_failure(error)

    def _show_saved(self, path: Path) -> None:
        self.panel.done.show_saved(path)
        self._desk.say(self._desk.texts("Saved as {name}", name=path.name))

    def _show_not_saved(self, error: WerkstattError) -> None:
        words = self._desk.texts.sentence(error)
        self.panel.done.show_trouble(words)
        self._desk.say(words)

    def _repaint(self) -> None:
        self.preview.viewport().update()
        self.panel.choices.tabs.update()
        self.panel.choices.sections.viewport().update()
