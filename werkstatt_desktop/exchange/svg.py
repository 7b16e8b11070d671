"""A board as SVG, to be opened in a browser or a drawing program."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from ..domain.breaking import Measure
from ..domain.hanging import Hung
from ..domain.layout import Rect
from ..domain.picture import Picture
from ..domain.shapes import WALL, Line, Pixels, Polygon, Rounded, Shape, Words, shapes

PADDING = 24.0
"""Wall around what hangs on it, in pixels."""
_FONTS = "'Source Sans 3', 'Source Sans Pro', 'Noto Sans', Arial, sans-serif"


def svg(shown: Picture, title: str, measure: Measure, language: str, photos: Sequence[Hung] = ()) -> str:
    """The drawing of a picture. Lines of text are as wide as they are measured, in whatever font."""
    area = _grown(shown.bounds)
    box = " ".join(map(_number, (area.x, area.y, area.width, area.height)))
    size = _attributes(width=area.width, height=area.height)
    lang = f" xml:lang={quoteattr(language)}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"{size}{lang}>',
        f"<title>{text(title)}</title>",
        f'<rect fill="{WALL}" stroke="none"{_box(area)}/>',
        f'<g font-family="{_FONTS}">',
        *(line for shape in shapes(shown, photos) for line in _drawn(shape, measure)),
        "</g>",
        "</svg>",
        "",
    ]
    return "\n".join(lines)


def text(words: str) -> str:
    """People's words as XML has them: the only way by which they come into the drawing."""
    return escape(kept(words))


def kept(words: str) -> str:
    """Words without the characters that no XML file has; they are not escaped."""
    return "".join(char if _is_xml(char) else "\ufffd" for char in words)


def _is_xml(char: str) -> bool:
    code = ord(char)
    return code >= 0x20 and not 0xD800 <= code <= 0xDFFF and code & 0xFFFE != 0xFFFE


def _drawn(shape: Shape, measure: Measure) -> Iterator[str]:
    match shape:
        case Rounded():
            radius = f' rx="{_number(shape.radius)}"'
            yield f"<rect{_box(shape.rect)}{radius}{_paint(shape)}/>"
        case Polygon():
            points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
            yield f'<polygon points="{points}" fill="{shape.fill}" stroke="none"/>'
        case Line():
            pairs = [f"{_number(x)} {_number(y)}" for x, y in shape.points]
            path = f"M{pairs[0]} C{' '.join(pairs[1:])}"
            yield (
                f'<path d="{path}" fill="none" stroke="{shape.stroke}"'
                f' stroke-width="{_number(shape.width)}"{_dashes(shape.dashes)}/>'
            )
        case Pixels():
            kind = "png" if shape.content.startswith(b"\x89PNG") else "jpeg"
            data = f"data:image/{kind};base64,{b64encode(shape.content).decode()}"
            yield f'<image{_box(shape.rect)} preserveAspectRatio="none" href="{data}"/>'
        case Words():
            yield _words(shape, measure)


def _words(words: Words, measure: Measure) -> str:
    run = words.run
    wide = measure(run.text, run.size, run.bold)
    length = f' textLength="{_number(wide)}" lengthAdjust="spacingAndGlyphs"' if wide > 0 else ""
    bold = ' font-weight="700"' if run.bold else ""
    place = _attributes(x=run.x, y=run.y, font_size=run.size)
    paint = f' fill="{words.colour}" stroke="none" xml:space="preserve"'
    return f"<text{place}{bold}{length}{paint}>{text(run.text)}</text>"


def _paint(shape: Rounded) -> str:
    painted = f' fill="{shape.fill or "none"}"'
    # Some programs draw an outline where none is ruled out.
    if not shape.stroke:
        return f'{painted} stroke="none"'
    return f'{painted} stroke="{shape.stroke}" stroke-width="{_number(shape.width)}"{_dashes(shape.dashes)}'


def _dashes(dashes: Sequence[float]) -> str:
    return f' stroke-dasharray="{" ".join(map(_number, dashes))}"' if dashes else ""


def _box(rect: Rect) -> str:
    return _attributes(x=rect.x, y=rect.y, width=rect.width, height=rect.height)


def _attributes(**values: float) -> str:
    return "".join(f' {name.replace("_", "-")}="{_number(value)}"' for name, value in values.items())


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _grown(rect: Rect) -> Rect:
    return Rect(rect.x - PADDING, rect.y - PADDING, rect.width + 2 * PADDING, rect.height + 2 * PADDING)
