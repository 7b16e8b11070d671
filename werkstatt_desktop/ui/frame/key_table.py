"""All keys of the program and what they do, by page: what the sheet at F1 shows.

Keys are written as Qt writes them; " / " stands between keys of one row, " … " between the first and the
last of some digits or of the arrows. A test compares this list with the keys that work.
"""

from __future__ import annotations

from typing import NamedTuple

from ...texts import MARKS, mark
from .page_list import PAGES

Rows = tuple[tuple[str, str], ...]


class Section(NamedTuple):
    """Keys that belong together; `page` is the one where they hold, empty for all pages."""

    title: str
    page: str
    rows: Rows
    by_mouse: bool = False


EVERYWHERE: Rows = (
    (f"Ctrl+1 … {len(PAGES)}", mark("page (not on Collect)")),
    ("Ctrl+PgUp / Ctrl+PgDown", mark("page before, after")),
    ("Alt+1 … 9", mark("group")),
    ("Ctrl+Z / Ctrl+Y", mark("undo, redo")),
    ("Ctrl+Shift+H", mark("list of steps")),
    ("Ctrl+F", mark("search")),
    ("Ctrl+Shift+F", mark("search in all workshops")),
    ("Ctrl+H", mark("find and replace")),
    ("Ctrl+Shift+T", mark("parking lot")),
    ("Ctrl+Shift+P", mark("presence, late arrivals")),
    ("Ctrl+P", mark("protocol: print")),
    ("Ctrl+S", mark("whether all is saved")),
    ("F1", mark("this sheet")),
    ("F6 / Shift+F6", mark("rail, page, parking lot, head")),
    ("F10", mark("menu")),
    ("Shift+F10", mark("menu of what has the keyboard")),
    ("F11", mark("the page alone")),
    ("Ctrl++ / Ctrl+-", mark("size of cards")),
    ("Ctrl+N / Ctrl+O", mark("new workshop, open")),
    ("Ctrl+Shift+O", mark("start page")),
    ("Ctrl+W", mark("close window")),
)
LISTS: Rows = (
    ("Up / Down", mark("row before, after")),
    ("Alt+Up / Alt+Down", mark("move row")),
    ("Del", mark("delete row, at its handle")),
)
PEOPLE: Rows = (
    ("Ctrl+Tab / Ctrl+Shift+Tab", mark("part of the page after, before")),
    ("Space", mark("person: present, or expected again")),
    ("Alt+1 … 9", mark("person: into group 1, 2, …; 0 into none")),
    ("Ctrl+V", mark("people from a spreadsheet")),
)
COLLECT: Rows = (
    ("Enter", mark("next card")),
    ("Shift+Enter", mark("new line")),
    ("Tab / Shift+Tab", mark("column")),
    ("Ctrl+1 … 9", mark("column; on a card: its category")),
    ("Alt+1 … 9", mark("group; on a card: hand over")),
    ("Up", mark("from the empty field into the cards")),
    ("F2", mark("reword card")),
    ("Shift+F2", mark("explanation")),
    ("Del", mark("delete card")),
    ("Esc", mark("back to the field")),
)
MOVING: Rows = (
    ("Up / Down / Left / Right", mark("walk")),
    ("Tab / Shift+Tab", mark("on in reading order")),
    ("Space", mark("select")),
    ("Ctrl+A", mark("select all")),
    ("Enter", mark("select the cards of a theme")),
    ("Esc", mark("select nothing, give up")),
    ("Ctrl+Up … Ctrl+Right", mark("nudge, with Shift far")),
    ("0", mark("show all")),
    ("+ / -", mark("zoom")),
    ("V", mark("hide or reveal cards")),
    ("T", mark("as a table")),
)
CARDS: Rows = (
    ("F2", mark("reword card, name theme")),
    ("G", mark("theme from selection, merge, split")),
    ("M", mark("into theme 1, 2, …; 0 out of it")),
    ("D", mark("second card in theme 1, 2, …")),
    ("K", mark("fold or unfold theme")),
    ("R", mark("tidy up")),
    ("Shift+R", mark("make room around theme")),
    ("P", mark("to the parking lot")),
    ("Ctrl+C / Ctrl+V", mark("copy, paste")),
    ("Del", mark("delete card, dissolve theme")),
    ("A", mark("suggestions")),
)
MARKING: Rows = (
    ("Shift+B", MARKS["dissent"]),
    ("Shift+E", MARKS["unanimous"]),
    ("Shift+M", MARKS["majority"]),
    ("Shift+T", MARKS["disputed"]),
    ("Shift+F", MARKS["question"]),
    ("Shift+S", MARKS["star"]),
)
LINKING: Rows = (
    ("L", mark("link with another card")),
    ("Shift+L", mark("show or hide links")),
    ("Ctrl+L", mark("links of the card, obstacles without recommendation")),
    ("1 … 4", mark("kind of the chosen link")),
    ("Shift+P", mark("add photos")),
    ("Enter", mark("photo: show large")),
    ("Shift+Up / Shift+Down", mark("photo: smaller, larger")),
)
BY_MOUSE: Rows = (
    (mark("drag"), mark("onto the wall, into a theme, onto a group, into the parking lot")),
    (mark("Shift, Ctrl and click or frame"), mark("add to the selection, take out of it")),
    (mark("Ctrl or Alt while dragging"), mark("align with nothing")),
    (mark("theme onto a heading"), mark("merge themes")),
    (mark("Space or middle button and drag"), mark("move the wall")),
    (mark("Ctrl and wheel, pinch"), mark("zoom")),
    (mark("double click"), mark("reword; on the wall: new theme")),
)
TABLE: Rows = (
    ("T / Esc", mark("back to the board")),
    ("S", mark("sort by this column")),
    ("F2 / Enter", mark("reword card")),
    ("Shift+F2", mark("explanation")),
    ("M", mark("into theme 1, 2, …; 0 out of it")),
    ("P", mark("to the parking lot")),
    ("Del", mark("delete card")),
)
WEIGH: Rows = (
    ("0 … 9", mark("type the number of dots")),
    ("+ / -", mark("a dot more, a dot fewer")),
    ("Enter / Shift+Enter", mark("row after, row before")),
    ("Esc", mark("drop the number being typed")),
    ("Up / Down / Left / Right", mark("effect and effort: move the option")),
    ("Del", mark("effect and effort: take it out")),
)
MOOD: Rows = (
    ("0 … 9", mark("type the number of dots")),
    ("+ / -", mark("a dot more, a dot fewer")),
    ("Left / Right / Up / Down", mark("step of the scale, place in the field")),
    ("Enter", mark("step after; next quote")),
)
PLENARY: Rows = (
    ("Enter", mark("keep as a common result")),
    ("M", mark("lay on result 1, 2, …")),
    ("Alt+Up / Alt+Down", mark("move result")),
    ("F2", mark("reword result")),
    ("Shift+E, M, T, B", mark("agreed, by majority, disputed, dissent")),
    ("Del", mark("delete result")),
)
MEASURES: Rows = (
    ("Ins", mark("new measure; below: for what is there")),
    ("F4", mark("who can be responsible")),
    ("Alt+Up / Alt+Down", mark("move measure")),
    ("Del", mark("delete measure, at its handle")),
    ("Left / Right", mark("below: obstacle, recommendation, measure")),
    ("Enter", mark("below: to the card on the board, to the measure")),
)
CLOSING: Rows = (
    ("Up / Down", mark("row before, after")),
    ("Enter", mark("to what is open; reading back: next text")),
    ("PgUp / PgDown", mark("reading back: turn pages")),
    ("Shift+Enter", mark("reading back: new line")),
)
PROTOCOL: Rows = (
    ("+ / -", mark("zoom")),
    ("0", mark("fit the width")),
    ("Space / PgUp / PgDown", mark("turn pages")),
    ("Space / Enter", mark("section: on or off, look at it")),
    ("Alt+Up / Alt+Down", mark("section up, down")),
)
COLUMNS: tuple[tuple[Section, ...], ...] = (
    (
        Section(mark("Everywhere"), "", EVERYWHERE),
        Section(mark("Prepare, parking lot"), "prepare", LISTS),
        Section(mark("Prepare: parts, participants"), "prepare", PEOPLE),
        Section(mark("Mood, flash round"), "prepare", MOOD),
        Section(mark("Weigh"), "weigh", WEIGH),
        Section(mark("Plenary"), "plenary", PLENARY),
        Section(mark("Measures"), "measures", MEASURES),
        Section(mark("Closing"), "close", CLOSING),
        Section(mark("Protocol"), "protocol", PROTOCOL),
        Section(mark("Arrange: by mouse"), "arrange", BY_MOUSE, by_mouse=True),
    ),
    (
        Section(mark("Arrange: see and choose"), "arrange", MOVING),
        Section(mark("Arrange: cards and themes"), "arrange", CARDS),
        Section(mark("Arrange: marks"), "arrange", MARKING),
    ),
    (
        Section(mark("Collect"), "collect", COLLECT),
        Section(mark("Arrange: links and photos"), "arrange", LINKING),
        Section(mark("Arrange: table"), "arrange", TABLE),
    ),
)
"""The sections as they stand side by side."""
