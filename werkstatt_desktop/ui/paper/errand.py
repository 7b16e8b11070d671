"""Other programs that the program runs: those of printing and of sending, and no others.

No shell is between: what stands in a word of a command is that word and nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from time import monotonic

_LOOK_S = 0.1
_END_S = 1.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code, and what it said in English."""

    code: int
    said: str


def run(
    command: Sequence[str],
    content: bytes = b"",
    *,
    patience: float,
    cancelled: Callable[[], bool] = lambda: False,
) -> Ended | None:
    """Run a command to its end, with something to read; None where it was not wanted any more. For a thread.

    Raises `TimeoutError` where it does not end in so many seconds, and `OSError` where it cannot be run.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and no command of a user's
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"},
        )
    except ValueError as error:  # a word with a character that ends it
        raise OSError(str(error)) from error
    until = monotonic() + patience
    left: bytes | None = content
    with process:
        while True:
            try:
                said, _ = process.communicate(left, timeout=_LOOK_S)
            except subprocess.TimeoutExpired:
                left = None  # it is under way
                if monotonic() < until and not cancelled():
                    continue
                _end(process)
                if cancelled():
                    return None
                raise TimeoutError from None
            return Ended(process.returncode, said.decode(errors="replace"))


def launch(command: Sequence[str] | str, *, patience: float) -> bool:
    """Start a program that stays, such as a mail program; whether it did not fail in so many seconds.

    It goes on when this program ends. A command of one piece is for Windows, whose programs divide it
    themselves. For a thread.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and no command of a user's
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return False
    try:
        return process.wait(patience) == 0
    except subprocess.TimeoutExpired:
        # Somebody has to take note of its end.
        Thread(target=process.wait, name="errand", daemon=True).start()
        return True


def start(what: str) -> bool:
    """Have Windows open a folder or an address with the program that is there for it."""
    if sys.platform == "win32":
        try:
            os.startfile(what)  # noqa: S606
        except OSError:
            return False
        return True
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with suppress(subprocess.TimeoutExpired, OSError):
        process.communicate(timeout=_END_S)
