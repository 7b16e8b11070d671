"""What the dictionaries say, asked in the way the program asks them."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from werkstatt_desktop.spelling import hunspell
from werkstatt_desktop.spelling.dictionary import Dictionary, load
from werkstatt_desktop.spelling.places import dictionaries


@pytest.fixture(scope="module")
def german() -> Dictionary:
    found = load(dictionaries("de", []))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def english() -> Dictionary:
    found = load(dictionaries("en", []))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "word",
    [
        "Straße", "Fußgängerzone", "Bürgerbeteiligungsverfahren", "Quartiersmanagement",
        "Mehrgenerationenhaus", "BürgerInnen", "innen", "geht's", "Müllers",
        "Grünflächenunterhaltungskosten", "Ältere", "außerdem",
        "Zuständigkeiten", "Łódź",
    ],
)  # fmt: skip
def test_german_words(german: Dictionary, word: str) -> None:
    """Compounds too; what the list cannot even write is not called wrong."""
    assert german.knows(word)


@pytest.mark.parametrize("word", ["Fahrradweg", "Quartierstreff", "Ressortegoismus", "Cafétreff"])
def test_nouns_joined_of_two(german: Dictionary, word: str) -> None:
    """People join words freely; what is made of two known ones is not marked in front of a room."""
    assert german.knows(word)


@pytest.mark.parametrize(
    "word", ["Fahradweg", "Quartierstref", "Radwegg", "Strassenfest", "fahrradwegx", "Wegx", "Wiederstand"]
)
def test_half_a_compound_is_not_enough(german: Dictionary, word: str) -> None:
    """Both halves have to be right, and long enough to be words."""
    assert not german.knows(word)


def test_english_words_are_not_joined(english: Dictionary) -> None:
    assert not english.knows("Streetmeeting")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Schwirigkeit", "Schwierigkeit"),
        ("Fussgängerzone", "Fußgängerzone"),
        ("Bürgerbeteiligungsverfarhen", "Bürgerbeteiligungsverfahren"),
        ("vorraussetzung", "Voraussetzung"),
        ("zuständigkeiten", "Zuständigkeiten"),
        ("Massnahme", "Maßnahme"),
        ("Fahradweg", "Fahrradweg"),
    ],
)
def test_german_corrections(german: Dictionary, word: str, meant: str) -> None:
    """What was meant comes first, in compounds as well."""
    assert not german.knows(word)
    assert german.suggest(word, 6)[0] == meant


def test_english_of_both_sides(english: Dictionary) -> None:
    for word in ("neighbourhood", "neighborhood", "organise", "organize", "don't", "cafe"):
        assert english.knows(word)
    assert not english.knows("recieve")
    assert english.suggest("recieve", 3)[0] == "receive"


def test_few_and_no_suggestions(german: Dictionary) -> None:
    """No more than asked for, none twice, and never the word itself or half of one."""
    found = german.suggest("Schwirigkeiten", 3)
    assert 1 <= len(found) <= 3
    assert len(set(found)) == len(found)
    for word in ("xqzzt", "Sch", "ßßßß", "Łodz"):
        assert all(w != word and not w.startswith("-") for w in german.suggest(word, 6))


def test_nothing_to_read(tmp_path: Path) -> None:
    """Missing, empty or senseless files are no dictionary, or one that knows nothing; never a crash."""
    assert load([]) is None
    assert load([tmp_path / "de_DE"]) is None
    for n, content in enumerate(
        (b"", b"\x00" * 1000, b"99999999999\nSFX A Y 1000000\n", "Ä".encode() * 5000)
    ):
        stem = tmp_path / f"de_{n}"
        for end in (".aff", ".dic"):
            stem.with_name(stem.name + end).write_bytes(content)
        found = load([stem])
        assert found is None or not found.knows("Straße")


def test_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package could not be installed there is no dictionary, whatever lies on the disk."""
    monkeypatch.setattr(hunspell, "find_spec", lambda _name: None)
    assert load(dictionaries("de", [])) is None


def test_names_of_folders_may_be_any(tmp_path: Path) -> None:
    """A dictionary is read from a folder with umlauts and blanks in its name."""
    folder = tmp_path / "Wörter und mehr"
    folder.mkdir()
    (folder / "de_XX.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (folder / "de_XX.dic").write_text("1\nÖse\n", encoding="utf-8")
    found = load([folder / "de_XX"])
    assert found is not None
    assert found.knows("Öse")
    assert not found.knows("Nase")


def test_the_binding_answers_the_same() -> None:
    """Where the library cannot be called by itself, the package's binding is used."""
    (stem,) = dictionaries("de", [])
    bound = Dictionary([hunspell._Bound(stem)])
    assert bound.knows("Straße")
    assert not bound.knows("Strase")
    assert bound.suggest("Schwirigkeit", 2)[0] == "Schwierigkeit"


def test_other_threads_go_on(german: Dictionary) -> None:
    """While a dictionary is read and corrections are looked for, nobody waits."""
    done, spent = threading.Event(), [0.0]

    def work() -> None:
        load(dictionaries("de", []))
        german.suggest("Bürgerbeteiligungsverfarhenx", 6)
        spent[0] = time.thread_time()
        done.set()

    thread = threading.Thread(target=work)
    before = time.thread_time()
    thread.start()
    while not done.is_set():
        pass
    here = time.thread_time() - before
    thread.join()
    # Two threads that both work get as much time each. The package's own binding leaves the other one none.
    assert spent[0] > 0.1
    assert here > spent[0] / 4
