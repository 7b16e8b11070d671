"""Where dictionaries lie on this machine, and which of them are for a language."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..texts import resources

_NAMES = {"de": ("de_DE_frami", "de_DE"), "en": ("en_GB", "en_US")}
_ALL_OF_THEM = {"en"}
"""In these languages a word is right if one of the dictionaries knows it."""


def dictionaries(language: str, folders: Iterable[Path] | None = None) -> list[Path]:
    """The dictionaries for a language, as paths without their endings: those of the system, or else our own.

    `folders` are the places to look in, in order.
    """
    for folder in system_folders() if folders is None else folders:
        if found := _in(folder, language):
            return found
    return _in(own_folder(), language)


def own_folder() -> Path:
    """The dictionaries that come with the program."""
    return resources() / "dictionaries"


def system_folders() -> list[Path]:
    """Where systems and office programs keep dictionaries; not all of them are there."""
    home, found = Path.home(), [Path(p) for p in os.environ.get("DICPATH", "").split(os.pathsep) if p]
    if sys.platform == "win32":
        offices = [Path(os.environ.get(name, "")) for name in ("ProgramFiles", "ProgramFiles(x86)")]
        return [*found, *_office(office / "LibreOffice" / "share" / "extensions" for office in offices)]
    if sys.platform == "darwin":
        office = Path("/Applications/LibreOffice.app/Contents/Resources/extensions")
        return [*found, home / "Library" / "Spelling", Path("/Library/Spelling"), *_office([office])]
    shared = [home / ".local" / "share", Path("/usr/local/share"), Path("/usr/share")]
    plain = [folder / name for folder in shared for name in ("hunspell", "myspell/dicts", "myspell")]
    office = Path("/usr/lib/libreoffice/share/extensions")
    return [*found, *plain, *_office([office, *sorted(Path("/opt").glob("libreoffice*/share/extensions"))])]


def _office(extensions: Iterable[Path]) -> list[Path]:
    return [folder / name for folder in extensions for name in ("dict-de", "dict-en")]


def _in(folder: Path, language: str) -> list[Path]:
    """The dictionaries of a folder for a language; both of their files have to be there."""
    names = _NAMES.get(language, ())
    others = sorted(path.stem for path in _listed(folder, f"{language}_*.dic"))
    found = [folder / name for name in dict.fromkeys([*names, *others]) if _is_there(folder / name)]
    usual = [path for path in found if path.name in names]
    if language in _ALL_OF_THEM and usual:
        return usual
    return found[:1]


def _listed(folder: Path, pattern: str) -> Sequence[Path]:
    try:
        return list(folder.glob(pattern))
    except OSError:
        return []


def _is_there(stem: Path) -> bool:
    try:
        return all(stem.with_name(stem.name + end).is_file() for end in (".aff", ".dic"))
    except OSError:
        return False
