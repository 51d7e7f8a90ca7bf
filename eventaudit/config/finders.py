"""Serves the few front-end files we use straight out of node_modules, under `vendor/`."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage


class NodeModulesFinder(BaseFinder):
    """Finds the files that `settings.NODE_FILES` names: {static path: path inside node_modules}."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.root = Path(settings.NODE_MODULES)
        self.storage = _RenamingStorage(self.root, settings.NODE_FILES)

    def check(self, **kwargs):
        missing = [path for path in settings.NODE_FILES.values() if not (self.root / path).is_file()]
        if not missing:
            return []
        return [
            Error(f"Front-end packages are missing ({missing[0]}). Type: make setup", id="eventaudit.E001")
        ]

    def find(self, path, find_all=False):
        source = settings.NODE_FILES.get(path)
        if source is None or not (self.root / source).is_file():
            return []
        found = str(self.root / source)
        return [found] if find_all else found

    def list(self, ignore_patterns):
        for path in settings.NODE_FILES:
            yield path, self.storage


class _RenamingStorage(FileSystemStorage):
    """Reads `vendor/x.css` from the place in node_modules where x.css really lies."""

    prefix = None

    def __init__(self, root: Path, names: dict[str, str]):
        super().__init__(location=root)
        self.names = names

    def path(self, name: str) -> str:
        return super().path(self.names[name])
