from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed files; the hashed names are written into the `import` lines of ES modules too."""

    support_js_module_import_aggregation = True
