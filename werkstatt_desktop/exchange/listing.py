"""Cards as text and as tables, for other programs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape

from ..domain import order
from ..domain.records import Card, Category, Cluster, Group, Id
from ..domain.state import State
from ..texts import Texts, mark

HEADINGS = (mark("Text"), mark("Category"), mark("Group"), mark("Theme"), mark("Explanation"))
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would reckon with instead of showing it."""
Row = tuple[str, ...]


def board_order(state: State, group_id: Id, ids: Collection[Id]) -> list[tuple[Cluster | None, list[Card]]]:
    """Cards and the themes they hang in, as the board has them; of a theme that is named all its cards.

    Themes that are named come though they be empty.
    """
    wanted = set(ids)
    found: list[tuple[Cluster | None, list[Card]]] = []
    for cluster in order.clusters(state, group_id):
        members = order.cards_of_cluster(state, cluster.id)
        cards = members if cluster.id in wanted else [card for card in members if card.id in wanted]
        if cards or cluster.id in wanted:
            found.append((cluster, cards))
    loose = [card for card in order.loose_cards(state, group_id) if card.id in wanted]
    return [*found, (None, loose)] if loose else found


def as_text(parts: Iterable[tuple[Cluster | None, list[Card]]], t: Texts) -> str:
    """A line for each card, with a bullet below the heading of its theme; a single card is its text."""
    parts = list(parts)
    if len(parts) == 1 and len(parts[0][1]) == 1:
        return parts[0][1][0].text
    bullet = "- " if any(cluster is not None for cluster, _ in parts) else ""
    blocks = []
    for cluster, cards in parts:
        lines = [cluster.heading or t("Theme")] if cluster is not None else []
        lines += [f"{bullet}{' '.join(card.text.split())}" for card in cards]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_rows(state: State, parts: Iterable[tuple[Cluster | None, list[Card]]], t: Texts) -> list[Row]:
    """A row for each card, below the headings of the columns."""
    rows: list[Row] = [tuple(t(word) for word in HEADINGS)]
    for cluster, cards in parts:
        for card in cards:
            category, group = state.get(Category, card.category_id), state.get(Group, card.group_id)
            kind = t.category_one(category) if category else ""
            heading = cluster.heading if cluster else ""
            rows.append((card.text, kind, group.name if group else "", heading, card.explanation))
    return rows


def tab_separated(rows: Iterable[Sequence[str]]) -> str:
    """Rows as a spreadsheet takes them from the clipboard."""
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in rows)


def html_table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a table for text programs, mails and spreadsheets; the first has the headings."""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in rows[0])
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in rows[1:])
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n'
        f'<table border="1" cellspacing="0" cellpadding="4"><tr>{head}</tr>\n{body}</table>\n</body></html>\n'
    )


def harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe says that it is text."""
    return f"'{cell}" if _reckons(cell) else cell


def as_meant(cell: str) -> str:
    """A text without the apostrophe that `harmless` put before it."""
    return cell[1:] if cell.startswith("'") and _reckons(cell[1:]) else cell


def _reckons(cell: str) -> bool:
    """Of a text that has apostrophes of its own before a formula, none may be lost on the way back."""
    return cell.lstrip("' \n").startswith(FORMULA)


def _quoted(cell: str) -> str:
    cell = harmless(cell)
    if any(char in cell for char in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _cell(cell: str) -> str:
    words = escape(harmless(cell)).replace("\n", "<br>")
    # Excel's own way of saying that a cell holds text.
    return f"<td style=\"mso-number-format:'\\@'\">{words}</td>"
