"""Begins workshops from the start page: new ones, the next of a series, the example."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ...domain.errors import WerkstattError
from ...storage.summaries import Summary
from ...texts import Texts
from ..services import Services
from .example import example_in
from .new import NewSheet


class Beginning(QObject):
    """Opens what was begun. The first workshop answers where workshops go; `settled` tells that.

    `folder` is where they go, `known` are the workshops there are. `failed` carries a path and an
    error.
    """

    settled = Signal()
    failed = Signal(Path, object)

    def __init__(
        self,
        services: Services,
        t: Texts,
        folder: Callable[[], Path],
        known: Callable[[], Sequence[Summary]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._services, self._t, self._window = services, t, window
        self._folder, self._known = folder, known

    def new(self) -> NewSheet:
        """Open the sheet for a new workshop."""
        sheet = NewSheet(self._t, self._folder(), series=self._series(), parent=self._window)
        self._show(sheet)
        return sheet

    def go_on(self) -> None:
        """Open the sheet for the next workshop of a series."""
        whole = [summary for summary in self._known() if not summary.problem]
        sheet = NewSheet(self._t, self._folder(), series=self._series(), earlier=whole, parent=self._window)
        self._show(sheet)

    def example(self) -> None:
        """Open the example, which is made where it is not there."""
        folder = self._folder()
        try:
            path = example_in(folder)
        except WerkstattError as error:
            self.failed.emit(folder, error)
            return
        self._open(path)

    def _series(self) -> list[str]:
        return self._t.sorted({summary.series for summary in self._known() if summary.series})

    def _show(self, sheet: NewSheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.made.connect(self._open)
        sheet.open()

    def _open(self, path: Path) -> None:
        if not self._services.settings().folder:
            self._services.keep(replace(self._services.settings(), folder=str(path.parent)))
            self.settled.emit()
        self._services.open_path(path)
