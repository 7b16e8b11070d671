"""The one door for text that comes in, from keyboard, clipboard, file or network."""

from __future__ import annotations

import re
import unicodedata

_BIDI_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BLANKS = re.compile(r"[ \t\n]+")
# Controls but line feed and tab, lone surrogates, bidi overrides, byte order marks, non-characters.
_UNWANTED = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff{_BIDI_OVERRIDES}\ufeff\ufdd0-\ufdef\ufffe\uffff]"
)
_REPLACEMENT = "\ufffd"


def clean(text: str, *, lines: bool = True) -> str:
    """Text as Werkstatt keeps it: NFC, line feeds only, nothing that is invisible and dangerous.

    Control characters and bidi overrides go; a lone surrogate becomes U+FFFD, since it stands for a
    character that is lost. Without `lines`, line breaks and tabs become single blanks. White space
    around the text is removed.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _LINE_ENDS.sub("\n", text)
    text = _UNWANTED.sub(_replace, text)
    text = unicodedata.normalize("NFC", text).replace("\t", " ")
    if not lines:
        text = _BLANKS.sub(" ", text)
    return text.strip()


def _replace(match: re.Match[str]) -> str:
    return _REPLACEMENT if "\ud800" <= match.group() <= "\udfff" else ""


def loses_characters(text: str) -> bool:
    """Whether `clean` takes away or replaces a character; white space at the ends does not count."""
    return _UNWANTED.search(text) is not None
