"""The commands, which need no display and import no Qt.

Exit codes: 0 done or sound, 1 damaged, 2 not a workshop, 3 newer than the program, 4 missing or
unreadable, 5 output not written, 64 called wrongly. Of several files the highest counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from .. import settings
from ..texts import Texts, system_language
from . import arguments, commands, paper, rescue, terminal
from .erase import erase

INTERRUPTED = 130
_RUN: dict[str, arguments.Run] = {
    "protocol": paper.protocol,
    "check": commands.check,
    "backups": rescue.backups,
    "restore": rescue.restore,
    "recover": rescue.recover,
    "erase": erase,
    "export": paper.export,
    "print-kit": paper.print_kit,
    "import": commands.import_,
    "example": commands.example,
}


def main(argv: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    terminal.tolerate()
    t = _texts(arguments.asked_language(argv))
    try:
        options = arguments.read(argv, t)
        code = _RUN[options.command](options, t)
    except SystemExit as end:  # argparse has answered: --help, --version, or a wrong call
        code = int(end.code or 0)
    except BrokenPipeError:  # nobody reads the answer any more
        code = 0
    except KeyboardInterrupt:
        terminal.complain(t("Stopped. What was written before that is whole."))
        code = INTERRUPTED
    terminal.hang_up()
    return code


def no_display(language: str) -> int:
    """Say that there can be no window here and what there is instead; returns the exit code."""
    terminal.tolerate()
    t = _texts(language)
    words = t(
        "There is no display for the window. {example} and {protocol} need none; {help} says more.",
        example="werkstatt example",
        protocol="werkstatt protocol",
        help="werkstatt --help",
    )
    terminal.complain(words)
    return 4


def _texts(language: str) -> Texts:
    return Texts(language or settings.load().language or system_language())
