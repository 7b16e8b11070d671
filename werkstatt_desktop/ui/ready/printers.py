"""Which printers the system knows, asked in a process of its own.

The toolkit's question may wait long for a print server, and would keep all of the program waiting.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from threading import Event
from time import monotonic

PATIENCE_S = 8.0
_LOOK_S = 0.05
_QUESTION = """
import json, os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
names, usual = QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName()
first = usual or (names[0] if names else "")
bad = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)
print(json.dumps([names, first, bool(first) and QPrinterInfo.printerInfo(first).state() in bad]))
"""


@dataclass(frozen=True, slots=True)
class Printers:
    """Their names, the one that is used unless another is chosen, and whether that one has a fault.

    `answered`: whether the system said anything in time.
    """

    names: tuple[str, ...] = ()
    first: str = ""
    faulty: bool = False
    answered: bool = True


def find_printers(stop: Event) -> Printers:
    """Ask the system; what does not answer in time is given up. For a thread."""
    # Where the program is one file, there is no interpreter to ask with.
    if getattr(sys, "frozen", False):
        return _asked_here()
    silent = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own words
            [sys.executable, "-c", _QUESTION],
            stdin=silent,
            stdout=subprocess.PIPE,
            stderr=silent,
            text=True,
        )
    except OSError:
        return Printers(answered=False)
    with process:
        end = monotonic() + PATIENCE_S
        while process.poll() is None and monotonic() < end and not stop.wait(_LOOK_S):
            pass
        if process.poll() is None:
            process.kill()
            return Printers(answered=False)
        said = process.stdout.read() if process.stdout is not None else ""
    return printers_in(said)


def printers_in(said: str) -> Printers:
    """The answer of that process; whatever is none counts as no answer."""
    try:
        names, first, faulty = json.loads(said)
        return Printers(tuple(map(str, names)), str(first), bool(faulty))
    except (ValueError, TypeError):
        return Printers(answered=False)


def _asked_here() -> Printers:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    names, usual = QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName()
    first = usual or (names[0] if names else "")
    bad = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)
    faulty = bool(first) and QPrinterInfo.printerInfo(first).state() in bad
    return Printers(tuple(names), first, faulty)
