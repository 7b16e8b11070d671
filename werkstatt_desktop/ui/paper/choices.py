"""What is put on paper, as it is chosen beside the preview: variant, group, sections, names, draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Concatenate, ParamSpec

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...domain import order
from ...domain import paper as papers
from ...domain.edits import Change, Edit
from ...domain.errors import WerkstattError
from ...domain.paper import VARIANTS, Paper, Variant
from ...domain.state import State
from ...domain.verbs import paper as verbs
from ...texts import mark
from ..buttons import Button
from ..desk import Desk
from ..parts import PartTabs
from ..ticks import Tick
from .picks import Pick
from .section_list import SectionList
from .section_rows import SectionRows

P = ParamSpec("P")

VARIANT_WORDS: dict[Variant, tuple[str, str]] = {
    "full": (mark("Full"), mark("The whole protocol")),
    "summary": (mark("1 page"), mark("The most important on one page")),
    "group": (mark("Group"), mark("The protocol of one group")),
    "measures": (mark("Meas."), mark("Measures and coverage only")),
}
"""What each variant is called on its tab, and in full."""
_PADDING = 8


class Choices(QWidget):
    """Shows what the workshop has chosen and does what is chosen here; every choice is one step.

    A workshop that cannot be written is printed all the same: what is chosen for it is kept here, `kept`
    tells of it, and it goes with the window. `looked_up` carries a page, from 1, of a section that was asked
    for.
    """

    looked_up = Signal(int)
    kept = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._own: list[Change] = []
        t = desk.texts
        self.tabs = VariantTabs(desk)
        self.group = Pick("paper-group", t("Group"))
        self.rows = SectionRows(t, self)
        self.sections = SectionList(desk, self.rows)
        self.no_names = _tick("paper-no-names", t("Without names"))
        self.no_names.setToolTip(t("Nobody is named; texts of cards stay as they are."))
        self.draft = _tick("paper-draft", t("As a draft"))
        self.draft.setToolTip(t("Each page is marked as a draft."))
        self.usual = Button(t("As usual again"))
        self.usual.setObjectName("usual-paper")
        self.usual.setAccessibleName(t("As usual again"))
        self.usual.setToolTip(t("Sections and their order as they are without any choice"))
        self.usual.setProperty("kind", "link")
        self._arrange()
        self._connect()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, in its order."""
        return (self.tabs, self.group, self.no_names, self.draft, self.sections, self.usual)

    @property
    def state(self) -> State:
        """The workshop with what is chosen here."""
        state = self._desk.state
        return state.apply(self._own) if self._own and self._desk.store.read_only else state

    @property
    def paper(self) -> Paper:
        """What is chosen now."""
        return papers.of(self.state)

    def show_choice(self) -> None:
        """Show what is chosen now."""
        state = self.state
        paper = papers.of(state)
        self.tabs.show_variant(paper.variant)
        self.group.setVisible(paper.variant == "group")
        names = {group.id: group.name for group in order.groups(state)}
        self.group.offer({"": self._desk.texts("All groups"), **names}, paper.group_id or "")
        self.rows.show(papers.order_of(state, paper.variant), paper.sections, papers.told(state, paper))
        for tick, on in ((self.no_names, paper.no_names), (self.draft, paper.draft)):
            tick.setChecked(on)
        self.usual.setVisible(not is_usual(paper, papers.order_of(state, paper.variant)))
        self.sections.updateGeometry()

    def show_pages(self, pages: Mapping[str, Sequence[int]]) -> None:
        """The pages, from 1, on which each section stands now."""
        self.rows.show_pages(pages)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        ground = QFrame()
        ground.setProperty("kind", "segments")
        inside = QHBoxLayout(ground)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.tabs)
        layout.addWidget(ground)
        layout.addWidget(self.group)
        ticks = QHBoxLayout()
        ticks.setSpacing(12)
        ticks.addWidget(self.no_names)
        ticks.addWidget(self.draft)
        ticks.addStretch(1)
        layout.addLayout(ticks)
        layout.addWidget(self.sections)
        layout.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._choose_variant)
        self.group.activated.connect(self._choose_group)
        self.sections.switched.connect(self._switch)
        self.sections.moved.connect(self._move)
        self.sections.wanted.connect(self.looked_up)
        self.no_names.clicked.connect(self._name_nobody)
        self.draft.clicked.connect(self._mark_draft)
        self.usual.clicked.connect(self._back_to_usual)

    def _choose_variant(self, place: int) -> None:
        variant = VARIANTS[place]
        if variant != self.paper.variant:
            self._choose(verbs.choose_variant, variant)

    def _choose_group(self, _place: int) -> None:
        group_id = self.group.value or None
        if group_id != self.paper.group_id:
            self._choose(verbs.choose_group, group_id)

    def _switch(self, key: str, on: bool) -> None:
        self._choose(verbs.switch_section, key, on=on)

    def _move(self, key: str, place: int) -> None:
        self._choose(verbs.move_section, key, place)

    def _name_nobody(self, on: bool) -> None:
        self._choose(verbs.name_nobody, on=on)

    def _mark_draft(self, on: bool) -> None:
        self._choose(verbs.mark_draft, on=on)

    def _back_to_usual(self) -> None:
        self._choose(verbs.usual_paper)
        if not self.usual.isVisible():
            self.sections.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, verb: Callable[Concatenate[State, P], Edit], *args: P.args, **kwargs: P.kwargs) -> None:
        """Choose something; what was refused is shown as it is again."""
        if not self._desk.store.read_only:
            if self._desk.do(verb, *args, **kwargs) is None:
                self.show_choice()
            return
        try:
            self._own += verb(self.state, *args, **kwargs).changes
        except WerkstattError as error:
            self._desk.say(self._desk.texts.sentence(error))
        self.kept.emit()


class VariantTabs(PartTabs):
    """The variants side by side, each as wide as the others."""

    def __init__(self, desk: Desk) -> None:
        t = desk.texts
        super().__init__(desk, [t(VARIANT_WORDS[variant][0]) for variant in VARIANTS], _PADDING)
        self.setObjectName("paper-variant")
        self.setAccessibleName(t("Variant of the protocol"))
        self.setUsesScrollButtons(False)
        self.setExpanding(True)
        for place, variant in enumerate(VARIANTS):
            self.setTabToolTip(place, t(VARIANT_WORDS[variant][1]))
            self.setAccessibleTabName(place, t(VARIANT_WORDS[variant][1]))

    def show_variant(self, variant: Variant) -> None:
        """Show which one is chosen, without choosing it."""
        self.blockSignals(True)
        self.setCurrentIndex(VARIANTS.index(variant))
        self.blockSignals(False)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the panel; it chooses nothing."""
        event.ignore()


def is_usual(paper: Paper, ordered: Sequence[str]) -> bool:
    """Whether the sections of a variant, and their order, are as without any choice."""
    usual = papers.usual(paper.variant).sections
    return paper.sections == usual and tuple(key for key in ordered if key in usual) == usual


def _tick(name: str, words: str) -> Tick:
    tick = Tick(words)
    tick.setObjectName(name)
    tick.setAccessibleName(words)
    return tick
