"""Beside the preview of other paper: which one, how it is wanted, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ...domain import order
from ...domain.photos import Source
from ...domain.state import State
from ...texts import Texts
from ..desk import Desk
from ..lists import Row, RowsView
from .foot import Foot, deed
from .orders import Order, other
from .picks import Pick
from .side import Side, label
from .typesetter import Set

_PLACE = "other-paper"


class OtherPanel(Side):
    """One kind at a time, with its options. `changed`: something else is to be set. `left`: back again."""

    changed = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        from ...printing import kit

        t = desk.texts
        self._desk = desk
        self._options: dict[str, dict[str, str]] = {}
        self._picks: dict[str, Pick] = {}
        self.kinds = RowsView("other-kinds", t("Other paper"))
        self.lacking = label("other-lacking", "muted")
        self.back = deed("back-to-protocol", t("Back to the protocol"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.kinds)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        column.addLayout(self._grid)
        column.addWidget(self.lacking)
        super().__init__(t, "other", t("Other paper"), content, Foot(t, "other"))
        self.foot.put_below(self.back)
        self.kinds.show_rows([Row(kit.title(kind, t), kind) for kind in kit.KINDS])
        self.kinds.begin()
        self.kinds.looked.connect(self._choose)
        self.kinds.taken.connect(self._choose)
        self.back.clicked.connect(self.left)
        self._show_kind()

    @property
    def kind(self) -> str:
        """One of `kit.KINDS`."""
        return self.kinds.current

    @property
    def is_there(self) -> bool:
        """Whether the workshop has what the chosen paper needs."""
        from ...printing import kit

        return kit.available(self.kind, self._desk.state, self._chosen())

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, in its order."""
        deeds, place = self.foot.stops, len(self.foot.deeds)
        return (
            self.setting.stop,
            self.kinds,
            *self._picks.values(),
            *deeds[:place],
            self.back,
            *deeds[place:],
        )

    def order(self, words: Texts, picture: Source) -> Order:
        """What is to be set now; `picture` gives the bytes of photos, in the thread that works."""
        return other(self.kind, self._desk.state, words, self._chosen(), picture)

    def file_name(self, words: Texts) -> str:
        from ...printing import kit

        return kit.file_name(self.kind, self._desk.state, words)

    def show_set(self, made: Set) -> None:
        self.show_pages(len(made.sizes))

    def show_workshop(self) -> None:
        """Offer what the workshop has now."""
        from ...printing import kit

        for option in kit.options_of(self.kind):
            words = {value: kit.value_title(option.name, value, self._t) for value in option.values}
            words |= _ids(self._desk.state, option.ids, self._t)
            self._picks[option.name].offer(words, self._chosen()[option.name])
        there = self.is_there
        self.lacking.setText("" if there else kit.lacking(self.kind, self._t))
        self.lacking.setVisible(not there)
        for part in self.foot.deeds:
            part.setEnabled(there and self.foot.sending.isHidden())

    def _chosen(self) -> dict[str, str]:
        from ...printing import kit

        usual = {option.name: option.usual for option in kit.options_of(self.kind)}
        return usual | self._options.get(self.kind, {})

    def _choose(self, _kind: str) -> None:
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        """The options of the kind that is chosen now."""
        from ...printing import kit

        self._desk.places[_PLACE] = self.kind
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._picks = {}
        before: QWidget = self.kinds
        for row, option in enumerate(kit.options_of(self.kind)):
            title = kit.option_title(option.name, self._t)
            words = QLabel(title)
            words.setProperty("kind", "muted")
            words.setWordWrap(True)
            pick = self._picks[option.name] = Pick(f"option-{option.name}", title)
            pick.activated.connect(self._note)
            words.setBuddy(pick)
            self._grid.addWidget(words, 2 * row, 0)
            self._grid.addWidget(pick, 2 * row + 1, 0)
            self.setTabOrder(before, pick)
            before = pick
        self.setTabOrder(before, self.foot.print)
        self.show_workshop()
        self.kinds.fit(400)

    def _note(self) -> None:
        self._options[self.kind] = {name: pick.value for name, pick in self._picks.items()}
        self.show_workshop()
        self.changed.emit()


def _ids(state: State, table: str, t: Texts) -> dict[str, str]:
    """What else an option can be: the groups or the categories of the workshop."""
    if table == "groups":
        return {group.id: group.name for group in order.groups(state)}
    if table == "categories":
        return {category.id: t.category(category) for category in order.categories(state)}
    return {}
