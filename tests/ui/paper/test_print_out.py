"""Printing: the dialog, and pages drawn onto a printer that writes a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLineEdit,
    QProgressDialog,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.printing.samples import made_up
from tests.ui.shell import when_asked
from werkstatt_desktop.domain.errors import WerkstattError
from werkstatt_desktop.printing import pdf
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.paper import print_out
from werkstatt_desktop.ui.paper.pdf_pages import PdfPages
from werkstatt_desktop.ui.paper.print_out import ask_printer, file_wanted, paint_pages, wish_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf.to_bytes(made_up(30), Texts("de"))[0]


@pytest.fixture
def window(qtbot: QtBot, look: object) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    show(made)
    return made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "gedruckt.pdf"


def printer_to(path: Path, dots: int = 72) -> QPrinter:
    """A printer that writes a PDF file, coarse so that tests are quick."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setResolution(dots)
    return printer


def ink(image: QImage) -> QRect:
    """The part of a page that is not white."""
    dark = [
        (x, y)
        for y in range(0, image.height(), 2)
        for x in range(0, image.width(), 2)
        if image.pixelColor(x, y).lightness() < 200
    ]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    return QRect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def test_all_pages_come_out(content: bytes, window: QWidget, out: Path) -> None:
    """Every page is printed, in order, filling the paper as it does in the PDF."""
    assert paint_pages(content, printer_to(out), Texts("de"), window)
    original, printed = PdfPages(content), PdfPages(out.read_bytes())
    assert len(printed) == len(original) > 2
    for page in range(len(original)):
        wide, high = printed.sizes[page]
        assert (wide, high) == pytest.approx((794, 1123), abs=1.5)
        one, other = ink(original.picture(page, 0.5)), ink(printed.picture(page, 0.5))
        corners = (one.topLeft() - other.topLeft(), one.bottomRight() - other.bottomRight())
        assert max(abs(part) for corner in corners for part in (corner.x(), corner.y())) <= 6, page
    original.close()
    printed.close()


def test_chosen_pages(content: bytes, window: QWidget, out: Path) -> None:
    """Only the pages chosen in the dialog come out; what lies beyond the end is passed over."""
    printer = printer_to(out)
    printer.setPageRanges(QPageRanges.fromString("1,3-4,90"))
    assert paint_pages(content, printer, Texts("de"), window)
    count = len(PdfReader(out).pages)
    whole = PdfPages(content)
    assert count == len([page for page in (1, 3, 4) if page <= len(whole)])
    printed = PdfPages(out.read_bytes())
    assert abs(ink(printed.picture(1, 0.5)).height() - ink(whole.picture(2, 0.5)).height()) <= 6
    whole.close()
    printed.close()


def test_other_paper_is_not_distorted(content: bytes, window: QWidget, out: Path) -> None:
    """On other paper a page is as large as fits, its proportions kept."""
    printer = printer_to(out)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    assert paint_pages(content, printer, Texts("de"), window)
    printed, whole = PdfPages(out.read_bytes()), PdfPages(content)
    wide, high = printed.sizes[0]
    assert wide > high
    one, other = ink(whole.picture(0, 1.0)), ink(printed.picture(0, 1.0))
    assert other.height() / other.width() == pytest.approx(one.height() / one.width(), rel=0.03)
    assert abs(other.center().x() - wide / 2) < wide * 0.05
    printed.close()
    whole.close()


def test_fine_printers_get_300_dots(content: bytes, window: QWidget, out: Path) -> None:
    """A page is drawn with the dots of the printer, and at most 300 an inch."""
    for dots, expected in ((100, 100), (1200, 300)):
        printer = printer_to(out, dots)
        printer.setPageRanges(QPageRanges.fromString("1"))
        assert paint_pages(content, printer, Texts("de"), window)
        (image,) = PdfReader(out).pages[0].images
        assert image.image is not None
        assert image.image.width / (210 / 25.4) == pytest.approx(expected, rel=0.02)


def test_stopping(content: bytes, window: QWidget, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The button of the progress stops after the page at hand; nothing is left on the screen."""
    monkeypatch.setattr(print_out, "_PATIENCE_MS", 0)

    def stop(progress: QProgressDialog) -> None:
        button = progress.findChild(QPushButton)
        assert button is not None
        assert button.text() == "Abbrechen"
        click(button)

    when_asked(QProgressDialog, stop)
    whole = PdfPages(content)
    assert not paint_pages(content, printer_to(out), Texts("de"), window)
    if out.exists() and out.stat().st_size:
        assert len(PdfReader(out).pages) < len(whole)
    whole.close()
    assert not [p for p in window.findChildren(QProgressDialog) if p.isVisible()]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_printer_that_takes_nothing(content: bytes, window: QWidget, tmp_path: Path) -> None:
    """A printer that cannot begin is an error with a sentence."""
    with pytest.raises(WerkstattError) as caught:
        paint_pages(content, printer_to(tmp_path / "nicht da" / "x.pdf"), Texts("de"), window)
    assert caught.value.key == "printer_refuses"
    assert "Drucker" in Texts("de").sentence(caught.value)


def test_dialog_cancelled(window: QWidget) -> None:
    """Who cancels prints nothing."""
    when_asked(QPrintDialog, lambda dialog: press(dialog, Qt.Key.Key_Escape))
    assert ask_printer("Protokoll", 5, window) is None


def test_dialog_accepted(window: QWidget, tmp_path: Path) -> None:
    """The printer that was chosen comes back, with A4 and the name of the document."""

    def accept(dialog: QPrintDialog) -> None:
        # Where there is no printer, as here, Qt's dialog offers a file.
        for line in dialog.findChildren(QLineEdit, "filename"):
            line.setText(str(tmp_path / "x.pdf"))
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        click(box.button(QDialogButtonBox.StandardButton.Ok))

    when_asked(QPrintDialog, accept)
    printer = ask_printer("Probe – Protokoll.pdf", 5, window)
    assert printer is not None
    assert printer.docName() == "Probe – Protokoll.pdf"
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4


def test_grey_is_grey(content: bytes, window: QWidget, out: Path) -> None:
    """Who asks for grey gets no colour, also where pages are drawn."""
    printer = printer_to(out)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setPageRanges(QPageRanges.fromString("2"))
    assert paint_pages(content, printer, Texts("de"), window)
    original, printed = PdfPages(content), PdfPages(out.read_bytes())
    assert coloured(original.picture(1, 0.5))
    assert not coloured(printed.picture(0, 0.5))
    original.close()
    printed.close()


def coloured(image: QImage) -> bool:
    return any(
        image.pixelColor(x, y).saturation() > 40
        for y in range(0, image.height(), 2)
        for x in range(0, image.width(), 2)
    )


def test_file_gets_the_paper_itself(out: Path) -> None:
    """All pages for a file are not drawn anew; some of them, grey ones or other paper are."""
    printer = printer_to(out)
    assert file_wanted(printer) == out
    assert wish_of(printer) is None
    printer.setPageRanges(QPageRanges.fromString("1"))
    assert file_wanted(printer) is None
    printer.setPageRanges(QPageRanges())
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    assert file_wanted(printer) is None


def test_copies_are_offered(window: QWidget, out: Path) -> None:
    """As many as persons are there, at least one; the dialog can change that."""
    for offered, expected in ((24, 24), (0, 1), (5000, 200)):
        when_asked(QPrintDialog, lambda dialog: click(ok(dialog, out)))
        printer = ask_printer("x", 3, window, copies=offered)
        assert printer is not None
        assert printer.copyCount() == expected
        assert not out.exists()


def test_many_copies_are_seen_before_they_are_printed(window: QWidget, out: Path) -> None:
    """Qt's own dialog folds the number of copies away; where several are offered it is open."""
    seen: list[bool] = []

    def look(dialog: QPrintDialog) -> None:
        seen.append(any(field.isVisible() and field.value() == 24 for field in dialog.findChildren(QSpinBox)))
        click(ok(dialog, out))

    when_asked(QPrintDialog, look)
    ask_printer("x", 3, window, copies=24)
    assert seen == [True]


def ok(dialog: QPrintDialog, out: Path) -> QPushButton:
    for line in dialog.findChildren(QLineEdit, "filename"):
        line.setText(str(out))
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    return box.button(QDialogButtonBox.StandardButton.Ok)
