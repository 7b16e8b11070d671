"""The protocol as one page for a browser, with everything it needs in itself.

Nothing is loaded from elsewhere, no script may run, and what people wrote gets in through `text` alone.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..domain.photos import Source, nothing
from ..domain.records import Id
from ..report import blocks as b
from ..report.stopping import Cancelled, never
from ..texts import Texts
from . import drawn
from .page_style import style
from .svg import text as harmless

_MOST_DOTS = 12
_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


def page(
    blocks: Iterable[b.Block],
    t: Texts,
    *,
    title: str,
    colophon: Callable[[int, int], str],
    picture: Source = nothing,
    board: Callable[[Id], str | None] = nothing,
    draft: bool = False,
    cancelled: Callable[[], bool] = never,
) -> str:
    """The page. `board` gives the drawing of a group's wall as SVG, `picture` the bytes of photos.

    `colophon` says how many of the cards are in it, of how many there are. Raises `Cancelled`.
    """
    told = list(blocks)
    keys: dict[str, str] = {}
    for one in told:
        if isinstance(one, b.Chapter | b.Heading) and one.key:
            keys.setdefault(one.key, f"k{len(keys) + 1}")
    writer = _Writer(
        t, keys, [c for c in told if isinstance(c, b.Chapter) and c.listed], colophon, picture, board
    )
    lines: list[str] = []
    for one in told:
        if cancelled():
            raise Cancelled
        lines += writer.block(one)
    lines += writer.end()
    return _document(_on_a_line(title), t, lines, writer.widths, draft=draft)


def text(words: str) -> str:
    """What people wrote, as a page shows it literally: the only way by which it gets in."""
    return "<br>".join(harmless(line).replace('"', "&quot;") for line in words.split("\n"))


def _on_a_line(words: str) -> str:
    """The same where a page takes no line ends."""
    return text(" ".join(words.split()))


def _document(title: str, t: Texts, lines: list[str], widths: set[int], *, draft: bool) -> str:
    look = style(widths)
    sha = b64encode(hashlib.sha256(look.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{sha}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    said = [f'<p class="draft">{text(t("Draft"))}</p>'] if draft else []
    return "\n".join([
        "<!DOCTYPE html>",
        f'<html lang="{t.language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>{look}</style>",
        "</head>",
        "<body>",
        "<main>",
        *said,
        *lines,
        "</main>",
        "</body>",
        "</html>",
        "",
    ])  # fmt: skip


@dataclass(slots=True)
class _Writer:
    """Says each block as lines of the page; `keys` are the names that places have in it."""

    t: Texts
    keys: Mapping[str, str]
    chapters: list[b.Chapter]
    colophon: Callable[[int, int], str]
    picture: Source
    board: Callable[[Id], str | None]
    widths: set[int] = field(default_factory=set)
    cards: int = 0
    _open: bool = False
    _named: set[str] = field(default_factory=set)

    def block(self, one: b.Block) -> Iterator[str]:
        match one:
            case b.Part():
                yield from self._part(one)
            case b.Title():
                yield from self._title(one)
            case b.Chapter():
                yield f"<h2{self._id(one.key)}>{text(one.title)}</h2>"
                yield from _paragraph(one.facts, "facts-below")
            case b.Heading():
                yield from self._heading(one)
            case b.Paragraph():
                yield _said(b.Text(one.text, one.kind))
            case b.Facts():
                rows = "".join(f"<dt>{text(name)}</dt><dd>{text(said)}</dd>" for name, said in one.rows)
                yield f'<dl class="facts">{rows}</dl>' if rows else ""
            case b.Box():
                yield f'<div class="box"><p class="label">{text(one.label)}</p>'
                yield f'<p class="text">{text(one.text)}</p>{"".join(map(_said, one.below))}</div>'
            case b.Entries():
                yield '<ul class="entries" role="list">'
                yield from map(self._entry, one.rows)
                yield "</ul>"
            case b.Table():
                yield from self._table(one)
            case b.Contents():
                yield from self._contents()
            case b.Colophon():
                yield from self._end(one)
            case _:
                yield from self._picture(one)

    def end(self) -> Iterator[str]:
        """What closes what is still open."""
        if self._open:
            self._open = False
            yield "</section>"

    def _part(self, part: b.Part) -> Iterator[str]:
        yield from self.end()
        self._open = True
        yield f'<section class="part-{text(part.key)}">'

    def _title(self, title: b.Title) -> Iterator[str]:
        yield "<header>"
        yield from _paragraph(title.over, "over")
        yield f"<h1>{text(title.title)}</h1>"
        yield from _paragraph(title.below, "below")
        yield "</header>"

    def _heading(self, heading: b.Heading) -> Iterator[str]:
        sign = f"{drawn.sign(heading.sign)} " if heading.sign else ""
        count = f' <span class="count">{text(heading.count)}</span>' if heading.count else ""
        yield f"<h3{self._id(heading.key)}><span>{sign}{text(heading.text)}</span>{count}</h3>"
        yield from _paragraph(" · ".join(heading.marks), "marked")
        yield from _paragraph(heading.hint, "hint")

    def _entry(self, entry: b.Entry) -> str:
        self.cards += entry.card
        front = drawn.sign(entry.sign) if entry.sign else text(entry.number)
        dots = ""
        if 0 < entry.dots <= _MOST_DOTS:
            dots = f'<span class="dots" aria-hidden="true">{"●" * entry.dots}</span> '
        beside = f'<div class="beside">{dots}{text(entry.note)}</div>' if dots or entry.note else ""
        bar = drawn.bar(entry.share) if entry.share is not None else ""
        words = f'<div class="words">{"".join(map(_said, entry.texts))}{bar}</div>'
        return f'<li class="entry"><div class="front">{front}</div>{words}{beside}</li>'

    def _table(self, table: b.Table) -> Iterator[str]:
        yield f'<div class="scroll"><table><caption>{text(table.about)}</caption>'
        yield f"<colgroup>{''.join(self._column(column) for column in table.columns)}</colgroup>"
        heads = "".join(f'<th scope="col"{_right(c)}>{text(c.head)}</th>' for c in table.columns)
        yield f"<thead><tr>{heads}</tr></thead><tbody>"
        for n, row in enumerate(table.rows):
            joined = ' class="together"' if n < len(table.together) and table.together[n] else ""
            cells = "".join(_cell(c, cell) for c, cell in zip(table.columns, row, strict=True))
            yield f"<tr{joined}>{cells}</tr>"
        yield "</tbody></table></div>"

    def _column(self, column: b.Column) -> str:
        part = min(max(round(100 * column.share), 1), 100)
        self.widths.add(part)
        return f'<col class="w{part}">'

    def _contents(self) -> Iterator[str]:
        if self.chapters:
            links = "".join(
                f'<li><a href="#{self.keys.get(c.key, "")}">{text(c.title)}</a></li>' for c in self.chapters
            )
            title = text(self.t("Contents"))
            yield f'<nav aria-label="{title}"><h2>{title}</h2><ul role="list">{links}</ul></nav>'

    def _end(self, colophon: b.Colophon) -> Iterator[str]:
        yield from self.end()
        yield "<footer>"
        for line in (*colophon.lines, self.colophon(colophon.cards, self.cards)):
            yield from _paragraph(line, "")
        yield "</footer>"

    def _picture(self, one: b.Legend | b.Board | b.Pictures | b.Poll | b.Bars) -> Iterator[str]:
        match one:
            case b.Legend():
                rows = (
                    f"<li>{drawn.sign(sign)} {text(sign.word)}{_after(asked)}</li>"
                    for sign, asked in one.rows
                )
                yield f'<ul class="legend" role="list">{"".join(rows)}</ul>'
            case b.Board():
                yield from self._board(one)
            case b.Pictures():
                yield f'<div class="photos">{"".join(map(self._photo, one.rows))}</div>'
            case b.Poll():
                yield f"<figure>{drawn.poll(one.mood, one.words, text, self.t.number)}"
                yield f"<figcaption>{text(one.about)}</figcaption></figure>"
            case b.Bars():
                yield from self._bars(one)

    def _board(self, board: b.Board) -> Iterator[str]:
        drawing = self.board(board.group_id)
        if drawing is None:
            yield from _paragraph(board.about, "note")
            return
        inner = drawing[drawing.index("<svg ") + len("<svg ") :].rstrip()
        about = _on_a_line(board.about)
        yield f'<figure class="board"><svg role="img" aria-label="{about}" {inner}</figure>'

    def _photo(self, photo: b.Picture) -> str:
        content = self.picture(photo.sha256)
        kind = next((kind for start, kind in _KINDS.items() if (content or b"").startswith(start)), "")
        if content is None or not kind:
            shown = f'<p class="lost">{text(self.t("The picture is lost."))}</p>'
        else:
            about = _on_a_line(photo.about)
            shown = f'<img alt="{about}" src="data:image/{kind};base64,{b64encode(content).decode()}">'
        below = "".join(map(_said, photo.texts))
        return f"<figure>{shown}<figcaption>{below}</figcaption></figure>"

    def _bars(self, bars: b.Bars) -> Iterator[str]:
        most = max((number for _, number, _ in bars.rows), default=0.0)
        yield f"<table><caption>{text(bars.about)}</caption><tbody>"
        for label, number, words in bars.rows:
            share = drawn.bar(number / most if most > 0 else 0.0)
            said = f'<td class="right number">{text(words)}</td>'
            yield f'<tr><th scope="row">{text(label)}{share}</th>{said}</tr>'
        yield "</tbody></table>"

    def _id(self, key: str) -> str:
        """A place gets its name once, where a key comes first."""
        if not key or key in self._named:
            return ""
        self._named.add(key)
        return f' id="{self.keys[key]}"'


def _paragraph(words: str, kind: str) -> Iterator[str]:
    if words:
        yield f'<p class="{kind}">{text(words)}</p>' if kind else f"<p>{text(words)}</p>"


def _said(said: b.Text) -> str:
    match said.kind:
        case "plain":
            return f"<p>{text(said.text)}</p>"
        case "strong":
            return f"<p><strong>{text(said.text)}</strong></p>"
        case _:
            return f'<p class="{said.kind}">{text(said.text)}</p>'


def _after(words: str) -> str:
    return f' <span class="note">{text(words)}</span>' if words else ""


def _right(column: b.Column) -> str:
    return ' class="right"' if column.right else ""


def _cell(column: b.Column, said: tuple[b.Text, ...]) -> str:
    words = "".join(map(_said, said))
    if column.names:
        return f'<th scope="row"{_right(column)}>{words}</th>'
    return f"<td{_right(column)}>{words}</td>"
