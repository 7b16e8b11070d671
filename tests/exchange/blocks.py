"""A made-up protocol of one block of each kind, and a reader of pages."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

from werkstatt_desktop.domain.records import VoteRound
from werkstatt_desktop.domain.weighed import Mood, Scale
from werkstatt_desktop.report import blocks as b

SIGN = b.Sign("triangle", "orange", "Schwierigkeit")


def every(words: str) -> list[b.Block]:
    """One of each, and in each place for a text the same."""
    said = (b.Text(words, "strong"), b.Text(words), b.Text(words, "note"))
    scale = Scale(VoteRound(kind="scale", labels="schlecht\ngut", steps=3), (1, 2, 0), (), 3, 1.7)
    field = Scale(VoteRound(kind="field", labels="a\nb\nc\nd"), (), ((0.5, 0.25, 3),), 3, None)
    row = (said, (b.Text(words, "first"),))
    return [
        b.Title(words, words, words),
        b.Facts(((words, words), ("Ort", words))),
        b.Box(words, words, (b.Text(words, "label"),)),
        b.Contents(),
        b.Part("cards"),
        b.Chapter(words, words, words),
        b.Legend(((b.Sign("plus", "green", words), words),)),
        b.Board("g1", words),
        b.Heading(words, words, SIGN, (words, words), words, words),
        b.Paragraph(words, "marked"),
        b.Entries((b.Entry(said, words, SIGN, "", 3, 0.5, card=True), b.Entry(said, "", None, words))),
        b.Part("measures"),
        b.Table(
            words,
            (b.Column(words, 0.7, names=True), b.Column(words, 0.3, right=True)),
            (row, row),
            (False, True),
        ),
        b.Poll(Mood(scale, None), (words, words), words),
        b.Poll(Mood(field, field), (words, words), words),
        b.Bars(words, ((words, 2.0, words), ("Sonst", 1.0, words))),
        b.Pictures((b.Picture("0" * 64, words, (b.Text(words),)),)),
        b.Colophon(1, (words,)),
    ]


class Page(HTMLParser):
    """What is on a page: its tags with their attributes in order, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._words: list[str] = []
        self._quiet = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "br":
            self._words.append("\n")
        self._quiet = tag == "style" or (self._quiet and tag != "body")

    def handle_endtag(self, tag: str) -> None:
        self._quiet = self._quiet and tag != "style"

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self._words.append(data)

    @property
    def words(self) -> str:
        return "".join(self._words)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]
