"""What a search over the workshops of the folder has found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon

from ...domain.looking_back import Hits, kind_of
from ...domain.recalling import Past, Said
from ...domain.records import Id
from ..desk import Desk
from ..lists import Row, RowsView
from ..sections import Section, hint
from ..theme import icon, symbol_icon
from .words import KIND_WORDS, workshop_words

_MOST, _LEAST = 200, 5
"""How many hits are in view, and how many of each workshop at least."""
_LONGEST = 110
_ICONS = {
    "theme": "group",
    "result": "circle-check",
    "measure": "clipboard-list",
    "parked": "parking-square",
    "quote": "message-square",
}


class HitsSection(Section):
    """The hits under the names of their workshops. `taken` carries the workshop and what is to be shown."""

    taken = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        t = desk.texts
        super().__init__("hits", t("Found in the folder"))
        self._desk = desk
        self._hits: dict[Id, tuple[Past, Said]] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._note = hint("hits-note")
        self.list = RowsView("hits-list", t("Found in the folder"))
        self.list.taken.connect(self._take)
        self.body.addWidget(self._note)
        self.body.addWidget(self.list, 1)

    def show_hits(self, found: Sequence[Hits], here: Past) -> None:
        """Show these, or how many more there are than can be shown."""
        t = self._desk.texts
        most = max(_LEAST, _MOST // len(found)) if found else 0
        rows: list[Row] = []
        self._hits = {}
        for number, hits in enumerate(found):
            words = t("This workshop") if hits.past is here else workshop_words(hits.past, t)
            rows.append(Row(f"{words} ({t.number(len(hits.said))})"))
            for said in hits.said[:most]:
                key = f"{number}/{said.kind}/{said.id}"
                self._hits[key] = hits.past, said
                rows.append(Row(self._words(said), key, self._icon(said)))
        self.list.show_rows(rows)
        total = sum(len(hits.said) for hits in found)
        self._note.setText(self._count_words(total, len(found)))
        self.list.setVisible(bool(rows))

    def _count_words(self, total: int, workshops: int) -> str:
        t = self._desk.texts
        if not total:
            return t("Nothing found.")
        count = t("{hits} in {workshops}",
            hits=t.n("{n} hit", "{n} hits", total),
            workshops=t.n("{n} workshop", "{n} workshops", workshops),
        )  # fmt: skip
        if total > len(self._hits):
            shown = t("{n} of them are shown; more words or filters narrow it down.",
                n=t.number(len(self._hits)))  # fmt: skip
            return f"{count} · {shown}"
        return f"{count} · {t('Enter or a double click leads there.')}"

    def _words(self, said: Said) -> str:
        t = self._desk.texts
        text = " ".join(said.text.split())
        text = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
        kind = t.category_one(said.category) if said.category is not None else t(KIND_WORDS[kind_of(said)])
        below = " · ".join(part for part in (kind, said.group) if part)
        return f"{text}\n{below}"

    def dress(self) -> None:
        """Follow the theme."""
        self._icons.clear()

    def _icon(self, said: Said) -> QIcon | None:
        look, category = self._desk.theme, said.category
        name = (category.symbol, category.colour) if category is not None else (_ICONS.get(said.kind, ""), "")
        if name == ("", ""):
            return None
        if name not in self._icons:
            self._icons[name] = (
                symbol_icon(name[0], look.category(name[1])[1]) if name[1] else icon(name[0], look.muted)
            )
        return self._icons[name]

    def _take(self, key: str) -> None:
        found = self._hits.get(key)
        if found is not None:
            self.taken.emit(*found)
