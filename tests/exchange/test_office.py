"""Documents as another program shows them: opened with LibreOffice and printed by it."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pypdf
import pytest

from tests.exchange import whole_day
from tests.exchange.blocks import every
from tests.exchange.documents import bare, missing, png
from werkstatt_desktop.domain import examples
from werkstatt_desktop.domain.paper import usual
from werkstatt_desktop.domain.state import State, base_edit
from werkstatt_desktop.exchange import docx, odt
from werkstatt_desktop.printing import raster
from werkstatt_desktop.report import blocks as b
from werkstatt_desktop.report.telling import tell
from werkstatt_desktop.texts import Texts, resources

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(300),
    pytest.mark.skipif(OFFICE is None, reason="there is no LibreOffice"),
]
WRITERS = {"docx": docx, "odt": odt}
TITLE = "Ein Titel"
HOSTILE = (
    "=1+1 {{7*7}} <b>fett</b> &amp; </text:p> ${x} { PAGE } \\n",
    "مرحبا אב 👍🏽 漢字 Łukasz Yıldız „ß“ – €",
    "Sehr lang " * 900,
)


def essen() -> State:
    text = (resources() / "examples" / "essen-2009.json").read_text(encoding="utf-8")
    return State().apply(base_edit("create_workshop", examples.essen(text)).changes)


def printed(content: bytes, kind: str, folder: Path) -> pypdf.PdfReader:
    """The document as LibreOffice prints it, with a profile of its own."""
    assert OFFICE is not None
    path = folder / f"document.{kind}"
    path.write_bytes(content)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            path,
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return pypdf.PdfReader(path.with_suffix(".pdf"))


def words(reader: pypdf.PdfReader) -> str:
    """The text of all pages without what stands at the foot of each."""
    pages = (bare(page.extract_text()) for page in reader.pages)
    return "".join(re.sub(rf"{bare(TITLE)}(?:Seite\d+von|Page\d+of)\d+", "", page) for page in pages)


def written(writer: ModuleType, blocks: list[b.Block], t: Texts, state: State | None = None) -> bytes:
    def board(group_id: str) -> bytes | None:
        return png(2000, 900) if state is None else raster.board_png(state, group_id)

    target = BytesIO()
    writer.write(blocks, t, target, title=TITLE, board=board, picture=lambda _sha: png(600, 400))
    return target.getvalue()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", WRITERS)
def test_workshops_are_shown_whole(kind: str, language: str, tmp_path: Path) -> None:
    """LibreOffice opens the protocol and shows each of its texts in order, with its boards, on A4."""
    t = Texts(language)
    for n, state in enumerate((essen(), whole_day.whole_day())):
        blocks = list(tell(state, usual("full"), t))
        folder = tmp_path / str(n)
        folder.mkdir()
        reader = printed(written(WRITERS[kind], blocks, t, state), kind, folder)
        assert missing(blocks, words(reader)) == []
        assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages} == {
            (595, 842)
        }
        boards = sum(isinstance(block, b.Board) for block in blocks)
        shown = set().union(*(page.images.keys() for page in reader.pages))
        assert len(shown) == boards
        foot = t("Page {number} of {total}", number=1, total=len(reader.pages))
        assert bare(TITLE + foot) in bare(reader.pages[0].extract_text())


@pytest.mark.parametrize("kind", WRITERS)
def test_hostile_texts_are_shown(kind: str, tmp_path: Path) -> None:
    """Markup, formulas and endless texts are shown as they are; nothing in them leads anywhere."""
    blocks = [block for text in (HOSTILE[0], HOSTILE[2].strip()) for block in every(text)]
    reader = printed(written(WRITERS[kind], blocks, Texts("de")), kind, tmp_path)
    assert bare(HOSTILE[0]) in words(reader)
    assert words(reader).count(bare(HOSTILE[2])[-400:]) >= 20
    links = [a.get_object().get("/A", {}) for page in reader.pages for a in page.get("/Annots", [])]
    assert not [link for link in links if "/URI" in link or "/F" in link]
    assert len(reader.pages) > 20


@pytest.mark.parametrize("kind", WRITERS)
def test_other_scripts_are_opened(kind: str, tmp_path: Path) -> None:
    """Emoji and scripts that the fonts lack do not keep the document from being opened."""
    reader = printed(written(WRITERS[kind], every(HOSTILE[1]), Texts("de")), kind, tmp_path)
    assert "Łukasz" in reader.pages[0].extract_text()
