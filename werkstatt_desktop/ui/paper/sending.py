"""What becomes of a saved file: opened, shown in its folder, sent by the mail program of the user.

All of it but `open_file` is for a thread. Titles and names are words of a command or of an address, never
more: nothing of them is taken for an option, another file or another recipient.
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import quote

from ...domain import people
from ...domain.clean import clean
from ...domain.records import Participant
from ...domain.state import State
from ...texts import Texts
from . import errand

_PATIENCE_S = 5.0
_FILE_MANAGER = "org.freedesktop.FileManager1"
_LONGEST_URL = 1900 if sys.platform == "win32" else 60_000
"""Windows hands on about two thousand characters."""
_ADDRESS = re.compile(r"\w[\w.%+'&-]{0,63}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W_](?:[\w-]{0,61}[^\W_])")
_QUOTES = str.maketrans({"'": "’", '"': "”", "\\": "/", "`": "’"})


@dataclass(frozen=True, slots=True)
class Letter:
    """Who gets a letter, and what stands in it."""

    to: tuple[str, ...]
    subject: str
    text: str


class Sent(Enum):
    """How far a letter is: open with the file; open without it; not open, but its folder is; nothing is."""

    ATTACHED = "attached"
    BESIDE = "beside"
    NOT = "not"
    NOWHERE = "nowhere"


def addresses(text: str) -> tuple[str, ...]:
    """The mail addresses in a text, each once."""
    found: dict[str, str] = {}
    for address in _ADDRESS.findall(text):
        found.setdefault(address.casefold(), address)
    return tuple(found.values())


def people_with_addresses(state: State) -> tuple[Participant, ...]:
    """The participants whom a letter can reach, in their order."""
    return tuple(person for person in people.in_order(state) if addresses(person.email))


def letter_for(state: State, path: Path, t: Texts, *, with_participants: bool) -> Letter:
    """The letter that goes with a file, to the distribution list; `t` are the words of the paper."""
    workshop = state.workshop
    named = [workshop.distribution]
    if with_participants:
        named += [person.email for person in people_with_addresses(state)]
    day = t.date(workshop.date) if workshop.date else ""
    about = clean(" · ".join(part for part in (workshop.title, day, workshop.place) if part), lines=False)
    text = (
        t("Good day,") + "\n\n" + t("attached to this letter is: {name}", name=clean(path.name, lines=False))
    )
    return Letter(addresses("\n".join(named)), clean(path.stem, lines=False), f"{text}\n\n{about}\n")


def words_of(sent: Sent, path: Path, t: Texts) -> str:
    """What there is to say after sending."""
    match sent:
        case Sent.ATTACHED:
            return t(
                "The letter is open in the mail program. Look whether {name} is attached.", name=path.name
            )
        case Sent.BESIDE:
            return t(
                "The letter is open in the mail program. Drag {name} into it from the folder beside it.",
                name=path.name,
            )
        case Sent.NOT:
            return t(
                "No mail program could be opened. {name} lies in its folder, which is open.", name=path.name
            )
        case Sent.NOWHERE:
            return t(
                "Neither a mail program nor the folder could be opened. {name} lies in {folder}.",
                name=path.name,
                folder=str(path.parent),
            )


def open_file(path: Path) -> bool:
    """Open a file with the program that is there for it. For the window's thread."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> bool:
    """Open the folder of a file with the file marked or, where that cannot be, without a mark."""
    path = path.absolute()
    if sys.platform == "win32":
        # It says of itself that it failed whatever it did; names hold no quotation marks there.
        errand.launch(f'explorer /select,"{path}"', patience=_PATIENCE_S)
        return True
    if sys.platform == "darwin":
        return errand.launch(["open", "-R", str(path)], patience=_PATIENCE_S)
    return _shown_by_file_manager(path) or _opened(str(path.parent))


def send(path: Path, letter: Letter) -> Sent:
    """Have the user's mail program open a letter with the file in it, as far as the system can."""
    path = path.absolute()
    if sys.platform not in {"win32", "darwin"} and _sent_with_file(path, letter):
        return Sent.ATTACHED
    opened, shown = _opened(mail_url(letter)), show_in_folder(path)
    if opened:
        return Sent.BESIDE
    return Sent.NOT if shown else Sent.NOWHERE


def mail_url(letter: Letter) -> str:
    """The letter as an address that opens it; without its text where that would be too much."""
    to = ",".join(quote(address, safe="@") for address in letter.to)
    url = f"mailto:{to}?subject={quote(letter.subject, safe='')}"
    text = quote(letter.text.replace("\n", "\r\n"), safe="")
    whole = f"{url}&body={text}"
    return whole if len(whole) <= _LONGEST_URL else url


def _sent_with_file(path: Path, letter: Letter) -> bool:
    """Whether a program was found that takes a file as well."""
    if _is_thunderbird(_mail_program()) and shutil.which("thunderbird"):
        return errand.launch(["thunderbird", "-compose", _composed(path, letter)], patience=_PATIENCE_S)
    odd = set("'\"`\\$") & set(str(path) + "".join(letter.to))
    if shutil.which("xdg-email") is None or odd:
        return False
    # It makes a command of another program out of these, and some of its versions without due care.
    subject, text = letter.subject.translate(_QUOTES), letter.text.translate(_QUOTES)
    command = ["xdg-email", "--utf8", "--subject", subject, "--body", text, "--attach", str(path)]
    return errand.launch([*command, *letter.to], patience=_PATIENCE_S)


def _composed(path: Path, letter: Letter) -> str:
    """The letter in Thunderbird's own words; without quotation marks it decodes what stands there."""
    parts = {
        "to": ",".join(letter.to),
        "subject": letter.subject,
        "body": letter.text,
        "format": "2",
        "attachment": path.as_uri(),
    }
    return ",".join(f"{name}={quote(value, safe='')}" for name, value in parts.items())


def _mail_program() -> str:
    """The desktop's name of the program that letters open in; empty where nobody knows."""
    if shutil.which("xdg-mime") is None:
        return ""
    command = ["xdg-mime", "query", "default", "x-scheme-handler/mailto"]
    try:
        ended = errand.run(command, patience=_PATIENCE_S)
    except OSError:  # TimeoutError is one too
        return ""
    return ended.said.strip() if ended is not None and ended.code == 0 else ""


def _is_thunderbird(program: str) -> bool:
    return "thunderbird" in program.casefold()


def _shown_by_file_manager(path: Path) -> bool:
    from ..frame.session_bus import BusError, SessionBus

    place = "/" + _FILE_MANAGER.replace(".", "/")
    try:
        with SessionBus(_PATIENCE_S) as bus:
            method = f"{_FILE_MANAGER}.ShowItems"
            bus.call(_FILE_MANAGER, place, method, "ass", (path.as_uri(),), "", start=True)
    except (OSError, BusError):
        return False
    return True


def _opened(what: str) -> bool:
    """Have the system open a folder or an address."""
    if sys.platform == "win32":
        return errand.start(what)
    return errand.launch(["open" if sys.platform == "darwin" else "xdg-open", what], patience=_PATIENCE_S)
