"""Scripts and style sheets go out without what only people read, and still find each other."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from eventaudit.config.storage import StaticStorage

SCRIPT = b"// What it is for.\nlet here = 1;\n"
STYLE = b"/* What it is for. */\n.a {\n  color: red;\n}\n"


@pytest.mark.parametrize(
    ("name", "written", "stored"),
    [
        ("js/a.js", SCRIPT, "let here=1"),
        ("css/a.css", STYLE, ".a{color:red}"),
        ("vendor/a.js", SCRIPT, "let here=1"),
        ("vendor/a.min.js", SCRIPT, SCRIPT.decode()),
        ("admin/js/a.js", SCRIPT, SCRIPT.decode()),
    ],
)
def test_ours_and_what_is_not_small_yet_is_made_smaller(tmp_path, name, written, stored):
    content = ContentFile(written)
    content.read()  # whoever took its hash left it at its end
    StaticStorage(location=tmp_path, base_url="/static/").save(name, content)
    assert (tmp_path / name).read_text() == stored


def test_every_script_names_the_hashed_files_that_it_imports(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "eventaudit.config.storage.StaticStorage"}
    }
    call_command("collectstatic", "--no-input", verbosity=0, ignore_patterns=["admin", "*.woff2", "*.png"])
    hashed = re.compile(r".+\.[0-9a-f]{12}\.js")
    wrong, right = [], 0
    for path in sorted(Path(tmp_path, "js").rglob("*.js")):
        if not hashed.fullmatch(path.name):
            continue
        for name in re.findall(r"""(?:from|import\(?)["'](\.[^"']+)["']""", path.read_text()):
            right += 1
            if not (hashed.fullmatch(name) and (path.parent / name).is_file()):
                wrong.append(f"{path.name}: {name}")
    assert wrong == []
    written = "".join(path.read_text() for path in Path(settings.BASE_DIR, "static", "js").rglob("*.js"))
    assert right == len(re.findall(r"""(?:from |import\(|import )["']\.""", written))
