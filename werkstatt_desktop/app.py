"""The program's way in: the window, or a command where the first argument names one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

COMMANDS = (
    "protocol", "check", "backups", "restore", "recover", "erase", "export", "print-kit", "import", "example",
)  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Start Werkstatt; returns the exit code of the process."""
    arguments = sys.argv[1:] if argv is None else argv
    found = _window(arguments)
    if found is None:
        from . import cli

        return cli.main(arguments)
    file, language = found
    if _no_display():
        return _say_no_display(language)
    import_plainly()
    from .ui.program.program import run

    return run(Path(file) if file else None, language or None)


def import_plainly() -> None:
    """Load PySide6, and take its hook out of the import statement again.

    The hook reads the source of every module imported from then on, to find out where the switches of
    `__feature__` apply. Werkstatt uses none of them, and the reading costs more than the importing.
    """
    import builtins

    import PySide6.QtCore  # noqa: F401 - sets the hook

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _window(arguments: list[str]) -> tuple[str, str] | None:
    """File and language, either may be empty; None where the arguments ask for anything but the window.

    Read by hand, so that argparse need not be loaded before the first window.
    """
    file = language = ""
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--" and len(rest) == 1 and not file:
            file = rest.pop()
        elif word == "--language" and rest:
            language = rest.pop(0)
        elif word.startswith("--language="):
            language = word.partition("=")[2]
        elif word.startswith("-") or word in COMMANDS or file:
            return None
        else:
            file = word
    return (file, language) if language in {"", "de", "en"} else None


def _no_display() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names)


def _say_no_display(language: str) -> int:
    from . import cli

    return cli.no_display(language)
