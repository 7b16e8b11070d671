"""The parts of an OpenDocument text beside its text: styles, the page with head and foot, settings.

All names and measures are `look`'s; nothing that people wrote is in here but the words of head and foot.
"""

from __future__ import annotations

from ..texts import Texts
from . import look
from .look import LOOKS, STYLES, Letters, Look, Place, Style
from .svg import text as harmless

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(
    f'xmlns:{short}="{address}"'
    for short, address in {
        "office": f"{_OASIS}:office:1.0",
        "style": f"{_OASIS}:style:1.0",
        "text": f"{_OASIS}:text:1.0",
        "table": f"{_OASIS}:table:1.0",
        "draw": f"{_OASIS}:drawing:1.0",
        "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
        "svg": f"{_OASIS}:svg-compatible:1.0",
        "config": f"{_OASIS}:config:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
VERSION = 'office:version="1.3"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LIST = "Werkstatt-list"
LEADING = "Index_20_Link"
"""The look of what leads from the contents to a chapter: that of the rest."""


def style_id(place: Place) -> str:
    """The name by which paragraphs say which style they have."""
    style = STYLES[place]
    if style.own:
        return "Werkstatt-" + place
    return (style.odt or style.name).replace(" ", "_20_").replace(".", "_2e_")


def look_id(name: Look) -> str:
    return "Werkstatt-" + name


def fonts() -> str:
    """The font, and what is taken where it is not installed."""
    names = ", ".join(f"'{name}'" for name in (look.FONT, *look.OTHERS))
    return (
        f'<office:font-face-decls><style:font-face style:name="{look.FONT}" svg:font-family="{names}"'
        ' style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>'
    )


def styles(t: Texts, title: str, status: str, above: str) -> str:
    """The file of styles. `title` and `status` stand in the foot, `above` in the head of each page."""
    country = {"de": "DE", "en": "GB"}[t.language]
    paragraphs = "".join(_paragraph(place, style, t) for place, style in STYLES.items())
    letters = "".join(_letters(name, one, t) for name, one in LOOKS.items())
    levels = "".join(
        f'<text:outline-level-style text:level="{n}" style:num-format=""/>' for n in range(1, 11)
    )
    return (
        f"{HEAD}<office:document-styles {NAMES} {VERSION}>{fonts()}<office:styles>"
        '<style:default-style style:family="paragraph">'
        '<style:paragraph-properties fo:line-height="115%" fo:orphans="2" fo:widows="2"'
        ' style:tab-stop-distance="1cm" style:writing-mode="page"/>'
        f'<style:text-properties style:font-name="{look.FONT}" fo:color="{look.TEXT}"'
        f"{_for_all_scripts({'size': '11pt'})}"
        f' fo:language="{t.language}" fo:country="{country}"/></style:default-style>'
        '<style:default-style style:family="table"><style:table-properties'
        ' table:border-model="collapsing"/></style:default-style>'
        f'{paragraphs}{letters}<style:style style:name="{LEADING}" style:display-name="Index Link"'
        f' style:family="text"><style:text-properties fo:color="{look.TEXT}"'
        f' style:text-underline-style="none"/></style:style>{_list(t)}'
        f'<text:outline-style style:name="Outline">{levels}</text:outline-style></office:styles>'
        f"{_page(headed=bool(above))}{_around_page(t, title, status, above)}</office:document-styles>"
    )


def _paragraph(place: Place, style: Style, t: Texts) -> str:
    name = style_id(place)
    shown = harmless(f"Werkstatt {t(style.name)}" if style.own else style.odt or style.name)
    parent = "" if place == "body" else ' style:parent-style-name="Standard"'
    after = ' style:next-style-name="Standard"' if style.level or place in {"title", "below"} else ""
    level = f' style:default-outline-level="{style.level}"' if style.level else ""
    of_list = f' style:list-style-name="{LIST}"' if place == "item" else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph"'
        f'{parent}{after}{level}{of_list} style:class="text">{_layout(place, style)}'
        f"<style:text-properties{_run(style)}/></style:style>"
    )


def _layout(place: Place, style: Style) -> str:
    said = {"fo:margin-top": f"{style.above}pt", "fo:margin-bottom": f"{style.below}pt"}
    if place not in {"item", "more"}:
        said |= {"fo:margin-left": f"{style.left}pt", "fo:text-indent": f"{-style.hang}pt"}
    if place in look.KEPT:
        said["fo:keep-with-next"] = "always"
    if style.level:
        said["fo:keep-together"] = "always"
    if style.right:
        said["fo:text-align"] = "end"
    if style.edge:
        said |= {
            "fo:background-color": look.SOFT,
            "fo:border-left": f"3pt solid {look.ACCENT}",
            "fo:border-top": f"0.5pt solid {look.SOFT}",
            "fo:border-bottom": f"0.5pt solid {look.SOFT}",
            "fo:border-right": "none",
            "fo:padding": "5pt",
            "fo:padding-left": "10pt",
            "style:join-border": "true",
        }
    if place == "footer":
        said |= {"fo:border-top": f"0.5pt solid {look.LINE}", "fo:padding-top": "6pt"}
    written = "".join(f' {name}="{value}"' for name, value in said.items())
    if not style.tab:
        return f"<style:paragraph-properties{written}/>"
    at = ' style:type="right"' if style.tab == look.WIDTH else ""
    stop = f'<style:tab-stop style:position="{style.tab - style.left}pt"{at}/>'
    return (
        f"<style:paragraph-properties{written}><style:tab-stops>{stop}</style:tab-stops>"
        "</style:paragraph-properties>"
    )


def _run(style: Style | Letters) -> str:
    said = {"weight": "bold"} if style.bold else {}
    if isinstance(style, Letters) and style.italic:
        said["style"] = "italic"
    if style.size:
        said["size"] = f"{style.size}pt"
    colour = f' fo:color="{style.colour}"' if style.colour else ""
    return colour + _for_all_scripts(said)


def _for_all_scripts(said: dict[str, str]) -> str:
    """What is said of letters is said of those of the east and of those from right to left as well."""
    return "".join(
        f' fo:font-{name}="{value}" style:font-{name}-asian="{value}" style:font-{name}-complex="{value}"'
        for name, value in said.items()
    )


def _letters(name: Look, letters: Letters, t: Texts) -> str:
    shown = harmless(f"Werkstatt {t(letters.name)}")
    return (
        f'<style:style style:name="{look_id(name)}" style:display-name="{shown}" style:family="text">'
        f"<style:text-properties{_run(letters)}/></style:style>"
    )


def _list(t: Texts) -> str:
    """The one list: a bullet."""
    shown = harmless(f"Werkstatt {t('List')}")
    return (
        f'<text:list-style style:name="{LIST}" style:display-name="{shown}">'
        '<text:list-level-style-bullet text:level="1" text:bullet-char="•">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        f'<style:list-level-label-alignment text:label-followed-by="listtab" fo:margin-left="{look.HANG}pt"'
        f' text:list-tab-stop-position="{look.HANG}pt" fo:text-indent="-{look.HANG}pt"/>'
        "</style:list-level-properties></text:list-level-style-bullet></text:list-style>"
    )


def _page(*, headed: bool) -> str:
    side, foot = look.MARGIN_X, look.MARGIN_BOTTOM - look.FOOT
    top = look.FOOT if headed else look.MARGIN_TOP
    head = f'<style:header-footer-properties svg:height="{look.MARGIN_TOP - top}pt"/>' if headed else ""
    return (
        '<office:automatic-styles><style:page-layout style:name="Page"><style:page-layout-properties'
        f' fo:page-width="{look.PAGE[0]}pt" fo:page-height="{look.PAGE[1]}pt"'
        f' fo:margin-left="{side}pt" fo:margin-right="{side}pt" style:print-orientation="portrait"'
        f' fo:margin-top="{top}pt" fo:margin-bottom="{look.FOOT}pt" style:writing-mode="lr-tb"/>'
        f"<style:header-style>{head}</style:header-style>"
        f'<style:footer-style><style:header-footer-properties svg:height="{foot}pt"'
        ' fo:margin-top="12pt" style:dynamic-spacing="false"/></style:footer-style>'
        "</style:page-layout></office:automatic-styles>"
    )


def _around_page(t: Texts, title: str, status: str, above: str) -> str:
    number, total = "\ue000", "\ue001"
    place = harmless(t("Page {number} of {total}", number=number, total=total))
    place = place.replace(number, '<text:page-number text:select-page="current">1</text:page-number>')
    place = place.replace(total, "<text:page-count>1</text:page-count>")
    left = harmless(" · ".join(filter(None, (title, status))))
    head = f'<text:p text:style-name="{style_id("header")}">{harmless(above)}</text:p>'
    head = f"<style:header>{head}</style:header>" if above else ""
    return (
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">'
        f'{head}<style:footer><text:p text:style-name="{style_id("footer")}">{left}<text:tab/>'
        f"{place}</text:p></style:footer></style:master-page></office:master-styles>"
    )


def settings() -> str:
    """None: each program takes its own."""
    return f"{HEAD}<office:document-settings {NAMES} {VERSION}><office:settings/></office:document-settings>"
