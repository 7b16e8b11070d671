"""A print system of a test's own: a real one, with a queue of the PDF printer's driver, in a folder.

The queue's device is a file, so that nothing is printed and nobody's folder is written into. What the driver
gives is PostScript, which its own backend turns into PDF with Ghostscript; so does this.
"""

from __future__ import annotations

import grp
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Self

_DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_PATIENCE_S = 60.0
_FILES = """ServerRoot {0}/etc
RequestRoot {0}/spool
TempDir {0}/spool/tmp
CacheDir {0}/cache
StateDir {0}/run
AccessLog {0}/log/access
ErrorLog {0}/log/error
PageLog {0}/log/page
FileDevice Yes
SystemGroup {1}
"""
_SERVER = """Listen {0}/run/s
Browsing No
WebInterface No
LogLevel warn
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues none
  SubscriptionPrivateAccess default
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""


def missing() -> str:
    """What is not installed here that this needs; empty where all is there."""
    programs = [name for name in ("lp", "lpadmin", "lpstat", "gs") if shutil.which(name) is None]
    if _cupsd() is None:
        programs.append("cupsd")
    if not _DRIVER.exists():
        programs.append("printer-driver-cups-pdf")
    return f"not installed: {', '.join(programs)}" if programs else ""


def _cupsd() -> str | None:
    return shutil.which("cupsd", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))


class PrintServer:
    """Runs as long as the `with` around it. Clients find it by CUPS_SERVER, which is `socket`."""

    name = "Pappe"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # The name of a socket holds about a hundred bytes, less than names of a test's folder can be; and the
        # server prints into no file below /dev, where such folders can be.
        self._short = Path(tempfile.mkdtemp(prefix="p", dir="/var/tmp"))
        self.socket = self._short / "run" / "s"
        self._out = self._short / "printed.ps"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def run(self, *command: str) -> str:
        """A command of the print system, and what it said."""
        environment = {**os.environ, "CUPS_SERVER": str(self.socket), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=_PATIENCE_S, check=False
        )
        return done.stdout + done.stderr

    def printed(self, hand_over: Callable[[], object]) -> Path:
        """The PDF that comes out of the queue after handing something over."""
        self._out.unlink(missing_ok=True)
        hand_over()
        self._wait(lambda: self._out.exists() and not self.waiting())
        made = self._folder / "printed.pdf"
        command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={made}"]
        subprocess.run([*command, str(self._out)], check=True, timeout=_PATIENCE_S)
        return made

    def waiting(self) -> str:
        """The jobs that are not done, a line each."""
        return self.run("lpstat", "-W", "not-completed", "-o", self.name).strip()

    def job_titles(self) -> str:
        """What the server wrote down of the jobs' titles."""
        return (self._short / "log" / "page").read_text(encoding="utf-8", errors="replace")

    def _start(self) -> None:
        for name in ("etc/ppd", "spool/tmp", "cache", "run", "log"):
            (self._short / name).mkdir(parents=True)
        # The server's own programs run as somebody else, who has to come through to the socket.
        self._short.chmod(0o755)
        group = grp.getgrgid(os.getgid()).gr_name
        files, server = self._short / "etc" / "cups-files.conf", self._short / "etc" / "cupsd.conf"
        files.write_text(_FILES.format(self._short, group), encoding="utf-8")
        server.write_text(_SERVER.format(self._short), encoding="utf-8")
        command = [str(_cupsd()), "-f", "-c", str(server), "-s", str(files)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait(lambda: "is running" in self.run("lpstat", "-r"))
        device = f"file:{self._out}"
        self.run("lpadmin", "-p", self.name, "-v", device, "-P", str(_DRIVER), "-E")
        self._wait(lambda: self.name in self.run("lpstat", "-a"))

    def _stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._short, ignore_errors=True)

    def _wait(self, there: Callable[[], object]) -> None:
        until = monotonic() + _PATIENCE_S
        while not there():
            if monotonic() > until:
                raise AssertionError(f"the print system did not do it in time: {self.run('lpstat', '-t')}")
            sleep(0.1)
