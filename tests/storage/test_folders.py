"""Folders of workshops: names of new files, what lies there, and who else writes there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plain import run_plain
from tests.workshops import workshop
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import WORKSHOP_ID, Workshop
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.storage.folders import create_in, file_name, free_copy, synced_by, workshops_in
from werkstatt_desktop.storage.reading import read

EDIT = base_edit("create_workshop", [Workshop(id=WORKSHOP_ID, title="Probe")])


@pytest.mark.parametrize(
    ("date", "title", "name"),
    [
        ("2026-11-22", "Wohnen im Alter", "2026-11-22 Wohnen im Alter.werkstatt"),
        ("", "Größe & Übung", "Größe & Übung.werkstatt"),
        ("2026-11-22", 'a/b\\c:d*e?f"g<h>i|j', "2026-11-22 a b c d e f g h i j.werkstatt"),
        ("", "../../etc/passwd", "etc passwd.werkstatt"),
        ("", "...", "Workshop.werkstatt"),
        ("", "  viel \n\t Platz  ", "viel Platz.werkstatt"),
        ("", "rechts\u202enach links\x00", "rechtsnach links.werkstatt"),
        ("", "Ende.", "Ende.werkstatt"),
    ],
)
def test_file_name(date: str, title: str, name: str) -> None:
    """A file is named by date and title, in characters that every system takes."""
    assert file_name(date, title) == name


def test_long_title_fits_into_a_file_name(tmp_path: Path) -> None:
    """A title of 300 characters of four bytes gives a file that can be made."""
    path = create_in(tmp_path, EDIT, date="2026-11-22", title="🌳" * 300)
    assert len(path.name.encode()) < 220
    assert path.exists()


def test_taken_names_are_numbered(tmp_path: Path) -> None:
    """A second workshop of the same day and title gets a number; the first is not touched."""
    first = create_in(tmp_path, EDIT, date="2026-11-22", title="Probe")
    before = first.read_bytes()
    second = create_in(tmp_path, EDIT, date="2026-11-22", title="Probe")
    assert [p.name for p in (first, second)] == ["2026-11-22 Probe.werkstatt", "2026-11-22 Probe 2.werkstatt"]
    assert first.read_bytes() == before


def test_folder_is_made(tmp_path: Path) -> None:
    """The folder for workshops need not exist yet."""
    path = create_in(tmp_path / "Dokumente" / "Werkstatt", EDIT, date="", title="Probe")
    assert read(path).state.workshop.title == "Probe"


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A folder whose place is taken by a file is refused with a sentence."""
    (tmp_path / "Werkstatt").write_text("", encoding="utf-8")
    with pytest.raises(FileProblem) as caught:
        create_in(tmp_path / "Werkstatt", EDIT, date="", title="Probe")
    assert caught.value.key == "cannot_create"


def test_name_of_a_copy(tmp_path: Path) -> None:
    """A copy is named after its original and never after another copy."""
    path = tmp_path / "Probe.werkstatt"
    first = free_copy(path, "Kopie")
    first.touch()
    assert [first.name, free_copy(path, "Kopie").name] == [
        "Probe (Kopie).werkstatt",
        "Probe (Kopie 2).werkstatt",
    ]


def test_workshops_of_a_folder(tmp_path: Path) -> None:
    """Workshops are found in a folder and in the folders in it; hidden and other files are not."""
    wanted = [workshop(tmp_path / "2026" / "b.werkstatt"), workshop(tmp_path / "a.WERKSTATT")]
    for name in (".versteckt.werkstatt", "notizen.txt", "2026/tief/c.werkstatt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert workshops_in(tmp_path) == sorted(wanted)


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    """A folder that cannot be read has no workshops."""
    assert workshops_in(tmp_path / "weg") == []


@pytest.mark.parametrize(
    ("folder", "who"),
    [
        ("OneDrive - Stadt Essen/Dokumente/Werkstatt", "OneDrive"),
        ("Dropbox (Persönlich)/Werkstatt", "Dropbox"),
        ("Nextcloud2/Werkstatt", "Nextcloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs/Werkstatt", "iCloud"),
        ("Google Drive/Meine Ablage", "Google Drive"),
        ("Dokumente/Werkstatt", ""),
        ("Dokumente/Synchronschwimmen", ""),
    ],
)
def test_synced_by_name(folder: str, who: str) -> None:
    """Folders of sync programs are known by their names, on every level above."""
    assert synced_by(Path("/home/m") / folder) == who


@pytest.mark.parametrize(
    ("marker", "who"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox", "Dropbox"),
        (".sync_2f6d1b0c9a3e.db", "Nextcloud"),
        ("._sync_2f6d1b0c9a3e.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        ("notizen.txt", ""),
    ],
)
def test_synced_by_marker(tmp_path: Path, marker: str, who: str) -> None:
    """Folders of sync programs are known by the files these leave there, also before a folder exists."""
    (tmp_path / marker).touch()
    assert synced_by(tmp_path / "Dokumente" / "Werkstatt") == who


def test_synced_by_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows names the folder of OneDrive, whatever it is called."""
    monkeypatch.setenv("OneDrive", str(tmp_path / "Wolke"))
    assert synced_by(tmp_path / "Wolke" / "Werkstatt") == "OneDrive"
    assert synced_by(tmp_path / "Werkstatt") == ""


CLOSED = """
import sys
from pathlib import Path
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage import outputs
from werkstatt_desktop.storage.folders import free_copy, synced_by, workshops_in

folder = Path(sys.argv[1])
locked = folder / "locked"
print(sorted(path.name for path in workshops_in(folder)), sorted(workshops_in(locked)))
print(repr(synced_by(locked / "deeper")), free_copy(locked / "a.werkstatt", "Kopie").name)
print(outputs.target(str(locked / "out.json"), "x").name)
"""


def test_folder_in_which_nobody_may_look(tmp_path: Path) -> None:
    """What cannot be seen is not there; everything else of the folder is shown."""
    workshop(tmp_path / "offen.werkstatt")
    workshop(tmp_path / "locked" / "zu.werkstatt")
    for mode in (0o000, 0o400):
        (tmp_path / "locked").chmod(mode)
        try:
            said = run_plain(CLOSED, tmp_path).splitlines()
        finally:
            (tmp_path / "locked").chmod(0o700)
        assert said[0].startswith("['offen.werkstatt']" if mode == 0 else "['offen.werkstatt', 'zu.")
        assert said[1:] == ["'' a (Kopie).werkstatt", "out.json"]


def test_folder_whose_files_nobody_may_look_at(tmp_path: Path) -> None:
    """Names that can be read, of files that cannot, do not end the search."""
    folder = tmp_path / "locked"
    workshop(folder / "zu.werkstatt")
    folder.chmod(0o400)
    try:
        said = run_plain(CLOSED, folder).splitlines()
    finally:
        folder.chmod(0o700)
    assert said[0] == "['zu.werkstatt'] []"
