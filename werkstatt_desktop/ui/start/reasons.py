"""What the banner of the start page says: why a file did not open, what there is, what became of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.errors import WerkstattError
from ...texts import Texts
from ..safekeeping import moments

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ...storage.ways import Taken, Way
    from ..safekeeping.question import Question


def reason(error: WerkstattError, t: Texts) -> str:
    """Why a file did not open; of one that is open on another computer, on which and since when."""
    if not elsewhere(error):
        return t.sentence(error)
    host = t.quote(str(error.fields["host"]))
    try:
        moment = moments.soon(datetime.fromisoformat(str(error.fields["since"])), t)
    except ValueError:
        return t("This workshop is open on {host}.", host=host)
    return t("This workshop is open on {host}, since {moment}.", host=host, moment=moment)


def elsewhere(error: WerkstattError) -> bool:
    """Whether another computer has the file open, as far as the mark beside it tells."""
    return bool(error.fields.get("host")) and not error.fields.get("here")


def anyway_question(path: Path, error: WerkstattError, t: Texts, parent: QWidget) -> Question:
    """Asks before a workshop is opened that another computer has open."""
    from ..safekeeping.question import Question

    return Question(
        t,
        "anyway-question",
        t("Open {name} anyway?", name=t.quote(path.stem)),
        [
            ("", reason(error, t)),
            (
                "",
                t(
                    "Do so only if it is not open there any more: after a crash, or when that computer was"
                    " switched off. If both write at the same time, the file can be damaged."
                ),
            ),
        ],
        t("Open anyway"),
        parent=parent,
    )


def way_words(way: Way, t: Texts) -> str:
    """What stands on the button of a way out."""
    if way.backup is not None:
        moment = moments.soon(way.backup.at, t)
        cards = t.n("{n} card", "{n} cards", way.backup.cards)
        return t("Newest backup ({moment}, {cards})", moment=moment, cards=cards)
    if way.kind == "recorder":
        return t("Make again from the safety copy")
    if way.kind == "salvage":
        return t("Save what can be read")
    return t("Open a mended copy")


def name_words(way: Way, t: Texts) -> str:
    """What stands in parentheses in the name of the file that a way leads to."""
    if way.backup is not None:
        return t("backup {moment}", moment=moments.in_name(way.backup.at, t))
    if way.kind == "recorder":
        return t("from the safety copy")
    return t("salvaged") if way.kind == "salvage" else t("mended")


def busy_words(way: Way, t: Texts) -> str:
    """What is being done while a way is taken."""
    if way.backup is not None:
        return t("The backup becomes a workshop …")
    if way.kind == "recorder":
        return t("The workshop is made again from the safety copy …")
    return t("What can be read is saved …") if way.kind == "salvage" else t("A mended copy is made …")


def taken_words(taken: Taken, t: Texts) -> str:
    """What a way has led to, for the window of the new workshop."""
    cards = t.n("{n} card", "{n} cards", taken.cards)
    if taken.salvaged is not None:
        lost, mended = taken.salvaged.lost, taken.salvaged.mended
        parts = [
            t("Saved, not checked by anybody: {cards}.", cards=cards),
            t.n("{n} place could not be read.", "{n} places could not be read.", lost) if lost else "",
            t.n("{n} value was replaced.", "{n} values were replaced.", mended) if mended else "",
            t("Look through everything."),
        ]
    elif taken.way.backup is not None:
        moment = moments.soon(taken.way.backup.at, t)
        parts = [t("This is the backup of {moment} as a new workshop: {cards}.", moment=moment, cards=cards)]
    elif taken.way.kind == "recorder":
        parts = [
            t("Made again from the safety copy: {cards}.", cards=cards),
            t("Nothing that was entered on this device is missing.")
            if taken.whole
            else t("Some steps could not be found again; look through everything."),
        ]
    else:
        parts = [t("A copy as the last whole step left it: {cards}.", cards=cards)]
    return " ".join(part for part in [*parts, t("The old file is as it was.")] if part)
