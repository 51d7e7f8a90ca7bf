from django.contrib.staticfiles.apps import StaticFilesConfig


class OurStaticFilesConfig(StaticFilesConfig):
    """Leaves out scripts of django-htmx that nobody uses; one of them imports a file that is not there."""

    ignore_patterns = ["CVS", ".*", "*~", "hx-*.js", "htmx-2-compat*.js", "htmax-*.js"]
