"""Printing through the system's dialog."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QProgressDialog, QWidget

from ...domain.errors import WerkstattError
from ...texts import Texts
from .pdf_pages import PdfPages

_SCREEN_DPI = 96
_MOST_DPI = 300
_PATIENCE_MS = 400
"""What takes longer shows how far it is, and can be stopped."""


def ask_printer(title: str, pages: int, parent: QWidget) -> QPrinter | None:
    """Ask for printer and pages; None where the user changes their mind. `pages` 0: not known yet."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("print-dialog")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, on=False)
    if pages:
        dialog.setMinMax(1, pages)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def paint_pages(content: bytes, printer: QPrinter, texts: Texts, parent: QWidget) -> bool:
    """Draw the chosen pages of a PDF onto a printer, with a way to stop; whether all were drawn.

    They are drawn at the printer's resolution, at most 300 dots an inch, and fill the paper. Raises
    `WerkstattError` where the printer takes nothing.
    """
    pages = PdfPages(content)
    progress = QProgressDialog(texts("Printing …"), texts("Stop"), 0, 0, parent)
    progress.setObjectName("printing")
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setMinimumDuration(_PATIENCE_MS)
    painter = QPainter()
    printer.setFullPage(True)
    try:
        chosen = _chosen(printer, len(pages))
        progress.setMaximum(len(chosen))
        if not painter.begin(printer):
            raise WerkstattError("printer_refuses")
        for place, page in enumerate(chosen):
            progress.setValue(place)
            if progress.wasCanceled():
                printer.abort()
                return False
            if place and not printer.newPage():
                raise WerkstattError("printer_refuses")
            _paint(painter, printer, pages, page)
        progress.setValue(len(chosen))
    finally:
        if painter.isActive():
            painter.end()
        pages.close()
        progress.close()
        progress.deleteLater()
    return True


def _chosen(printer: QPrinter, count: int) -> list[int]:
    """The pages, counted from 0, that were chosen in the dialog; without a choice all."""
    ranges = printer.pageRanges()
    return [page for page in range(count) if ranges.isEmpty() or ranges.contains(page + 1)]


def _paint(painter: QPainter, printer: QPrinter, pages: PdfPages, page: int) -> None:
    """One page as large as the paper allows, in its middle."""
    wide, high = pages.sizes[page]
    paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    grow = min(paper.width() / wide, paper.height() / high)
    box = QRectF(0, 0, wide * grow, high * grow)
    box.moveCenter(paper.center())
    dots = min(grow * _SCREEN_DPI, _MOST_DPI)
    painter.drawImage(box, pages.picture(page, dots / _SCREEN_DPI))
