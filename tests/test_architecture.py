"""The shape of the house: imports run one way, the pure packages stay pure, docs name what exists."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "eventaudit"

# A package may import itself and what stands on an earlier line.
LAYERS = [
    {"consistency"},
    {"wording"},
    {"accounts"},
    {"library"},
    {"events"},
    {"photos"},
    {"messaging", "walkthroughs"},
    {"findings"},
    {"reports"},
    {"config"},
]


def _sources() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


def _imported_packages(source: Path) -> set[str]:
    """Packages of eventaudit that the file imports, wherever in it."""
    inside = source.relative_to(ROOT).with_suffix("").parts[:-1]
    names = set()
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = inside[: len(inside) - node.level + 1] if node.level else ()
            module = ".".join([*base, node.module or ""]).strip(".")
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("eventaudit.")}


def test_every_package_has_its_place_in_the_layers():
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages == set.union(*LAYERS)


def test_imports_run_one_way():
    level = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    wrong = []
    for source in _sources():
        own = source.relative_to(PACKAGE).parts[0]
        for other in _imported_packages(source) - {own}:
            if level[other] >= level[own]:
                wrong.append(f"{source.relative_to(ROOT)} imports {other}")
    assert wrong == []


def test_the_analysis_runs_without_django():
    code = (
        "import sys, eventaudit.consistency.__main__; "
        "sys.exit('django was imported' if 'django' in sys.modules else 0)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_no_package_or_module_is_a_drawer_for_everything():
    drawers = {"core", "common", "utils", "util", "helpers", "misc"}
    assert [path for path in _sources() if {path.stem, path.parent.name} & drawers] == []


def test_pages_carry_no_inline_script_style_or_handler():
    """The content security policy would refuse them in the browser; this says so earlier."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style|\sstyle=|\son[a-z]+=", re.I
    )
    e_mails = ROOT / "templates" / "accounts" / "email"
    wrong = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if not path.is_relative_to(e_mails) and inline.search(path.read_text())
    ]
    assert wrong == []


def test_import_lines_of_scripts_end_in_a_semicolon():
    """Otherwise the hashed names are not written into them."""
    wrong = [
        f"{path.relative_to(ROOT)}: {line}"
        for path in sorted((ROOT / "static" / "js").rglob("*.js"))
        for line in path.read_text().splitlines()
        if re.match(r"""(import|export)\b.*\bfrom\s*["']""", line) and not line.rstrip().endswith(";")
    ]
    assert wrong == []


def test_no_python_file_outgrows_its_room():
    long = {str(path.relative_to(ROOT)): path.read_text().count("\n") for path in _sources()}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_documents_name_only_what_exists(document):
    text = (ROOT / document).read_text()
    targets = {line.split(":")[0] for line in (ROOT / "Makefile").read_text().splitlines() if ":" in line}
    assert set(re.findall(r"`?make ([a-z-]+)", text)) <= targets
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []
