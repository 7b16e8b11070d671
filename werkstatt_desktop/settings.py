"""What the program remembers between two runs, in one small file that window and commands share."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

SCHEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Settings:
    """Values of the program. Empty `language` follows the system; empty `folder`: not asked yet."""

    device: str = ""
    language: str = ""
    scheme: str = "system"
    folder: str = ""
    card_size: int = 0
    recent: tuple[str, ...] = ()


def settings_path() -> Path:
    """Where the settings lie."""
    return _folder("config") / "settings.json"


def cache_folder() -> Path:
    """Where what can be made again is kept."""
    return _folder("cache")


def log_folder() -> Path:
    return _folder("log")


def load() -> Settings:
    """The settings as they were saved; a file that cannot be read counts as none.

    The first load gives this device its id and saves it.
    """
    try:
        found = json.loads(settings_path().read_text(encoding="utf-8"))
        known = {f.name: found[f.name] for f in fields(Settings) if _fits(f.name, found.get(f.name))}
    except (OSError, ValueError, TypeError, AttributeError):
        known = {}
    if "recent" in known:
        known["recent"] = tuple(str(path) for path in known["recent"])
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


def with_recent(settings: Settings, path: Path) -> Settings:
    """The settings with a file opened just now at the top of the recent ones."""
    name = str(path)
    return replace(settings, recent=(name, *(r for r in settings.recent if r != name))[:20])


def _fits(name: str, value: object) -> bool:
    usual = getattr(Settings(), name)
    return isinstance(value, list) if isinstance(usual, tuple) else type(value) is type(usual)


def _folder(kind: str) -> Path:
    import platformdirs

    make = {
        "config": platformdirs.user_config_path,
        "cache": platformdirs.user_cache_path,
        "log": platformdirs.user_log_path,
    }[kind]
    return make("werkstatt", appauthor=False)
