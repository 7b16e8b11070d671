"""The parts of a Word document beside its text: styles, the list, fonts, settings, head and foot.

All names and measures are `look`'s; nothing that people wrote is in here but the words of head and foot.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..texts import Texts
from . import look
from .look import LOOKS, STYLES, Letters, Look, Place, Style
from .svg import text as harmless

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
TABLE = "WerkstattTable"
_BULLET = "1"
_ORDER = {place: n for n, place in enumerate(STYLES)}
_USUAL: tuple[Place, ...] = (
    "body",
    "title",
    "below",
    "chapter",
    "heading",
    "theme",
    "item",
    "numbered",
    "more",
)
_BUILTIN = {"Normal": "Normal", "heading 1": "Heading1", "heading 2": "Heading2", "heading 3": "Heading3"}


def twips(points: float) -> int:
    """Points as Word counts lengths."""
    return round(20 * points)


def style_id(place: Place) -> str:
    """The name by which paragraphs say which style they have."""
    style = STYLES[place]
    if style.own:
        return "Werkstatt-" + place
    return _BUILTIN.get(style.name) or "".join(word[0].upper() + word[1:] for word in style.name.split())


def look_id(name: Look) -> str:
    return "Werkstatt-" + name


def styles(t: Texts) -> str:
    """All styles that the document has."""
    language = {"de": "de-DE", "en": "en-GB"}[t.language]
    fonts = " ".join(f'w:{kind}="{look.FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:color w:val="{look.TEXT[1:]}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        f"<w:semiHidden/></w:style>{_tables(t)}"
        f"{''.join(_paragraph(place, style, t) for place, style in STYLES.items())}"
        f"{''.join(_letters(name, letters, t) for name, letters in LOOKS.items())}</w:styles>"
    )


def _tables(t: Texts) -> str:
    name = harmless(f"Werkstatt {t('Table')}")
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{look.LINE[1:]}"'
    head = f'w:val="single" w:sz="12" w:space="0" w:color="{look.TEXT[1:]}"'
    margins = "".join(
        f'<w:{side} w:w="{wide}" w:type="dxa"/>'
        for side, wide in (("top", 50), ("left", 80), ("bottom", 50), ("right", 80))
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {head}/></w:tcBorders>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _paragraph(place: Place, style: Style, t: Texts) -> str:
    name = harmless(f"Werkstatt {t(style.name)}" if style.own else style.name)
    own = ' w:customStyle="1"' if style.own else ""
    default = ' w:default="1"' if place == "body" else ""
    based = "" if place == "body" else '<w:basedOn w:val="Normal"/>'
    following = f'<w:next w:val="{style_id(place)}"/>' if place in {"item", "cell"} else ""
    if style.level or place in {"title", "below"}:
        following = '<w:next w:val="Normal"/>'
    shown = "<w:qFormat/>" if style.own or place in _USUAL else ""
    return (
        f'<w:style w:type="paragraph"{default}{own}'
        f' w:styleId="{style_id(place)}"><w:name w:val="{name}"/>{based}{following}'
        f'<w:uiPriority w:val="{_ORDER[place]}"/>{shown}'
        f"<w:pPr>{''.join(_layout(place, style))}</w:pPr><w:rPr>{_run(style)}</w:rPr></w:style>"
    )


def _layout(place: Place, style: Style) -> Iterator[str]:
    """What Word wants in this order."""
    if place in look.KEPT:
        yield "<w:keepNext/>"
    if style.level:
        yield "<w:keepLines/>"
    if place == "item":
        yield f'<w:numPr><w:numId w:val="{_BULLET}"/></w:numPr>'
    if style.edge:
        # The frame in the colour of the ground gives it room; equal frames below each other become one.
        around = f'w:val="single" w:sz="4" w:space="5" w:color="{look.SOFT[1:]}"'
        yield (
            f'<w:pBdr><w:top {around}/><w:left w:val="single" w:sz="24" w:space="10"'
            f' w:color="{look.ACCENT[1:]}"/><w:bottom {around}/><w:right {around}/></w:pBdr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{look.SOFT[1:]}"/>'
        )
    if style.tab:
        side = "right" if style.tab == look.WIDTH else "left"
        yield f'<w:tabs><w:tab w:val="{side}" w:pos="{twips(style.tab)}"/></w:tabs>'
    yield f'<w:spacing w:before="{twips(style.above)}" w:after="{twips(style.below)}"/>'
    if style.edge:
        yield f'<w:ind w:left="{twips(12)}" w:right="{twips(6)}"/>'
    elif style.left:
        yield f'<w:ind w:left="{twips(style.left)}" w:hanging="{twips(style.hang)}"/>'
    if style.right:
        yield '<w:jc w:val="right"/>'
    if style.level:
        yield f'<w:outlineLvl w:val="{style.level - 1}"/>'


def _run(style: Style | Letters) -> str:
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    italic = "<w:i/><w:iCs/>" if isinstance(style, Letters) and style.italic else ""
    colour = f'<w:color w:val="{style.colour[1:]}"/>' if style.colour else ""
    half = round(2 * style.size)
    size = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else ""
    return f"{bold}{italic}{colour}{size}"


def _letters(name: Look, letters: Letters, t: Texts) -> str:
    said = harmless(f"Werkstatt {t(letters.name)}")
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{look_id(name)}"><w:name w:val="{said}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{_run(letters)}</w:rPr></w:style>'
    )


def numbering() -> str:
    """The one list: a bullet."""
    inset = f'<w:ind w:left="{twips(look.HANG)}" w:hanging="{twips(look.HANG)}"/>'
    return (
        f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:pStyle w:val="{style_id("item")}"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{inset}</w:pPr></w:lvl></w:abstractNum>"
        f'<w:num w:numId="{_BULLET}"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def fonts() -> str:
    """What Word takes where it does not have the font: one that says the same of itself."""
    return (
        f'<w:fonts {NAMES}><w:font w:name="{look.FONT}"><w:altName w:val="{look.OTHERS[0]}"/>'
        '<w:panose1 w:val="020B0503030403020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def settings(t: Texts) -> str:
    """Word's own ways of today, and German or English as the language of the document."""
    language = {"de": "de-DE", "en": "en-GB"}[t.language]
    address = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {NAMES}><w:defaultTabStop w:val="567"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{address}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/></w:settings>'
    )


def foot(t: Texts, title: str, status: str) -> str:
    """The title and the number of the page, which Word counts."""
    number, total = "\ue000", "\ue001"
    said = harmless(t("Page {number} of {total}", number=number, total=total))
    place = "".join(
        f'<w:fldSimple w:instr=" {"PAGE" if char == number else "NUMPAGES"} "><w:r><w:t>1</w:t></w:r>'
        "</w:fldSimple>"
        if char in {number, total}
        else f'<w:r><w:t xml:space="preserve">{char}</w:t></w:r>'
        for char in _split(said, number, total)
    )
    left = harmless(" · ".join(filter(None, (title, status))))
    line = f'w:val="single" w:sz="4" w:space="6" w:color="{look.LINE[1:]}"'
    return (
        f'<w:p {NAMES}><w:pPr><w:pStyle w:val="{style_id("footer")}"/>'
        f"<w:pBdr><w:top {line}/></w:pBdr></w:pPr>"
        f'<w:r><w:t xml:space="preserve">{left}</w:t></w:r><w:r><w:tab/></w:r>{place}</w:p>'
    )


def _split(words: str, *marks: str) -> list[str]:
    parts = [""]
    for char in words:
        if char in marks:
            parts += [char, ""]
        else:
            parts[-1] += char
    return [part for part in parts if part]


def head(words: str) -> str:
    """A word above each page."""
    return (
        f'<w:p {NAMES}><w:pPr><w:pStyle w:val="{style_id("header")}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{harmless(words)}</w:t></w:r></w:p>'
    )
