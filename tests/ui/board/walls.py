"""What hangs on the boards of these tests, and what a test asks of a board."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QPointF

from werkstatt_desktop.domain import layout
from werkstatt_desktop.domain.layout import Rect
from werkstatt_desktop.domain.records import Card, Cluster, Id, Record
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.desk import Desk


def usual() -> list[Record]:
    """Two themes of two and one card, and three loose cards below them."""
    return [
        Cluster(id="goals", group_id="group1", heading="Gemeinsame Ziele", x=0.0, y=0.0, rank=0.0),
        Cluster(id="means", group_id="group1", heading="Ressourcen", x=480.0, y=0.0, rank=1.0),
        *(
            Card(
                id=id,
                group_id="group1",
                category_id=category,
                cluster_id=theme,
                rank=float(n),
                x=x,
                y=240.0,
                text=text,
                written=n,
            )
            for n, (id, category, theme, x, text) in enumerate(
                (
                    ("act", "opportunity", "goals", 0.0, "Zielgerichtet und gemeinsam handeln"),
                    ("rules", "recommendation", "goals", 0.0, "Spielregeln vereinbaren"),
                    ("money", "obstacle", "means", 0.0, "Vernetzung braucht selbst Ressourcen"),
                    ("unclear", "obstacle", None, 0.0, "Zuständigkeiten unklar"),
                    ("skill", "opportunity", None, 220.0, "Mehr Sachverstand bündeln"),
                    ("open", "recommendation", None, 440.0, "Prozesse offenlegen"),
                ),
                1,
            )
        ),
    ]


class Board:
    """A board page and what a test asks of it."""

    def __init__(self, desk: Desk, page: BoardPage) -> None:
        self.desk, self.page = desk, page
        self.viewport = page.view.viewport()
        self._entries = self.entries
        self.said: list[str] = []
        desk.said.connect(self.said.append)

    @property
    def entries(self) -> int:
        return sum(1 for _ in self.desk.store.journal())

    @property
    def steps(self) -> list[str]:
        """The verbs since the board was opened."""
        return [entry.edit.verb for entry in self.desk.store.journal()][self._entries :]

    @property
    def chosen(self) -> frozenset[Id]:
        return self.page.choice.ids

    def card(self, id: Id) -> Card:
        card = self.desk.state.get(Card, id)
        assert card is not None
        return card

    def place(self, id: Id) -> tuple[float, float]:
        card = self.card(id)
        return card.x, card.y

    def row(self, theme: Id) -> list[Id]:
        """The cards of a theme in their order on the screen, row by row."""
        boxes = ((id, self.page.scene.cards[id].box) for id in self.page.scene.themes[theme].members)
        return [id for id, _ in layout.reading_order(boxes)]

    def at(self, id: Id) -> QPoint:
        """The middle of a card, or of a theme's oval, in the view."""
        item = self.page.scene.item(id)
        assert item is not None
        box = item.box if id in self.page.scene.cards else self.page.scene.themes[id].oval_box
        return self.point(box.x + box.width / 2, box.y + box.height / 2)

    def box(self, id: Id) -> Rect:
        item = self.page.scene.item(id)
        assert item is not None
        return item.box

    def point(self, x: float, y: float) -> QPoint:
        """A point of the board in the view."""
        return self.page.view.viewportTransform().map(QPointF(x, y)).toPoint()

    def wait(self) -> None:
        QCoreApplication.processEvents()
