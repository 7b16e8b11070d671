"""The page for a browser: whole in itself, harmless, and said to those who hear it."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from PIL import Image

from tests.exchange.blocks import Page, every
from tests.hostile import TEXT
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.photos import name_of
from werkstatt_desktop.exchange import html
from werkstatt_desktop.report import blocks as b
from werkstatt_desktop.report.stopping import Cancelled
from werkstatt_desktop.texts import Texts

DE = Texts("de")
SVG = """<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>Wand</title></svg>
"""


def made(*blocks: b.Block, title: str = "Stadtwerkstatt") -> str:
    def colophon(cards: int, printed: int) -> str:
        return f"{printed} von {cards}"

    return html.page(blocks, DE, title=title, colophon=colophon, board=lambda _: SVG)


def png() -> bytes:
    target = BytesIO()
    Image.new("RGB", (2, 2), "#17616b").save(target, "PNG")
    return target.getvalue()


def test_nothing_comes_from_elsewhere_and_no_script_runs() -> None:
    """The page forbids itself to load or run anything; its one style sheet is allowed by its hash."""
    page = made(*every("Wort"))
    [look] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    sha = b64encode(hashlib.sha256(look.encode()).digest()).decode()
    [policy] = [a["content"] for a in Page(page).all("meta") if "http-equiv" in a]
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{sha}'; img-src data:;")
    assert not re.search(r"url\(|@import|<script|<link|<iframe|<object|\son\w+=|style=", page)
    assert set(re.findall(r"https?://[^\"' ]*", page)) == {"http://www.w3.org/2000/svg"}


def test_those_who_hear_it_know_where_they_are() -> None:
    """The language is said, headings go down without a gap, tables have heads, drawings their words."""
    page = Page(made(*every("Wort")))
    assert page.all("html") == [{"lang": "de"}]
    levels = [tag for tag, _ in page.tags if tag in {"h1", "h2", "h3"}]
    assert levels == ["h1", "h2", "h2", "h3"]
    assert [a["scope"] for a in page.all("th")] == ["col", "col", "row", "row", "row", "row"]
    assert all("aria-hidden" in a or a["aria-label"] for a in page.all("svg"))
    assert len(page.all("main")) == len(page.all("header")) == len(page.all("footer")) == 1
    [link] = page.all("a")
    assert link["href"][1:] in {a.get("id") for a in page.all("h2")}


def test_cards_are_counted() -> None:
    """The page says how many cards it holds, as it counted them."""
    card = b.Entry((b.Text("a"),), card=True)
    page = Page(made(b.Entries((card, b.Entry((b.Text("b"),)), card)), b.Colophon(2)))
    assert "2 von 2" in page.words


@settings(max_examples=60)
@given(TEXT)
@example("</style><script>alert(1)</script>")
@example('" onload="x')
@example("a\n\nb")
def test_text_is_text(text: str) -> None:
    """Whatever people wrote is shown as it stands, and makes no tag or attribute of its own."""
    said = clean(text)[:1000] or "?"
    plain, page = Page(made(*every("Wort"), title="T")), Page(made(*every(said), title=said))
    shape = [(tag, sorted(a)) for tag, a in plain.tags if tag != "br"]
    assert [(tag, sorted(a)) for tag, a in page.tags if tag != "br"] == shape
    blank = "".join(said.split())
    assert "".join(page.words.split()).count(blank) >= 30
    assert blank in "".join(page.all("svg")[1]["aria-label"].split())


def test_pictures_are_in_the_page() -> None:
    """A photo is there with its words; one that is lost or no picture is said to be so."""
    good, bad = png(), b"GIF89a"
    known = {name_of(good): good, name_of(bad): bad}
    rows = tuple(b.Picture(name, "Die <Wand>") for name in (*known, "f" * 64))
    page = html.page([b.Pictures(rows)], DE, title="T", colophon=lambda *_: "", picture=known.get)
    [image] = Page(page).all("img")
    assert image["alt"] == "Die <Wand>"
    assert image["src"] == f"data:image/png;base64,{b64encode(good).decode()}"
    assert page.count("Das Bild ist verloren.") == 2


def test_draft_says_so() -> None:
    """A draft says at its beginning that it is one."""
    page = html.page([b.Title("", "T")], DE, title="T", colophon=lambda *_: "", draft=True)
    assert Page(page).words.split()[:2] == ["T", "Entwurf"]


def test_can_be_stopped() -> None:
    """Nothing is made for somebody who no longer waits."""
    with pytest.raises(Cancelled):
        html.page([b.Title("", "T")], DE, title="T", colophon=lambda *_: "", cancelled=lambda: True)
