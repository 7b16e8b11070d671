"""What the banner says, for each matter and each that comes before another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage.store import Safety
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.frame.alarm import Alarm, Situation, alarm_of, way_words

AT = "2026-11-22T14:02:13"
CALM = Safety(AT, 0, None, recorded=True)
DE = Texts("de")


def trouble(key: str, waiting: int = 3, *, recorded: bool = True) -> Safety:
    return Safety(AT, waiting, FileProblem(key, exit_code=5), recorded=recorded)


def alarm(now: Situation) -> Alarm:
    found = alarm_of(now, DE)
    assert found is not None
    return found


def test_nothing_to_say() -> None:
    """While all is well, or on its way for a moment, there is no banner."""
    assert alarm_of(Situation(CALM), DE) is None
    assert alarm_of(Situation(Safety(AT, 5, None, recorded=False, seconds=2.0)), DE) is None


def test_only_in_the_safety_copy() -> None:
    """What waits and is recorded is told in amber, with what is in the way, and that work goes on."""
    found = alarm(Situation(trouble("file_busy")))
    assert found.level == "amber"
    assert found.words == (
        "Nur in der Notsicherung – ein anderes Programm benutzt die Datei gerade. Erfassung läuft weiter."
    )
    assert (found.short, found.ways) == ("◐ Nur in der Notsicherung", ("again", "elsewhere"))


def test_nowhere() -> None:
    """What waits and is not recorded is told in red, and where new words stay."""
    found = alarm(Situation(trouble("disk_full", recorded=False), free=12_400))
    assert found.level == "red"
    assert found.words == (
        "Nicht gesichert – der Datenträger ist voll (noch 12 kB frei), und die Notsicherung ist aus. "
        "Neue Texte bleiben im Feld stehen."
    )
    assert found.short == "▲ Nicht gesichert"


def test_file_lost_while_nothing_waits() -> None:
    """A file that is gone though all was in it is out of reach; without a safety copy that is red."""
    assert alarm(Situation(trouble("missing", 0))).words == (
        "Datei nicht erreichbar – die Datei wurde verschoben, umbenannt oder gelöscht, oder ihr "
        "Datenträger ist nicht mehr da. Erfassung läuft weiter."
    )
    assert alarm(Situation(trouble("missing", 0, recorded=False))).level == "red"


@pytest.mark.parametrize(
    ("key", "moved_to", "ways"),
    [
        ("file_busy", "", ("again", "elsewhere")),
        ("file_slow", "", ("again", "elsewhere")),
        ("disk_full", "", ("again", "elsewhere")),
        ("cannot_write", "", ("again", "elsewhere")),
        ("missing", "", ("again", "find", "elsewhere")),
        ("missing", "Neu", ("moved", "find", "elsewhere")),
        ("replaced", "", ("merge", "both")),
    ],
)
def test_ways_out(key: str, moved_to: str, ways: tuple[str, ...]) -> None:
    """Each trouble has the ways that help there, and each way its words in both languages."""
    now = Situation(trouble(key), moved_to=moved_to)
    assert alarm(now).ways == ways
    for texts in (DE, Texts("en")):
        words = [way_words(way, now, texts) for way in ways]
        assert len({*words, ""}) == len(ways) + 1


def test_every_trouble_has_words_of_its_own() -> None:
    """No two troubles that a medium can have are told in the same words."""
    keys = ("file_busy", "file_slow", "disk_full", "missing", "replaced", "file_not_writable", "damaged")
    said = {alarm(Situation(trouble(key))).words for key in (*keys, "anything else")}
    assert len(said) == len(keys) + 1


def test_recorder_off() -> None:
    """While only the safety copy fails, that is told in amber, and the foot goes on to say what is saved."""
    safety = replace(CALM, recorder_trouble=FileProblem("recorder_off", exit_code=5), recorded=False)
    found = alarm(Situation(safety))
    assert (found.level, found.short, found.ways) == ("amber", "", ())
    assert found.words.startswith("Notsicherung aus – auf diesem Rechner lässt sich nichts ablegen. ")
    full = alarm(Situation(safety, free=2_300_000))
    assert "ablegen (noch 2 MB frei)." in full.words


def test_gravest_matter_first() -> None:
    """Of several matters the one is told that is most in the way of the work."""
    off = FileProblem("recorder_off", exit_code=5)
    now = Situation(
        replace(trouble("file_busy"), recorder_trouble=off),
        read_only=True,
        fault=FileProblem("tables_differ", exit_code=1),
        offered=3,
        place="removable",
    )
    seen = []
    for _ in range(6):
        found = alarm_of(now, DE)
        seen.append(found.what if found else "")
        if now.safety.trouble is not None:
            now = replace(now, safety=replace(CALM, recorder_trouble=off))
        elif now.fault is not None:
            now = replace(now, fault=None)
        elif now.safety.recorder_trouble is not None:
            now = replace(now, safety=CALM)
        elif now.offered:
            now = replace(now, offered=0)
        elif now.read_only:
            now = replace(now, read_only=False)
        else:
            now = replace(now, place="")
    expected = ["recorded file_busy", "fault tables_differ", "recorder_off", "offered", "read_only"]
    assert seen == [*expected, "place removable"]
    assert alarm_of(now, DE) is None


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("removable", "erst ab, wenn der Workshop geschlossen ist"),
        ("network", "Netzlaufwerk"),
        ("synced", "Nextcloud gleicht diesen Ordner ab"),
    ],
)
def test_place_is_a_quiet_note(place: str, words: str) -> None:
    """On what the file lies is a note that can be closed; the usual disk is none."""
    found = alarm(Situation(CALM, place=place, by="Nextcloud"))
    assert (found.level, found.ways) == ("info", ("close",))
    assert words in found.words
    assert alarm_of(Situation(CALM, place="internal"), DE) is None
    assert alarm_of(Situation(CALM, place="read_only"), DE) is None


def test_long_name_on_a_button() -> None:
    """A file name that is too long for a button is cut, and what is in it is not looked at."""
    now = Situation(trouble("missing"), moved_to="{x} " * 30)
    assert len(way_words("moved", now, DE)) < 60
    assert way_words("moved", replace(now, moved_to="A {b} & C"), DE) == "Mit „A {b} & C“ weiterarbeiten"
