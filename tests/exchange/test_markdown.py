"""The protocol as Markdown: what people wrote is only text in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings

from tests.exchange.blocks import every
from tests.hostile import TEXT
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.exchange import markdown
from werkstatt_desktop.report import blocks as b
from werkstatt_desktop.report.stopping import Cancelled
from werkstatt_desktop.texts import Texts

DE = Texts("de")


def made(*blocks: b.Block) -> str:
    return markdown.page(blocks, DE, colophon=lambda cards, printed: f"{printed} von {cards}")


def shown(page: str) -> str:
    """The words of a page without its marks, as a program shows them."""
    bare = re.sub(r"(?m)^(?:> ?)?(?:#{1,3} |- |\| |---$)?|\\$| \|$|<br>", "", page)
    parts = re.split(r"\\([!-/:-@\[-`{-~])", bare)
    return "".join(part if n % 2 else re.sub(r"\*{1,2}| \| ", "", part) for n, part in enumerate(parts))


def test_looks_like_markdown() -> None:
    """Headings, lists and tables are those of Markdown, and blocks stand apart."""
    table = b.Table(
        "", (b.Column("Wer", 0.5), b.Column("Dauer", 0.5, right=True)), (((b.Text("Amt"),), (b.Text("5"),)),)
    )
    sign = b.Sign("plus", "green", "Chance")
    card = b.Entry((b.Text("Runder Tisch"), b.Text("zweite\nZeile", "note")), "3 Punkte", sign, card=True)
    page = made(
        b.Title("Protokoll", "Stadt", "Essen"),
        b.Box("Ziel", "Anfangen"),
        b.Chapter("c", "Gruppe 1", "13 Personen"),
        b.Heading("Ziele", "2 Karten", marks=("strittig",)),
        b.Entries((card,)),
        table,
        b.Colophon(1),
    )
    assert page.split("\n\n") == [
        "Protokoll",
        "# Stadt",
        "Essen",
        "> **Ziel**\n>\n> Anfangen",
        "## Gruppe 1",
        "13 Personen",
        "### Ziele (2 Karten)",
        "*strittig*",
        "- **Chance:** Runder Tisch (3 Punkte)\\\n  *zweite\\\n  Zeile*",
        "| Wer | Dauer |\n| --- | ---: |\n| Amt | 5 |",
        "---",
        "1 von 1\n",
    ]


@pytest.mark.parametrize(
    "text",
    ["# x", "x #", "- x", "+ x", "1. x", "12) x", "> x", "===", "---", "    x", "a\n\n    b", "| a |", "~~~",
     "[a]: b", "<b>",
     "&amp;", "http://a.de", "www.a.de", "*a*", "_a_", "`a`", "![a](b)", "\\", "a\\", ": x", "$x$"],
)  # fmt: skip
def test_no_markup_of_anyones_making(text: str) -> None:
    """What would be a mark of Markdown has a backslash before it; the words stay."""
    page = markdown.text(text)
    assert "".join(shown(page).split()) == "".join(text.split())
    assert not re.search(r"(?m)(?<!\\)[*_`\[\]<>|~$&#]|^\s*(?:[-+=>:]|\d+[.)])|^\s{4}|https?://|www\.", page)


@settings(max_examples=100)
@given(TEXT)
@example("a #\n\n1. b")
def test_texts_are_whole(text: str) -> None:
    """Every text is there, whatever it is; no line of it is one of Markdown's own."""
    said = clean(text)[:1000] or "?"
    page = made(*every(said))
    assert "".join(shown(page).split()).count("".join(said.split())) >= 25
    heads = [line for line in page.split("\n") if re.match(r"#{1,6} ", line)]
    assert [len(line.split(" ")[0]) for line in heads] == [1, 2, 3]


def test_can_be_stopped() -> None:
    """Nothing is made for somebody who no longer waits."""
    with pytest.raises(Cancelled):
        markdown.page([b.Title("", "T")], DE, colophon=lambda *_: "", cancelled=lambda: True)
