"""What a command can be given, its help and its complaints, in the language of the run."""

from __future__ import annotations

import argparse
import gettext
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NoReturn

from .. import __version__
from ..domain.clean import clean
from ..domain.paper import COMMANDS
from ..exchange.formats import FORMATS
from ..texts import LANGUAGES, Texts, mark, resources

USAGE = 64
MOST_CARDS = 100_000

Run = Callable[[argparse.Namespace, Texts], int]

# What argparse says by itself. It looks these up in gettext's default domain.
_ARGPARSE = (
    mark("usage: "), mark("options"), mark("positional arguments"), mark("show this help message and exit"),
    mark("%(prog)s: error: %(message)s\n"), mark("argument %(argument_name)s: %(message)s"),
    mark("the following arguments are required: %s"), mark("unrecognized arguments: %s"),
    mark("expected one argument"), mark("ignored explicit argument %r"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"), mark("not allowed with argument %s"),
    mark("one of the arguments %s is required"),
)  # fmt: skip


class _Parser(argparse.ArgumentParser):
    """Ends a wrong call with 64, and quotes of it nothing that would command the terminal."""

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        words = f"{clean(message)}\n" if message else None
        super().exit(USAGE if status == 2 else status, words)


def read(argv: Sequence[str], t: Texts) -> argparse.Namespace:
    """The arguments of a command: `command`, `files`, `output`, `language` and its own.

    Raises SystemExit where argparse answers by itself: to --help, to --version, to a wrong call.
    """
    with _speaking(t.language):
        parser = _parser(t)
        options = parser.parse_args(argv)
        if options.command is None:
            parser.error(t("a command is needed"))
        if getattr(options, "group", None) is not None and options.variant not in {None, "group"}:
            parser.error(t("{group} goes with {variant} alone", group="--group", variant="--variant group"))
    return options


def asked_language(argv: Sequence[str]) -> str:
    """What `--language` asks for, found before anything can be said about wrong arguments."""
    for word, following in zip(argv, [*argv[1:], ""], strict=True):
        asked = following if word == "--language" else word.removeprefix("--language=")
        if asked in LANGUAGES and word.startswith("--language"):
            return asked
    return ""


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """Let argparse's own words be ours while it reads and answers."""
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("werkstatt", str(resources() / "locale"))
    gettext.textdomain("werkstatt")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        os.environ.pop("LANGUAGE")
        if before is not None:
            os.environ["LANGUAGE"] = before


def _parser(t: Texts) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="werkstatt",
        usage=f"werkstatt [{t('FILE')}] [--language {{de,en}}]\n       werkstatt {t('COMMAND')} …",
        description=t("Opens the window, with a workshop where FILE names one. The commands need no window."),
        epilog=t("Exit codes: 0 done or sound, 1 damaged, 2 not a workshop, 3 newer than the program, "
                 "4 missing or unreadable, 5 output not written, 64 called wrongly. "
                 "Of several files the highest counts."),
        allow_abbrev=False,
    )  # fmt: skip
    version = f"Werkstatt {__version__}"
    parser.add_argument("--version", action="version", version=version, help=t("say which version this is"))
    _add_language(parser, t, None)
    commands = parser.add_subparsers(
        title=t("commands"), metavar=t("COMMAND"), dest="command", prog="werkstatt"
    )
    helps = {
        "protocol": t("Write the result protocol as PDF."),
        "check": t("Say whether a workshop is sound."),
        "backups": t("Name the backups of a workshop that are on this device."),
        "restore": t("Make a workshop from a backup."),
        "recover": t("Make a workshop of what is left: in the file, in backups and in the safety copy."),
        "erase": t("Erase cards, a name or a whole workshop for good. This cannot be undone."),
        "export": t("Write a workshop in the format of another program."),
        "print-kit": t("Write what else is needed on paper, as PDF: lists, badges, cards, posters."),
        "import": t("Make a workshop from JSON, as exported or in the plain form."),
        "example": t("Make an example: a real workshop held in Essen, or a made-up one."),
    }
    made = {}
    for name, words in helps.items():
        made[name] = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
        made[name].set_defaults(files=[""], output="")
        _add_language(made[name], t, argparse.SUPPRESS)
    _add_inputs(made, t)
    _add_outputs(made, t)
    _add_own(made, t)
    return parser


def _add_language(parser: argparse.ArgumentParser, t: Texts, default: str | None) -> None:
    words = t("the language of this run, also of a protocol that it writes")
    parser.add_argument("--language", choices=LANGUAGES, default=default, help=words)


def _add_inputs(made: Mapping[str, argparse.ArgumentParser], t: Texts) -> None:
    for name in ("protocol", "check", "export", "print-kit"):
        made[name].add_argument("files", nargs="+", metavar=t("FILE"), help=t("a workshop; it is only read"))
    anything = t("a workshop, also where it is damaged or gone; it is only read")
    for name in ("backups", "recover"):
        made[name].add_argument("files", nargs=1, metavar=t("FILE"), help=anything)
    changed = t("a workshop that is open in no window")
    made["erase"].add_argument("files", nargs=1, metavar=t("FILE"), help=changed)
    made["restore"].add_argument("files", nargs=1, metavar=t("BACKUP"), help=t("a backup; it is only read"))
    made["import"].add_argument("files", nargs=1, metavar=t("IN.json"), help=t("what to import"))


def _add_outputs(made: Mapping[str, argparse.ArgumentParser], t: Texts) -> None:
    result = t(
        "where to write; what is there is replaced. A folder where it is one, ends in a slash, "
        "or several files go there"
    )
    new = t("the new workshop, which must not exist yet; or a folder")
    for name, output, words in (
        ("protocol", t("OUT.pdf"), result),
        ("export", f"{t('OUT')}.{{{','.join(FORMATS)}}}", result),
        ("print-kit", t("FOLDER/"), t("the folder in which to write; what is there is replaced")),
        ("restore", t("NEW.werkstatt"), new),
        ("recover", t("NEW.werkstatt"), new),
        ("import", t("NEW.werkstatt"), new),
        ("example", t("NEW.werkstatt"), new),
    ):
        made[name].add_argument("-o", "--output", required=True, type=_output(t), metavar=output, help=words)


def _add_own(made: Mapping[str, argparse.ArgumentParser], t: Texts) -> None:
    """What only one command takes."""
    for name in ("protocol", "export"):
        _add_choice(made[name], t)
    formats = t(
        "the format, where the ending does not say it; in a folder JSON without this. CSV are several files:"
        " the cards, and beside them votes, participants, measures, results and the parking lot"
    )
    made["export"].add_argument("--format", choices=FORMATS, help=formats)
    made["export"].add_argument(
        "--history", action="store_true", help=t("add every step that was ever taken")
    )
    made["recover"].add_argument(
        "--salvage", action="store_true", help=t("take only what can be read in the file itself")
    )
    made["example"].add_argument(
        "--cards",
        type=_cards(t),
        metavar="N",
        help=t("make one up that has N cards; the same for the same N"),
    )
    what = made["erase"].add_mutually_exclusive_group(required=True)
    card = t("a card with all its wordings, by its id in an export; can be given several times")
    what.add_argument("--card", action="append", metavar="ID", help=card)
    name = t("a person's name, in the fields that are there for names, now and in the history")
    what.add_argument("--name", type=_output(t), metavar=t("NAME"), help=name)
    whole = t("the whole workshop: the file, its backups and its safety copy")
    what.add_argument("--workshop", action="store_true", help=whole)
    texts = t("with --name: cards and other texts in which the name stands, too")
    made["erase"].add_argument("--texts", action="store_true", help=texts)
    sure = t("do it; without this is only said what would be done")
    made["erase"].add_argument("--yes", action="store_true", help=sure)


def _add_choice(parser: argparse.ArgumentParser, t: Texts) -> None:
    """Which protocol is meant."""
    variant = t("which protocol; without this the one that is chosen in the workshop")
    parser.add_argument("--variant", choices=COMMANDS, help=variant)
    group = t(
        "the protocol of this group alone, by its name or number; “group” without this tells all of them, one"
        " after another"
    )
    parser.add_argument("--group", type=_output(t), metavar=t("NAME"), help=group)


def _output(t: Texts) -> Callable[[str], str]:
    def take(word: str) -> str:
        if not word:
            raise argparse.ArgumentTypeError(t("a name is needed"))
        return word

    return take


def _cards(t: Texts) -> Callable[[str], int]:
    def take(word: str) -> int:
        if word.isascii() and word.isdigit() and 0 < int(word[:9]) <= MOST_CARDS:
            return int(word)
        most = t.number(MOST_CARDS)
        raise argparse.ArgumentTypeError(t("a whole number from 1 to {most} is needed", most=most))

    return take
