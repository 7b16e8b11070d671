"""The words that the user has added."""

from pathlib import Path

from werkstatt_desktop.spelling.own import OwnWords


def test_a_word_is_kept(tmp_path: Path) -> None:
    """It is known at once and at the next start; a small one is known at the beginning of a sentence, too."""
    path = tmp_path / "deep" / "words.txt"
    words = OwnWords(path)
    assert "cargobike" not in words
    assert words.add("cargobike")
    assert words.add("Quartiersrat")
    again = OwnWords(path)
    assert again.look_again()
    for known in (words, again):
        assert "cargobike" in known
        assert "Cargobike" in known
        assert "Quartiersrat" in known
        assert "quartiersrat" not in known
    assert path.read_text(encoding="utf-8") == "Quartiersrat\ncargobike\n"


def test_other_windows_add_words(tmp_path: Path) -> None:
    """What another one has added is found on the next look, and not lost by adding."""
    one, other = OwnWords(tmp_path / "words.txt"), OwnWords(tmp_path / "words.txt")
    one.add("eins")
    assert other.look_again()
    assert not other.look_again()
    other.add("zwei")
    one.add("drei")
    assert "zwei" in one
    assert (tmp_path / "words.txt").read_text(encoding="utf-8").split() == ["drei", "eins", "zwei"]


def test_a_file_that_is_none(tmp_path: Path) -> None:
    """What cannot be read or written costs nothing but the words in it."""
    broken = tmp_path / "words.txt"
    broken.write_bytes(b"\xff\xfe\x00")
    words = OwnWords(broken)
    assert not words.look_again()
    folder = tmp_path / "folder"
    folder.mkdir()
    lost = OwnWords(folder)
    assert not lost.add("neu")
    assert "neu" in lost
