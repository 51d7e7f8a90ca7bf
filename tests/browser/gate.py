"""A door between browser and site that can be shut, or open onto another release of the site."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from .conftest import Site, _free_port, _wait_until_served

ROOT = Path(__file__).resolve().parents[2]


class Gate:
    """Passes connections on to `port` of this machine; shut, it refuses them as a dead network does."""

    def __init__(self, port: int):
        self.port, self.shut = port, False
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """No connection goes on, and none comes through."""
        self.shut = True
        self._cut()

    def open(self, port: int | None = None) -> None:
        """port: of another release of the site."""
        self.port = port or self.port
        self._cut()
        self.shut = False

    def end(self) -> None:
        self._listener.close()
        self.close()

    def _cut(self) -> None:
        for one in list(self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _listen(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            if self.shut:
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.port))
            except OSError:
                client.close()
                continue
            for source, target in ((client, server), (server, client)):
                threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        self._open.add(source)
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        self._open.discard(source)
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        source.close()


@contextlib.contextmanager
def served(site: Site, **environment: str) -> Iterator[int]:
    """The same site once more with other settings; its port."""
    port = _free_port()
    command = ["gunicorn", "--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "warning"]
    server = subprocess.Popen(
        [sys.executable, "-m", *command, "eventaudit.config.wsgi"],
        cwd=ROOT,
        env=os.environ | site.environment | environment,
    )
    try:
        _wait_until_served(f"http://localhost:{port}", server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)
