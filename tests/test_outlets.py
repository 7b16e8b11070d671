"""What becomes of hostile text outside of a workshop: names of files, what commands say, paper."""

from __future__ import annotations

import io
import json
import os
import re
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.examples import workshop, workshop_records
from tests.hostile import TEXT, unwanted
from tests.printing.samples import Paper, one_group
from werkstatt_desktop import cli
from werkstatt_desktop.domain import templates
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.naming import file_words
from werkstatt_desktop.domain.protocol import suggest_name
from werkstatt_desktop.domain.records import SHORT
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import board, setup
from werkstatt_desktop.storage import folders
from werkstatt_desktop.texts import Texts

# --- Names of files


def harmless(name: str) -> bool:
    """Whether every system takes a file name and means by it a plain file of a folder."""
    return (
        0 < len(name.encode()) <= 100
        and not set(name) & set('<>:"/\\|?*')
        and not any(unwanted(character) or character == "\n" for character in name)
        and name[0] not in " .-~"
        and name[-1] not in " ."
        and not re.match(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$) *(\.|$)", name)
    )


@settings(max_examples=400)
@given(TEXT, TEXT, st.integers(1, 999))
@example("", "CON", 1)
@example("", "aux.b", 2)
@example("con", "x", 1)
@example("", "-o", 1)
def test_names(day: str, title: str, number: int) -> None:
    """Whatever date and title are, the files named by them have harmless names."""
    facts = {"date": clean(day, lines=False)[:SHORT], "title": clean(title, lines=False)[:SHORT] or "?"}
    state = workshop()
    state = state.apply(setup.edit_workshop(state, **facts).changes)
    found = folders.file_name(day, title, number)
    assert harmless(found), found
    assert harmless(suggest_name(state, Texts("de")))
    assert harmless(folders.free_copy(Path("/nowhere", found), "Kopie").name)
    stem = file_words(title)
    assert not stem or harmless(f"{stem}{templates.SUFFIX}")


@settings(max_examples=40)
@given(TEXT, TEXT)
@example("", "../../x")
@example("", "a/b")
def test_new_files_lie_in_their_folder(day: str, title: str) -> None:
    """A workshop is made where it belongs and nowhere else, whatever it is called."""
    with TemporaryDirectory() as folder:
        inner = Path(folder, "in", "ner")
        edit = base_edit("create_workshop", workshop_records())
        paths = [folders.create_in(inner, edit, date=day, title=title) for _ in range(2)]
        assert sorted(p for p in Path(folder).rglob("*") if p.is_file()) == sorted(paths)
        assert all(path.parent == inner and harmless(path.name) for path in paths)


# --- Commands


def called(*arguments: str) -> tuple[int, str]:
    """What a command returns and says."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            code = cli.main(list(arguments))
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue() + err.getvalue()


@settings(max_examples=40)
@given(TEXT, TEXT)
def test_commands_name_files(title: str, group: str) -> None:
    """A command that names its file itself writes into the folder that was asked for, and nowhere else."""
    with TemporaryDirectory() as folder:
        source, inner = Path(folder, "in.json"), Path(folder, "new")
        source.write_text(json.dumps({"title": title, "cards": [{"text": "a", "group": group}]}))
        code, said = called("import", str(source), "-o", f"{inner}/")
        assert not any(unwanted(character) for character in said)
        made = [path for path in Path(folder).rglob("*") if path.is_file() and path != source]
        if code != 0:
            assert (code, made) == (2, [])
            return
        assert [(path.parent, harmless(path.name)) for path in made] == [(inner, True)]
        assert called("check", str(made[0]))[0] == 0
        assert called("export", str(made[0]), "-o", f"{inner}/")[0] == 0
        assert {path.suffix for path in inner.iterdir()} == {".werkstatt", ".json"}


@settings(max_examples=150)
@given(
    st.sampled_from(["check", "export", "print-kit", "import", "protocol", "example", ""]),
    st.lists(TEXT, max_size=3),
)
def test_arguments(command: str, given_texts: list[str]) -> None:
    """Whatever a command is called with, it ends with a code of its own and commands no terminal."""
    texts = [os.fsdecode(text.encode(errors="surrogatepass")) for text in given_texts]
    for arguments in ([command, *texts], [command, *texts, "-o", "/nowhere/at/all/"]):
        code, said = called(*[text.replace("\0", "") for text in arguments])
        assert code in {0, 1, 2, 3, 4, 5, 64}
        assert not any(unwanted(character) for character in said)


# --- Paper


@settings(max_examples=40)
@given(st.lists(TEXT, min_size=5, max_size=5))
def test_paper(texts: list[str]) -> None:
    """Any text is printed, and never as a picture, a link to elsewhere, a program or a file in the file."""
    title, name, heading, *said = (clean(text)[:SHORT] for text in texts)
    state = one_group(*said, explanation=heading)
    paper = Paper(
        state.apply(
            [
                *setup.edit_workshop(state, title=title or "?", goal=name).changes,
                *setup.edit_group(state, "g", name=name).changes,
                *board.name_cluster(state, "t", heading).changes,
            ]
        )
    )
    assert paper.result.cards == len(said)
    assert not [page for page in paper.reader.pages if page.images]
    keys, targets = inside(paper)
    assert not keys & {"/URI", "/JavaScript", "/JS", "/EmbeddedFiles", "/Launch", "/AA", "/RichMedia"}
    assert targets <= {"/GoTo"}


def inside(paper: Paper) -> tuple[set[str], set[str]]:
    """The names of everything in a printed file, and the kinds of what its links do."""
    keys: set[str] = set()
    actions: set[str] = set()
    for number in {*paper.reader.xref[0], *paper.reader.xref_objStm}:
        found = paper.reader.get_object(number)
        if isinstance(found, dict):
            keys |= set(found)
            actions |= {str(found["/S"])} if found.get("/Type") == "/Action" else set()
            # What the structure says of a table or a picture has the same key.
            told = "/S" in found and "/Subtype" not in found
            if not told and isinstance(action := found.get("/A"), dict):
                actions.add(str(action["/S"]))
    return keys, actions
