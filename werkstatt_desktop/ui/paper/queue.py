"""Handing a PDF itself to the system's print queue, so that the printer gets text and not pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ...domain.errors import WerkstattError
from . import errand

Sides = Literal["", "one-sided", "two-sided-long-edge", "two-sided-short-edge"]

_PATIENCE_S = 60.0
_ASKED_S = 10.0
_LONGEST_TITLE = 240
"""Bytes; the print system's names hold 255."""
_UNKNOWN = ("does not exist", "invalid destination", "no such file")
_SILENT = ("unable to connect", "connection refused", "scheduler is not running", "bad file descriptor")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody chose in the print dialog.

    `pages` are ranges such as "1,3-5"; empty: all. `sides`, `paper` and `more` are the print system's own
    words; empty ones leave it to the printer.
    """

    printer: str
    title: str
    copies: int = 1
    pages: str = ""
    sides: Sides = ""
    grey: bool = False
    collate: bool = True
    backwards: bool = False
    paper: str = ""
    more: tuple[tuple[str, str], ...] = ()


def is_here() -> bool:
    """Whether there is a print system that takes a PDF."""
    return os.name == "posix" and shutil.which("lp") is not None


def hand_over(content: bytes, wish: Wish, cancelled: Callable[[], bool]) -> bool:
    """Give a PDF to a queue; False where that was cancelled. For a thread.

    Raises `WerkstattError`: printer_gone, printer_stopped, printer_rejects, printer_silent, printer_refuses.
    """
    _demand_ready(wish.printer, cancelled)
    if cancelled():
        return False
    ended = _run(arguments(wish), content, _PATIENCE_S, cancelled)
    if ended is None:
        return False
    if ended.code != 0:
        raise _refusal(ended.said, wish.printer)
    return True


def arguments(wish: Wish) -> list[str]:
    """The command that takes the PDF; what stands in a title is never anything but a title."""
    made = ["lp", "-d", wish.printer, "-n", str(max(wish.copies, 1)), "-t", _title(wish.title)]
    if wish.pages:
        made += ["-P", wish.pages]
    options = dict(wish.more)
    options["collate"] = "true" if wish.collate else "false"
    if wish.sides:
        options["sides"] = wish.sides
    if wish.grey:
        options["print-color-mode"] = "monochrome"
    if wish.backwards:
        options["outputorder"] = "reverse"
    if wish.paper:
        options["media"] = wish.paper
    for name, value in options.items():
        made += ["-o", f"{name}={value}"]
    return [*made, "-"]


def _title(words: str) -> str:
    plain = "".join(c if c.isprintable() else " " for c in words)
    return plain.encode()[:_LONGEST_TITLE].decode(errors="ignore").strip() or "Werkstatt"


def _demand_ready(printer: str, cancelled: Callable[[], bool]) -> None:
    """Refuse a queue that is stopped or takes nothing; printing into it would come out some other day."""
    if shutil.which("lpstat") is None:
        return
    ended = _run(["lpstat", "-p", printer, "-a", printer], b"", _ASKED_S, cancelled)
    # A printer of the network that has no queue yet is known only once something is printed on it.
    words = ended.said.casefold() if ended is not None else ""
    if "not accepting requests" in words:
        raise WerkstattError("printer_rejects", name=printer)
    if " disabled " in words:
        raise WerkstattError("printer_stopped", name=printer)


def _refusal(said: str, printer: str) -> WerkstattError:
    words = said.casefold()
    if any(sign in words for sign in _SILENT):
        return WerkstattError("printer_silent")
    if any(sign in words for sign in _UNKNOWN):
        return WerkstattError("printer_gone", name=printer)
    if "not accepting" in words:
        return WerkstattError("printer_rejects", name=printer)
    return WerkstattError("printer_refuses")


def _run(
    command: Sequence[str], content: bytes, patience: float, cancelled: Callable[[], bool]
) -> errand.Ended | None:
    try:
        return errand.run(command, content, patience=patience, cancelled=cancelled)
    except TimeoutError as error:
        raise WerkstattError("printer_silent") from error
    except OSError as error:
        raise WerkstattError("printer_refuses") from error
