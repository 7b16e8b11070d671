"""Speaking to a terminal of any kind, or to none."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from ..domain.clean import clean


def say(words: str) -> None:
    """A line of result; nobody there to read it is no reason to stop."""
    _write(sys.stdout, words + "\n")


def complain(words: str) -> None:
    """A line about what went wrong."""
    _write(sys.stderr, words + "\n")


def hang_up() -> None:
    """Bring out what others have written."""
    _write(sys.stdout, "")


def tolerate() -> None:
    """A terminal that lacks a character shows another one; it does not stop a command."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def shown(path: Path | str) -> str:
    """A path without anything that would command the terminal."""
    return clean(str(path), lines=False)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:  # a program without a console
        return
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # Lead it to nowhere, so that closing it at the end raises no more.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
