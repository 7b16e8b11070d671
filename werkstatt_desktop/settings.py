"""What the program remembers between two runs, in one small file that window and commands share."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

SCHEMES = ("system", "light", "dark")
_MOST_RECENT = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """Values of the program. Empty `language` follows the system; empty `folder`: not asked yet.

    `recent` are the files opened last, the latest first, and `pages` the pages they were left at. `told`
    are the notes that were read and closed. `spelling`: whether spelling is marked while typing.
    """

    device: str = ""
    language: str = ""
    scheme: str = "system"
    folder: str = ""
    card_size: int = 0
    recent: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    spelling: bool = True


def settings_path() -> Path:
    """Where the settings lie."""
    return _folder("config") / "settings.json"


def cache_folder() -> Path:
    """Where what can be made again is kept."""
    return _folder("cache")


def log_folder() -> Path:
    return _folder("log")


def data_folder() -> Path:
    """Where the program keeps what must not be lost: the safety copies and backups of workshops."""
    return _folder("data")


def load() -> Settings:
    """The settings as they were saved; a file that cannot be read counts as none.

    The first load gives this device its id and saves it.
    """
    try:
        found = json.loads(settings_path().read_text(encoding="utf-8"))
        known = {f.name: found[f.name] for f in fields(Settings) if _fits(f.name, found.get(f.name))}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        known = {}
    for name in known.keys() & {"recent", "pages", "told"}:
        known[name] = tuple(str(part) for part in known[name])
    settings = Settings(**known)
    if not settings.device:
        from uuid import uuid4

        settings = replace(settings, device=uuid4().hex)
        save(settings)
    return settings


def save(settings: Settings) -> None:
    """Write the settings; where that is impossible the program goes on without."""
    path = settings_path()
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=2), encoding="utf-8")
        part.replace(path)
    except OSError:
        return


def with_recent(settings: Settings, path: Path, page: str = "") -> Settings:
    """The settings with a file at the top of the recent ones; `page`: the one it was left at."""
    left = _left_at(settings)
    name = str(path)
    left[name] = page or left.get(name, "")
    return _with_files(settings, [name, *(r for r in settings.recent if r != name)], left)


def without_recent(settings: Settings, path: Path) -> Settings:
    """The settings without a file among the recent ones."""
    return _with_files(settings, [r for r in settings.recent if r != str(path)], _left_at(settings))


def page_of(settings: Settings, path: Path) -> str:
    """The page a file was left at; empty where that is not known."""
    return _left_at(settings).get(str(path), "")


def _left_at(settings: Settings) -> dict[str, str]:
    return dict(zip(settings.recent, settings.pages, strict=False))


def _with_files(settings: Settings, recent: Sequence[str], left: Mapping[str, str]) -> Settings:
    kept = tuple(recent[:_MOST_RECENT])
    return replace(settings, recent=kept, pages=tuple(left.get(name, "") for name in kept))


def _fits(name: str, value: object) -> bool:
    usual = getattr(Settings(), name)
    return isinstance(value, list) if isinstance(usual, tuple) else type(value) is type(usual)


def _folder(kind: str) -> Path:
    import platformdirs

    make = {
        "config": platformdirs.user_config_path,
        "cache": platformdirs.user_cache_path,
        "log": platformdirs.user_log_path,
        "data": platformdirs.user_data_path,
    }[kind]
    return make("werkstatt", appauthor=False)
