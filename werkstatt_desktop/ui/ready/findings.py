"""What a look at one thing has found, as a sentence with what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...storage.readiness import Backups, Room
from ...texts import Texts
from ..safekeeping import moments
from .printers import PATIENCE_S, Printers

if TYPE_CHECKING:
    from ...printing.proof import Glyphs

GOOD, NOTE, BAD = "good", "note", "bad"
_NAMED = 8
_GIGABYTE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """How it stands, one of GOOD, NOTE, BAD; `todo` says what helps, and is empty where all is well."""

    level: str
    words: str
    todo: str = ""


def printer_words(found: Printers, t: Texts) -> Finding:
    """Whether there is a printer, and which one is used."""
    if not found.answered:
        words = t("The printers did not answer within {seconds} seconds.", seconds=round(PATIENCE_S))
        return Finding(NOTE, words, t("Check the connection to the network or the printer, then look again."))
    if not found.names:
        return Finding(
            NOTE,
            t("No printer was found."),
            t("Switch the printer on and connect it, or hand the protocol on as a PDF."),
        )
    name = t.quote(found.first)
    if found.faulty:
        words = t("The printer {name} reports a fault.", name=name)
        return Finding(BAD, words, t("Check paper, toner and cable, then look again."))
    more = len(found.names) - 1
    words = t("The printer {name} is ready.", name=name)
    if more:
        words += " " + t.n("{n} more can be chosen.", "{n} more can be chosen.", more)
    return Finding(GOOD, words, "")


def disk_words(found: Room, t: Texts, *, read_only: bool) -> Finding:
    """Whether the workshop's file can be written, and where it lies."""
    if read_only or not found.writable:
        return Finding(
            BAD,
            t("The file may only be read."),
            t("Save a copy in another folder and go on there."),
        )
    free = _free_words(found, t)
    if found.enough == "too_little":
        words = t("The disk of the file is nearly full: {free}.", free=free)
        return Finding(BAD, words, t("Make room there before the day begins."))
    where = _place_words(found, t)
    if found.enough == "little":
        return Finding(NOTE, f"{where} {free}.", t("Make room there if photos are to come."))
    if (todo := _place_advice(found, t)) != "":
        return Finding(NOTE, f"{where} {free}.", todo)
    return Finding(GOOD, f"{where} {free}.")


def backup_words(found: Backups, t: Texts) -> Finding:
    """Whether backups can be made, and when that was done last."""
    if not found.room.writable:
        return Finding(
            BAD,
            t("No backup can be made on this device."),
            t("Save a copy on a stick after each part of the day."),
        )
    if found.room.enough == "too_little":
        words = t("The place for backups is nearly full: {free}.", free=_free_words(found.room, t))
        return Finding(BAD, words, t("Make room on this device before the day begins."))
    if found.newest is None:
        words = t("The place for backups is ready; none was made of this workshop yet.")
        return Finding(GOOD, words)
    at = moments.soon(found.newest, t)
    return Finding(GOOD, t("Backups are made on this device, the last one {time}.", time=at))


def glyph_words(found: Glyphs, on_screen: bool, t: Texts) -> Finding:
    """Whether the fonts are there, and have every character of today's texts."""
    if not on_screen:
        return Finding(
            BAD, t("The program’s own font is missing on the screen."), t("Install the program anew.")
        )
    if not found.missing:
        count = found.texts
        words = t.n(
            "The fonts have all there is in {n} text.", "The fonts have all there is in {n} texts.", count
        )
        return Finding(GOOD, words)
    shown = " ".join(list(found.missing)[:_NAMED])
    words = t.n("{n} character is in no font: {shown}", "{n} characters are in no font: {shown}",
                len(found.missing), shown=shown)  # fmt: skip
    text = " ".join(next(iter(found.missing.values())).split())
    text = text if len(text) <= 50 else text[:49].rstrip() + "…"
    return Finding(NOTE, words, t("A square is printed for it, as in {text}. Reword it.", text=t.quote(text)))


def screen_words(others: Sequence[tuple[str, int, int]], t: Texts) -> Finding:
    """Which screens there are beside the one of the window: their names and sizes in pixels."""
    if not others:
        return Finding(
            NOTE,
            t("There is only this screen."),
            t("Connect the projector. If it shows the same picture, F11 shows the page alone."),
        )
    name, wide, high = others[0]
    words = t("The second screen is there: {name}, {wide} × {high}.", name=name, wide=wide, high=high)
    if wide < 1280 or high < 720:
        todo = t("It is coarse. Show larger cards with {keys}.", keys=t.keys("Ctrl++"))
        return Finding(NOTE, words, todo)
    return Finding(GOOD, words)


def page_words(size: int, t: Texts) -> Finding:
    """Whether a page could be set; without one, why a protocol could not be either."""
    if size:
        return Finding(
            GOOD, t("A test page is set. Printed, it shows whether margins, letters and colours come out.")
        )
    return Finding(BAD, t("No page could be set."), t("Install the program anew."))


def late_words(t: Texts) -> Finding:
    """For what did not answer in time."""
    return Finding(NOTE, t("No answer in ten seconds."), t("Look again, or check it by hand."))


def sum_words(findings: Sequence[Finding], t: Texts) -> str:
    """All in one sentence."""
    bad = sum(found.level == BAD for found in findings)
    note = sum(found.level == NOTE for found in findings)
    if not bad and not note:
        return t("Everything is ready.")
    parts = []
    if bad:
        parts.append(t.n("{n} thing has to be mended", "{n} things have to be mended", bad))
    if note:
        parts.append(t.n("{n} thing to note", "{n} things to note", note))
    return ", ".join(parts) + "."


def _free_words(room: Room, t: Texts) -> str:
    if room.free < 0:
        return t("room unknown")
    if room.free < _GIGABYTE:
        return t("{count} MB free", count=t.number(room.free // 1_000_000))
    return t("{count} GB free", count=t.number(room.free // _GIGABYTE))


def _place_words(room: Room, t: Texts) -> str:
    match room.place.kind:
        case "network":
            return t("The file lies on the network and can be written,")
        case "removable":
            return t("The file lies on a stick or an outer disk and can be written,")
        case "synced":
            return t("The file lies in a folder of {name} and can be written,", name=room.place.by)
    return t("The file lies on this device and can be written,")


def _place_advice(room: Room, t: Texts) -> str:
    match room.place.kind:
        case "network":
            return t("If the network may fail, save a copy on this device and work with that.")
        case "removable":
            return t("Leave it plugged in all day.")
        case "synced":
            return t("Have only this computer change the file today.")
    return ""
