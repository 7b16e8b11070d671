"""The one door for text that comes in, from keyboard, clipboard, file or network."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any, TypeVar, cast

from .errors import Refused
from .records import TABLE_OF, TEXTS, Record

R = TypeVar("R", bound=Record)

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BLANKS = re.compile(r"[ \t\n]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_NON_CHARACTERS = "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000))
# Controls but line ends and tab, bidi embeddings, overrides and isolates, marks of bytes and of what
# a copy left out, non-characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffc\ufdd0-\ufdef"
    f"{_NON_CHARACTERS}]"
)
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f"
)


MERGED = 5
"""So many wordings of a text merging may have kept, at the most, in a workshop that is copied or imported."""


def clean(text: str, *, lines: bool = True) -> str:
    """Text as Werkstatt keeps it: NFC, line feeds only, nothing that is invisible and dangerous.

    Control characters and bidi overrides go; a lone surrogate becomes U+FFFD, since it stands for a
    character that is lost. Without `lines`, white space between words becomes single blanks. White
    space around the text is removed; a text of which nothing can be seen is empty.
    """
    if not (text.isascii() and text.isprintable()):
        text = _LINE_ENDS.sub("\n", _paired(text))
        text = _UNWANTED.sub("", text)
        text = unicodedata.normalize("NFC", text).replace("\t", " ")
    if not lines:
        text = _BLANKS.sub(" ", text)
    text = text.strip()
    return text if text.isascii() or any(not (c.isspace() or c in _INVISIBLE) for c in text) else ""


def loses_characters(text: str) -> bool:
    """Whether `clean` takes away or replaces a character; white space does not count."""
    paired = _paired(text)
    return paired.count("\ufffd") > text.count("\ufffd") or _UNWANTED.search(paired) is not None


def admitted(record: R, old: Record | None = None, *, times: int = 1) -> tuple[R, bool]:
    """A record whose texts are clean and short enough, and whether characters were lost by that.

    Fields that are as in `old` have been through here before. `times`: how often what a field holds may
    stand in it, `MERGED` for records that come from a workshop. Raises `Refused("too_long")` for more.
    """
    mended: dict[str, Any] = {}
    lost = False
    for field, (limit, lines) in TEXTS[TABLE_OF[type(record)]].items():
        text = cast("str | None", getattr(record, field))
        if not text or (old is not None and getattr(old, field) == text):
            continue
        tidy = clean(text, lines=lines)
        if len(tidy) > limit * times:
            raise Refused("too_long", field=field, length=len(tidy), limit=limit * times)
        if tidy != text:
            lost = lost or loses_characters(text)
            mended[field] = tidy
    return (replace(record, **mended) if mended else record), lost


def _paired(text: str) -> str:
    """Two surrogates that make a character become it; a lone one becomes U+FFFD."""
    if text.isascii() or _SURROGATES.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
