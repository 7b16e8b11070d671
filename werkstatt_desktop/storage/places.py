"""On what kind of medium a workshop lies, as far as the system tells."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

from .folders import synced_by

NETWORK = frozenset((
    "9p", "acfs", "afs", "afpfs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.ceph", "fuse.davfs2",
    "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.rclone", "fuse.s3fs", "fuse.sshfs",
    "fuse.vmhgfs-fuse", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb2",
    "smb3", "smbfs", "vboxsf", "virtiofs",
))  # fmt: skip
"""File systems behind which another computer, or the one that plays this one, keeps the file."""
_ON_STICKS = frozenset(("vfat", "exfat", "msdos", "fuse.exfat"))
_PERHAPS_ON_STICKS = _ON_STICKS | {"ntfs", "ntfs3", "fuseblk", "udf"}
_PLUGGED_IN = ("/media", "/run/media")
_OF_THE_SYSTEM = ("/boot", "/efi", "/home")
_ESCAPED = re.compile(r"\\([0-7]{3})")
_REMOVABLE_DRIVE, _NETWORK_DRIVE, _DISC_DRIVE = 2, 4, 5


@dataclass(frozen=True, slots=True)
class Place:
    """The medium of a file.

    `kind`: "read_only", else "network", "removable" (a stick or disk that can be pulled out), "synced"
    (a folder that a sync program carries elsewhere, named in `by`), or "internal". `root` is where the
    medium begins.
    """

    kind: str
    root: str
    by: str = ""


def place_of(path: Path) -> Place:
    """The medium of a path, which need not exist. What the system does not tell counts as internal."""
    real = Path(os.path.realpath(path))
    if sys.platform == "win32":
        place = on_windows(PureWindowsPath(real), _drive_type)
    elif sys.platform == "darwin":
        place = on_macos(real, read_only=_on_read_only_medium(real))
    else:
        try:
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            mounts = ""
        place = on_linux(real, mounts, Path("/sys"))
    by = synced_by(real.parent) if place.kind == "internal" else ""
    return Place("synced", place.root, by) if by else place


def on_linux(path: PurePath, mounts: str, sys_root: Path) -> Place:
    """The medium of a real path. `mounts`: the text of mountinfo; `sys_root`: the folder of sysfs."""
    found = _mount_of(path, mounts)
    if found is None:
        return Place("internal", "/")
    root = str(found.root)
    if found.read_only:
        return Place("read_only", root)
    if found.type in NETWORK:
        return Place("network", root)
    return Place("removable" if _can_be_pulled(found, sys_root) else "internal", root)


def on_windows(path: PureWindowsPath, drive_type: Callable[[str], int]) -> Place:
    r"""The medium of a real path. `drive_type`: what the system says of a drive such as E:\."""
    root = path.anchor
    if root.startswith("\\\\"):
        return Place("network", root)
    kinds = {_REMOVABLE_DRIVE: "removable", _NETWORK_DRIVE: "network", _DISC_DRIVE: "read_only"}
    return Place(kinds.get(drive_type(root), "internal"), root)


def on_macos(path: PurePath, *, read_only: bool) -> Place:
    """The medium of a real path; all that is not the disk of the system is seen under /Volumes."""
    inside = path.is_relative_to("/Volumes") and len(path.parts) > 2
    root = str(PurePath(*path.parts[:3])) if inside else "/"
    if read_only:
        return Place("read_only", root)
    return Place("removable" if inside else "internal", root)


@dataclass(frozen=True, slots=True)
class _Mount:
    root: PurePath
    device: str
    type: str
    source: str
    read_only: bool


def _mount_of(path: PurePath, mounts: str) -> _Mount | None:
    """The mount that a path lies on; of several at one place the last one covers the others."""
    best = None
    for line in mounts.splitlines():
        mount = _parsed(line)
        if mount is None or not path.is_relative_to(mount.root):
            continue
        if best is None or len(mount.root.parts) >= len(best.root.parts):
            best = mount
    return best


def _parsed(line: str) -> _Mount | None:
    """A line such as `36 35 8:17 / /media/a rw,nosuid shared:1 - vfat /dev/sdb1 rw`."""
    front, _, back = line.partition(" - ")
    fields, last = front.split(" "), back.split(" ")
    if len(fields) < 6 or len(last) < 2:
        return None
    options = {*fields[5].split(","), *(last[2].split(",") if len(last) > 2 else ())}
    root = PurePath(_plain(fields[4]))
    return _Mount(root, fields[2], last[0], _plain(last[1]), "ro" in options)


def _plain(word: str) -> str:
    """A word of mountinfo, where blanks are written by their octal numbers."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), word)


def _can_be_pulled(mount: _Mount, sys_root: Path) -> bool:
    if mount.root == PurePath("/") or any(mount.root.is_relative_to(folder) for folder in _OF_THE_SYSTEM):
        return False
    if mount.type in _ON_STICKS:
        return True
    device = _device(mount, sys_root)
    if device is not None:
        return _on_a_plug(device)
    seen = any(mount.root.is_relative_to(folder) for folder in _PLUGGED_IN)
    return mount.type in _PERHAPS_ON_STICKS or (seen and mount.source.startswith("/dev/"))


def _device(mount: _Mount, sys_root: Path) -> Path | None:
    """What sysfs knows of the device of a mount; some file systems have a number of their own for it."""
    names = [sys_root / "dev/block" / mount.device]
    if mount.source.startswith("/dev/"):
        names.append(sys_root / "class/block" / os.path.basename(os.path.realpath(mount.source)))  # noqa: PTH119
    return next((Path(os.path.realpath(name)) for name in names if os.path.lexists(name)), None)


def _on_a_plug(device: Path) -> bool:
    """Whether a device can be pulled out, or one that it is made of: behind an encrypted one lies another."""
    below = [Path(os.path.realpath(part)) for part in _inside(device / "slaves")]
    if below:
        return any(map(_on_a_plug, below))
    if any(part.startswith("usb") for part in device.parts):
        return True
    # A partition has no word of its own about that, the disk around it has; cards do not say it there.
    disks = (device, device.parent)
    return any(_says(disk / "removable", "1") or _says(disk / "device/type", "SD") for disk in disks)


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _says(file: Path, word: str) -> bool:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip() == word
    except OSError:
        return False


def _on_read_only_medium(path: Path) -> bool:
    for part in (path, *path.parents):
        try:
            return bool(os.statvfs(part).f_flag & os.ST_RDONLY)
        except (OSError, AttributeError):
            continue
    return False


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0
