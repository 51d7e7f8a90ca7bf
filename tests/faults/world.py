"""A real site of its own, with a server that can be killed, behind a line that can be cut."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import uuid
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from typing import Any

from tests.browser.conftest import ROOT, _free_port, _wait_until_served

from .line import Line


class Server:
    """gunicorn on one port; kill() is SIGKILL to all of its processes."""

    def __init__(self, port: int, environment: dict[str, str]):
        self.port, self.environment = port, environment
        self._process: subprocess.Popen | None = None
        self._turn = threading.RLock()

    def start(self) -> None:
        command = ["gunicorn", "--bind", f"127.0.0.1:{self.port}", "--preload", "--threads", "8"]
        quiet = ["--log-level", "critical", "eventaudit.config.wsgi"]
        with self._turn:
            if self.alive:
                return
            self._process = subprocess.Popen(
                [sys.executable, "-m", *command, *quiet],
                cwd=ROOT,
                env=self.environment,
                start_new_session=True,
            )
            _wait_until_served(f"http://localhost:{self.port}", self._process)

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        with self._turn:
            if self.alive:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()


class World:
    def __init__(self, folder: Path, database_url: str = ""):
        self.folder = folder
        self.database = folder / "site.sqlite3"
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url or f"sqlite:///{self.database}",
            "EVENTAUDIT_DATA": str(folder),
            "EMAIL_URL": "console:",
            "HTTPS": "0",
            "DEBUG": "0",
            "OFFLINE": "1",
            "LOG_LEVEL": "CRITICAL",
            "DJANGO_SETTINGS_MODULE": "eventaudit.config.settings",
        }
        self._manage("migrate", "-v0")
        self._manage("load_library")
        if collected := os.environ.get("FAULTS_STATIC"):  # a folder where make has collected them already
            (folder / "static").symlink_to(Path(collected).resolve())
        else:
            self._manage("collectstatic", "--no-input", "-v0")
        self.server = Server(_free_port(), self.environment)
        self.server.start()
        self.line = Line(self.server.port, self._source)
        self._asked: subprocess.Popen | None = None

    def _manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def _source(self, path: str) -> str | None:
        """A script as it was written, with the names that the site serves in its imports."""
        script = re.fullmatch(r"/static/(js/.+)\.[0-9a-f]{12}\.js", path)
        if not script:
            return None
        served = json.loads((self.folder / "static" / "staticfiles.json").read_text())["paths"]
        folder = dirname(script[1])

        def named(match: re.Match) -> str:
            return f'"{dirname(match[1])}/{basename(served[normpath(join(folder, match[1]))])}"'

        text = (ROOT / "static" / f"{script[1]}.js").read_text()
        return re.sub(r'"(\.{1,2}/[^"]+\.js)"', named, text)

    def ask(self, name: str, *arguments) -> Any:
        """What a function of asked.py finds in the site's database."""
        if self._asked is None:
            self._asked = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.asked"],
                cwd=ROOT,
                env=self.environment,
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        self._asked.stdin.write(json.dumps([name, arguments]) + "\n")
        self._asked.stdin.flush()
        return json.loads(self._asked.stdout.readline())

    def back_up(self) -> Path:
        """A copy of database and files, taken while the server stands still."""
        copy = self.folder / f"backup-{uuid.uuid4()}"
        self.server.kill()
        copy.mkdir()
        for name in (self.database.name, f"{self.database.name}-wal", "media"):
            self._copy(self.folder / name, copy / name)
        self.server.start()
        return copy

    def restore(self, copy: Path) -> None:
        self.server.kill()
        for name in (self.database.name, f"{self.database.name}-wal", f"{self.database.name}-shm", "media"):
            place = self.folder / name
            shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
            self._copy(copy / name, place)
        self.server.start()

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.exists():
            shutil.copy2(source, target)

    def end(self) -> None:
        self.line.end()
        self.server.kill()
        if self._asked:
            self._asked.stdin.close()
            self._asked.wait(timeout=30)
            self._asked.stdout.close()
