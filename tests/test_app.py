"""The program's way in."""

import subprocess
import sys

import pytest

READ = """
import linecache
import PySide6.QtCore
{plainly}
import colorsys
print(colorsys.__file__ in linecache.cache)
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rung = Signal(str)
heard = []
bell = Bell()
bell.rung.connect(heard.append)
bell.rung.emit("ding")
assert heard == ["ding"]
"""


@pytest.mark.parametrize("plainly", [True, False])
def test_imports_read_no_sources(*, plainly: bool) -> None:
    """PySide6 reads the source of what is imported after it; after `import_plainly` it does not."""
    words = "from werkstatt_desktop.app import import_plainly; import_plainly()" if plainly else ""
    code = READ.format(plainly=words)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(not plainly)
