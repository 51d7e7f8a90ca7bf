"""Runs a command with DATABASE_URL naming a PostgreSQL server of its own, which ends with the command.

Usage: with_postgres.py COMMAND [ARGUMENT ...]. Needs PostgreSQL's programs (Debian: postgresql). The server
runs as `nobody` where we are root, on a free port of the loopback address, in a temporary folder.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def program_folder() -> Path:
    """The newest installed PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).parent
    sys.exit("PostgreSQL's programs are missing. Type: sudo apt-get install postgresql")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main(command: list[str]) -> int:
    programs, port, password = program_folder(), free_port(), secrets.token_hex(16)
    owner = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="eventaudit-postgres-") as folder:
        data, key = Path(folder) / "data", Path(folder) / "key"
        key.write_text(password)
        if owner:
            for path in (Path(folder), key):
                shutil.chown(path, "nobody", "nogroup")

        def run(program: str, *arguments: object) -> None:
            line = [programs / program, "-D", data, *arguments]
            subprocess.run(line, check=True, cwd=folder, stdout=subprocess.DEVNULL, **owner)

        settings = f"-h 127.0.0.1 -p {port} -k '' -c fsync=off -c full_page_writes=off -c max_connections=50"
        run(
            "initdb",
            "-U",
            "eventaudit",
            "--pwfile",
            key,
            "--auth=scram-sha-256",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", settings, "start")
        try:
            url = f"postgres://eventaudit:{password}@127.0.0.1:{port}/postgres"
            return subprocess.run(command, check=False, env={**os.environ, "DATABASE_URL": url}).returncode
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
