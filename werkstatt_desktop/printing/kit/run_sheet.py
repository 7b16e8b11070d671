"""The run sheet on paper: what is planned, when it really was, and the moderator's own notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...domain import order, running
from ...domain.records import ProgrammeItem
from ...domain.schedule import Slot, clock, timetable
from .. import styles as s
from ..flow import Block
from ..rows import Anchor, Cell, Row
from .sheet import Job, set_in_pages

_HEAD = s.Style(9, 12, s.SEMIBOLD, s.MUTED)
_RIGHT = replace(_HEAD, right=True)
_FIXED = s.Style(11, 14.5, s.SEMIBOLD)
_TIME = s.Style(11, 14.5)
_WHAT = s.Style(11, 14.5, s.SEMIBOLD)
_NOTE = s.Style(9.5, 12.5, s.ITALIC, s.TEXT)
_PAD = (6.5, 6.5)
_EMPTY = 8
"""Lines of a sheet that is filled in by hand."""
_TIME_WIDE, _LENGTH, _REAL = 46.0, 78.0, 46.0


def write(job: Job) -> int:
    return set_in_pages(job, lambda _setter: _rows(job))


def _rows(job: Job) -> Iterator[Block]:
    t, facts = job.t, job.state.workshop
    notes = job.options["notes"] == "yes"
    below = " · ".join(part for part in (t.date(facts.date, weekday=True), facts.place) if part)
    parts = [(job.title, s.EYEBROW), (job.name, replace(s.TITLE, size=22, leading=26, below=6))]
    if below:
        parts.append((below, s.SUBTITLE))
    yield Row(cells=(Cell(0, tuple(parts)),), anchor=Anchor("cover", job.title, 0), pad=(0, 6), role="title")
    if notes:
        said = t("With private notes: for the moderation only")
        yield Row(cells=(Cell(0, ((said, s.MARKED),)),), pad=(0, 2))
    yield _head(job)
    items = order.programme(job.state)
    slots = timetable(items, facts.starts)
    for item, slot in zip(items, slots, strict=True):
        job.check()
        yield _line(job, item, slot, notes=notes)
    if not items:
        yield from (_blank() for _ in range(_EMPTY))
    if slots and slots[-1].end is not None:
        said = t("Planned end {time}", time=clock(slots[-1].end))
        yield Row(cells=(Cell(0, ((said, s.HINT),)),), above=10)


def _cells(*texts: tuple[tuple[str, s.Style], ...]) -> tuple[Cell, ...]:
    """Plan, item, length, began and ended, each a cell."""
    plan, what, length, began, ended = texts
    right = _LENGTH + 2 * _REAL
    return (
        Cell(0, plan, _TIME_WIDE),
        Cell(52, what, s.TEXT_WIDTH - 52 - right - 8, names=True),
        Cell(-right, length, _LENGTH - 12),
        Cell(-2 * _REAL, began, _REAL - 6),
        Cell(-_REAL, ended, _REAL),
    )


def _head(job: Job) -> Row:
    t = job.t
    cells = _cells(
        ((t("Plan"), _HEAD),),
        ((t("What"), _HEAD),),
        ((t("Length"), _RIGHT),),
        ((t("Began"), _HEAD),),
        ((t("Ended"), _HEAD),),
    )
    return Row(
        cells=cells,
        above=8,
        pad=(3, 4),
        rule="bold",
        head=True,
        keep=True,
        role="row",
        about=job.title,
    )


def _line(job: Job, item: ProgrammeItem, slot: Slot, *, notes: bool) -> Row:
    t = job.t
    what = [(item.title or t("item without a title"), _WHAT)]
    if item.speaker:
        what.append((item.speaker, replace(s.HINT, below=1.5)))
    if notes and item.note:
        what.append((item.note, _NOTE))
    cells = _cells(
        (("" if slot.start is None else clock(slot.start), _FIXED if slot.fixed else _TIME),),
        tuple(what),
        tuple(_length(job, item)),
        ((_clock(item.began_at), _TIME),),
        ((_clock(item.ended_at), _TIME),),
    )
    return Row(cells=cells, pad=_PAD, rule="line", role="row")


def _length(job: Job, item: ProgrammeItem) -> Iterator[tuple[str, s.Style]]:
    """How long it was planned to be and, where it took another time, how long it was."""
    t, took = job.t, running.took(item)
    planned = t("{minutes} min", minutes=item.minutes) if item.minutes else ""
    yield planned, replace(_TIME, right=True)
    if took is not None and took != item.minutes:
        yield t("took {minutes} min", minutes=took), replace(s.HINT, right=True)


def _blank() -> Row:
    return Row(
        cells=_cells(*((("\u00a0", _TIME),) for _ in range(5))), pad=(9.0, 9.0), rule="line", role="row"
    )


def _clock(at: str | None) -> str:
    moment = running.moment(at)
    return f"{moment:%H:%M}" if moment is not None else ""
