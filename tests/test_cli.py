"""The commands do what they say, say it in two languages, and tell by their exit code how it went."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pypdf
import pytest

from tests.examples import new_file, open_file, ready_file, workshop_records
from werkstatt_desktop import __version__, app, cli
from werkstatt_desktop.cli import arguments
from werkstatt_desktop.domain.records import Card, Workshop
from werkstatt_desktop.domain.verbs.cards import write_cards
from werkstatt_desktop.exchange.formats import FORMATS
from werkstatt_desktop.storage import reading
from werkstatt_desktop.texts import Texts

ROOT = Path(__file__).parent.parent
COMMANDS = app.COMMANDS
Out = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return ready_file(tmp_path / "Tag.werkstatt")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, without any display."""
    kept = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "werkstatt_desktop", *arguments],
        check=False,
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def python(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=60)


def sentence(err: str) -> str:
    """What stands on stderr, which must be one line and no traceback."""
    [line] = err.splitlines()
    assert "Traceback" not in line
    return line


def change(path: Path, sql: str) -> Path:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)
    return path


def folder(path: Path) -> dict[str, tuple[bytes, int]]:
    """Everything in a folder: names, contents and times of change."""
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in path.iterdir()}


def cards_in(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(pdf).pages)


# --- Protocol


def test_protocol(file: Path, tmp_path: Path, capsys: Out) -> None:
    """A PDF with every card, and a word about it."""
    out = tmp_path / "out.pdf"
    assert cli.main(["protocol", str(file), "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"Written: {out} (4 cards, 2 groups)\n"
    found = cards_in(out)
    assert all(r.text in found for r in workshop_records() if isinstance(r, Card))


@pytest.mark.parametrize(("asked", "word"), [([], "Protokoll"), (["--language", "en"], "Protocol")])
def test_language_of_the_paper(file: Path, tmp_path: Path, asked: list[str], word: str) -> None:
    """The paper speaks the workshop's language, or for once the one that is asked for."""
    assert cli.main(["protocol", str(file), "-o", f"{tmp_path}/", *asked]) == 0
    assert [path.name for path in tmp_path.glob("*.pdf")] == [f"2009-09-23 Stadtwerkstatt – {word}.pdf"]


def test_existing_pdf_is_replaced(file: Path, tmp_path: Path) -> None:
    """An older protocol of the name gives way as a whole, and nothing else is left behind."""
    out = tmp_path / "out.pdf"
    out.write_bytes(b"old")
    assert cli.main(["protocol", str(file), "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert {path.name for path in tmp_path.iterdir()} == {"Tag.werkstatt", "out.pdf"}


def test_output_folders(file: Path, tmp_path: Path) -> None:
    """A folder is one that is there, one that ends in a slash, or what several files go to."""
    other = ready_file(tmp_path / "Zweiter.werkstatt")
    (tmp_path / "there").mkdir()
    for output, files in (("there", [file]), ("new/deep/", [file]), ("both", [file, other])):
        target = f"{tmp_path}/{output}"
        assert cli.main(["protocol", *map(str, files), "-o", target]) == 0
        names = sorted(path.name for path in Path(target).iterdir())
        front = "2009-09-23 Stadtwerkstatt – Protokoll"
        assert names == [f"{front} (2).pdf", f"{front}.pdf"][-len(files) :]


def test_one_bad_file_does_not_keep_the_others(file: Path, tmp_path: Path, capsys: Out) -> None:
    """What can be printed is printed; the exit code is that of the worst."""
    missing = tmp_path / "nobody.werkstatt"
    assert cli.main(["protocol", str(missing), str(file), "-o", f"{tmp_path}/out"]) == 4
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert sentence(capsys.readouterr().err).startswith(f"{missing}: There is no such file.")


# --- Where outputs go


@pytest.mark.parametrize("command", ["protocol", "export"])
def test_workshops_are_never_replaced(file: Path, tmp_path: Path, command: str, capsys: Out) -> None:
    """An output that is a workshop, or the input under any name, is refused."""
    odd = file.rename(tmp_path / "odd.db")
    (tmp_path / "link.pdf").symlink_to(odd)
    other = ready_file(tmp_path / "B.WERKSTATT")
    before = folder(tmp_path)
    for target in (other, odd, tmp_path / "link.pdf"):
        assert cli.main([command, str(odd), "-o", str(target)]) == 5
        assert "There is already a file named" in sentence(capsys.readouterr().err)
    assert folder(tmp_path) == before


@pytest.mark.parametrize("command", ["import", "example"])
def test_new_workshop_must_be_new(file: Path, command: str, capsys: Out) -> None:
    """Neither an import nor an example replaces anything."""
    before = file.read_bytes()
    given = [str(file.with_name("in.json"))] if command == "import" else []
    file.with_name("in.json").write_text('{"title": "T"}')
    assert cli.main([command, *given, "-o", str(file)]) == 5
    assert "Tag.werkstatt" in sentence(capsys.readouterr().err)
    assert file.read_bytes() == before


@pytest.mark.parametrize("command", ["protocol", "export", "import"])
def test_output_cannot_be_written(file: Path, tmp_path: Path, command: str, capsys: Out) -> None:
    """A folder that is not there, or is a file, or a device: 5, and nothing is left behind."""
    given = tmp_path / "in.json" if command == "import" else file
    (tmp_path / "in.json").write_text('{"title": "T"}')
    before = folder(tmp_path)
    for target in (tmp_path / "no" / "where", Path(f"{file}/"), "/dev/null", f"{file}/"):
        assert cli.main([command, str(given), "-o", str(target)]) == 5
        sentence(capsys.readouterr().err)
    assert folder(tmp_path) == before
    assert not Path("/dev/null").is_file()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_folder_that_may_not_be_written(file: Path, tmp_path: Path) -> None:
    """Outputs into it are refused; reading from it works."""
    tmp_path.chmod(0o500)
    try:
        assert cli.main(["export", str(file), "-o", str(tmp_path / "x.json")]) == 5
        assert cli.main(["check", str(file)]) == 0
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX")
@pytest.mark.parametrize("command", ["protocol", "export", "import", "example"])
def test_no_room(file: Path, tmp_path: Path, command: str) -> None:
    """Where the system stops a file from growing there is a sentence and 5, and the old file is whole."""
    source = tmp_path / "in.json"
    cli.main(["export", str(file), "-o", str(source)])
    old = tmp_path / "old"
    old.write_text("old")
    out = str(tmp_path / "new.werkstatt") if command in {"import", "example"} else str(old)
    given = {"import": [str(source)], "example": []}.get(command, [str(file)])
    before = folder(tmp_path)
    program = (
        "import resource, sys; from werkstatt_desktop.app import main; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)); sys.exit(main(sys.argv[1:]))"
    )
    done = python(program, command, *given, "-o", out)
    assert done.returncode == 5, done.stderr
    sentence(done.stderr)
    assert folder(tmp_path) == before


# --- Check


def test_check_sound(file: Path, capsys: Out) -> None:
    """A sound workshop is said to be so, with what is in it."""
    assert cli.main(["check", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}: Sound: 4 cards and 1 entry in the journal.\n"


def test_check_finds_another_table(file: Path, capsys: Out) -> None:
    """A card that the journal does not know of is damage."""
    change(file, "UPDATE cards SET text = 'forged' WHERE id = 'c1'")
    assert cli.main(["check", str(file)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "do not agree (cards)" in sentence(captured.err)


def test_check_finds_a_broken_journal(file: Path, capsys: Out) -> None:
    """A journal row whose checksum is wrong is damage."""
    change(file, "UPDATE journal SET verb = 'other'")
    assert cli.main(["check", str(file)]) == 1
    assert "damaged" in sentence(capsys.readouterr().err)


def test_check_of_several(file: Path, tmp_path: Path, capsys: Out) -> None:
    """Each file gets its line, and the worst its exit code."""
    empty = tmp_path / "empty.werkstatt"
    empty.touch()
    assert cli.main(["check", str(empty), str(file), str(tmp_path / "no")]) == 4
    captured = capsys.readouterr()
    assert (len(captured.out.splitlines()), len(captured.err.splitlines())) == (1, 2)


# --- Reading leaves no trace


@pytest.mark.parametrize("command", ["protocol", "check", "export"])
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_files_are_only_read(tmp_path: Path, command: str, mode: str) -> None:
    """The file stays as it is to the byte, and nothing appears beside it, whatever mode it is in."""
    (tmp_path / "in").mkdir()
    file = ready_file(tmp_path / "in" / "Tag.werkstatt")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
    file.chmod(0o444)
    before = folder(file.parent)
    output = [] if command == "check" else ["-o", str(tmp_path / "out")]
    assert cli.main([command, str(file), *output]) == 0
    assert folder(file.parent) == before


def test_while_the_window_has_it(file: Path, tmp_path: Path) -> None:
    """A workshop that is open can be printed and exported as it is now."""
    store = open_file(file)
    try:
        texts = ["Jetzt geschrieben"]
        store.commit(write_cards(store.state, group_id="g1", category_id="own", texts=texts))
        assert cli.main(["export", str(file), "-o", str(tmp_path / "now.json")]) == 0
        assert "Jetzt geschrieben" in (tmp_path / "now.json").read_text(encoding="utf-8")
        assert cli.main(["check", str(file)]) == 0
    finally:
        store.close()


# --- Export and import


def test_export_and_import(file: Path, tmp_path: Path) -> None:
    """Exporting the import gives the same bytes, and the import is a workshop of its own."""
    one, new, other = tmp_path / "1.json", tmp_path / "new.werkstatt", tmp_path / "2.json"
    assert cli.main(["export", str(file), "-o", str(one)]) == 0
    assert cli.main(["import", str(one), "-o", str(new)]) == 0
    assert cli.main(["export", str(new), "-o", str(other)]) == 0
    assert one.read_bytes() == other.read_bytes()
    assert cli.main(["check", str(new)]) == 0
    assert reading.read(file).doc_id != reading.read(new).doc_id


def test_export_with_history(file: Path, tmp_path: Path, capsys: Out) -> None:
    """The journal goes along where it is asked for; an import says that it stays behind."""
    out = tmp_path / "out.json"
    assert cli.main(["export", str(file), "-o", str(out), "--history"]) == 0
    [base] = json.loads(out.read_text(encoding="utf-8"))["history"]
    assert (base["verb"], base["seq"]) == ("create_workshop", 1)
    assert cli.main(["import", str(out), "-o", str(tmp_path / "new.werkstatt")]) == 0
    assert "The history in the file was not taken over" in sentence(capsys.readouterr().err)


def test_exports_into_a_folder(file: Path, tmp_path: Path) -> None:
    """In a folder an export has the name of its workshop's file, and no two have the same."""
    (tmp_path / "sub").mkdir()
    other = ready_file(tmp_path / "sub" / "Tag.werkstatt")
    assert cli.main(["export", str(file), str(other), "-o", str(tmp_path / "out")]) == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["Tag (2).json", "Tag.json"]


def test_import_of_the_plain_form(tmp_path: Path, capsys: Out) -> None:
    """Title and cards suffice, and what was changed on the way is said."""
    source, new = tmp_path / "in.json", tmp_path / "new.werkstatt"
    cards = [{"text": "Bänke", "category": "Chancen", "votes": 3}, {"text": "Lärm", "category": "obstacle"}]
    source.write_text(json.dumps({"title": "Plan", "cards": cards}), encoding="utf-8")
    assert cli.main(["import", str(source), "-o", str(new), "--language", "de"]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"Geschrieben: {new} (2 Karten, 1 Gruppe)\n"
    assert sentence(captured.err) == f"{source}: Nicht bekannt und ausgelassen: votes."
    state = reading.read(new).state
    assert {card.category_id for card in state.all(Card)} == {"opportunity", "obstacle"}
    assert state.workshop.language == "de"


def test_example_in_the_readme(tmp_path: Path, capsys: Out) -> None:
    """What README shows as the plain form can be imported as it stands there."""
    [example] = re.findall(r"```json\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    source, new = tmp_path / "in.json", tmp_path / "new.werkstatt"
    source.write_text(example, encoding="utf-8")
    assert cli.main(["import", str(source), "-o", str(new)]) == 0
    assert capsys.readouterr().err == ""
    assert sorted(card.text for card in reading.read(new).state.all(Card)) == ["More seats", "Who pays?"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_an_import(tmp_path: Path, encoding: str) -> None:
    """A byte order mark does not matter, nor do the two bytes of some editors."""
    source = tmp_path / "in.json"
    source.write_bytes('{"title": "Übung"}'.encode(encoding))
    assert cli.main(["import", str(source), "-o", f"{tmp_path}/"]) == 0
    assert reading.read(tmp_path / "Übung.werkstatt").state.workshop.title == "Übung"


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", 1, "empty"),
        (b"\0" * 99, 1, "damaged"),
        (b"{", 2, "not a JSON file"),
        (b'"\xff"', 2, "not a JSON file"),
        (b"[]", 2, "not a workshop"),
        (b"[" * 100_000, 2, "not a JSON file"),
        (b'{"title": "T", "cards": [{"text": "x"}, {"text": 5}]}', 2, "cards[1].text has to be text"),
        (b'{"format": "werkstatt-workshop", "version": 2}', 3, "newer"),
    ],
)
def test_bad_imports(tmp_path: Path, content: bytes, code: int, said: str, capsys: Out) -> None:
    """A sentence says what is wrong and where, and there is no new file."""
    source = tmp_path / "in.json"
    source.write_bytes(content)
    assert cli.main(["import", str(source), "-o", str(tmp_path / "new.werkstatt")]) == code
    assert said in sentence(capsys.readouterr().err)
    assert [path.name for path in tmp_path.iterdir()] == ["in.json"]


# --- Example


def test_example(tmp_path: Path) -> None:
    """Without a number the workshop of Essen."""
    assert cli.main(["example", "-o", str(tmp_path / "e.werkstatt")]) == 0
    state = reading.read(tmp_path / "e.werkstatt").state
    assert (state.workshop.place, state.count(Card)) == ("Essen", 16)


def test_example_of_many_cards(tmp_path: Path) -> None:
    """A made-up one of N cards; two of the same N export the same."""
    for name in ("a", "b"):
        file = tmp_path / f"{name}.werkstatt"
        assert cli.main(["example", "--cards", "300", "-o", str(file)]) == 0
        assert cli.main(["export", str(file), "-o", str(tmp_path / f"{name}.json")]) == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert reading.read(tmp_path / "a.werkstatt").state.count(Card) == 300


def test_example_in_a_folder(tmp_path: Path) -> None:
    """A folder takes it under date and title."""
    assert cli.main(["example", "-o", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [
        "2009-09-23 Innerkommunale Vernetzung und Quartiersentwicklung.werkstatt"
    ]


# --- Exit codes, as a script sees them


def _sound(path: Path) -> None:
    ready_file(path)


def _newer(path: Path) -> None:
    change(ready_file(path), "PRAGMA user_version = 99")


def _foreign(path: Path) -> None:
    change(path, "CREATE TABLE t (x)")


def _half(path: Path) -> None:
    content = ready_file(path).read_bytes()
    path.write_bytes(content[: len(content) // 2])


FILES: dict[str, tuple[Callable[[Path], object], int]] = {
    "sound": (_sound, 0),
    "zero bytes": (lambda p: p.touch(), 1),
    "zeros": (lambda p: p.write_bytes(bytes(8192)), 1),
    "half": (_half, 1),
    "trigger": (
        lambda p: change(ready_file(p), "CREATE TRIGGER t AFTER INSERT ON cards BEGIN SELECT 1; END"),
        1,
    ),
    "view": (lambda p: change(ready_file(p), "CREATE VIEW v AS SELECT 1"), 1),
    "text": (lambda p: p.write_text("a letter"), 2),
    "other program": (_foreign, 2),
    "folder": (lambda p: p.mkdir(), 2),
    "newer": (_newer, 3),
    "missing": (lambda p: None, 4),
}


@pytest.mark.parametrize("kind", FILES)
def test_exit_codes_of_reading(tmp_path: Path, kind: str) -> None:
    """All commands that read a workshop tell apart what can be wrong with it, by code and sentence."""
    make, code = FILES[kind]
    file = tmp_path / "Tag.werkstatt"
    make(file)
    done = run("check", str(file))
    assert done.returncode == code
    for command in ("export", "protocol", "print-kit"):
        assert cli.main([command, str(file), "-o", str(tmp_path / f"out-{command}")]) == code
    if code:
        assert sentence(done.stderr).startswith(f"{file}: ")
        assert (done.stdout, list(tmp_path.glob("out*"))) == ("", [])


@pytest.mark.parametrize(
    "call",
    [
        ["check"],
        ["check", "--frob", "x"],
        ["protocol", "x"],
        ["export", "x", "-o"],
        ["export", "x", "-o", ""],
        ["import", "x", "y", "-o", "z"],
        ["import", "-o", "z"],
        ["example"],
        ["example", "-o", "x", "--cards", "0"],
        ["example", "-o", "x", "--cards", "-3"],
        ["example", "-o", "x", "--cards", "many"],
        ["example", "-o", "x", "--cards", "1.5"],
        ["example", "-o", "x", "--cards", "9" * 5000],
        ["example", "-o", "x", "--cards", "100001"],
        ["example", "-o", "x", "--language", "fr"],
        ["example", "x", "-o", "y"],
        ["--frob"],
        ["--language"],
        ["a.werkstatt", "b.werkstatt"],
        ["--language", "fr", "a.werkstatt"],
    ],
    ids=lambda call: " ".join(call)[:40] or "none",
)
def test_called_wrongly(
    call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    """A wrong call is answered with how to call, and 64; nothing is made."""
    monkeypatch.chdir(tmp_path)
    assert app.main(call) == 64
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("usage: werkstatt")
    assert ": error: " in captured.err
    assert list(tmp_path.iterdir()) == []


def test_wrong_call_of_the_process() -> None:
    """The shell sees 64, too."""
    assert run("protocol").returncode == 64


# --- Words

ENGLISH = re.compile(
    r"\b(usage|options?|positional|arguments?|show|exit|required|invalid|choice|choose|expected|the|and|error"
    r"|unrecognized|file|command|folder|workshops)\b(?!-)", re.IGNORECASE
)  # fmt: skip


def german(words: str) -> str:
    """What is left of a German text without the names of options and commands."""
    names = rf"--?[a-z]+|\b({'|'.join(COMMANDS)})\b|[\w.]+\.(json|pdf|werkstatt)"
    kept = re.sub(names, "", words)
    return re.sub(r"\bWorkshops?\b", "", kept)


@pytest.mark.parametrize("call", [["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)])
def test_help_in_german(call: list[str], capsys: Out) -> None:
    """Help is German to the last word that is not the name of something."""
    assert app.main([*call, "--language", "de"]) == 0
    words = capsys.readouterr().out
    assert words.startswith("Aufruf: werkstatt")
    assert "Optionen:" in words
    assert ENGLISH.findall(german(words)) == []


@pytest.mark.parametrize("call", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_in_english(call: list[str], capsys: Out) -> None:
    """Help is English where that is asked for, whatever the system speaks."""
    assert app.main(["--language=en", *call]) == 0
    words = capsys.readouterr().out
    assert words.startswith("usage: werkstatt")
    assert "options:" in words
    assert not re.search(r"[äöüß]", words)


@pytest.mark.parametrize(
    "call",
    [
        ["export"],
        ["export", "x", "-o"],
        ["example", "-o", "x", "--cards", "0"],
        ["example", "-o", "x", "--language", "fr"],
        ["export", "--history=1", "x", "-o", "y"],
        ["export", "x", "-o", ""],
        ["--frob"],
        ["a", "b"],
    ],
    ids=" ".join,
)
def test_wrong_calls_in_german(call: list[str], capsys: Out) -> None:
    """Complaints are German, too."""
    assert app.main(["--language", "de", *call]) == 64
    words = capsys.readouterr().err
    assert ": Fehler: " in words
    assert ENGLISH.findall(german(words)) == []


def test_language_of_the_system(file: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    """Without a word about it commands speak as the system does."""
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert cli.main(["check", str(file)]) == 0
    assert "Unbeschädigt: 4 Karten und 1 Eintrag" in capsys.readouterr().out


def test_language_of_the_settings(file: Path, home: Path, capsys: Out) -> None:
    """What is chosen in the window holds for commands, too."""
    settings = home / "config" / "werkstatt" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"language": "de", "device": "d"}')
    assert cli.main(["check", str(file)]) == 0
    assert "Unbeschädigt" in capsys.readouterr().out


def test_environment_is_left_alone() -> None:
    """Speaking German for once changes nothing for others in the process."""
    before = dict(os.environ)
    assert cli.main(["--help", "--language", "de"]) == 0
    assert dict(os.environ) == before


def test_version(capsys: Out) -> None:
    """The version can be asked for."""
    assert app.main(["--version"]) == 0
    assert capsys.readouterr().out == f"Werkstatt {__version__}\n"


def test_names_of_commands_agree() -> None:
    """The way in knows all commands, and no others."""
    options = [arguments.read([*call], Texts("en")).command for call in (
        ["protocol", "f", "-o", "x"], ["check", "f"], ["backups", "f"], ["restore", "f", "-o", "x"],
        ["recover", "f", "-o", "x"], ["erase", "f", "--workshop"], ["export", "f", "-o", "x"],
        ["print-kit", "f", "-o", "x"], ["import", "f", "-o", "x"], ["example", "-o", "x"])]  # fmt: skip
    assert tuple(options) == app.COMMANDS == tuple(cli._RUN)


# --- Terminals


def test_terminal_is_not_commanded(tmp_path: Path, capsys: Out) -> None:
    """Control characters in a file's name do not reach the terminal."""
    file = ready_file(tmp_path / "a\x1b[31mb\nc.werkstatt")
    assert cli.main(["check", str(file)]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert "\x1b" not in line


NARROW = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "POSIX"}


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, NARROW])
def test_any_terminal(file: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    """A terminal that lacks letters gets others; the work is done all the same."""
    for call in (
        ["check", str(file)],
        ["import", "--help"],
        ["example", "-o", str(tmp_path / "e.werkstatt")],
        ["protocol", str(file), "-o", str(tmp_path / "p.pdf")],
    ):
        done = run(*call, "--language", "de", **environment)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout


def test_title_that_is_no_file_name(tmp_path: Path) -> None:
    """Where the system has no name for a title there is a sentence; with another name it works."""
    source = tmp_path / "in.json"
    source.write_text('{"title": "Größe 😀"}', encoding="utf-8")
    done = run("import", str(source), "-o", f"{tmp_path}/", **NARROW)
    assert done.returncode == 5
    sentence(done.stderr)
    assert run("import", str(source), "-o", f"{tmp_path}/ascii.werkstatt", **NARROW).returncode == 0


def test_reader_who_goes(file: Path) -> None:
    """A pipe that is closed at the other end is no error."""
    program = [sys.executable, "-W", "error", "-m", "werkstatt_desktop"]
    for call in (["check", str(file), str(file)], ["--help"]):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            [*program, *call], check=False, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, timeout=60
        )
        os.close(write)
        assert (done.returncode, done.stderr) == (0, b"")


# --- The way in


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ([], ("", "")),
        (["Tag.werkstatt"], ("Tag.werkstatt", "")),
        (["--language", "de"], ("", "de")),
        (["--language=en", "f"], ("f", "en")),
        (["f", "--language", "en"], ("f", "en")),
        (["--", "-f"], ("-f", "")),
        (["./check"], ("./check", "")),
        (["check", "f"], None),
        (["--language", "de", "check", "f"], None),
        (["--help"], None),
        (["--version"], None),
        (["f", "g"], None),
        (["--language", "fr"], None),
        (["--language"], None),
        (["-x"], None),
    ],
)
def test_window_or_command(call: list[str], found: tuple[str, str] | None) -> None:
    """A file and a language mean the window, anything else the commands."""
    assert app._window(call) == found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a display may be missing")
@pytest.mark.parametrize("language", ["de", "en"])
def test_no_display(language: str, tmp_path: Path) -> None:
    """Without a display the window says so, names what needs none, and ends with 4."""
    for call in ([], [str(tmp_path / "f.werkstatt")]):
        done = run(*call, LANG=f"{language}_XX.UTF-8")
        assert (done.returncode, done.stdout) == (4, "")
        words = sentence(done.stderr)
        assert "werkstatt example" in words
        assert "werkstatt protocol" in words
        assert ("kein" in words) == (language == "de")


def test_commands_load_no_qt(file: Path, tmp_path: Path) -> None:
    """No command imports Qt, nor anything of the window."""
    source = tmp_path / "in.json"
    source.write_text('{"title": "T"}')
    for call in (
        ["check", str(file)],
        ["protocol", str(file), "-o", str(tmp_path / "x.pdf")],
        *(["export", str(file), "-o", str(tmp_path / f"x.{kind}")] for kind in FORMATS),
        ["print-kit", str(file), "-o", str(tmp_path / "kit")],
        ["import", str(source), "-o", str(tmp_path / "x.werkstatt")],
        ["example", "-o", str(tmp_path / "y.werkstatt"), "--cards", "5"],
        ["--help"],
    ):
        program = (
            "import sys; from werkstatt_desktop.app import main; assert main(sys.argv[1:]) == 0; "
            "print([m for m in sys.modules if 'PySide6' in m or m.startswith('werkstatt_desktop.ui')])"
        )
        done = python(program, *call)
        assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_way_to_the_window_is_short() -> None:
    """Reading the arguments for the window loads neither argparse nor gettext nor a library."""
    program = (
        "import sys; before = set(sys.modules); from werkstatt_desktop import app; "
        "app._window(['f', '--language', 'de']); print(sorted(set(sys.modules) - before))"
    )
    done = python(program)
    assert not {"argparse", "gettext", "json", "sqlite3", "dataclasses"} & set(
        re.findall(r"'(\w+)'", done.stdout)
    )
    assert "werkstatt_desktop.app" in done.stdout


def test_titles_are_printed_as_they_are(tmp_path: Path) -> None:
    """Braces in a title or a path are text, not places for fields."""
    records = [Workshop(id="workshop", title="{a} %s {0}")]
    file = new_file(tmp_path / "{x} %s.werkstatt", records)
    assert cli.main(["export", str(file), "-o", f"{tmp_path}/out/"]) == 0
    assert cli.main(["protocol", str(file), "-o", f"{tmp_path}/out/"]) == 0
    assert "{x} %s.json" in {path.name for path in (tmp_path / "out").iterdir()}
