"""The commands that put a workshop on paper or into other formats: what they choose, name, show and leave."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from tests.examples import new_file, ready_file, workshop_records
from tests.test_cli import ROOT, cards_in, sentence
from werkstatt_desktop import cli
from werkstatt_desktop.cli.progress import Bar
from werkstatt_desktop.domain.paper import COMMANDS
from werkstatt_desktop.domain.records import PAPER_ID, Group, PaperSetting
from werkstatt_desktop.exchange.formats import FORMATS
from werkstatt_desktop.printing import kit
from werkstatt_desktop.texts import Texts

Out = pytest.CaptureFixture[str]
FRONT = "2009-09-23 Stadtwerkstatt"
STARTS = {
    "json": b"{",
    "csv": b"\xef\xbb\xbfText;",
    "xlsx": b"PK",
    "docx": b"PK",
    "odt": b"PK",
    "html": b"<!DOCTYPE",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return ready_file(tmp_path / "Tag.werkstatt")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- Which protocol


def test_each_variant_has_its_name(file: Path, tmp_path: Path) -> None:
    """Every variant is written, and the name of the file says which one it is."""
    out = tmp_path / "out"
    for variant in COMMANDS:
        call = ["protocol", str(file), "-o", f"{out}/", "--variant", variant, "--language", "de"]
        assert cli.main(call) == 0
    said = [
        "Gruppen",
        "Kurzprotokoll",
        "Maßnahmen",
        "Protokoll",
        "Protokoll, Entwurf",
        "Protokoll, ohne Namen",
    ]
    assert names(out) == sorted(f"{FRONT} – {words}.pdf" for words in said)


def test_choice_of_the_workshop(tmp_path: Path) -> None:
    """Without a word about it the variant is written that the workshop has chosen; asked for, another."""
    choice = PaperSetting(id=PAPER_ID, variant="measures", draft=True)
    file = new_file(tmp_path / "a.werkstatt", [*workshop_records(), choice])
    assert cli.main(["protocol", str(file), "-o", f"{tmp_path}/out/", "--language", "de"]) == 0
    assert names(tmp_path / "out") == [f"{FRONT} – Maßnahmen, Entwurf.pdf"]
    assert cli.main(["protocol", str(file), "-o", f"{tmp_path}/full/", "--variant", "full"]) == 0
    assert names(tmp_path / "full") == [f"{FRONT} – Protokoll.pdf"]


@pytest.mark.parametrize("asked", ["Teilhabe", " teilhabe ", "2", "Gruppe 2"])
def test_one_group(file: Path, tmp_path: Path, asked: str) -> None:
    """A group is asked for by its name or its number, and nothing of the others is told."""
    call = ["protocol", str(file), "-o", f"{tmp_path}/out/", "--group", asked, "--variant", "group"]
    assert cli.main(call) == 0
    [path] = (tmp_path / "out").iterdir()
    assert path.name == f"{FRONT} – Gruppe Teilhabe.pdf"
    found = cards_in(path)
    assert "Räume" in found
    assert "Runder Tisch" not in found


def test_all_groups(file: Path, tmp_path: Path) -> None:
    """Without a name all groups are told, one after another, in one file."""
    assert cli.main(["protocol", str(file), "-o", f"{tmp_path}/out.pdf", "--variant", "group"]) == 0
    found = cards_in(tmp_path / "out.pdf")
    assert found.index("Runder Tisch") < found.index("Räume")


def test_group_that_is_not_there(file: Path, tmp_path: Path, capsys: Out) -> None:
    """A sentence names those that are; nothing is written."""
    assert cli.main(["protocol", str(file), "-o", f"{tmp_path}/out.pdf", "--group", "Kern\x1b[31m"]) == 64
    words = sentence(capsys.readouterr().err)
    assert "1: Vernetzung, 2: Teilhabe" in words
    assert "\x1b" not in words
    assert names(tmp_path) == ["Tag.werkstatt"]


def test_groups_of_one_name(tmp_path: Path, capsys: Out) -> None:
    """Of several groups with the name none is guessed; by number each can be had, whatever it is called."""
    more = [Group(id="g3", name="Teilhabe", rank=2.0), Group(id="g4", name="../../x", rank=3.0)]
    file = new_file(tmp_path / "a.werkstatt", [*workshop_records(), *more])
    assert cli.main(["protocol", str(file), "-o", f"{tmp_path}/out.pdf", "--group", "teilhabe"]) == 64
    assert "number" in sentence(capsys.readouterr().err)
    assert cli.main(["protocol", str(file), "-o", f"{tmp_path}/in/", "--group", "4"]) == 0
    assert [path.parent for path in tmp_path.rglob("*.pdf")] == [tmp_path / "in"]


def test_group_goes_with_its_variant(file: Path, tmp_path: Path, capsys: Out) -> None:
    """To ask for a group and another variant is a wrong call."""
    call = ["protocol", str(file), "-o", f"{tmp_path}/o.pdf", "--group", "1", "--variant", "full"]
    assert cli.main([*call, "--language", "de"]) == 64
    assert "--group geht nur mit --variant group" in capsys.readouterr().err


# --- Formats


@pytest.mark.parametrize("kind", FORMATS)
def test_ending_says_the_format(file: Path, tmp_path: Path, kind: str) -> None:
    """A workshop is written in the format that the ending names."""
    out = tmp_path / "out" / f"Tag.{kind.upper()}"
    out.parent.mkdir()
    assert cli.main(["export", str(file), "-o", str(out)]) == 0
    content = out.read_bytes()
    assert content.startswith(STARTS.get(kind, b""))
    assert kind in {"docx", "odt", "xlsx"} or "Runder Tisch" in content.decode()
    assert all("part" not in path.name for path in out.parent.iterdir())


@pytest.mark.parametrize("kind", ["md", "xlsx"])
def test_format_in_a_folder(file: Path, tmp_path: Path, kind: str) -> None:
    """For a folder the format is asked for; a protocol has the name of one, tables that of the workshop."""
    assert cli.main(["export", str(file), "-o", f"{tmp_path}/out/", "--format", kind]) == 0
    assert names(tmp_path / "out") == [{"md": f"{FRONT} – Protokoll.md", "xlsx": "Tag.xlsx"}[kind]]


def test_csv_is_several_files(file: Path, tmp_path: Path, capsys: Out) -> None:
    """Cards are where they were asked for, other tables beside them; of two workshops none is lost."""
    (tmp_path / "out").mkdir()
    assert cli.main(["export", str(file), "-o", f"{tmp_path}/out/Karten.csv", "--language", "de"]) == 0
    said = ["Ergebnisse", "Maßnahmen", "Stimmen", "Teilnehmende", "Themenspeicher"]
    assert names(tmp_path / "out") == [*(f"Karten – {words}.csv" for words in said), "Karten.csv"]
    assert len(capsys.readouterr().out.splitlines()) == 6
    other = ready_file(tmp_path / "Tag – Votes.werkstatt")
    call = ["export", str(other), str(file), "-o", f"{tmp_path}/all", "--format", "csv", "--language", "en"]
    assert cli.main(call) == 0
    assert len(names(tmp_path / "all")) == 12
    assert {"Tag – Votes.csv", "Tag – Votes (2).csv", "Tag.csv"} <= {*names(tmp_path / "all")}


@pytest.mark.parametrize(
    ("output", "more", "said"),
    [
        ("x.doc", [], "docx, odt, md, html"),
        ("x.md", ["--history"], "--history"),
        ("x.json", ["--variant", "full"], "docx, odt, md, html"),
        ("x.csv", ["--group", "1"], "docx, odt, md, html"),
    ],
)
def test_what_does_not_go_together(
    file: Path, tmp_path: Path, output: str, more: list[str], said: str, capsys: Out
) -> None:
    """An unknown ending, or a wish that a format cannot fulfil: a sentence, 64, and no file."""
    assert cli.main(["export", str(file), "-o", f"{tmp_path}/{output}", *more]) == 64
    assert said in sentence(capsys.readouterr().err)
    assert names(tmp_path) == ["Tag.werkstatt"]


def test_tables_without_names(file: Path, tmp_path: Path) -> None:
    """Tables can be written without people's names, too."""
    assert cli.main(["export", str(file), "-o", f"{tmp_path}/x.xlsx", "--variant", "no-names"]) == 0


# --- Other paper


def test_kit(file: Path, tmp_path: Path, capsys: Out) -> None:
    """Everything else that is needed on paper lies in the folder, each a whole PDF, and is told."""
    assert cli.main(["print-kit", str(file), "-o", str(tmp_path / "kit")]) == 0
    made = [*(tmp_path / "kit").iterdir()]
    assert len(made) == len(kit.KINDS)
    assert all(len(pypdf.PdfReader(path).pages) >= 1 for path in made)
    assert len(capsys.readouterr().out.splitlines()) == len(made)


def test_kits_of_several(file: Path, tmp_path: Path) -> None:
    """Of several workshops no paper takes the place of another's."""
    other = ready_file(tmp_path / "Zweiter.werkstatt")
    assert cli.main(["print-kit", str(file), str(other), "-o", f"{tmp_path}/kit/"]) == 0
    assert len(names(tmp_path / "kit")) == 2 * len(kit.KINDS)


# --- Progress, and stopping


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_bar() -> None:
    """The bar grows with files and their parts, and is gone at the end."""
    terminal = Terminal()
    with Bar(["a", "b"], Texts("de"), terminal) as bar:
        bar.begin(1)
        bar.begin(2)
        assert terminal.getvalue().endswith("████████████░░░░░░░░░░░░  50 %  Datei 2 von 2")
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_no_bar_elsewhere() -> None:
    """In a file or a pipe there is none."""
    stream = io.StringIO()
    with Bar(["a"], Texts("de"), stream) as bar:
        bar.begin(1)
        bar.within(1, 2)
    assert stream.getvalue() == ""


@pytest.mark.skipif(os.name != "posix", reason="terminals of this kind are POSIX")
def test_bar_on_a_real_terminal(file: Path, tmp_path: Path) -> None:
    """On a terminal the run shows how far it is and leaves only what it says."""
    ours, theirs = os.openpty()
    program = [sys.executable, "-m", "werkstatt_desktop", "export", str(file), "-o", f"{tmp_path}/x.json"]
    done = subprocess.run(program, check=False, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, timeout=60)
    os.close(theirs)
    seen = os.read(ours, 65536).decode()
    os.close(ours)
    assert done.returncode == 0
    assert "File 1 of 1" in seen
    assert seen.endswith("\r\x1b[K")


@pytest.mark.skipif(os.name != "posix", reason="signals of this kind are POSIX")
def test_stopping(file: Path, tmp_path: Path) -> None:
    """Ctrl+C ends a long run with a sentence; what is there is whole, and nothing half lies about."""
    # Whoever starts the tests in the background has Ctrl+C ignored in all that they start.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    begun = f"{heard}; from werkstatt_desktop.app import main; raise SystemExit(main())"
    program = [sys.executable, "-c", begun, "protocol", *[str(file)] * 400, "-o", f"{tmp_path}/out"]
    with subprocess.Popen(
        program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith("Written: ")
        running.send_signal(signal.SIGINT)
        said, complained = running.communicate(timeout=60)
    assert running.returncode == cli.INTERRUPTED
    assert sentence(complained) == "Stopped. What was written before that is whole."
    made = [*(tmp_path / "out").iterdir()]
    assert 1 <= len(made) < 400
    assert all(path.suffix == ".pdf" and path.read_bytes().rstrip().endswith(b"%%EOF") for path in made)
    assert abs(len(made) - 1 - len(said.splitlines())) <= 1
