"""Printing through the system's dialog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrintEngine, QPrinter
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget

from ...domain.errors import WerkstattError
from ...texts import Texts
from . import queue
from .pdf_pages import PdfPages
from .queue import Sides, Wish

_SCREEN_DPI = 96
_MOST_DPI = 300
_PATIENCE_MS = 400
"""What takes longer shows how far it is, and can be stopped."""
_MOST_COPIES = 200
_SIDES: dict[QPrinter.DuplexMode, Sides] = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}
_OWN_OPTIONS = 0xFE00
"""Under this number Qt keeps what the dialog's further pages say in the print system's words."""
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_OURS = frozenset({"collate", "sides", "print-color-mode", "outputorder", "media", "copies", "page-ranges"})


def ask_printer(title: str, pages: int, parent: QWidget, *, copies: int = 1) -> QPrinter | None:
    """Ask for printer, pages and copies; None where the user changes their mind.

    `pages` 0: not known yet. `copies` is what is offered.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    printer.setCopyCount(min(max(copies, 1), _MOST_COPIES))
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("print-dialog")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, on=False)
    if pages:
        dialog.setMinMax(1, pages)
    _lay_open(dialog, copies)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def _lay_open(dialog: QPrintDialog, copies: int) -> None:
    """Show the number of copies that is offered, where the dialog is Qt's own and folds it away."""
    # The window's tabs have no edges of their own; two of them beside each other read as one word.
    dialog.setStyleSheet(
        "QTabBar::tab { padding: 4px 12px; }"
        " QTabBar::tab:selected { border-bottom: 2px solid palette(highlight); }"
    )
    folds = [button for button in dialog.findChildren(QPushButton) if button.text().endswith(">>")]
    if copies > 1:
        for button in folds:
            button.click()


def wish_of(printer: QPrinter) -> Wish | None:
    """What was chosen, for a queue that takes the PDF itself; None where its pages have to be painted."""
    if printer.outputFormat() != QPrinter.OutputFormat.NativeFormat or printer.outputFileName():
        return None
    if not printer.printerName() or not queue.is_here():
        return None
    return Wish(
        printer=printer.printerName(),
        title=printer.docName(),
        copies=printer.copyCount(),
        pages=printer.pageRanges().toString().replace(" ", ""),
        sides=_SIDES.get(printer.duplex(), ""),
        grey=printer.colorMode() == QPrinter.ColorMode.GrayScale,
        collate=printer.collateCopies(),
        backwards=printer.pageOrder() == QPrinter.PageOrder.LastPageFirst,
        paper=_plain(printer.pageLayout().pageSize().key()),
        more=tuple(_further(printer)),
    )


def file_wanted(printer: QPrinter) -> Path | None:
    """The file that the whole PDF can go into as it is; None where it goes elsewhere, or as it is not."""
    name = printer.outputFileName()
    whole = printer.pageRanges().isEmpty() and printer.colorMode() != QPrinter.ColorMode.GrayScale
    layout = printer.pageLayout()
    usual = (
        layout.pageSize().id() == QPageSize.PageSizeId.A4
        and layout.orientation() == QPageLayout.Orientation.Portrait
    )
    if printer.outputFormat() != QPrinter.OutputFormat.PdfFormat or not (name and whole and usual):
        return None
    return Path(name)


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
    """The pages, counted from 0, in the order in which they are drawn, as often as they are drawn."""
    ranges = printer.pageRanges()
    pages = [page for page in range(count) if ranges.isEmpty() or ranges.contains(page + 1)]
    if printer.outputFileName() or printer.supportsMultipleCopies():
        return pages
    copies = range(printer.copyCount())
    if printer.collateCopies():
        return [page for _ in copies for page in pages]
    return [page for page in pages for _ in copies]


def _paint(painter: QPainter, printer: QPrinter, pages: PdfPages, page: int) -> None:
    """One page as large as the paper allows, in its middle."""
    wide, high = pages.sizes[page]
    paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    grow = min(paper.width() / wide, paper.height() / high)
    box = QRectF(0, 0, wide * grow, high * grow)
    box.moveCenter(paper.center())
    dots = min(grow * _SCREEN_DPI, _MOST_DPI)
    picture = pages.picture(page, dots / _SCREEN_DPI)
    if printer.colorMode() == QPrinter.ColorMode.GrayScale:
        picture = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    painter.drawImage(box, picture)


def _further(printer: QPrinter) -> Iterator[tuple[str, str]]:
    """What the dialog's further pages say: pages on a sheet, a cover, a time; names and values by turns."""
    said = printer.printEngine().property(QPrintEngine.PrintEnginePropertyKey(_OWN_OPTIONS))
    words = [word for word in said if isinstance(word, str)] if isinstance(said, list) else []
    for name, value in zip(words[::2], words[1::2], strict=False):
        if name not in _OURS and _plain(name) and _plain(value):
            yield name, value


def _plain(word: str) -> str:
    """A word of the print system's; empty for what could be more than one."""
    return word if _WORD.fullmatch(word) else ""
