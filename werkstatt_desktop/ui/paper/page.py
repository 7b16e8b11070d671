"""The protocol: what goes onto paper, a preview that is the PDF itself, printing and saving."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

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
from .side import WIDTH
from .typesetter import Set, Typesetter
from .ways import Ways

if TYPE_CHECKING:
    from .other_panel import OtherPanel

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
        self._job = 0
        self.setObjectName("protocol-page")
        self._typesetter = Typesetter(self)
        self.delivery = Delivery(desk, self)
        self.panel = ProtocolPanel(desk)
        self.preview = Preview(desk)
        self._other: OtherPanel | None = None
        self._sides = QStackedWidget()
        self._sides.setFixedWidth(WIDTH)
        self._sides.addWidget(self.panel)
        self._side: ProtocolPanel | OtherPanel = self.panel
        self._sender: ProtocolPanel | OtherPanel = self.panel
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._sides)
        layout.addWidget(self.preview, 1)
        self.setFocusProxy(self.preview)
        self._pause, self._patience = QTimer(self), QTimer(self)
        for timer in (self._pause, self._patience):
            timer.setSingleShot(True)
        self._connect()

    def refresh(self, step: Step | None) -> None:
        """Any change can be one of the protocol."""
        del step
        self._stale = True
        if self.isVisible():
            self._side.show_workshop()
            self._pause.start(_PAUSE_MS)

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """What F6 comes by."""
        first = self._other.kinds if self._other is self._side else self.panel.choices.sections
        return [(self._side, first), (self.preview, self.preview)]

    def _choose_again(self) -> None:
        """Something was chosen that the workshop does not keep."""
        self.refresh(None)

    def larger(self) -> None:
        self.preview.larger()

    def smaller(self) -> None:
        self.preview.smaller()

    def print_protocol(self) -> None:
        """Ask for printer and pages, and print what is shown, as it is now."""
        self._desk.settling.emit()
        if self.delivery.outbox.busy or not self._side.foot.print.isEnabled():
            return
        last = self._last
        # Those of a setting before would keep further pages from being chosen.
        is_newest = last is not None and last.job == self._job and not self._stale
        pages = len(last.sizes) if last is not None and is_newest else 0
        copies = len(people.there(self._desk.state)) if self._side is self.panel else 1
        self.delivery.print_out(self._order(), self._file_name("pdf"), pages, copies)

    def save_pdf(self) -> None:
        """Ask where to, and write the PDF there."""
        self._desk.settling.emit()
        self.delivery.save(self._file_name("pdf"), alone(self._order()))

    def save_as(self, kind: str) -> None:
        """Ask where to, and write the workshop in one of the formats there."""
        self._desk.settling.emit()
        state = self._desk.state
        make = exported(kind, state, self.panel.choices.paper, self._paper(), self._picture)
        self.delivery.save(self._file_name(kind), make)

    def show_other_paper(self) -> None:
        """Have other paper beside the preview, and in it."""
        if self._other is None:
            from .other_panel import OtherPanel

            self._other = OtherPanel(self._desk)
            self._sides.addWidget(self._other)
            self._connect_side(self._other)
            self._other.changed.connect(self._ask)
            self._other.left.connect(self.show_protocol)
        self._turn_to(self._other)
        self._other.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_protocol(self) -> None:
        """Back from other paper."""
        self._turn_to(self.panel)
        self.panel.others.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._side.show_workshop()
        if self._stale:
            self._ask()

    def _connect(self) -> None:
        panel, delivery = self.panel, self.delivery
        self._desk.changed.connect(self.refresh)
        self._desk.look_changed.connect(self._repaint)
        self._pause.timeout.connect(self._ask)
        self._patience.timeout.connect(self._show_setting)
        self.preview.wanted.connect(self._typesetter.show)
        self.preview.zoomed.connect(self.zoomed)
        self._typesetter.ready.connect(self._show_set)
        self._typesetter.drawn.connect(self.preview.show_page)
        self._typesetter.failed.connect(self._show_failure)
        self._typesetter.progressed.connect(self._show_progress)
        panel.choices.looked_up.connect(self.preview.look_at)
        panel.choices.kept.connect(self._choose_again)
        panel.format_chosen.connect(self.save_as)
        panel.others.clicked.connect(self.show_other_paper)
        self._connect_side(panel)
        delivery.outbox.begun.connect(self._note_sender)
        delivery.saved.connect(self._show_saved)
        delivery.failed.connect(self._show_not_saved)
        self.destroyed.connect(self._typesetter.stop)
        self.destroyed.connect(delivery.outbox.finish)

    def _connect_side(self, side: ProtocolPanel | OtherPanel) -> None:
        """What the panels have in common. The keyboard begins in the preview; what is chosen comes next."""
        outbox, foot = self.delivery.outbox, side.foot
        foot.print.clicked.connect(self.print_protocol)
        foot.save.clicked.connect(self.save_pdf)
        foot.sending.stopped.connect(outbox.stop)
        side.setting.stopped.connect(self._stop_setting)
        outbox.begun.connect(foot.show_sending)
        outbox.progressed.connect(foot.sending.tell)
        outbox.ended.connect(foot.show_sent)
        Ways(self._desk, foot.done, self.delivery, self)
        for before, after in pairwise((self.preview, *side.stops)):
            self.setTabOrder(before, after)

    def _turn_to(self, side: ProtocolPanel | OtherPanel) -> None:
        self._side = side
        self._sides.setCurrentWidget(side)
        side.show_workshop()
        self._ask()

    def _paper(self) -> Texts:
        """The words of the paper; they follow the workshop, not the screen."""
        language = self._desk.state.workshop.language
        return self._desk.texts if language == self._desk.texts.language else Texts(language)

    def _order(self) -> Order:
        """What is to be set now."""
        if self._other is not None and self._side is self._other:
            return self._other.order(self._paper(), self._picture)
        state = self._desk.state
        now = datetime.now().astimezone()
        return protocol(state, self.panel.choices.paper, self._paper(), self._picture, now)

    def _file_name(self, suffix: str) -> str:
        state = self._desk.state
        if self._other is not None and self._side is self._other:
            return self._other.file_name(self._paper())
        return suggest_name(state, self._paper(), self.panel.choices.paper, f".{suffix}")

    def _picture(self, sha256: str) -> bytes | None:
        """The bytes of a photo; asked for in the typesetter's thread."""
        return self._desk.store.gallery.at_hand(sha256)

    def _ask(self) -> None:
        if not self.isVisible():
            return
        self._pause.stop()
        self._stale = False
        self._patience.start(_PATIENCE_MS)
        self._job = self._typesetter.ask(self._order())

    def _stop_setting(self) -> None:
        self._patience.stop()
        self._typesetter.give_up()
        self._side.show_stopped()

    def _show_setting(self) -> None:
        self._side.show_setting()

    def _show_progress(self, done: int, of: int) -> None:
        self._side.setting.tell(done, of)

    def _show_set(self, made: Set) -> None:
        self._patience.stop()
        self._last = made
        self._side.show_set(made)
        self.preview.show_set(made)

    def _show_failure(self, error: WerkstattError) -> None:
        self._patience.stop()
        self._side.show_failure(error)

    def _note_sender(self) -> None:
        """What comes of it is told there, whatever is beside the preview then."""
        self._sender = self._side

    def _show_saved(self, path: Path) -> None:
        self._sender.foot.done.show_saved(path)
        self._desk.say(self._desk.texts("Saved as {name}", name=path.name))

    def _show_not_saved(self, error: WerkstattError) -> None:
        words = self._desk.texts.sentence(error)
        self._sender.foot.done.show_trouble(words)
        self._desk.say(words)

    def _repaint(self) -> None:
        self.preview.viewport().update()
        self.panel.choices.tabs.update()
        self.panel.choices.sections.viewport().update()
