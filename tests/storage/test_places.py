"""The medium of a path, told from what systems say of theirs."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from werkstatt_desktop.storage.places import Place, on_linux, on_macos, on_windows, place_of

MOUNTS = r"""
22 27 0:21 / /proc rw,nosuid shared:12 - proc proc rw
27 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw,errors=remount-ro
28 27 8:1 / /boot/efi rw,relatime - vfat /dev/sda1 rw,fmask=0077
29 27 8:3 / /home rw,relatime shared:2 master:1 - ext4 /dev/sda3 rw
30 27 8:17 / /media/eva/MEIN\040STICK rw,nosuid,nodev shared:3 - vfat /dev/sdb1 rw,uid=1000
31 27 8:33 / /run/media/eva/Platte rw - ext4 /dev/sdc1 rw
32 27 8:49 / /mnt/windows rw - fuseblk /dev/sdd1 rw,user_id=0
33 27 179:1 / /media/eva/Karte rw - ext4 /dev/mmcblk0p1 rw
34 27 253:0 / /media/eva/geheim rw - ext4 /dev/mapper/luks-1 rw
35 27 0:50 / /media/eva/btrfs rw - btrfs /dev/sdb1 rw,subvolid=5
36 27 0:51 / /media/eva/fern rw - ext4 /dev/nowhere rw
37 27 0:52 / /srv/ordner rw - cifs //server/ordner rw,vers=3
38 27 0:53 / /net/nfs rw - nfs4 server:/export rw
39 27 0:54 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
40 27 8:65 / /media/eva/gesperrt ro,nosuid - vfat /dev/sde1 rw
41 27 11:0 / /media/eva/scheibe rw - iso9660 /dev/sr0 ro
42 27 0:55 / /tmp rw - tmpfs tmpfs rw
43 42 0:56 / /tmp/unter rw - fuse.sshfs eva@server: rw
44 27 8:2 /alt /srv/neu rw - ext4 /dev/sda2 rw
45 44 0:57 / /srv/neu rw - nfs server:/x rw
46 27 0:58 / /mnt/fremd rw - exfat /dev/foreign rw
47 27 0:59 / /mnt/ntfs rw - ntfs3 /dev/foreign rw
48 27 8:4 / /mnt/daten rw - vfat /dev/sda4 rw
bad line
48 27
"""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """What sysfs says: sda and sdd are built in, sdb is a stick, sdc a disk on USB, mmcblk0 a card."""
    disks = {
        "pci0/ata1/block/sda": ("0", {"sda1": "8:1", "sda2": "8:2", "sda3": "8:3", "sda4": "8:4"}),
        "pci0/ata2/block/sdd": ("0", {"sdd1": "8:49"}),
        "pci0/ata3/block/sdb": ("1", {"sdb1": "8:17"}),
        "pci0/usb2/2-1/block/sdc": ("0", {"sdc1": "8:33"}),
        "pci0/mmc0/block/mmcblk0": ("0", {"mmcblk0p1": "179:1"}),
        "virtual/block/dm-0": ("0", {}),
    }
    numbers, classes = tmp_path / "dev/block", tmp_path / "class/block"
    numbers.mkdir(parents=True)
    classes.mkdir(parents=True)
    for name, (removable, parts) in disks.items():
        disk = tmp_path / "devices" / name
        disk.mkdir(parents=True)
        (disk / "removable").write_text(f"{removable}\n")
        for part, number in parts.items():
            (disk / part).mkdir()
            (numbers / number).symlink_to(disk / part)
            (classes / part).symlink_to(disk / part)
    devices = tmp_path / "devices"
    (devices / "pci0/mmc0/block/mmcblk0/device").mkdir()
    (devices / "pci0/mmc0/block/mmcblk0/device/type").write_text("SD\n")
    (numbers / "253:0").symlink_to(devices / "virtual/block/dm-0")
    (devices / "virtual/block/dm-0/slaves").mkdir()
    (devices / "virtual/block/dm-0/slaves/sdb1").symlink_to(devices / "pci0/ata3/block/sdb/sdb1")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "kind", "root"),
    [
        ("/srv/w.werkstatt", "internal", "/"),
        ("/home/w.werkstatt", "internal", "/home"),
        ("/homes/w.werkstatt", "internal", "/"),
        ("/boot/efi/w.werkstatt", "internal", "/boot/efi"),
        ("/media/eva/MEIN STICK/a/b/w.werkstatt", "removable", "/media/eva/MEIN STICK"),
        ("/run/media/eva/Platte/w.werkstatt", "removable", "/run/media/eva/Platte"),
        ("/mnt/windows/w.werkstatt", "internal", "/mnt/windows"),
        ("/media/eva/Karte/w.werkstatt", "removable", "/media/eva/Karte"),
        ("/media/eva/geheim/w.werkstatt", "removable", "/media/eva/geheim"),
        ("/media/eva/btrfs/w.werkstatt", "removable", "/media/eva/btrfs"),
        ("/media/eva/fern/w.werkstatt", "removable", "/media/eva/fern"),
        ("/media/eva/w.werkstatt", "internal", "/"),
        ("/srv/ordner/w.werkstatt", "network", "/srv/ordner"),
        ("/net/nfs/w.werkstatt", "network", "/net/nfs"),
        ("/run/user/1000/gvfs/smb-share:server=s/w.werkstatt", "network", "/run/user/1000/gvfs"),
        ("/media/eva/gesperrt/w.werkstatt", "read_only", "/media/eva/gesperrt"),
        ("/media/eva/scheibe/w.werkstatt", "read_only", "/media/eva/scheibe"),
        ("/tmp/w.werkstatt", "internal", "/tmp"),
        ("/tmp/unter/w.werkstatt", "network", "/tmp/unter"),
        ("/srv/neu/w.werkstatt", "network", "/srv/neu"),
        ("/mnt/fremd/w.werkstatt", "removable", "/mnt/fremd"),
        ("/mnt/ntfs/w.werkstatt", "removable", "/mnt/ntfs"),
        ("/mnt/daten/w.werkstatt", "removable", "/mnt/daten"),
    ],
)
def test_linux(system: Path, path: str, kind: str, root: str) -> None:
    """Sticks, cards, disks on USB and what is encrypted on them; shares; what may only be read."""
    assert on_linux(PurePosixPath(path), MOUNTS, system) == Place(kind, root)


@pytest.mark.parametrize("mounts", ["", "nonsense", "27 1 8:2 / / rw"])
def test_linux_that_tells_nothing(tmp_path: Path, mounts: str) -> None:
    """Where the system does not tell, a place counts as internal."""
    assert on_linux(PurePosixPath("/home/w.werkstatt"), mounts, tmp_path) == Place("internal", "/")


def test_system_on_a_stick(system: Path) -> None:
    """What the system itself runs from cannot be pulled out."""
    mounts = "27 1 8:17 / / rw - ext4 /dev/sdb1 rw"
    assert on_linux(PurePosixPath("/home/w.werkstatt"), mounts, system).kind == "internal"


@pytest.mark.parametrize(
    ("path", "kind", "root"),
    [
        (r"C:\Users\Eva\w.werkstatt", "internal", "C:\\"),
        (r"E:\w.werkstatt", "removable", "E:\\"),
        (r"S:\w.werkstatt", "network", "S:\\"),
        (r"D:\w.werkstatt", "read_only", "D:\\"),
        (r"X:\w.werkstatt", "internal", "X:\\"),
        (r"\\server\ordner\w.werkstatt", "network", "\\\\server\\ordner\\"),
    ],
)
def test_windows(path: str, kind: str, root: str) -> None:
    """Drives are of the kind that Windows says; a path with a server's name is a share."""
    drives = {"C:\\": 3, "E:\\": 2, "S:\\": 4, "D:\\": 5, "X:\\": 1}
    assert on_windows(PureWindowsPath(path), drives.__getitem__) == Place(kind, root)


def test_macos() -> None:
    """What is seen under /Volumes is not the disk of the system."""
    stick, home = PurePosixPath("/Volumes/STICK/w.werkstatt"), PurePosixPath("/Users/eva/w.werkstatt")
    assert on_macos(stick, read_only=False) == Place("removable", "/Volumes/STICK")
    assert on_macos(stick, read_only=True) == Place("read_only", "/Volumes/STICK")
    assert on_macos(home, read_only=False) == Place("internal", "/")


def test_folder_of_a_sync_program(tmp_path: Path) -> None:
    """A folder that a sync program carries elsewhere is called by the program's name."""
    if place_of(tmp_path).kind != "internal":
        pytest.skip("the tests run on a disk of another kind")
    folder = tmp_path / "Nextcloud" / "Werkstatt"
    folder.mkdir(parents=True)
    found = place_of(folder / "w.werkstatt")
    assert (found.kind, found.by) == ("synced", "Nextcloud")


def test_this_machine(tmp_path: Path) -> None:
    """A place of this machine has a kind, also where there is no file, and through a link."""
    (tmp_path / "link").symlink_to(tmp_path)
    for path in (tmp_path, tmp_path / "nowhere" / "w.werkstatt", tmp_path / "link" / "w.werkstatt"):
        found = place_of(path)
        assert found.kind in {"internal", "network", "removable"}
        assert found.by == ""
        assert tmp_path.is_relative_to(found.root)
