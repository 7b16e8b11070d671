"""Small drawings of the page that `html` makes. They repeat what words beside them say.

Their colours are those of paper; the style sheet of the page has others for the dark.
"""

from __future__ import annotations

from collections.abc import Callable

from ..domain import polls, symbols
from ..domain.records import COLOURS
from ..domain.weighed import Mood, Scale
from ..report.blocks import Sign
from .svg import text as said

_WIDE, _HIGH, _ROOM = 300, 90, 16
_DOT, _MOST_IN_ONE = 3.4, 16
_AXIS = 160
_FILL, _SOFT, _TEXT, _LINE = "#17616B", "#DDEDEE", "#1E2326", "#DAD6CC"


def sign(shown: Sign) -> str:
    """The symbol of a category with the word that it stands for."""
    outline = " ".join(f"{x:.3g},{y:.3g}" for x, y in symbols.outline(shown.symbol))
    colour = shown.colour if shown.colour in COLOURS else "grey"
    name = said(shown.word).replace('"', "&quot;")
    return (
        f'<svg class="sign" viewBox="0 0 1 1" role="img" aria-label="{name}">'
        f'<polygon class="c-{colour}" fill="{symbols.colours(colour)[1]}" points="{outline}"/></svg>'
    )


def bar(share: float) -> str:
    """A part of a whole, from 0 to 1."""
    wide = f"{100 * min(max(share, 0.0), 1.0):.4g}"
    return (
        '<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="all" fill="{_SOFT}" width="100" height="1"/>'
        f'<rect class="fill" fill="{_FILL}" width="{wide}" height="1"/></svg>'
    )


def poll(mood: Mood, words: tuple[str, str], text: Callable[[str], str], number: Callable[[int], str]) -> str:
    """A poll at the beginning and the same one at the end, beside each other; `text` makes words harmless."""
    both = [pair for pair in zip((mood.before, mood.after), words, strict=True) if pair[0] is not None]
    most = max((max(scale.steps, default=0) for scale, _ in both if scale is not None), default=0)
    parts = []
    for scale, above in both:
        if scale is None:
            continue
        field = scale.round.kind == "field"
        chart = _field(scale) if field else _steps(scale, most, number)
        ends = polls.ends(scale.round)
        pairs = [("→", *ends[:2]), ("↑", *ends[2:])] if field else [("", *ends)]
        below = "".join(
            f'<p class="ends"><span>{way} {text(first)}</span><span>{text(last)}</span></p>'
            for way, first, last in pairs
            if first or last
        )
        parts.append(f'<div><p class="label">{text(above)}</p>{chart}{below}</div>')
    return f'<div class="poll">{"".join(parts)}</div>'


def _steps(scale: Scale, most: int, number: Callable[[int], str]) -> str:
    each = _WIDE / max(len(scale.steps), 1)
    shapes = []
    fill = f'class="fill" fill="{_FILL}"'
    words = f'fill="{_TEXT}" font-size="11" text-anchor="middle"'
    for n, count in enumerate(scale.steps):
        high = (_HIGH - _ROOM) * count / most if most else 0.0
        left, middle, top = n * each + 2, (n + 0.5) * each, _HIGH - high
        shapes += [
            f'<rect {fill} x="{left:.4g}" y="{top:.4g}" width="{each - 4:.4g}" height="{high:.4g}"/>',
            f'<text {words} x="{middle:.4g}" y="{top - 4:.4g}">{said(number(count))}</text>',
            f'<text {words} x="{middle:.4g}" y="{_HIGH + 13}">{said(number(n + 1))}</text>',
        ]
    line = f'<path class="rule" stroke="{_TEXT}" d="M0 {_HIGH}H{_WIDE}"/>'
    return _chart(_WIDE, _HIGH + _ROOM, [*shapes, line])


def _field(scale: Scale) -> str:
    half = _AXIS / 2
    frame = f"M0.5 0.5H{_AXIS - 0.5}V{_AXIS - 0.5}H0.5Z"
    shapes = [
        f'<path class="grid" fill="none" stroke="{_LINE}" d="{frame}M{half} 0V{_AXIS}M0 {half}H{_AXIS}"/>'
    ]
    for right, up, count in scale.spots:
        radius = _DOT * min(count, _MOST_IN_ONE) ** 0.5
        shapes.append(
            f'<circle class="fill" fill="{_FILL}" cx="{right * _AXIS:.4g}" cy="{(1 - up) * _AXIS:.4g}"'
            f' r="{radius:.3g}"/>'
        )
    return _chart(_AXIS, _AXIS, shapes)


def _chart(wide: int, high: int, shapes: list[str]) -> str:
    kind = "chart square" if wide == high else "chart"
    return f'<svg class="{kind}" viewBox="0 0 {wide} {high}" aria-hidden="true">{"".join(shapes)}</svg>'
