"""German is complete, agrees with the code and is German; and the program that sees to it does its work."""

import ast
import gettext
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tests import translations
from tests.translations import PO, ROOT, Unreadable, ids_of, messages, strings_of

GERMAN = messages(translations.read(ROOT / PO))


def ids(found: list[Message]) -> list[str]:
    return [ids_of(message)[0] for message in found]


# --- The catalog


def test_everything_is_translated() -> None:
    """Every word that the code says has a German one."""
    assert ids(translations.missing()) == []


def test_nothing_is_left_over() -> None:
    """No translation stands there for words that the code no longer says."""
    said = translations.wanted()
    assert [id for message in GERMAN for id in [message.id] if said.get(id) is None] == []


def test_file_is_as_the_program_writes_it() -> None:
    """The catalog is sorted, without dates and line numbers, so that changes to it can be read."""
    assert (ROOT / PO).read_bytes() == translations.written(translations.current())


def test_compiled_file_is_current() -> None:
    """The .mo file holds exactly the .po file."""
    compiled = (ROOT / PO).with_suffix(".mo").read_bytes()
    assert compiled == translations.compiled(translations.read(ROOT / PO))


def test_fields_agree() -> None:
    """A translation has the fields in braces that the English words have."""
    there = [message for message in GERMAN if translations.translated(message)]
    assert ids([message for message in there if translations.fields_differ(message)]) == []


@pytest.mark.parametrize("wrong", ["!", '"', "Ctrl", "Shift", "Eingabe", "...", " - "])
def test_german_is_german(wrong: str) -> None:
    """Keys have German names, quotes and dashes are typographic, and nobody is shouted at."""
    assert [text for message in GERMAN for text in strings_of(message) if wrong in text] == []


# --- German in the code

UMLAUT = re.compile(r"[äöüÄÖÜß][A-Za-z]{2}|[A-Za-z]{2}[äöüÄÖÜß]")
WORD = re.compile(r"\b(und|oder|der|das|nicht|eine|einer|ist|Karten?|Gruppen?|Datei|Thema)\b")


# Words that are compared with what users write, and never shown.
COMPARED = {
    "werkstatt_desktop/suggest/words.py",
    "werkstatt_desktop/domain/due.py",
    "werkstatt_desktop/domain/typed.py",
    "werkstatt_desktop/domain/measures.py",
    "werkstatt_desktop/domain/registering.py",
}


def german_literals(source: str) -> Iterator[str]:
    """The string literals with a German word in them; docstrings may explain one."""
    tree = ast.parse(source)
    explained = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in explained:
            continue
        if UMLAUT.search(node.value) or WORD.search(node.value):
            yield node.value


def test_no_german_in_the_code() -> None:
    """German stands in resources/ only."""
    found = {
        path.relative_to(ROOT).as_posix(): list(german_literals(path.read_text(encoding="utf-8")))
        for path in (ROOT / "werkstatt_desktop").rglob("*.py")
    }
    assert {path: words for path, words in found.items() if words and path not in COMPARED} == {}


def test_german_in_code_is_found() -> None:
    """A planted German word is found; letters to sort by and a docstring are none."""
    source = '"""Für Übung."""\na = f"{x} öffnen"\nb = "äöüß"\nc = "Datei {name}"\n'
    assert set(german_literals(source)) == {" öffnen", "Datei {name}"}


# --- The program

CODE = """
t("Prepare"); self.t("{count} cards in {group}", count=1, group=g); window.texts._t("Close")
mark("Collect"); texts.mark("Arrange"); t(name)
t("Light" if day else "Dark")
t.n("{n} card", "{n} cards", n); self._t.n("one theme", "{n} themes", n)
"long " "words"; t("long "
    "words"); other("not said"); x.n("no", "no"); print(t)
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small program."""
    (tmp_path / "werkstatt_desktop").mkdir()
    (tmp_path / "werkstatt_desktop" / "a.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def fragment(root: Path, *lines: str) -> Path:
    path = root / "fragment.po"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_collects_what_is_said(tree: Path) -> None:
    """Plain calls, calls on objects, plurals and marks are collected, and nothing else."""
    found = messages(translations.wanted(tree))
    assert {tuple(ids_of(message)) for message in found} == {
        ("Prepare",), ("{count} cards in {group}",), ("Close",), ("Collect",), ("Arrange",), ("Light",),
        ("Dark",), ("{n} card", "{n} cards"), ("one theme", "{n} themes"), ("long words",),
    }  # fmt: skip


@pytest.mark.parametrize("call", ['t(f"{x} cards")', 't("a" + b)', 't.n("one")', 't("a"); t.n("a", "b", n)'])
def test_words_must_be_literal(tree: Path, call: str) -> None:
    """Words that cannot be collected are refused, not passed over."""
    (tree / "werkstatt_desktop" / "b.py").write_text(call, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"b\.py"):
        translations.wanted(tree)


def test_fragment_is_merged(tree: Path) -> None:
    """A fragment fills in; what the code does not say is named and not kept."""
    path = fragment(tree, 'msgid "Prepare"', 'msgstr "Vorbereiten"', 'msgid "Weigh"', 'msgstr "Gewichten"')
    assert ids(translations.update(tree, path)) == ["Weigh"]
    assert len(translations.missing(tree)) == 9
    path = fragment(tree, 'msgid "Prepare"', 'msgstr ""', 'msgid "Close"', 'msgstr "Schließen"')
    assert translations.update(tree, path) == []
    text = (tree / PO).read_text(encoding="utf-8")
    assert 'msgid "Prepare"\nmsgstr "Vorbereiten"' in text
    assert "Weigh" not in text


def test_fragment_with_wrong_fields_is_refused(tree: Path) -> None:
    """A translation that lost a field changes nothing."""
    path = fragment(tree, 'msgid "{count} cards in {group}"', 'msgstr "{count} Karten"')
    with pytest.raises(Unreadable, match="other fields"):
        translations.update(tree, path)


def test_unused_words_go(tree: Path) -> None:
    """Words that vanished from the code vanish from the catalog."""
    translations.update(tree, fragment(tree, 'msgid "Prepare"', 'msgstr "Vorbereiten"'))
    (tree / "werkstatt_desktop" / "a.py").write_text('t("Close")', encoding="utf-8")
    translations.update(tree)
    assert ids(messages(translations.read(tree / PO))) == ["Close"]


def test_gettext_reads_the_compiled_file(tree: Path) -> None:
    """What is compiled is what the program will say, plurals included."""
    path = fragment(
        tree,
        'msgid "Prepare"', 'msgstr "Vorbereiten „jetzt“"',
        'msgid "{n} card"', 'msgid_plural "{n} cards"', 'msgstr[0] "eine Karte"', 'msgstr[1] "{n} Karten"',
    )  # fmt: skip
    translations.update(tree, path)
    with (tree / PO).with_suffix(".mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Prepare") == "Vorbereiten „jetzt“"
    assert [words.ngettext("{n} card", "{n} cards", n) for n in (0, 1, 2)] == [
        "{n} Karten",
        "eine Karte",
        "{n} Karten",
    ]
    assert words.gettext("Close") == "Close"


def test_two_at_once_lose_nothing(tree: Path) -> None:
    """People who add their words at the same time all find theirs."""
    words = ["Prepare", "Close", "Collect", "Arrange", "Light", "Dark", "long words"]
    program = (
        "import sys, pathlib; from tests import translations as t; t.update(*map(pathlib.Path, sys.argv[1:]))"
    )
    started = []
    for number, word in enumerate(words):
        path = tree / f"{number}.po"
        path.write_text(f'msgid "{word}"\nmsgstr "German {word}"\n', encoding="utf-8")
        command = [sys.executable, "-W", "error", "-c", program, str(tree), str(path)]
        started.append(subprocess.Popen(command, cwd=ROOT))
    assert [process.wait(60) for process in started] == [0] * len(words)
    assert len(translations.missing(tree)) == 10 - len(words)
