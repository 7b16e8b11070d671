"""The protocol as Markdown (CommonMark, with the tables of GitHub): plain text that any editor opens.

What people wrote is made harmless by `text`, so that nothing in it is a heading, a list, a link or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..report import blocks as b
from ..report.stopping import Cancelled, never
from ..texts import Texts

_INLINE = re.compile(r"[\\`*_{}\[\]<>|~$&#]")
_FIRST = re.compile(r"^(?:[+\-=:>]|(\d{1,9})(?=[.)]))")
_LINKED = re.compile(r"(?i)\b(?:(https?|ftp)(?=://)|www(?=\.)|(?:mailto|xmpp)(?=:))")
_INDENT, _BREAK = "  ", "\\\n"


def page(
    blocks: Iterable[b.Block],
    t: Texts,
    *,
    colophon: Callable[[int, int], str],
    draft: bool = False,
    cancelled: Callable[[], bool] = never,
) -> str:
    """The whole text. `colophon` says how many of the cards are in it, of how many. Raises `Cancelled`."""
    told = list(blocks)
    writer = _Writer(t, [one for one in told if isinstance(one, b.Chapter) and one.listed], colophon)
    parts = [f"**{text(t('Draft'))}**"] if draft else []
    for one in told:
        if cancelled():
            raise Cancelled
        parts += [part for part in writer.block(one) if part]
    return "\n\n".join(parts) + "\n"


def text(words: str) -> str:
    """What people wrote, to be shown literally; lines end with a break."""
    return _BREAK.join(_line(line.strip()) for line in words.split("\n"))


def _line(words: str) -> str:
    said = _INLINE.sub(r"\\\g<0>", words)
    said = _LINKED.sub(_unlinked, said)
    if found := _FIRST.match(said):
        at = len(found[1] or "")
        said = f"{said[:at]}\\{said[at:]}"
    return said


def _unlinked(found: re.Match[str]) -> str:
    """Programs make links even of bare addresses, but not of this."""
    return f"{found[0]}\\"


@dataclass(slots=True)
class _Writer:
    """Says each block as paragraphs."""

    t: Texts
    chapters: list[b.Chapter]
    colophon: Callable[[int, int], str]
    cards: int = field(default=0)

    def block(self, one: b.Block) -> Iterator[str]:
        match one:
            case b.Title():
                yield text(one.over)
                yield f"# {_cell(one.title)}"
                yield text(one.below)
            case b.Chapter():
                yield f"## {_cell(one.title)}"
                yield text(one.facts)
            case b.Heading():
                yield from self._heading(one)
            case b.Paragraph():
                yield _said(b.Text(one.text, one.kind))
            case b.Facts():
                yield "\n".join(f"- **{_cell(name)}:** {_below(text(said))}" for name, said in one.rows)
            case b.Box():
                said = [f"**{_cell(one.label)}**", text(one.text), *map(_said, one.below)]
                yield "\n>\n".join(_quoted(words) for words in said if words)
            case b.Entries():
                yield "\n".join(map(self._entry, one.rows))
            case b.Table():
                yield _table(one)
            case b.Contents():
                yield f"**{_cell(self.t('Contents'))}**" if self.chapters else ""
                yield "\n".join(f"- {_cell(chapter.title)}" for chapter in self.chapters)
            case b.Colophon():
                yield "---"
                yield from map(text, (*one.lines, self.colophon(one.cards, self.cards)))
            case _:
                yield from self._picture(one)

    def _heading(self, heading: b.Heading) -> Iterator[str]:
        sign = f"{heading.sign.word}: " if heading.sign and heading.sign.word not in heading.text else ""
        count = f" ({heading.count})" if heading.count else ""
        yield f"### {_cell(sign + heading.text + count)}"
        yield f"*{_cell(' · '.join(heading.marks))}*" if heading.marks else ""
        yield text(heading.hint)

    def _entry(self, entry: b.Entry) -> str:
        self.cards += entry.card
        front = entry.number or (f"{entry.sign.word}:" if entry.sign else "")
        first = f"**{_cell(front)}** " if front else ""
        words = [_said(one) for one in entry.texts] or [""]
        words[0] += f" ({_cell(entry.note)})" if entry.note else ""
        return f"- {first}{_below(_BREAK.join(words))}"

    def _picture(self, one: b.Part | b.Legend | b.Board | b.Pictures | b.Poll | b.Bars) -> Iterator[str]:
        match one:
            case b.Legend():
                yield "\n".join(
                    f"- **{_cell(sign.word)}**{f': {_below(text(asked))}' if asked else ''}"
                    for sign, asked in one.rows
                )
            case b.Board():
                yield f"*{_cell(one.about)}*" if one.about else ""
            case b.Pictures():
                for photo in one.rows:
                    yield _BREAK.join([f"*{_cell(photo.about)}*", *map(_said, photo.texts)])
            case b.Poll():
                yield text(one.about)
            case b.Bars():
                yield "\n".join(f"- {_cell(label)}: {_cell(words)}" for label, _, words in one.rows)


def _said(said: b.Text) -> str:
    words = text(said.text)
    if not words:
        return ""
    match said.kind:
        case "strong":
            return f"**{words}**"
        case "first" | "marked" | "note":
            return f"*{words}*"
        case _:
            return words


def _table(table: b.Table) -> str:
    head = _row([_cell(column.head) for column in table.columns])
    rule = _row(["---:" if column.right else "---" for column in table.columns])
    rows = (_row(["<br>".join(map(_cell_of, cell)) for cell in row]) for row in table.rows)
    return "\n".join((head, rule, *rows))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell_of(said: b.Text) -> str:
    """A text in a table, which takes no line ends but in this way."""
    return _said(said).replace(_BREAK, "<br>")


def _cell(words: str) -> str:
    """Words where there can be only one line."""
    return text(" ".join(words.split()))


def _below(words: str) -> str:
    """Lines that belong to one item of a list."""
    return words.replace("\n", f"\n{_INDENT}")


def _quoted(words: str) -> str:
    return "\n".join(f"> {line}" for line in words.split("\n"))
