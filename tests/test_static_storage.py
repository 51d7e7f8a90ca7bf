"""Scripts go out without what only people read."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from eventaudit.config.storage import StaticStorage, without_remarks

SCRIPTS = Path(__file__).resolve().parents[1] / "static" / "js"


def test_remarks_on_lines_of_their_own_and_margins_go():
    script = """// What it is for.
import { a } from "./a.js";

/** Two lines
 *  of contract. */
export function b() {
    const address = "https://example.org"; // stays: it shares its line
  return a`x // y` + address;
}
"""
    assert without_remarks(script) == (
        'import { a } from "./a.js";\nexport function b() {\n'
        'const address = "https://example.org"; // stays: it shares its line\n'
        "return a`x // y` + address;\n}\n"
    )


def test_no_text_of_ours_runs_over_several_lines():
    """It would lose its indentation, and a line in it that looks like a comment."""
    found = [
        f"{path.name}:{number}"
        for path in sorted(SCRIPTS.rglob("*.js"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if line.count("`") % 2
    ]
    assert found == []


@pytest.mark.parametrize(
    ("name", "stored"), [("js/a.js", "let a;\n"), ("vendor/a.js", "// theirs\nlet a;\n")]
)
def test_only_our_own_scripts_are_touched(tmp_path, name, stored):

    script = ContentFile(b"// theirs\nlet a;\n")
    script.read()  # whoever took its hash left it at its end
    StaticStorage(location=tmp_path, base_url="/static/").save(name, script)
    assert (tmp_path / name).read_text() == stored
