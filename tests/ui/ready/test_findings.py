"""What is said of printers, disks, fonts and screens."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from werkstatt_desktop.printing.proof import Glyphs
from werkstatt_desktop.storage.places import Place
from werkstatt_desktop.storage.readiness import Backups, Room
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.ready import findings
from werkstatt_desktop.ui.ready.findings import BAD, GOOD, NOTE, Finding
from werkstatt_desktop.ui.ready.printers import Dest, Option, Printers, printers_of

DE = Texts("de")


def room(kind: str = "internal", free: int = 80 * 10**9, *, writable: bool = True) -> Room:
    return Room(Place(kind, "/", "Nextcloud" if kind == "synced" else ""), free, writable)


@pytest.mark.parametrize(
    ("found", "level", "words"),
    [
        (Printers(), NOTE, "kein Drucker"),
        (Printers(answered=False), NOTE, "8 Sekunden"),
        (Printers(("HP", "Brother"), "HP"), GOOD, "„HP“ ist bereit. 1 weiterer"),
        (Printers(("HP",), "HP", faulty=True), BAD, "„HP“ meldet eine Störung"),
    ],
)
def test_printers(found: Printers, level: str, words: str) -> None:
    """A printer that is there is named; without one the PDF is the way out."""
    said = findings.printer_words(found, DE)
    assert said.level == level
    assert words in said.words
    assert bool(said.todo) == (level != GOOD)


def dest(name: str, *, default: bool = False, **facts: str) -> Dest:
    """A printer as the print system's library gives it."""
    options = (Option * len(facts))()
    for place, (key, value) in enumerate(facts.items()):
        options[place] = Option(key.replace("_", "-").encode(), value.encode())
    return Dest(name.encode(), None, int(default), len(facts), options)


def test_printers_of_the_system() -> None:
    """The usual printer comes first, an instance of it counts once, and a stopped one has a fault."""
    row = [dest("Flur", printer_state="3"), dest("Büro", default=True, printer_state="5"), dest("Büro")]
    assert printers_of((Dest * 2)(*row[:2]), 2) == Printers(("Flur", "Büro"), "Büro", faulty=True)
    assert printers_of((Dest * 1)(*row[:1]), 1) == Printers(("Flur",), "Flur")
    shut = dest("Flur", printer_is_accepting_jobs="false")
    assert printers_of((Dest * 1)(shut), 1).faulty
    assert printers_of((Dest * 2)(row[0], row[0]), 2).names == ("Flur",)
    assert printers_of((Dest * 0)(), 0) == Printers()


@pytest.mark.parametrize(
    ("found", "read_only", "level"),
    [
        (room(), False, GOOD),
        (room(), True, BAD),
        (room(writable=False), False, BAD),
        (room(free=10**7), False, BAD),
        (room(free=5 * 10**8), False, NOTE),
        (room(free=-1), False, GOOD),
        (room("network"), False, NOTE),
        (room("removable"), False, NOTE),
        (room("synced"), False, NOTE),
    ],
)
def test_disk(found: Room, read_only: bool, level: str) -> None:
    """What is wrong has a way out beside it."""
    said = findings.disk_words(found, DE, read_only=read_only)
    assert said.level == level
    assert bool(said.todo) == (level != GOOD)


def test_backups() -> None:
    """The last backup has its time, with its day where that is not today."""
    at = datetime(2009, 9, 23, 12, 0, tzinfo=UTC)
    said = findings.backup_words(Backups(room(), at), DE)
    assert (said.level, f"23.09. {at.astimezone():%H:%M}" in said.words) == (GOOD, True)
    assert "noch keine" in findings.backup_words(Backups(room(), None), DE).words
    assert findings.backup_words(Backups(room(writable=False), None), DE).level == BAD


def test_fonts() -> None:
    """Missing characters are shown with a text in which they stand."""
    assert findings.glyph_words(Glyphs(312, {}), on_screen=True, t=DE).words.endswith("aus 312 Texten.")
    said = findings.glyph_words(Glyphs(3, {"𓀀": "Schrift 𓀀"}), on_screen=True, t=DE)
    assert (said.level, "𓀀" in said.words, "„Schrift 𓀀“" in said.todo) == (NOTE, True, True)
    assert findings.glyph_words(Glyphs(3, {}), on_screen=False, t=DE).level == BAD


def test_screens() -> None:
    """The second screen has name and size; a coarse one is to be noted."""
    assert findings.screen_words([], DE).level == NOTE
    said = findings.screen_words([("Epson EB", 1920, 1080)], DE)
    assert (said.level, said.words) == (GOOD, "Der zweite Bildschirm ist da: Epson EB, 1920 × 1080.")
    assert findings.screen_words([("Epson EB", 1024, 768)], DE).level == NOTE


def test_sum() -> None:
    """All in one sentence."""
    good, note, bad = (Finding(level, "") for level in (GOOD, NOTE, BAD))
    assert findings.sum_words([good, good], DE) == "Alles ist bereit."
    assert findings.sum_words([good, note, bad, note], DE) == "1 Mangel ist zu beheben, 2 Hinweise."
