"""What a fresh machine needs is written down once and completely."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import werkstatt_desktop

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
PINNED = {canonicalize_name(pin.partition("==")[0]) for pin in PINS}


def start_lines() -> list[str]:
    """The code lines of README's section Start."""
    section = (
        (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Start\n")[2].partition("\n## ")[0]
    )
    return [line for block in section.split("```")[1::2] for line in block.strip().splitlines()]


def needed() -> set[str]:
    """Every package that the program and its tests need, however far away."""
    waiting = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    found: set[str] = set()
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting += metadata.requires(requirement.name) or []
    return found


def test_constraints_are_plain() -> None:
    """A pin is a name and a version, nothing else."""
    assert [pin for pin in PINS if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)] == []


def test_every_package_is_pinned() -> None:
    """No package comes in a version that nobody tested."""
    assert needed() - PINNED - {"pip"} == set()


def test_no_pin_is_left_over() -> None:
    """A package that nothing needs any more has no pin."""
    assert PINNED - needed() == set()


def test_two_lines_do_everything() -> None:
    """README has one line that starts the program and one that runs the tests, both for root and user."""
    start, test = start_lines()
    assert start.endswith(".venv/bin/werkstatt")
    assert test.endswith(".venv/bin/python -m pytest -n auto --dist worksteal")
    for line in (start, test):
        assert line.startswith("$(command -v sudo) apt-get update")
        assert "-c constraints.txt" in line
        assert "python3-venv" in line


def test_the_tests_need_no_more_than_the_program() -> None:
    """The program's line installs every system library that the tests need."""
    libraries = [set(re.findall(r" (lib[\w.+-]+)", line)) for line in start_lines()]
    assert libraries[1] <= libraries[0]


def test_version_is_one() -> None:
    """The version stands in one place."""
    assert PROJECT["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", werkstatt_desktop.__version__)
