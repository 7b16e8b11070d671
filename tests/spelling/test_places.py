"""Where dictionaries are found."""

from pathlib import Path

import pytest

from werkstatt_desktop.spelling.places import dictionaries, own_folder, system_folders


def lay(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).touch()
    return folder


def test_those_of_the_system_come_first(tmp_path: Path) -> None:
    """The first folder that has one for the language counts."""
    empty = lay(tmp_path / "a", "fr_FR.aff", "fr_FR.dic", "de_DE.dic", "hyph_de_DE.dic", "hyph_de_DE.aff")
    first = lay(tmp_path / "b", "de_AT.aff", "de_AT.dic", "de_DE.aff", "de_DE.dic")
    second = lay(tmp_path / "c", "de_DE_frami.aff", "de_DE_frami.dic")
    assert dictionaries("de", [empty, tmp_path / "nowhere", first, second]) == [first / "de_DE"]
    assert dictionaries("de", [second, first]) == [second / "de_DE_frami"]


def test_another_country_is_better_than_none(tmp_path: Path) -> None:
    folder = lay(tmp_path / "a", "de_CH.aff", "de_CH.dic")
    assert dictionaries("de", [folder]) == [folder / "de_CH"]


def test_english_is_british_and_american(tmp_path: Path) -> None:
    """A word is right if either knows it, so both are used where they are."""
    names = [f"en_{land}.{end}" for land in ("US", "GB", "AU") for end in ("aff", "dic")]
    folder = lay(tmp_path / "a", *names)
    assert dictionaries("en", [folder]) == [folder / "en_GB", folder / "en_US"]


def test_our_own_come_last() -> None:
    """Where the system has none, those of the program are used; for other languages there is none."""
    assert dictionaries("de", []) == [own_folder() / "de_DE_frami"]
    assert dictionaries("en", []) == [own_folder() / "en_GB", own_folder() / "en_US"]
    assert dictionaries("xx", []) == []
    assert dictionaries("../de", []) == []


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_places_of_every_system(platform: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each has its own; a folder that the user names comes before all of them."""
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv("DICPATH", str(tmp_path))
    found = system_folders()
    assert found[0] == tmp_path
    assert len(found) > 3


def test_licences_are_beside_them() -> None:
    """Both dictionaries say whose they are and what may be done with them."""
    texts = {p.name: p.read_text(encoding="utf-8") for p in own_folder().glob("LICENSE-*")}
    assert "GNU GENERAL PUBLIC LICENSE" in texts["LICENSE-de_DE_frami.txt"]
    assert "Permission to use, copy, modify, distribute and sell" in texts["LICENSE-en.txt"]
