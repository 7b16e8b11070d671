"""Printing through the system's dialog."""

from __future__ import annotations

from io import BytesIO

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QProgressDialog, QWidget

from ..domain.errors import WerkstattError
from ..domain.state import State
from ..texts import Texts
from .typesetter import picture

_SCREEN_DPI = 96


def print_out(state: State, paper: Texts, texts: Texts, parent: QWidget) -> bool:
    """Ask for printer and pages and print the protocol; whether it was printed.

    The pages are drawn at the printer's resolution, at most 300 dots an inch. Raises `WerkstattError`
    where the printer takes nothing.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(state.workshop.title)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("print-dialog")
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    return paint_pages(state, paper, texts, printer, parent)


def paint_pages(state: State, paper: Texts, texts: Texts, printer: QPrinter, parent: QWidget) -> bool:
    """Draw the chosen pages onto a printer, with a way to stop; whether all were drawn."""
    import pypdfium2

    from ..printing import pdf

    target = BytesIO()
    pdf.write(state, target, paper)
    document = pypdfium2.PdfDocument(target.getvalue())
    last = len(document)
    pages = range(max(printer.fromPage(), 1), min(printer.toPage() or last, last) + 1)
    progress = QProgressDialog(texts("Printing …"), texts("Stop"), 0, len(pages), parent)
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setMinimumDuration(400)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        document.close()
        raise WerkstattError("printer_refuses")
    dots = min(printer.resolution(), 300)
    try:
        for place, number in enumerate(pages):
            progress.setValue(place)
            if progress.wasCanceled():
                printer.abort()
                return False
            if place:
                printer.newPage()
            painter.drawImage(
                QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)),
                picture(document, number - 1, dots / _SCREEN_DPI),
            )
        progress.setValue(len(pages))
    finally:
        painter.end()
        document.close()
        progress.deleteLater()
    return True
