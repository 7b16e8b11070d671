"""A protocol as the pieces of a document: what is decided for Word and OpenDocument alike is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..domain import polls
from ..domain.photos import Source, nothing
from ..domain.records import Id
from ..domain.weighed import Scale
from ..report import blocks as b
from ..report.stopping import Cancelled, never
from ..texts import Texts
from . import look, pixels
from .look import Look, Place
from .pieces import Contents, Grid, Items, Line, Piece, Run, Shot

DOT = 0.248
"""Points for a pixel of a picture of a board where there is room; a small board is not blown up."""
HIGHEST = 0.84 * look.HEIGHT
PHOTO = (300.0, 300.0)
"""The largest a photo is, in points."""
_APART = (b.Box, b.Chapter, b.Heading)
"""What stands apart from a box above it, or is one with it."""
_BETWEEN = " · "


def no_board(_group_id: Id) -> None:
    """For a document without pictures of boards."""


def nothing_said(_cards: int, _printed: int) -> str:
    """For a document that does not say how many cards are in it."""
    return ""


def pieces(
    told: Iterable[b.Block],
    t: Texts,
    *,
    picture: Source = nothing,
    board: Callable[[Id], bytes | None] = no_board,
    colophon: Callable[[int, int], str] = nothing_said,
    cancelled: Callable[[], bool] = never,
) -> Iterator[Piece]:
    """The pieces of what is told. `board` gives a PNG of a group's wall, `picture` the bytes of photos.

    `colophon` says how many of the cards are in it, of how many there are. Raises `Cancelled`.
    """
    blocks = list(told)
    chapters = [one for one in blocks if isinstance(one, b.Chapter) and one.listed]
    marks = {id(one): f"_Toc{n:06}" for n, one in enumerate(chapters, 1)}
    teller = _Teller(t, tuple((c.title, marks[id(c)]) for c in chapters), picture, board, colophon)
    for before, one in zip((None, *blocks), blocks, strict=False):
        if cancelled():
            raise Cancelled
        if isinstance(before, b.Box) and not isinstance(one, _APART):
            yield Line("gap", ())
        if isinstance(one, b.Chapter):
            yield Line("chapter" if one.listed else "unlisted", (Run(one.title),), marks.get(id(one), ""))
            yield from _line("under", one.facts)
        else:
            yield from teller.block(one)


@dataclass(slots=True)
class _Teller:
    t: Texts
    chapters: tuple[tuple[str, str], ...]
    picture: Source
    board: Callable[[Id], bytes | None]
    colophon: Callable[[int, int], str]
    cards: int = field(default=0, init=False)

    def block(self, one: b.Block) -> Iterator[Piece]:
        match one:
            case b.Title() | b.Heading() | b.Paragraph() | b.Facts() | b.Box():
                yield from _words(one)
            case b.Entries():
                yield from self._entries(one.rows)
            case b.Table():
                yield _table(one)
            case b.Contents():
                if self.chapters:
                    yield Contents(self.t("Contents"), self.chapters)
            case b.Colophon():
                yield Line("gap", ())
                for words in (*one.lines, self.colophon(one.cards, self.cards)):
                    yield from _line("last", words)
            case _:
                yield from self._shown(one)

    def _shown(self, one: b.Block) -> Iterator[Piece]:
        match one:
            case b.Legend():
                rows = [
                    (Run(sign.word, look.sign(sign.colour)), *_beside(asked, "note"))
                    for sign, asked in one.rows
                ]
                yield Items(tuple((Line("item", runs, keep=True),) for runs in rows))
            case b.Board():
                limits = (look.WIDTH, HIGHEST)
                yield from self._shot(self.board(one.group_id), one.about, limits, one.about, DOT)
            case b.Pictures():
                for photo in one.rows:
                    lost = " ".join(filter(None, (self.t("The picture is lost."), photo.about)))
                    below, content = len(photo.texts), self.picture(photo.sha256)
                    yield from self._shot(content, photo.about, PHOTO, lost, keep=below > 0)
                    for n, text in enumerate(photo.texts, 1):
                        yield Line("caption", (_said(text),), keep=n < below)
            case b.Poll():
                yield from self._poll(one)
            case b.Bars():
                columns = (
                    b.Column(self.t("Entry"), 0.7, names=True),
                    b.Column(self.t("Number"), 0.3, right=True),
                )
                cells = [(_cell(columns[0], (b.Text(name),)), _cell(columns[1], (b.Text(words),)))
                         for name, _, words in one.rows]  # fmt: skip
                yield Grid(one.about, columns, tuple(cells))

    def _entries(self, rows: Sequence[b.Entry]) -> Iterator[Piece]:
        """Numbers are what other texts name, so they stand as they are; the others have bullets."""
        bullets: list[tuple[Line, ...]] = []
        for entry in rows:
            self.cards += entry.card
            if not entry.number:
                bullets.append(_entry(entry))
                continue
            if bullets:
                yield Items(tuple(bullets))
                bullets = []
            yield from _entry(entry)
        if bullets:
            yield Items(tuple(bullets))

    def _shot(
        self,
        content: bytes | None,
        about: str,
        limits: tuple[float, float],
        lost: str,
        dot: float | None = None,
        *,
        keep: bool = False,
    ) -> Iterator[Piece]:
        size = pixels.size_of(content)
        if content is None or size is None:
            yield from _line("lost", lost)
            return
        scale = min(limits[0] / size[0], limits[1] / size[1], *(() if dot is None else (dot,)))
        yield Shot(content, about, size[0] * scale, size[1] * scale, keep)

    def _poll(self, poll: b.Poll) -> Iterator[Piece]:
        both = [
            (scale, words)
            for scale, words in zip((poll.mood.before, poll.mood.after), poll.words, strict=True)
            if scale is not None
        ]
        fields = [pair for pair in both if pair[0].round.kind == "field"]
        steps = [pair for pair in both if pair[0].round.kind != "field"]
        for scale, words in fields:
            yield from _line("caption", words, keep=True)
            yield self._field(scale, words)
        if steps:
            yield self._steps(steps, poll.about)
        if not both:
            yield from _line("body", poll.about)

    def _steps(self, both: Sequence[tuple[Scale, str]], about: str) -> Grid:
        """How many dots each step has, at the beginning and at the end."""
        most = max(len(scale.steps) for scale, _ in both)
        share = 0.5 / len(both)
        columns = (
            b.Column(self.t("Step"), 0.5, names=True),
            *(b.Column(words, share, right=True) for _, words in both),
        )
        rows = []
        for n in range(most):
            ends = dict.fromkeys(
                polls.ends(scale.round)[0 if n == 0 else 1]
                for scale, _ in both
                if n in {0, len(scale.steps) - 1}
            )
            label = _BETWEEN.join(filter(None, (self.t.number(n + 1), *ends)))
            numbers = [scale.steps[n] if n < len(scale.steps) else 0 for scale, _ in both]
            rows.append((label, *map(self.t.number, numbers)))
        return _grid(about, columns, rows)

    def _field(self, scale: Scale, words: str) -> Grid:
        """Where the dots lie in a field, in hundredths from its left and its lower edge."""
        left, right, bottom, top = polls.ends(scale.round)
        across = " – ".join(filter(None, (left, right))) or self.t("From left to right")
        up = " – ".join(filter(None, (bottom, top))) or self.t("From bottom to top")
        columns = (
            b.Column(across, 0.4, right=True),
            b.Column(up, 0.4, right=True),
            b.Column(self.t("Dots"), 0.2, right=True),
        )
        rows = [(f"{100 * x:.0f} %", f"{100 * y:.0f} %", self.t.number(count)) for x, y, count in scale.spots]
        return _grid(words, columns, rows)


def _grid(about: str, columns: tuple[b.Column, ...], rows: Iterable[Sequence[str]]) -> Grid:
    cells = tuple(
        tuple(_cell(column, (b.Text(words),)) for column, words in zip(columns, row, strict=True))
        for row in rows
    )
    return Grid(about, columns, cells)


def _table(table: b.Table) -> Grid:
    rows = tuple(
        tuple(_cell(column, cell) for column, cell in zip(table.columns, row, strict=True))
        for row in table.rows
    )
    return Grid(table.about, table.columns, rows, table.together)


def _cell(column: b.Column, texts: Sequence[b.Text]) -> tuple[Line, ...]:
    """The paragraphs of a cell; there is always one."""
    place: Place = "number" if column.right else "cell"
    return tuple(Line(place, (_said(text),)) for text in texts) or (Line(place, ()),)


def _words(one: b.Title | b.Heading | b.Paragraph | b.Facts | b.Box) -> Iterator[Piece]:
    match one:
        case b.Title():
            yield from _line("over", one.over)
            yield Line("title", (Run(one.title),))
            yield from _line("below", one.below)
        case b.Heading():
            yield from _heading(one)
        case b.Paragraph():
            yield Line("body", (Run(one.text, _look(one.kind)),))
        case b.Facts():
            for name, said in one.rows:
                yield Line("facts", (Run(name, "label"), Run("\t"), Run(said)))
        case b.Box():
            yield from _line("box-label", one.label)
            yield Line("box", (Run(one.text),))
            yield from (Line("box-below", (_said(text),)) for text in one.below)


def _heading(heading: b.Heading) -> Iterator[Piece]:
    sign, words = heading.sign, Run(heading.text)
    runs = [words]
    if sign is not None and sign.word == heading.text:
        runs = [Run(heading.text, look.sign(sign.colour))]
    elif sign is not None:
        runs = [Run(f"{sign.word}: ", look.sign(sign.colour)), words]
    yield Line("heading" if heading.key else "theme", (*runs, *_beside(heading.count, "count")))
    yield from _line("under", _BETWEEN.join(heading.marks))
    yield from _line("under", heading.hint)


def _entry(entry: b.Entry) -> tuple[Line, ...]:
    first = entry.texts[0] if entry.texts else b.Text("")
    runs = [_said(first)]
    if entry.number:
        runs = [Run(entry.number, "label"), Run("\t"), *runs]
    if entry.sign is not None:
        runs.insert(2 if entry.number else 0, Run(f"{entry.sign.word}: ", look.sign(entry.sign.colour)))
    place: Place = "numbered" if entry.number else "item"
    more: Place = "more-numbered" if entry.number else "more"
    below = entry.texts[1:]
    return (
        Line(place, (*runs, *_beside(entry.note, "count")), keep=bool(below)),
        *(Line(more, (_said(text),), keep=n < len(below)) for n, text in enumerate(below, 1)),
    )


def _beside(words: str, look_: Look) -> tuple[Run, ...]:
    return (Run(f"{_BETWEEN}{words}", look_),) if words else ()


def _line(place: Place, words: str, *, keep: bool = False) -> Iterator[Line]:
    if words:
        yield Line(place, (Run(words),), keep=keep)


def _said(text: b.Text) -> Run:
    return Run(text.text, _look(text.kind))


def _look(kind: b.Kind) -> Look:
    return "" if kind == "plain" else kind
