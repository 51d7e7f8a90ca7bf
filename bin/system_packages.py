"""Checks for what Python packages cannot bring: Pango for the PDFs, Chromium and Java for the tests.

Usage: system_packages.py site|tests. As root on Debian it installs what is missing, otherwise one sentence
says what to type. Plain Python without dependencies, since it runs before there is a virtual environment.
"""

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
PROGRAMS = {"chromium": "chromium", "node": "nodejs", "javac": "default-jdk-headless"}
FILES = {"/usr/share/java/jaxb-runtime.jar": "libjaxb-java"}
"""veraPDF, which validates the reports in the tests, needs Java and this."""


def missing_packages(purpose: str) -> list[str]:
    """Names of the Debian packages that `purpose` ('site' or 'tests') needs and this machine lacks."""
    missing = [package for library, package in LIBRARIES.items() if not ctypes.util.find_library(library)]
    if purpose == "tests":
        missing += [package for program, package in PROGRAMS.items() if not shutil.which(program)]
        missing += [package for file, package in FILES.items() if not Path(file).exists()]
    return missing


def main(purpose: str) -> int:
    packages = missing_packages(purpose)
    if not packages:
        return 0
    install = ["apt-get", "install", "--yes", "--quiet", *packages]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing", *packages, "...", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "--quiet"], check=False, **quiet)
        if subprocess.run(install, check=False, **quiet).returncode == 0:
            return 0
    verb = "sudo apt-get install " + " ".join(packages)
    print(f"This machine lacks {', '.join(packages)}. Type: {verb}", file=sys.stderr)
    if purpose == "tests" and not os.environ.get("CI"):
        print("The tests that need them are left out until then.", file=sys.stderr)
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
