"""Handing the PDF itself to a print queue; the print system is stood in for, or is one of the test's own."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Timer
from time import monotonic

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, show
from tests.printing.samples import made_up
from tests.ui.paper.print_server import PrintServer, missing
from tests.ui.paper.stand_ins import StandIns
from tests.ui.shell import when_asked
from werkstatt_desktop.domain.errors import WerkstattError
from werkstatt_desktop.printing import pdf
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.paper import queue
from werkstatt_desktop.ui.paper.delivery import Delivery
from werkstatt_desktop.ui.paper.orders import Made
from werkstatt_desktop.ui.paper.queue import Wish, hand_over

PDF = b"%PDF-1.7 " + bytes(range(256)) * 800 + b"%%EOF"
HOSTILE = "-o raw; $(touch x) `id` „Ä“ \n| & 'q' \" %s 💡" + "x" * 300


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIns:
    return StandIns(tmp_path, monkeypatch)


def never() -> bool:
    return False


def refused(wish: Wish) -> str:
    """The key of what handing over ends with, for which there is a sentence of its own."""
    with pytest.raises(WerkstattError) as problem:
        hand_over(PDF, wish, never)
    words = Texts("de")
    assert words.sentence(problem.value) != words.sentence(WerkstattError("unknown"))
    return problem.value.key


def test_what_was_chosen_is_handed_over(programs: StandIns) -> None:
    """The queue gets the PDF byte for byte, with everything that was chosen in the dialog."""
    programs.put("lp", reads=True)
    programs.put("lpstat")
    wish = Wish(
        printer="Büro",
        title="2009-09-23 Titel – Protokoll.pdf",
        copies=24,
        pages="1,3-5",
        sides="two-sided-long-edge",
        grey=True,
        collate=False,
        backwards=True,
        paper="A4",
        more=(("number-up", "2"),),
    )
    assert queue.is_here()
    assert hand_over(PDF, wish, never)
    (call,) = programs.calls("lp")
    assert call["given"] == PDF.decode("latin-1")
    assert call["language"] == "C.UTF-8"
    words = list(call["words"])
    assert words[:8] == ["-d", "Büro", "-n", "24", "-t", wish.title, "-P", "1,3-5"]
    assert words[-1] == "-"
    assert {*words[8:-1]} == {
        "-o",
        "number-up=2",
        "collate=false",
        "sides=two-sided-long-edge",
        "print-color-mode=monochrome",
        "outputorder=reverse",
        "media=A4",
    }


def test_hostile_title(programs: StandIns) -> None:
    """A title is a title: one word of at most 240 bytes without anything unprintable, and no command."""
    programs.put("lp", reads=True)
    assert hand_over(PDF, Wish("P", HOSTILE), never)
    words = programs.words("lp")
    title = words[words.index("-t") + 1]
    assert title.startswith("-o raw; $(touch x) `id` „Ä“ ")
    assert title.isprintable()
    assert len(title.encode()) <= 240
    assert words[:6] == ["-d", "P", "-n", "1", "-t", title]
    assert words[6:] == ["-o", "collate=true", "-"]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("lp: Error - The printer or class does not exist.", "printer_gone"),
        ('lp: Destination "P" is not accepting jobs.', "printer_rejects"),
        ("lp: Unable to connect to host: Connection refused", "printer_silent"),
        ("lp: Error - something else", "printer_refuses"),
    ],
)
def test_refusal(programs: StandIns, said: str, key: str) -> None:
    """Whatever the print system says, there is a sentence for it."""
    programs.put("lp", f"print({said!r}, file=sys.stderr); sys.exit(1)", reads=True)
    assert refused(Wish("P", "x")) == key


def test_stopped_printer(programs: StandIns) -> None:
    """Nothing is handed to a queue that is stopped: it would come out some other day."""
    programs.put("lp", reads=True)
    programs.put("lpstat", "print('printer P disabled since Sun Nov 22 23:51:11 2026 -\\n\\tPaused')")
    assert refused(Wish("P", "x")) == "printer_stopped"
    programs.put("lpstat", "print('P not accepting requests since Sun Nov 22 23:51:11 2026 -')")
    assert refused(Wish("P", "x")) == "printer_rejects"
    assert programs.calls("lp") == []


def test_program_that_reads_nothing(programs: StandIns) -> None:
    """One that ends before it has read all is no fault of ours."""
    programs.put("lp", "sys.exit(1)")
    assert refused(Wish("P", "x")) == "printer_refuses"


def test_print_system_that_hangs(programs: StandIns, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is left after a while, and the program goes on."""
    monkeypatch.setattr(queue, "_PATIENCE_S", 0.3)
    programs.put("lp", "time.sleep(60)", reads=True)
    begun = monotonic()
    assert refused(Wish("P", "x")) == "printer_silent"
    assert monotonic() - begun < 10


def test_stopped_by_the_user(programs: StandIns) -> None:
    """Who wants no more of it does not wait."""
    programs.put("lp", "time.sleep(60)")
    wanted = [True]
    Timer(0.3, wanted.clear).start()
    begun = monotonic()
    assert not hand_over(PDF, Wish("P", "x"), lambda: not wanted)
    assert monotonic() - begun < 10


def test_no_print_system(programs: StandIns) -> None:
    """Where there is none pages are painted; one that vanishes meanwhile refuses."""
    assert not queue.is_here()
    assert refused(Wish("P", "x")) == "printer_refuses"


# --- A real print system


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrintServer]:
    reason = missing()
    if reason:
        pytest.skip(reason)
    with PrintServer(tmp_path_factory.mktemp("cups")) as made:
        yield made


@pytest.fixture
def here(server: PrintServer, monkeypatch: pytest.MonkeyPatch) -> PrintServer:
    monkeypatch.setenv("CUPS_SERVER", str(server.socket))
    return server


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf.to_bytes(made_up(30), Texts("de"))[0]


@pytest.mark.long
def test_real_queue_keeps_text(here: PrintServer, content: bytes) -> None:
    """What comes out of a queue has the text of every page, and not pictures of it."""
    wish = Wish(here.name, HOSTILE, sides="one-sided", grey=True, paper="A4")
    printed = here.printed(lambda: hand_over(content, wish, never))
    assert texts(printed) == texts_of(content)
    assert here.waiting() == ""
    assert "$(touch x)" in here.job_titles()


@pytest.mark.long
def test_real_queue_prints_chosen_pages_and_copies(here: PrintServer, content: bytes) -> None:
    """Ranges are pages of the paper, and each copy has all of them, one after another."""
    wish = Wish(here.name, "x", copies=3, pages="1,3-4")
    printed = here.printed(lambda: hand_over(content, wish, never))
    pages = texts_of(content)
    assert len(pages) >= 4
    assert all(pages)
    assert texts(printed) == [pages[0], pages[2], pages[3]] * 3


@pytest.mark.long
def test_real_queue_that_is_stopped(here: PrintServer) -> None:
    """It is said that the printer is stopped, takes nothing, or is not there; no job is left."""
    here.run("cupsdisable", here.name)
    assert refused(Wish(here.name, "x")) == "printer_stopped"
    here.run("cupsenable", here.name)
    here.run("cupsreject", here.name)
    assert refused(Wish(here.name, "x")) == "printer_rejects"
    here.run("cupsaccept", here.name)
    assert refused(Wish("Nirgends", "x")) == "printer_gone"
    assert here.waiting() == ""


@pytest.mark.long
def test_real_dialog(here: PrintServer, content: bytes) -> None:
    """What the toolkit knows of a queue leads to it: the printer it names gets the PDF itself."""
    out = subprocess.run(
        [sys.executable, "-c", _DIALOG, here.name], capture_output=True, text=True, timeout=60, check=True
    ).stdout
    # The driver has paper with one side only.
    wish = Wish(here.name, "Titel", copies=2, pages="2-3", sides="one-sided", grey=True, paper="A4")
    assert out.strip() == repr(wish)
    printed = here.printed(lambda: hand_over(content, wish, never))
    assert texts(printed) == texts_of(content)[1:3] * 2


@pytest.mark.long
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_real_window(here: PrintServer, desk: Desk, qtbot: QtBot, content: bytes) -> None:
    """Who presses Print in the dialog gets the offered copies out of the queue, with their text."""
    cups = ctypes.CDLL("libcups.so.2")
    # What asked it before in this process got the system's own server.
    cups.cupsSetServer(os.fsencode(here.socket))
    window = QWidget()
    qtbot.addWidget(window)
    show(window)
    delivery = Delivery(desk, window)
    said: list[str] = []
    desk.said.connect(said.append)
    delivery.failed.connect(lambda error: said.append(str(error)))
    seen: list[str] = []

    def accept(dialog: QPrintDialog) -> None:
        seen.append(dialog.printer().printerName())
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        click(box.button(QDialogButtonBox.StandardButton.Ok))

    def hand() -> None:
        when_asked(QPrintDialog, accept)
        delivery.print_out(lambda _watch: Made(content), "Titel", 4, 2)
        qtbot.waitUntil(lambda: len(said) == 1, timeout=20000)

    try:
        printed = here.printed(hand)
    finally:
        cups.cupsSetServer(None)
    assert said == ["Titel ist beim Drucker."]
    assert texts(printed) == texts_of(content) * 2


_DIALOG = """
import sys
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from werkstatt_desktop.ui.paper.print_out import wish_of
app = QApplication([])
printer = QPrinter(QPrinter.PrinterMode.HighResolution)
printer.setPrinterName(sys.argv[1])
printer.setDocName("Titel")
printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
printer.setCopyCount(2)
printer.setPageRanges(QPageRanges.fromString("2-3"))
printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
printer.setColorMode(QPrinter.ColorMode.GrayScale)
print(wish_of(printer))
"""


def texts(path: Path) -> list[str]:
    """The words of each page, as far as a driver for PostScript keeps them: it forgets what umlauts mean."""
    return texts_of(path.read_bytes())


def texts_of(content: bytes) -> list[str]:
    return [
        "".join(c for c in page.extract_text() if c.isascii() and c.isalnum())
        for page in PdfReader(BytesIO(content)).pages
    ]
