"""What the start page shows of a workshop, and the file in which it is kept between two runs."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from ..domain import twins
from ..domain.errors import FileProblem
from ..domain.layout import Rect, arrange
from ..domain.records import COLOURS, Card, Category, Group
from ..domain.state import State
from .reading import read

_VERSION = 1
_MOST_BOXES = 400
THEME = "theme"
"""Stands in place of a colour for the box of a theme."""


@dataclass(frozen=True, slots=True)
class Box:
    """A card or theme of a board in pixels at 100 %, seen from the board's top left corner."""

    x: int
    y: int
    width: int
    height: int
    colour: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A workshop as the start page shows it.

    `problem` is the key of a `FileProblem` where the file cannot be read; the rest is then what was
    known of it before. `boxes` are those of the fullest board, themes first.
    """

    path: str
    title: str = ""
    series: str = ""
    number: str = ""
    date: str = ""
    place: str = ""
    groups: int = 0
    cards: int = 0
    boxes: tuple[Box, ...] = ()
    problem: str = ""


def summary(path: Path) -> Summary:
    """Read a workshop and leave no trace. What is wrong with a file stands in `problem`."""
    try:
        state = read(path).state
    except FileProblem as problem:
        return Summary(str(path), problem=problem.key)
    except (ValueError, TypeError, OverflowError):
        # A file whose columns hold what no program of ours wrote there.
        return Summary(str(path), problem="damaged")
    workshop = state.workshop
    return Summary(
        str(path),
        title=workshop.title,
        series=workshop.series,
        number=workshop.number,
        date=workshop.date,
        place=workshop.place,
        groups=state.count(Group),
        cards=twins.count(state),
        boxes=_boxes(state),
    )


def _boxes(state: State) -> tuple[Box, ...]:
    fullest = max(
        state.all(Group), key=lambda g: (state.kids_count(Card, "group_id", g.id), g.id), default=None
    )
    if fullest is None:
        return ()
    board = arrange(state, fullest.id)
    bounds = board.bounds()
    colours = {c.id: c.colour for c in state.all(Category)}
    cards = {c.id: colours.get(c.category_id, "grey") for c in state.kids(Card, "group_id", fullest.id)}
    found = [_box(box, bounds, THEME) for box in board.themes.values()]
    found += [_box(box, bounds, cards[id]) for id, box in board.cards.items()]
    return tuple(found[:_MOST_BOXES])


def _box(box: Rect, bounds: Rect, colour: str) -> Box:
    place = round(box.x - bounds.x), round(box.y - bounds.y)
    return Box(*place, round(box.width), round(box.height), colour)


class Summaries:
    """Summaries by path, read again only where time or size of a file changed.

    `file` is where they are kept; one that cannot be read counts as empty, one that cannot be
    written does no harm. Not for two threads at once.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, tuple[list[int], Summary]] = {}
        self._changed = False

    def load(self) -> None:
        """Take in what was kept."""
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
            if found["version"] == _VERSION:
                self._known = {row["path"]: _row(row) for row in found["workshops"]}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self._known = {}

    def all(self) -> list[Summary]:
        """Everything that is known, without looking at any file."""
        return [found for _, found in self._known.values()]

    def known(self, path: Path) -> Summary | None:
        """What was last known of a workshop, without looking at its file."""
        kept = self._known.get(str(path))
        return kept[1] if kept else None

    def of(self, path: Path) -> Summary:
        """The summary of a file as it is now. A file that is not there keeps what was known of it."""
        before = self.known(path)
        stamp = _stamp(path)
        if stamp is None:
            known = before or Summary(str(path))
            return replace(known, problem="missing")
        if before is not None and self._known[str(path)][0] == stamp:
            return before
        now = summary(path)
        if now.problem and before is not None:
            now = replace(before, problem=now.problem)
        # A file that was busy for a moment has the same time and size when it is readable again.
        if now.problem not in ("file_busy", "unreadable"):
            self._known[str(path)] = stamp, now
            self._changed = True
        return now

    def keep_only(self, paths: Collection[Path]) -> None:
        """Forget all workshops but these, and write down what is known of them."""
        wanted = {str(path) for path in paths}
        rest = {path: kept for path, kept in self._known.items() if path in wanted}
        if len(rest) != len(self._known) or self._changed:
            self._known = rest
            self._write()

    def _write(self) -> None:
        rows = [{**asdict(found), "stamp": stamp} for stamp, found in self._known.values()]
        for row in rows:
            row["boxes"] = [list(box.values()) for box in row["boxes"]]
        text = json.dumps({"version": _VERSION, "workshops": rows}, ensure_ascii=False, separators=(",", ":"))
        part = self._file.with_name(f"{self._file.name}.part")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(text, encoding="utf-8")
            part.chmod(0o600)
            part.replace(self._file)
        except OSError:
            return
        self._changed = False


def _stamp(path: Path) -> list[int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_mtime_ns, found.st_size]


def _row(row: dict[str, Any]) -> tuple[list[int], Summary]:
    """A kept summary. Raises ValueError or TypeError for what was not written by `_write`."""
    stamp = [int(part) for part in row.pop("stamp")]
    boxes = tuple(_kept_box(*box) for box in row.pop("boxes"))
    found = Summary(**row, boxes=boxes)
    plain = Summary("")
    if any(type(getattr(found, f.name)) is not type(getattr(plain, f.name)) for f in fields(Summary)):
        raise TypeError("summary")
    return stamp, found


def _kept_box(x: int, y: int, width: int, height: int, colour: str) -> Box:
    return Box(int(x), int(y), int(width), int(height), colour if colour in COLOURS else THEME)
