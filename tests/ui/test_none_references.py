"""The toolkit keeps account of references to None; where it does not, a busy board ends the whole program."""

from __future__ import annotations

import json
import os
import subprocess
import sys

PROGRAM = r"""
import json, os, sys
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush, QFont, QGlyphRun, QImage, QPainter, QPainterPath, QPen, QPixmap, QRawFont, QTextOption
)
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsRectItem, QGraphicsScene, QGraphicsView

TIMES = 200
app = QApplication([])
image = QImage(100, 100, QImage.Format.Format_ARGB32_Premultiplied)
painter, box, pixmap = QPainter(image), QRectF(0, 0, 50, 50), QPixmap(10, 10)
run = QGlyphRun()
run.setRawFont(QRawFont.fromFont(QFont()))
scene = QGraphicsScene()
item = scene.addRect(box)
view = QGraphicsView(scene)
calls = {
    "setPen": lambda: painter.setPen(QPen()),
    "setBrush": lambda: painter.setBrush(QBrush()),
    "setFont": lambda: painter.setFont(QFont()),
    "setRenderHint": lambda: painter.setRenderHint(QPainter.RenderHint.Antialiasing),
    "drawRect": lambda: painter.drawRect(box),
    "drawRects": lambda: painter.drawRects([box]),
    "drawRoundedRect": lambda: painter.drawRoundedRect(box, 8, 8),
    "drawPath": lambda: painter.drawPath(QPainterPath()),
    "drawText": lambda: painter.drawText(box, "x", QTextOption()),
    "drawPixmap": lambda: painter.drawPixmap(box, pixmap, QRectF(0, 0, 10, 10)),
    "drawGlyphRun": lambda: painter.drawGlyphRun(QPointF(), run),
    "fillRect": lambda: painter.fillRect(box, QBrush()),
    "save, restore": lambda: (painter.save(), painter.restore()),
    "moveBy": lambda: item.moveBy(1, 1),
    "setPos": lambda: item.setPos(1, 1),
    "setVisible": lambda: item.setVisible(True),
    "update": lambda: item.update(),
    "scale": lambda: view.scale(1, 1),
    "setValue": lambda: view.horizontalScrollBar().setValue(0),
}


class Painted(QGraphicsRectItem):
    def paint(self, painter, option, widget=None):
        painter.drawRect(box)


def lost(call):
    call()
    before = sys.getrefcount(None)
    for _ in range(TIMES):
        call()
    return (sys.getrefcount(None) - before) / TIMES


found = {name: lost(call) for name, call in calls.items()}
painter.end()
scene.addItem(Painted(box))
view.resize(200, 200)
view.show()
app.processEvents()
found["paint in Python"] = lost(view.viewport().repaint)
print(json.dumps(found))
sys.stdout.flush()
os._exit(0)
"""


def test_no_call_loses_or_keeps_references() -> None:
    """Void calls of the painter, of items and of views leave the count of None as it was."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) == 20
    assert {name: change for name, change in found.items() if abs(change) > 0.5} == {}
