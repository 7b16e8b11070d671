"""Which printers the system knows.

The toolkit's own question may wait long for a print server, and would keep all of the program waiting
meanwhile. So the library of the print system is asked, which lets other threads go on.
"""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic

PATIENCE_S = 8.0
_LOOK_S = 0.05
_LIBRARY = "libcups.2.dylib" if sys.platform == "darwin" else "libcups.so.2"
_STOPPED = "5"
"""What the print system calls a printer that prints nothing until somebody sees to it."""


@dataclass(frozen=True, slots=True)
class Printers:
    """Their names, the one that is used unless another is chosen, and whether that one has a fault.

    `answered`: whether the system said anything in time.
    """

    names: tuple[str, ...] = ()
    first: str = ""
    faulty: bool = False
    answered: bool = True


class Option(ctypes.Structure):
    """A fact of a printer, as the library gives it."""

    _fields_ = (("name", ctypes.c_char_p), ("value", ctypes.c_char_p))


class Dest(ctypes.Structure):
    """A printer, as the library gives it."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("instance", ctypes.c_char_p),
        ("is_default", ctypes.c_int),
        ("num_options", ctypes.c_int),
        ("options", ctypes.POINTER(Option)),
    )


def find_printers(stop: Event) -> Printers:
    """Ask the system; what does not answer in time is left alone. For a thread."""
    answers: list[Printers] = []
    there = Event()

    def ask() -> None:
        try:
            answers.append(_asked_toolkit() if sys.platform == "win32" else _asked_library())
        finally:
            there.set()

    # The library cannot be told to stop; a thread that still waits for it must not be waited for.
    Thread(target=ask, name="printers", daemon=True).start()
    end = monotonic() + PATIENCE_S
    while not there.wait(_LOOK_S) and monotonic() < end and not stop.is_set():
        pass
    return answers[0] if answers else Printers(answered=False)


def printers_of(dests: ctypes.Array[Dest] | ctypes._Pointer[Dest], count: int) -> Printers:
    """The printers of the library's list; one and the same with other options counts once."""
    names: dict[str, bool] = {}
    first = ""
    for dest in (dests[n] for n in range(count)):
        name = _text(dest.name)
        facts = {_text(dest.options[n].name): _text(dest.options[n].value) for n in range(dest.num_options)}
        stopped = facts.get("printer-state") == _STOPPED
        names[name] = stopped or facts.get("printer-is-accepting-jobs") == "false"
        if dest.is_default:
            first = name
    first = first or next(iter(names), "")
    return Printers(tuple(names), first, names.get(first, False))


def _asked_library() -> Printers:
    try:
        library = ctypes.CDLL(_LIBRARY)
    except OSError:
        return Printers()  # without it there is nothing to print with
    dests = ctypes.POINTER(Dest)()
    count = library.cupsGetDests(ctypes.byref(dests))
    try:
        return printers_of(dests, count)
    finally:
        library.cupsFreeDests(count, dests)


def _asked_toolkit() -> Printers:
    """Where the system itself keeps the list, it answers at once."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    names, usual = QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName()
    first = usual or next(iter(names), "")
    bad = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)
    faulty = bool(first) and QPrinterInfo.printerInfo(first).state() in bad
    return Printers(tuple(names), first, faulty)


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode("utf-8", "replace")
