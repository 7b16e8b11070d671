"""Dots to vote with, in strips for one person each, to be cut or to be printed on sticker paper.

Dots of 12 mm stand every 15 mm, dots of 19 mm every 22 mm, from 10 mm from the left and 12 mm from the top. A
strip has several rows where more strips fit on a page by that. Dashed lines between strips say where to cut.
"""

from __future__ import annotations

from ...domain import people, symbols, voting
from .. import styles as s
from .sheet import A4, Job, Sheets

LEFT, TOP, FOOT = 10.0, 12.0, 16.0
GAP = 3.0
"""Between the edges of two dots."""
_BETWEEN = 4.0
"""Between two strips."""
_USUAL, _PERSONS, _MOST = 3, 24, 1000
"""Dots for each where there was no vote; persons where nobody was entered; persons at the most."""
_NOTE = s.Style(8.5, 11, colour=s.MUTED)


def write(job: Job) -> int:
    sheets, diameter = Sheets(job, A4), float(job.options["diameter"])
    each, step = _each(job), diameter + GAP
    persons = min(people.voters(job.state) or _PERSONS, _MOST)
    in_row, columns, lines = _arranged(each, step)
    wide, high = in_row * step - GAP, -(-each // in_row) * step - GAP
    for person in range(persons):
        line, column = divmod(person % (columns * lines), columns)
        if line == column == 0:
            sheets.begin()
            _draw_note(sheets, job, diameter, each, persons)
            # Where the last page is not full, less is to be cut.
            here = min(lines, -(-(persons - person) // columns))
            _draw_cuts(sheets, columns, here, wide, high)
        x, y = LEFT + column * (wide + _BETWEEN), TOP + line * (high + _BETWEEN)
        for n in range(each):
            row, place = divmod(n, in_row)
            _draw_dot(sheets, job, x + place * step + diameter / 2, y + row * step + diameter / 2, diameter)
    return sheets.finish()


def _each(job: Job) -> int:
    """How many dots a person has: as chosen, or else as in the last vote with dots."""
    if chosen := job.options["dots"]:
        return max(1, int(chosen))
    counts = [round_.dots for round_ in voting.rounds(job.state) if round_.kind == "dots" and round_.dots > 0]
    return min(counts[-1], 30) if counts else _USUAL


def _arranged(each: int, step: float) -> tuple[int, int, int]:
    """How many dots stand in a row of a strip, and how many strips across and down: as many as can be."""

    def strips(in_row: int) -> tuple[int, int]:
        wide, high = in_row * step - GAP, -(-each // in_row) * step - GAP
        across = int((A4[0] - 2 * LEFT + _BETWEEN) / (wide + _BETWEEN))
        return across, int((A4[1] - TOP - FOOT + _BETWEEN) / (high + _BETWEEN))

    best = max(range(each, 0, -1), key=lambda in_row: strips(in_row)[0] * strips(in_row)[1])
    across, down = strips(best)
    return best, max(1, across), max(1, down)


def _draw_dot(sheets: Sheets, job: Job, x: float, y: float, diameter: float) -> None:
    colour = job.options["colour"]
    strong = symbols.colours(colour)[1]
    sheets.dot(x, y, diameter, strong)


def _draw_cuts(sheets: Sheets, columns: int, lines: int, wide: float, high: float) -> None:
    right = LEFT + columns * (wide + _BETWEEN) - _BETWEEN
    foot = TOP + lines * (high + _BETWEEN) - _BETWEEN
    for column in range(1, columns):
        x = LEFT + column * (wide + _BETWEEN) - _BETWEEN / 2
        sheets.line(x, TOP - 2, x, foot + 2, s.FAINT, 0.5, dashed=True)
    for line in range(1, lines):
        y = TOP + line * (high + _BETWEEN) - _BETWEEN / 2
        sheets.line(LEFT - 2, y, right + 2, y, s.FAINT, 0.5, dashed=True)


def _draw_note(sheets: Sheets, job: Job, diameter: float, each: int, persons: int) -> None:
    t = job.t
    said = [
        t.n("{n} dot for each person", "{n} dots for each person", each),
        t.n("{n} person", "{n} persons", persons),
        t("{size} mm", size=round(diameter)),
        job.name,
    ]
    note = sheets.one_line(" · ".join(said), _NOTE, A4[0] - 2 * LEFT, 7.0)
    sheets.write(note, LEFT, A4[1] - 12.5)
