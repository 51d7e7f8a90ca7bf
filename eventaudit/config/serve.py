"""Serves the site: the web server and the background worker, both ending when either does.

Usage: python -m eventaudit.config.serve [--port 8000] [--host 127.0.0.1]
"""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time


def _taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _stop(*_signal) -> None:
    raise KeyboardInterrupt


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    if _taken(options.host, options.port):
        sys.exit(f"Port {options.port} is taken. Choose another one: make serve PORT={options.port + 1}")
    signal.signal(signal.SIGTERM, _stop)
    address = f"{options.host}:{options.port}"
    environment = {
        "SITE_URL": f"http://localhost:{options.port}",
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "eventaudit.config.settings",
    }
    gunicorn = ["gunicorn", "--bind", address, "--workers", "2", "--threads", "4", "--log-level", "warning"]
    gunicorn += ["--config", "python:eventaudit.config.processes"]
    commands = (
        ["-m", *gunicorn, "eventaudit.config.wsgi"],
        ["-m", "django", "db_worker", "--interval", "0.5"],
    )
    children = [subprocess.Popen([sys.executable, *command], env=environment) for command in commands]  # noqa: S603
    sys.stdout.write(f"\nServing on {environment['SITE_URL']} (Ctrl+C stops it)\n")
    sys.stdout.flush()
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                child.terminate()
        for child in children:
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
