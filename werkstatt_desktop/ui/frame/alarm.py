"""What the banner of a workshop window says, worked out from what is known of the safety of its file."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.errors import FileProblem
from ...storage.store import Safety
from ...texts import Texts, mark

_INFO, _AMBER, _RED = "info", "amber", "red"
_MOST_NAME = 32
"""Characters of a file name on a button."""

_TROUBLES = {
    "file_busy": mark("another program is using the file"),
    "file_slow": mark("the disk answers very slowly"),
    "disk_full": mark("the disk is full"),
    "missing": mark("the file was moved, renamed or deleted, or its disk is no longer there"),
    "replaced": mark("another version lies in its place now, perhaps from another device"),
    "file_not_writable": mark("the file may not be written any more"),
    "damaged": mark("the file is damaged"),
}
_FAULTS = {
    "pictures_lost": mark("Pictures of photos are lost in this file. All else is sound."),
    "tables_differ": mark(
        "The file contradicts itself: what you see here may not be all that is in it. Save a copy, or look"
        " into the backups."
    ),
    "damaged": mark(
        "The file is damaged, though it can still be written. Save a copy, or look into the backups."
    ),
}
_PLACES = {
    "removable": mark("This workshop lies on a stick. Pull it out only after the workshop is closed."),
    "network": mark(
        "This workshop lies on a network drive. Should that fail, you can go on: the steps are in the safety"
        " copy then."
    ),
    "synced": mark("{by} synchronises this folder. Work with this file on one device at a time."),
}
_WAYS = {
    "again": mark("Try again"),
    "elsewhere": mark("Go on in another place …"),
    "copy": mark("Save a copy …"),
    "find": mark("Find the file …"),
    "merge": mark("Merge"),
    "both": mark("Keep both"),
    "backups": mark("Backups …"),
    "take": mark("Take over"),
    "leave": mark("Leave them out"),
    "close": mark("Close this message"),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """All that an alarm depends on.

    `fault`: what a look at all of the file has found. `offered`: steps in the safety copy that the file
    lacks. `moved_to`: the name under which the missing file was found. `free`: bytes left on a full disk.
    `place`, `by`: on what the file lies, where that has not been told yet.
    """

    safety: Safety
    read_only: bool = False
    fault: FileProblem | None = None
    offered: int = 0
    moved_to: str = ""
    free: int | None = None
    place: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A sentence with its ways out. `what` names the matter, whose words may change while it lasts.

    `short` says it in the foot of the window; empty where that goes on to say when all was saved.
    """

    what: str
    level: str
    words: str
    ways: tuple[str, ...]
    short: str = ""


def alarm_of(now: Situation, t: Texts) -> Alarm | None:
    """The gravest matter there is; None where all is well."""
    safety = now.safety
    if safety.trouble is not None:
        return _of_trouble(now, safety.trouble, t)
    if now.fault is not None:
        words = t(_FAULTS.get(now.fault.key, _FAULTS["damaged"]))
        return Alarm(f"fault {now.fault.key}", _AMBER, words, ("copy", "backups"))
    if safety.recorder_trouble is not None:
        words = t(
            "Safety copy off – nothing can be stored on this computer{free}. Each step goes into the file;"
            " only the second safeguard is missing.",
            free=_free(now.free, t),
        )
        return Alarm("recorder_off", _AMBER, words, ())
    if now.offered:
        words = t.n(
            "In the safety copy is {n} step that this file lacks.",
            "In the safety copy are {n} steps that this file lacks.",
            now.offered,
        )
        return Alarm("offered", _INFO, words, ("take", "leave"))
    if now.read_only:
        words = t("This file may only be read. To go on working, save a copy elsewhere.")
        return Alarm("read_only", _AMBER, words, ("elsewhere",))
    if now.place in _PLACES:
        return Alarm(f"place {now.place}", _INFO, t(_PLACES[now.place], by=now.by), ("close",))
    return None


def way_words(way: str, now: Situation, t: Texts) -> str:
    """What stands on the button of a way out."""
    if way == "moved":
        name = now.moved_to
        short = name if len(name) <= _MOST_NAME else name[: _MOST_NAME - 1] + "…"
        return t("Go on with {name}", name=t.quote(short))
    return t(_WAYS[way])


def _of_trouble(now: Situation, trouble: FileProblem, t: Texts) -> Alarm:
    safety = now.safety
    cause = t(_TROUBLES.get(trouble.key, mark("the disk reports an error")))
    if trouble.key == "missing" and now.moved_to:
        cause = t("the file has another name now")
    if trouble.key == "disk_full":
        cause += _free(now.free, t)
    ways = _ways_of(trouble.key, found=bool(now.moved_to))
    if not safety.recorded:
        words = t(
            "Not safe – {cause}, and the safety copy is off. New texts stay in their fields.", cause=cause
        )
        return Alarm(f"nowhere {trouble.key}", _RED, words, ways, "▲ " + t("Not safe"))
    if not safety.waiting:
        words = t("File out of reach – {cause}. You can go on writing.", cause=cause)
        return Alarm(f"away {trouble.key}", _AMBER, words, ways, "◐ " + t("File out of reach"))
    words = t("Only in the safety copy – {cause}. You can go on writing.", cause=cause)
    return Alarm(f"recorded {trouble.key}", _AMBER, words, ways, "◐ " + t("Only in the safety copy"))


def _ways_of(key: str, *, found: bool) -> tuple[str, ...]:
    if key == "missing":
        return ("moved", "find", "elsewhere") if found else ("again", "find", "elsewhere")
    if key == "replaced":
        return ("merge", "both")
    return ("again", "elsewhere")


def _free(free: int | None, t: Texts) -> str:
    """How much is left on a disk, in parentheses."""
    if free is None:
        return ""
    size = free // 1000
    unit, size = ("kB", size) if size < 1000 else ("MB", size // 1000)
    return " " + t("({size} {unit} left)", size=t.number(size), unit=unit)
