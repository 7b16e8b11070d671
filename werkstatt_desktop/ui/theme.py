"""Colours, type, icons and symbols of the windows, light and dark."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPalette,
    QPixmap,
    QPolygonF,
)

from ..domain import symbols
from ..texts import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

FAMILY = "Source Sans 3"


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens of one appearance; colours as #RRGGBB."""

    dark: bool
    wall: str
    surface: str
    raised: str
    text: str
    muted: str
    faint: str
    line: str
    accent: str
    soft: str
    on_accent: str
    warning: str
    warning_line: str
    danger: str
    alarm: str
    safe: str
    dot: str

    def category(self, colour: str) -> tuple[QColor, QColor]:
        """Card and stripe of a category's colour."""
        card, stripe = symbols.colours(colour, dark=self.dark)
        return QColor(card), QColor(stripe)


LIGHT = Theme(
    dark=False,
    wall="#F5F2EA",
    surface="#FFFFFF",
    raised="#FBFAF7",
    text="#1E2326",
    muted="#5C666D",
    faint="#9AA2A8",
    line="#E2DED4",
    accent="#17616B",
    soft="#DDEDEE",
    on_accent="#FFFFFF",
    warning="#FFF8E2",
    warning_line="#E7C76A",
    danger="#B3261E",
    alarm="#FBE3E0",
    safe="#2E7D32",
    dot="#D6293E",
)
DARK = Theme(
    dark=True,
    wall="#1B1F22",
    surface="#23282B",
    raised="#1F2427",
    text="#E9ECEE",
    muted="#A3ADB3",
    faint="#77828A",
    line="#343B3F",
    accent="#5CC0CB",
    soft="#1E3B3F",
    on_accent="#0E2225",
    warning="#3A3114",
    warning_line="#C9A23A",
    danger="#FF8A80",
    alarm="#4A2320",
    safe="#7CCB80",
    dot="#FF6B7D",
)


def chosen(scheme: str) -> Theme:
    """The theme for a setting: "light", "dark", or "system" for what the system shows."""
    if scheme == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if scheme == "dark" else LIGHT


def load_fonts() -> QFont:
    """Make the program's typefaces known and give the font of its controls."""
    # Emoji fall back to the last one; few systems can be relied on to have a typeface for them.
    for name in ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf", "NotoEmoji-Regular.ttf"):
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))
    return font(14)


def font(pixels: float, *, bold: bool = False) -> QFont:
    """The program's typeface at a size in pixels."""
    made = QFont(FAMILY)
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def palette(theme: Theme) -> QPalette:
    """The palette under the style sheet; also what dialogs of the toolkit use."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.surface),
        (roles.Base, theme.surface),
        (roles.AlternateBase, theme.raised),
        (roles.Button, theme.surface),
        (roles.ToolTipBase, theme.raised),
        (roles.WindowText, theme.text),
        (roles.Text, theme.text),
        (roles.ButtonText, theme.text),
        (roles.ToolTipText, theme.text),
        (roles.PlaceholderText, theme.muted),
        (roles.Highlight, theme.accent),
        (roles.Accent, theme.accent),
        (roles.HighlightedText, theme.on_accent),
        (roles.Link, theme.accent),
        (roles.Mid, theme.line),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return made


def symbol_path(symbol: str, box: QRectF) -> QPainterPath:
    """The symbol of a category as a path that fills a box."""
    path = QPainterPath()
    points = [
        QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in symbols.outline(symbol)
    ]
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


def symbol_icon(symbol: str, colour: QColor, size: int = 16) -> QIcon:
    """The symbol of a category as an icon, sharp on screens of twice the density too."""
    from PySide6.QtGui import QIcon

    pixmap = QPixmap(size * 2, size * 2)
    pixmap.setDevicePixelRatio(2.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(symbol_path(symbol, QRectF(1, 1, size - 2, size - 2)), colour)
    painter.end()
    return QIcon(pixmap)


@lru_cache(maxsize=128)
def icon(name: str, colour: str, size: int = 18) -> QIcon:
    """An icon of resources/icons in a colour, drawn for normal and double density; pale where disabled."""
    from PySide6.QtGui import QIcon
    from PySide6.QtSvg import QSvgRenderer

    svg = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    made = QIcon()
    for ratio in (1.0, 2.0):
        for mode, opacity in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, 0.35)):
            pixmap = QPixmap(round(size * ratio), round(size * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setOpacity(opacity)
            renderer.render(painter, QRectF(0, 0, size, size))
            painter.end()
            made.addPixmap(pixmap, mode)
    return made


def style_sheet(theme: Theme) -> str:
    """How controls look. Object names and the properties `kind` choose among the variants.

    Variants of a push button: kind="primary" (the page's one accent), kind="quiet" (no frame).
    Tool buttons: kind="small". Fields: kind="inplace" (frame only under mouse and keyboard), quiet=True.
    Frames: kind="panel" (raised card on the wall), "wall", "row", "side", "warning". Labels: kind="title",
    "section", "strong", "muted".
    """
    return _SHEET.format(
        **{name: getattr(theme, name) for name in Theme.__slots__ if name != "dark"},
        hover=theme.soft,
    )


_SHEET = """
QMainWindow, QDialog {{ background: {surface}; }}
QFrame[kind="wall"], QWidget[kind="wall"] {{ background: {wall}; }}
QFrame[kind="rail"], QFrame[kind="bar"] {{ background: {raised}; }}
QFrame[kind="rail"] {{ border-right: 1px solid {line}; }}
QFrame[kind="header"] {{ background: {surface}; border-bottom: 1px solid {line}; }}
QFrame[kind="bar"] {{ border-top: 1px solid {line}; }}
QFrame[kind="panel"] {{ background: {surface}; border: 1px solid {line}; border-radius: 14px; }}
QFrame[kind="segments"] {{ background: {wall}; border-radius: 10px; }}
QFrame[kind="paper-panel"] {{ background: {surface}; border-right: 1px solid {line}; }}
QFrame[kind="banner"] {{ background: {warning}; border-bottom: 1px solid {warning_line}; }}
QFrame[kind="banner"][level="info"] {{ background: {soft}; border-bottom-color: {line}; }}
QFrame[kind="banner"][level="red"] {{ background: {alarm}; border-bottom-color: {danger}; }}
QFrame[kind="warning"] {{ background: {warning}; border: 1px solid {warning_line}; border-radius: 8px; }}
QLabel[kind="title"] {{ font-size: 26px; font-weight: 600; }}
QLabel[kind="section"] {{ font-size: 18px; font-weight: 600; }}
QLabel[kind="strong"] {{ font-weight: 600; }}
QLabel[kind="muted"] {{ color: {muted}; font-size: 12px; }}
QLabel[kind="said"] {{ font-size: 12px; }}
QLabel[kind="toast"] {{
    background: {text}; color: {surface}; border-radius: 10px; padding: 10px 20px; font-size: 16px;
}}
QLabel[kind="safe"] {{ color: {safe}; font-size: 12px; }}
QLabel[kind="held"] {{ font-size: 12px; font-weight: 600; }}
QLabel[kind="unsafe"] {{ color: {danger}; font-size: 12px; font-weight: 600; }}
QPushButton, QToolButton {{
    background: {surface}; color: {text}; border: 1px solid {line}; border-radius: 8px; padding: 6px 12px;
}}
QToolButton {{ padding: 6px; }}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {accent}; padding: 5px 11px; outline: none; }}
QToolButton:focus {{ padding: 5px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {faint}; }}
QPushButton:checked {{ background: {soft}; color: {accent}; font-weight: 600; }}
QPushButton[kind="primary"] {{
    background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600;
}}
QPushButton[kind="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="primary"]:disabled {{ background: {line}; border-color: {line}; color: {muted}; }}
QPushButton[kind="danger"] {{
    background: {danger}; color: {on_accent}; border-color: {danger}; font-weight: 600;
}}
QPushButton[kind="danger"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="danger"]:disabled {{ background: {line}; border-color: {line}; color: {muted}; }}
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{ background: {hover}; }}
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus {{ border-color: {accent}; }}
QPushButton[kind="link"] {{
    background: transparent; border-color: transparent; color: {accent}; font-weight: 600; padding: 4px 2px;
}}
QPushButton[kind="link"]:focus {{ border: 2px solid {accent}; }}
QPushButton[kind="chip"] {{ padding: 3px 8px; font-size: 12px; }}
QPushButton[kind="chip"]:focus {{ padding: 2px 7px; }}
QToolButton::menu-indicator {{ image: none; }}
QLineEdit, QPlainTextEdit, QSpinBox, QComboBox, QDateEdit, QTimeEdit {{
    background: {surface}; color: {text}; border: 1px solid {line}; border-radius: 8px; padding: 6px 10px;
    selection-background-color: {accent}; selection-color: {on_accent};
    placeholder-text-color: {muted};
}}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus, QTimeEdit:focus {{
    border: 2px solid {accent}; padding: 5px 9px;
}}
QLineEdit[kind="inplace"], QPlainTextEdit[kind="inplace"] {{
    background: transparent; border-color: transparent; border-radius: 6px; padding: 3px 6px;
}}
QLineEdit[kind="inplace"]:hover, QPlainTextEdit[kind="inplace"]:hover {{ border-color: {line}; }}
QLineEdit[kind="inplace"]:focus, QPlainTextEdit[kind="inplace"]:focus {{
    background: {surface}; border: 2px solid {accent}; padding: 2px 5px;
}}
QPlainTextEdit[quiet="true"], QLineEdit[quiet="true"] {{ color: {muted}; }}
QLineEdit[kept="true"], QPlainTextEdit[kept="true"] {{ background: {warning}; border-color: {warning_line}; }}
QFrame[kind="drop"] {{ background: {accent}; border: none; }}
QFrame[kind="popup"] {{ background: {surface}; border: 1px solid {line}; }}
QFrame[kind="side-content"] {{ background: {raised}; border: none; }}
QFrame[kind="side"] {{ background: {raised}; border: none; border-left: 1px solid {line}; }}
QToolButton[kind="small"] {{
    background: transparent; color: {muted}; border: 1px solid transparent; border-radius: 6px; padding: 2px;
}}
QToolButton[kind="small"]:hover {{ background: {hover}; }}
QToolButton[kind="small"]:focus {{ border: 2px solid {accent}; padding: 1px; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; border: none; margin: 0; padding: 0; }}
QTabBar::scroller {{ width: 24px; }}
QTabBar QToolButton {{ background: {surface}; border: 1px solid {line}; border-radius: 6px; padding: 0; }}
QScrollArea {{ border: none; background: transparent; }}
QListView, QTableView, QTreeView {{
    background: {surface}; border: none; selection-background-color: {soft}; selection-color: {text};
}}
QListView[kind="rows"] {{ outline: 2px solid {accent}; outline-radius: 4px; }}
QListView[kind="rows"]::item {{ padding: 2px 4px; border-radius: 4px; color: {text}; }}
QListView[kind="rows"]::item:hover {{ background: {hover}; }}
QListView[kind="rows"]::item:selected {{ background: {soft}; }}
QMenu {{ background: {surface}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 16px; border-radius: 4px; }}
QMenu::item:selected {{ background: {soft}; color: {text}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QProgressBar {{ background: {line}; border: none; border-radius: 3px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{
    background: {faint}; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px;
}}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
